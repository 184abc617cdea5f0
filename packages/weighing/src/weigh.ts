import type { Reading } from '@isnad/reading';
import { deriveGroup } from './derive/group.ts';
import type { CaseFlag, CopyPair, Findings, Group } from './findings.ts';
import type { WeighingLanguage } from './language.ts';
import { MemoryStore } from './store/memory.ts';
import type { WeighingStore } from './store/store.ts';
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
  const { groups, copies } = await findingsOf(store, language);
  return { groups, copies, figures: [], flags };
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

/** Everything that a store's case comes to: for cases that are looked at as a whole. */
export async function findingsOf(
  store: WeighingStore,
  language: WeighingLanguage,
): Promise<{ groups: Group[]; copies: CopyPair[] }> {
  const { documents, claims } = await store.size();
  const numbers = Array.from({ length: claims }, (_, claim) => claim);
  const groups: Group[] = [];
  for (const number of new Set(await store.groupsOf(numbers))) {
    const group = await deriveGroup(number, store, language);
    if (group !== null) groups.push(group);
  }
  const copies = await store.copiesOf(Array.from({ length: documents }, (_, document) => document));
  return { groups, copies: [...copies] };
}
