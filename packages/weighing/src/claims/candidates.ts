import { LIST_LIMITS, type Listing } from '../store/store.ts';
import { type ClaimKey, pairKey } from './keys.ts';

/** Keys that stand in more claims than a list holds are looked up in pairs, of at most this many of them. */
const PAIRED = 5;
/** Claims that are looked at more closely. */
const MOST = 40;

/** The keys of one claim with what the index has under them. */
export interface LookedUp extends ClaimKey {
  readonly listing: Listing;
  /** How rare the key is in the case, 0 … 1. */
  readonly rarity: number;
}

export function lookedUp(keys: readonly ClaimKey[], listings: readonly Listing[], claims: number): LookedUp[] {
  return keys.map((key, i) => ({ ...key, listing: listings[i]!, rarity: rarityOf(listings[i]!.count, claims) }));
}

/** Claims that a case is taken to hold besides its own: in a case of two reports every word would be common. */
const BACKGROUND = 300;

/** Near 1 for what no claim has yet, falling with the logarithm of how many have it. */
export function rarityOf(count: number, claims: number): number {
  return Math.log((BACKGROUND + claims) / (1 + count)) / Math.log(BACKGROUND + claims);
}

function isFull({ listing }: LookedUp): boolean {
  return listing.count >= LIST_LIMITS.claim;
}

/** The keys of pairs under which a claim is to be found where its single keys are too common, the rarest first. */
export function pairKeys(keys: readonly LookedUp[]): ClaimKey[] {
  const common = keys.filter(isFull).sort((x, y) => x.listing.count - y.listing.count || x.key - y.key);
  const rarest = common.slice(0, PAIRED);
  return rarest.flatMap((x, i) =>
    rarest.slice(i + 1).map((y) => ({ key: pairKey(x.key, y.key), weight: x.weight + y.weight })),
  );
}

/** The keys under which a new claim is to be listed: its rare single ones and the pairs of the common ones. */
export function keysToList(keys: readonly LookedUp[]): number[] {
  return [...keys.filter((key) => !isFull(key)), ...pairKeys(keys)].map(({ key }) => key);
}

/**
 * The claims worth comparing with a new one: those under its keys, of the common ones the oldest, and under pairs of its
 * common ones, by the weight of what they have in common; a claim that shares but one thing is left out where there is more to share.
 */
export function claimCandidates(
  keys: readonly LookedUp[],
  pairs: readonly { readonly weight: number; readonly listing: Listing }[],
): number[] {
  const scores = new Map<number, { score: number; shared: number }>();
  const count = (items: readonly number[], weight: number, shared: number) => {
    for (const item of items) {
      const known = scores.get(item);
      if (known === undefined) scores.set(item, { score: weight, shared });
      else {
        known.score += weight;
        known.shared += shared;
      }
    }
  };
  for (const key of keys) count(key.listing.items, key.weight * key.rarity, 1);
  for (const { weight, listing } of pairs) count(listing.items, weight / 2, 2);
  const least = keys.length <= 2 ? 1 : 2;
  const ranked = [...scores].filter(([, { shared }]) => shared >= least);
  ranked.sort(([a, x], [b, y]) => y.score - x.score || a - b);
  return ranked.slice(0, MOST).map(([claim]) => claim);
}
