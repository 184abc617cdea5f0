import type { Reading } from '@isnad/reading';
import { CaseView, type Finding } from './derive/view.ts';
import type { CaseFlag, CopyPair, FigureSeries, Findings, Group } from './findings.ts';
import type { WeighingLanguage } from './language.ts';
import { MemoryStore } from './store/memory.ts';
import { Weigher } from './weigher.ts';

/**
 * Weighs a case in one call: the documents in the order of their dates, so that the same documents give the same
 * findings in whatever order they come. A document whose id came before is passed over and flagged.
 */
export async function weigh(documents: Iterable<Reading>, language: WeighingLanguage): Promise<Findings> {
  const ordered = [...documents].sort(
    (a, b) => compare(a.published ?? '9', b.published ?? '9') || compare(a.id, b.id) || compare(a.text, b.text),
  );
  const groups: Group[] = [];
  const copies: CopyPair[] = [];
  const figures: FigureSeries[] = [];
  const flags: CaseFlag[] = [];
  for await (const finding of weighEach(ordered, language)) {
    if (finding.kind === 'group') groups.push(finding.group);
    else if (finding.kind === 'copies') copies.push(finding.pair);
    else if (finding.kind === 'series') figures.push(finding.series);
    else flags.push(finding.flag);
  }
  return { groups, copies, figures, flags };
}

/**
 * Weighs a case of any size: each document is looked at once and let go, each finding is handed on as it is made.
 * @param documents the oldest first: another order may give other groups
 */
export async function* weighEach(
  documents: Iterable<Reading> | AsyncIterable<Reading>,
  language: WeighingLanguage,
): AsyncGenerator<Finding> {
  const store = new MemoryStore();
  const weigher = new Weigher(store, language);
  for await (const reading of documents) {
    if ((await weigher.add(reading)) === null) yield { kind: 'flag', flag: knownId(reading.id) };
  }
  yield* new CaseView(store, language).findings();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function knownId(id: string): CaseFlag {
  return {
    kind: 'duplicate id',
    claims: [],
    message: {
      ar: `وثيقتان بالمعرّف نفسه «${id}»: أُخذت الأولى وحدها`,
      en: `two documents have the id «${id}»: only the first was taken`,
    },
  };
}
