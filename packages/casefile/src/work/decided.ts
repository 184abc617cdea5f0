import type { DocumentId } from '../ids.ts';
import type { StandingDecision } from '../log/replay.ts';
import type { Decision } from '../log/review.ts';
import { everyItem, type Store } from '../store/store.ts';
import { type Judgements, judgementsOf } from './judgements.ts';
import type { Decided } from './reviewed.ts';

/** What stands settled in a case, as weighing takes it. */

/** On the items of one document. */
export async function decidedItems(store: Store, document: DocumentId): Promise<Decided> {
  const decided = {
    claim: new Map<string, Decision>(),
    attribution: new Map<string, Decision>(),
    figure: new Map<string, Decision>(),
  };
  const filter = { state: 'settled', document } as const;
  for await (const { target, refs, shown } of everyItem((page) => store.standings(filter, page), 500)) {
    const [ref] = refs;
    if (ref === undefined) continue;
    if (target.kind === 'claim' || target.kind === 'attribution' || target.kind === 'figure')
      decided[target.kind].set(ref.item, shown.decision);
  }
  return decided;
}

/** Across documents. */
export async function judgementsOn(store: Store): Promise<Judgements> {
  const standings: StandingDecision[] = [];
  const filter = { state: 'settled', acrossDocuments: true } as const;
  for await (const standing of everyItem((page) => store.standings(filter, page), 500)) standings.push(standing);
  return judgementsOf(standings);
}
