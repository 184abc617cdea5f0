import type { WeighingLanguage } from '../language.ts';
import { STRIDE } from '../relate/words.ts';
import type { Signature } from '../signature.ts';
import type {
  Changes,
  ClaimLink,
  ClaimNumber,
  ClaimRecord,
  GroupNumber,
  Listing,
  WeighingStore,
} from '../store/store.ts';
import { claimCandidates, keysToList, type LookedUp, lookedUp, pairKeys } from './candidates.ts';
import { type Candidate, placeClaim } from './grouping.ts';
import { type ClaimKey, keysOfWord } from './keys.ts';

/** What the claims of a document become, in their order, and what is to be written for it. */
export interface PlacedClaims extends Pick<Changes, 'groups' | 'merged' | 'keys' | 'links'> {}

/** Of one group, this many claims are compared with a new one, and this many in all. */
const PER_GROUP = 3;
const IN_ALL = 10;
/** Claims of its own document that a claim is compared with. */
const OWN = 8;

/** Finds for each claim of a document the claims of the case that it is like, and the group that it belongs in. */
export async function placeDocumentClaims(
  claims: readonly ClaimRecord[],
  signature: Signature,
  store: WeighingStore,
  language: WeighingLanguage,
): Promise<PlacedClaims> {
  const { claims: known } = await store.size();
  const listings = await listingsOf(
    signature.claims.flatMap(({ keys }) => keys),
    store,
  );
  const looked = signature.claims.map(({ keys }) =>
    lookedUp(
      keys,
      keys.map(({ key }) => listings.get(key)!),
      known,
    ),
  );
  const pairs = looked.map(pairKeys);
  const pairListings = await listingsOf(pairs.flat(), store);
  const found = looked.map((keys, i) =>
    claimCandidates(
      keys,
      pairs[i]!.map(({ key, weight }) => ({ weight, listing: pairListings.get(key)! })),
    ),
  );
  const placer = new Placer(claims, await recordsOf(found.flat(), store), language);
  claims.forEach((claim, i) => {
    placer.place(claim, found[i]!, looked[i]!);
  });
  const keys = looked.flatMap((of, i) =>
    keysToList(of).map((key) => ({ space: 'claim' as const, key, item: claims[i]!.number })),
  );
  return { ...placer.placed(), keys };
}

async function listingsOf(keys: readonly ClaimKey[], store: WeighingStore): Promise<Map<number, Listing>> {
  const unique = [...new Set(keys.map(({ key }) => key))];
  const listings = await store.listings('claim', unique);
  return new Map(unique.map((key, i) => [key, listings[i]!]));
}

interface Records {
  readonly claims: ReadonlyMap<ClaimNumber, ClaimRecord>;
  readonly groups: ReadonlyMap<ClaimNumber, GroupNumber>;
}

/** The claims with their groups and the oldest claims of those. */
async function recordsOf(numbers: readonly ClaimNumber[], store: WeighingStore): Promise<Records> {
  const unique = [...new Set(numbers)];
  const groups = await store.groupsOf(unique);
  const wanted = [...new Set([...unique, ...groups])];
  const records = await store.claims(wanted);
  return {
    claims: new Map(wanted.map((number, i) => [number, records[i]!])),
    groups: new Map(unique.map((number, i) => [number, groups[i]!])),
  };
}

/** Places the claims of one document one after another: each may join the group of one placed before it. */
class Placer {
  private readonly own: readonly ClaimRecord[];
  private readonly records: Records;
  private readonly language: WeighingLanguage;
  private readonly groups: GroupNumber[] = [];
  private readonly moved = new Map<GroupNumber, GroupNumber>();
  private readonly links: ClaimLink[] = [];
  /** Claims of the document already placed, by key. */
  private readonly byKey = new Map<number, ClaimRecord[]>();

  constructor(own: readonly ClaimRecord[], records: Records, language: WeighingLanguage) {
    this.own = own;
    this.records = records;
    this.language = language;
  }

  place(claim: ClaimRecord, found: readonly ClaimNumber[], keys: readonly LookedUp[]): void {
    const candidates = [...this.ownCandidates(claim, keys), ...this.caseCandidates(found)];
    const { lexicon } = this.language;
    const rarities = new Map(keys.map(({ key, rarity }) => [key, rarity]));
    const { words } = claim.content;
    const rarity = Array.from({ length: words.length / STRIDE }, (_, at) => {
      const of = keysOfWord(words, at, lexicon).map((key) => rarities.get(key) ?? 0);
      return Math.max(0, ...of);
    });
    const placing = placeClaim(claim, candidates, (at) => rarity[at] ?? 0, this.language);
    this.groups.push(placing.group);
    for (const group of placing.merged) this.moved.set(group, placing.group);
    this.links.push(...placing.links);
    for (const { key } of keys) this.byKey.set(key, [...(this.byKey.get(key) ?? []), claim]);
  }

  private caseCandidates(found: readonly ClaimNumber[]): Candidate[] {
    const candidates: Candidate[] = [];
    const counts = new Map<GroupNumber, number>();
    for (const number of found) {
      const group = this.resolve(this.records.groups.get(number)!);
      const count = counts.get(group) ?? 0;
      if (count === PER_GROUP) continue;
      counts.set(group, count + 1);
      candidates.push({ claim: this.records.claims.get(number)!, group, head: this.head(group) });
      if (candidates.length === IN_ALL) break;
    }
    return candidates;
  }

  /** Claims of the same document that share two things with it and stand elsewhere in it. */
  private ownCandidates(claim: ClaimRecord, keys: readonly LookedUp[]): Candidate[] {
    const shared = new Map<ClaimRecord, number>();
    for (const { key } of keys) {
      for (const other of this.byKey.get(key) ?? []) {
        if (other.end <= claim.start || claim.end <= other.start) shared.set(other, (shared.get(other) ?? 0) + 1);
      }
    }
    const ranked = [...shared].filter(([, count]) => count >= 2).sort(([a, x], [b, y]) => y - x || a.number - b.number);
    return ranked.slice(0, OWN).map(([other]) => {
      const group = this.resolve(this.groups[other.number - this.own[0]!.number]!);
      return { claim: other, group, head: this.head(group) };
    });
  }

  private resolve(group: GroupNumber): GroupNumber {
    let at = group;
    while (this.moved.has(at)) at = this.moved.get(at)!;
    return at;
  }

  private head(group: GroupNumber): ClaimRecord {
    return this.records.claims.get(group) ?? this.own[group - this.own[0]!.number]!;
  }

  placed(): Omit<PlacedClaims, 'keys'> {
    const first = this.own[0]?.number ?? 0;
    const merged = [...this.moved.keys()].map((from) => ({ from, into: this.resolve(from) }));
    return {
      groups: this.groups.map((group) => this.resolve(group)),
      // Groups that began and ended within this document were never written.
      merged: merged.filter(({ from }) => from < first),
      links: this.links,
    };
  }
}
