import type { ChainLink, Claim, Reading } from '@isnad/reading';
import { type DocumentId, documentId } from '../ids.ts';
import type { ReviewState } from '../store/records.ts';
import { everyItem, type Store } from '../store/store.ts';

/** A Reading as the people who reviewed it have it: what they rejected is not weighed, and what they corrected is. */
export async function reviewedReading(store: Store, reading: Reading): Promise<Reading> {
  const decisions = await decisionsOn(store, documentId.parse(reading.id));
  if (decisions.size === 0) return reading;
  const claims = reading.claims.flatMap((claim) => {
    const decided = decidedClaim(claim, decisions.get(claim.id), reading);
    return decided === null ? [] : decided;
  });
  return { ...reading, claims };
}

async function decisionsOn(store: Store, document: DocumentId): Promise<ReadonlyMap<string, ReviewState['decision']>> {
  const decisions = new Map<string, ReviewState['decision']>();
  const filter = { document, kind: 'claim' } as const;
  for await (const { target, decision, undone } of everyItem((page) => store.reviews(filter, page), 500)) {
    // The latest comes first.
    if (undone === null && !decisions.has(target.item)) decisions.set(target.item, decision);
  }
  return decisions;
}

/** Null for a claim that was rejected. */
function decidedClaim(claim: Claim, decision: ReviewState['decision'] | undefined, { text }: Reading): Claim | null {
  if (decision === undefined || decision.kind === 'accept') return claim;
  if (decision.kind === 'reject') return null;
  const { correction } = decision;
  if (correction.of !== 'claim') return claim;
  const { span = claim, modality = claim.modality, chain } = correction;
  const { start, end } = span;
  const { chainOpen: _, ...settled } = claim;
  return {
    ...(chain === undefined ? claim : settled),
    ...{ start, end, text: text.slice(start, end), modality },
    chain: chain === undefined ? claim.chain : chain.map((name) => linkNamed(name, claim)),
  };
}

function linkNamed(name: string, { chain }: Claim): ChainLink {
  return chain.find((link) => link.name === name) ?? { entity: null, name, attribution: null };
}
