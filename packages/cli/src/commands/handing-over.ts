import { writeFile } from 'node:fs/promises';
import {
  type BriefingLanguage,
  CaseError,
  type ExportFormat,
  exportCase,
  importBag,
  type WithheldKind,
} from '@isnad/casefile';
import { Failure } from '../failure.ts';
import { withCase } from '../open.ts';
import { writeLine } from '../streams.ts';

export interface ExportFlags {
  readonly format: ExportFormat;
  readonly language: BriefingLanguage;
  readonly withhold?: readonly WithheldKind[];
  readonly withheldList?: string;
}

/** `isnad export`: a case in a format for others, or whole as a bag. */
export async function exportCommand(folder: string, target: string, flags: ExportFlags): Promise<void> {
  const { format, language, withhold = [], withheldList } = flags;
  if (format === 'bag' && withhold.length > 0)
    throw new Failure('--withhold', 'a bag is the whole case, names and all');
  const { withheld } = await withCase(folder, (opened) =>
    exportCase(opened, target, { format, language, withhold: new Set(withhold) }),
  );
  if (withheldList !== undefined)
    await writeFile(withheldList, `${JSON.stringify(withheld, null, 2)}\n`, { mode: 0o600 });
  await writeLine(`wrote ${target}`);
}

/** `isnad unpack`: a case of a bag that was checked. */
export async function unpackCommand(bag: string, folder: string): Promise<void> {
  try {
    await importBag(bag, folder);
  } catch (error) {
    if (error instanceof CaseError) throw new Failure(bag, error.message);
    throw error;
  }
  await writeLine(`made the case ${folder}`);
}
