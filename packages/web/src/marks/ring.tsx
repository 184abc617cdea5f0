import type { Decision, ReviewState } from '@isnad/server/api';
import type { ReactNode } from 'react';

/** Where the review of a claim stands; two who look at it may not be through, or not agree. */
export type ReviewStanding = 'open' | 'accepted' | 'corrected' | 'rejected' | 'waiting' | 'disputed';

const STANDING = { accept: 'accepted', correct: 'corrected', reject: 'rejected' } as const;

export function standingOf(review: Pick<ReviewState, 'decision' | 'state'> | null): ReviewStanding {
  if (review === null) return 'open';
  return review.state === 'settled' ? decidedAs(review.decision) : review.state;
}

/** The ring of a decision for itself, whoever else has to agree. */
export function decidedAs({ kind }: Decision): ReviewStanding {
  return STANDING[kind];
}

/**
 * The collation circle: empty, dotted, dotted with a tail, struck; broken while a second reader is waited for, with two
 * dots where two read otherwise. The words beside it say which.
 */
export function Ring({
  standing,
  chosen = false,
}: {
  readonly standing: ReviewStanding;
  readonly chosen?: boolean;
}): ReactNode {
  return <span className="ring" data-state={standing} data-chosen={chosen || undefined} aria-hidden="true" />;
}
