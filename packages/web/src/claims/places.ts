import type { Decided, ReviewState } from '@isnad/server/api';

/** Of an answer what tells where the groups are now. */
type Answer = Pick<Decided, 'groups' | 'weighed'> & { readonly review: Pick<ReviewState, 'state'> | null };

/** What claims are taken out of, and where they go, by the ids that the two groups have at the time. */
export interface Places {
  readonly rest: string;
  /** Null while it is not there yet. */
  readonly into: string | null;
}

/**
 * A group is called by its oldest claim: when that goes it takes the name along.
 * @param wasOldest whether what went was the oldest claim
 */
export function placesAfter({ rest, into }: Places, wasOldest: boolean, { groups, weighed, review }: Answer): Places {
  if (!weighed || review?.state !== 'settled') return { rest, into };
  const isThere = groups.some(({ id }) => id === rest);
  const goal = wasOldest && isThere ? rest : into;
  const other = groups.find(({ id }) => id !== (wasOldest ? goal : rest))?.id;
  return wasOldest ? { rest: other ?? rest, into: goal } : { rest, into: other ?? goal };
}
