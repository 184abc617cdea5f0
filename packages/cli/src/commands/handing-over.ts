import { writeFile } from 'node:fs/promises';
import {
  type BriefingLanguage,
  type ExportFormat,
  exportCase,
  importBag,
  type JoinConflict,
  joinCase,
  type ReviewSubject,
  type WithheldKind,
  weighCase,
} from '@isnad/casefile';
import { Failure } from '../failure.ts';
import { onCase, openNamed, withCase } from '../open.ts';
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
  await onCase(bag, () => importBag(bag, folder));
  await writeLine(`made the case ${folder}`);
}

/** `isnad import`: another case is brought into this one, and what the two do not agree on is told. */
export async function importCommand(folder: string, from: string, { json }: { json?: true }): Promise<void> {
  const other = await openNamed(from);
  try {
    const joined = await withCase(folder, async (opened) => {
      const done = await joinCase(opened, other);
      if (done.fresh > 0) await weighCase(opened);
      return done;
    });
    if (json) return await writeLine(JSON.stringify(joined));
    for (const conflict of joined.conflicts) await writeLine(`conflict: ${saidOf(conflict)}`);
    const { fresh, known, decisions, left, conflicts } = joined;
    const entered = `${decisions} decisions entered, ${left} left there`;
    await writeLine(`${fresh} new, ${known} known, ${entered}, ${conflicts.length} conflicts`);
  } finally {
    await other.close();
  }
}

function nameOf(subject: ReviewSubject): string {
  switch (subject.kind) {
    case 'link':
      return `link of ${subject.a.item} of ${subject.a.document} and ${subject.b.item} of ${subject.b.document}`;
    case 'source':
      return `source ${subject.source}`;
    case 'group':
      return `group ${subject.group}`;
    case 'case flag':
      return `flag ${subject.flag} of ${subject.claims.map(({ item, document }) => `${item} of ${document}`).join(', ')}`;
    default:
      return `${subject.kind} ${subject.item} of ${subject.document}`;
  }
}

function saidOf(conflict: JoinConflict): string {
  switch (conflict.kind) {
    case 'document':
      return `another document of this case is called ${conflict.document}: the other’s was not brought in`;
    case 'reading':
      return `${conflict.document} was read otherwise there: this case keeps its own Reading`;
    case 'decision': {
      const { subject, here, there } = conflict;
      const decisions = [here, there].map(({ decision, by, at }) => `${decision.kind} by ${by} at ${at}`);
      return `${nameOf(subject)}: here ${decisions.join(', there ')}`;
    }
  }
}
