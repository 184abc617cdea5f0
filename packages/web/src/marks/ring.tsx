import type { Decision } from '@isnad/server/api';
import type { ReactNode } from 'react';

/** Where the review of a claim stands. */
export type ReviewStanding = 'open' | 'accepted' | 'corrected' | 'rejected';

const STANDING = { accept: 'accepted', correct: 'corrected', reject: 'rejected' } as const;

export function standingOf(review: { readonly decision: Decision } | null): ReviewStanding {
  return review === null ? 'open' : STANDING[review.decision.kind];
}

/** The collation circle: empty, dotted, dotted with a tail, struck. The words beside it say which. */
export function Ring({
  standing,
  chosen = false,
}: {
  readonly standing: ReviewStanding;
  readonly chosen?: boolean;
}): ReactNode {
  return <span className="ring" data-state={standing} data-chosen={chosen || undefined} aria-hidden="true" />;
}
