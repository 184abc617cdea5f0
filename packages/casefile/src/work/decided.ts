import type { DocumentId, LogSeq } from '../ids.ts';
import type { StandingDecision } from '../log/replay.ts';
import type { Decision } from '../log/review.ts';
import { everyItem, type Store } from '../store/store.ts';
import { type Judgements, judgementsOf } from './judgements.ts';
import type { Decided } from './reviewed.ts';

/** What stands settled in a case, as weighing takes it. */

/** What is decided on the items of a document. */
export interface DecidedDocument {
  readonly items: Decided;
  /** The decisions' entries in the log, ascending. */
  readonly entries: readonly LogSeq[];
}

/** On the items of single documents, all that makes them other than they were read: to accept changes nothing. */
export async function decidedItems(store: Store): Promise<ReadonlyMap<DocumentId, DecidedDocument>> {
  const decided = new Map<DocumentId, DecidedItems>();
  const filter = { state: 'settled', acrossDocuments: false } as const;
  for await (const { target, refs, shown } of everyItem((page) => store.standings(filter, page), 500)) {
    const [ref] = refs;
    if (ref === undefined || shown.decision.kind === 'accept') continue;
    if (target.kind !== 'claim' && target.kind !== 'attribution' && target.kind !== 'figure') continue;
    const ofDocument = decided.get(ref.document) ?? new DecidedItems();
    decided.set(ref.document, ofDocument);
    ofDocument.items[target.kind].set(ref.item, shown.decision);
    ofDocument.entries.push(shown.entry);
    ofDocument.entries.sort((a, b) => a - b);
  }
  return decided;
}

export function itemsOf(decided: ReadonlyMap<DocumentId, DecidedDocument>, document: DocumentId): Decided {
  return (decided.get(document) ?? NOTHING).items;
}

class DecidedItems implements DecidedDocument {
  readonly items = {
    claim: new Map<string, Decision>(),
    attribution: new Map<string, Decision>(),
    figure: new Map<string, Decision>(),
  };
  readonly entries: LogSeq[] = [];
}

const NOTHING = new DecidedItems();

/** Across documents. */
export async function judgementsOn(store: Store): Promise<Judgements> {
  const standings: StandingDecision[] = [];
  const filter = { state: 'settled', acrossDocuments: true } as const;
  for await (const standing of everyItem((page) => store.standings(filter, page), 500)) standings.push(standing);
  return judgementsOf(standings);
}
