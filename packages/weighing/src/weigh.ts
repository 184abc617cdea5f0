import type { Reading } from '@isnad/reading';
import { CaseView } from './derive/view.ts';
import type { CaseFlag, Findings } from './findings.ts';
import type { WeighingLanguage } from './language.ts';
import { MemoryStore } from './store/memory.ts';
import { Weigher } from './weigher.ts';

/**
 * Weighs a case in one call: the documents in the order of their dates, so that the same documents give the same
 * findings in whatever order they come. A document whose id came before is passed over and flagged.
 */
export async function weigh(documents: Iterable<Reading>, language: WeighingLanguage): Promise<Findings> {
  const store = new MemoryStore();
  const weigher = new Weigher(store, language);
  const ordered = [...documents].sort(
    (a, b) => compare(a.published ?? '9', b.published ?? '9') || compare(a.id, b.id) || compare(a.text, b.text),
  );
  const flags: CaseFlag[] = [];
  for (const reading of ordered) if ((await weigher.add(reading)) === null) flags.push(knownId(reading.id));
  return { ...(await new CaseView(store, language).findings()), flags };
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
