import { CaseError, exportBag, exportTables, importBag, type WithheldKind } from '@isnad/casefile';
import { Failure } from '../failure.ts';
import { withCase } from '../open.ts';
import { writeLine } from '../streams.ts';

export interface ExportFlags {
  readonly format: 'csv' | 'bag';
  readonly withhold?: readonly WithheldKind[];
  readonly withheldList?: string;
}

/** `isnad export`: a case as tables, or whole as a bag. */
export async function exportCommand(folder: string, target: string, flags: ExportFlags): Promise<void> {
  const { format, withhold = [], withheldList = null } = flags;
  if (format === 'bag' && withhold.length > 0)
    throw new Failure('--withhold', 'a bag is the whole case, names and all');
  await withCase(folder, (opened) =>
    format === 'bag' ? exportBag(opened, target) : exportTables(opened, target, new Set(withhold), withheldList),
  );
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
