import type { ClaimRecord } from '@isnad/server/api';

/** A claim as its reviewer left it: what was corrected takes the place of what the machine read. */
export function correctedClaim(claim: ClaimRecord): ClaimRecord {
  const { review } = claim;
  if (review?.decision.kind !== 'correct' || review.decision.correction.of !== 'claim') return claim;
  const { span, modality, chain } = review.decision.correction;
  const known = new Map(claim.chain.map((link) => [link.name, link]));
  return {
    ...claim,
    start: span?.start ?? claim.start,
    end: span?.end ?? claim.end,
    modality: modality ?? claim.modality,
    chain:
      chain?.map((name) => known.get(name) ?? { entity: null, name, attribution: null, key: name, named: true }) ??
      claim.chain,
  };
}
