import type { Reading } from '@isnad/reading';
import { type Affected, type Changes, type ClaimRecord, type ClaimRef, MemoryStore } from '@isnad/weighing';
import { termsOf } from '../search/terms.ts';
import { sourceKey } from '../sources.ts';
import { type ClaimKey, claimKey, claimOf, type Judgements, type SaidGrouping } from './judgements.ts';
import { type Grouping, type Nearest, regrouped } from './partition.ts';

type ClaimNumber = ClaimRecord['number'];
type TellerRecord = Changes['tellers'][number];

/** Claims of a part of a group that another claim is compared with. */
const COMPARED = 5;

/**
 * A case's weighing with people's decisions across documents in it. While documents come in it keeps sources that are
 * nobody else's apart; when all are in, `settle` puts the groups as people have them, until `unsettle`.
 */
export class DecidedStore extends MemoryStore {
  readonly #alone: Judgements['alone'];
  readonly #numbers = new Map<ClaimKey, ClaimNumber>();
  /** A group goes by its oldest claim. */
  readonly #groupOf = new Map<ClaimNumber, ClaimNumber>();
  readonly #members = new Map<ClaimNumber, readonly ClaimNumber[]>();
  /** Claims that people spoke of, and of groups that they put right, when findings were made last. */
  #spokenOf: ReadonlySet<ClaimNumber> = new Set();
  /** Sources of the document that is on its way in. */
  readonly #own: TellerRecord[] = [];
  #reading: Reading | null = null;

  /** @param alone keys of sources that are nobody else's */
  constructor(alone: Judgements['alone']) {
    super();
    this.#alone = alone;
  }

  /** Says of which Reading the next changes are. */
  expect(reading: Reading): void {
    this.#reading = reading;
  }

  override async write(changes: Changes): Promise<void> {
    const { claims, tellers } = changes;
    await super.write({
      ...changes,
      claims: claims.map((claim, i) => this.#told(claim, i)),
      tellers: [...tellers, ...this.#own],
    });
    this.#own.length = 0;
  }

  /** A claim with the sources that are nobody else's as such. */
  #told(claim: ClaimRecord, index: number): ClaimRecord {
    const links = this.#reading?.claims[index]?.chain ?? [];
    const chain = claim.chain.map((id, place) => {
      const name = links[place]?.name;
      const key = name === undefined ? null : sourceKey(name);
      if (name === undefined || key === null || !this.#alone.has(key)) return id;
      const own = `decided:${key}`;
      this.#own.push({ id: own, name, named: true, spellings: [], words: [], state: null, perhaps: [] });
      return own;
    });
    return { ...claim, chain };
  }

  /** Puts the groups as people have them, once all documents are in. */
  async settle({ groupings: said, links }: Pick<Judgements, 'groupings' | 'links'>): Promise<void> {
    this.unsettle();
    await this.#find([...said.flatMap(claimsIn), ...links.flatMap(({ a, b }) => [a, b])]);
    const number = (key: ClaimKey): ClaimNumber[] => [this.#numbers.get(key)].filter((one) => one !== undefined);
    const groupings = said.map((said): Grouping => {
      if (said.kind === 'together') return { kind: 'together', claims: said.claims.flatMap(number) };
      return { kind: 'apart', one: said.one.flatMap(number), other: said.other.flatMap(number) };
    });
    const touched = [...new Set(this.#numbers.values())];
    const groups = await super.groupsOf(touched);
    const members = await super.members(groups, Number.POSITIVE_INFINITY);
    const groupOf = new Map(touched.map((claim, i) => [claim, members[i]!]));
    const stems = await this.#stemsOf([...new Set(members.flat())]);
    const likeness = (claim: ClaimNumber, part: readonly ClaimNumber[]): number =>
      Math.max(...part.slice(0, COMPARED).map((other) => shared(stems.get(claim)!, stems.get(other)!)));
    const nearest: Nearest = (claim, parts) => {
      const like = parts.map((part) => likeness(claim, part));
      return like.indexOf(Math.max(...like));
    };
    for (const claims of regrouped(groupings, (claim) => groupOf.get(claim) ?? [claim], nearest)) {
      const [oldest] = claims;
      this.#members.set(oldest!, claims);
      for (const claim of claims) this.#groupOf.set(claim, oldest!);
    }
  }

  /** Has the groups as weighing makes them, so that more documents can come in. */
  unsettle(): void {
    this.#numbers.clear();
    this.#groupOf.clear();
    this.#members.clear();
  }

  /** Learns the numbers of claims, those that are weighed. */
  async #find(keys: readonly ClaimKey[]): Promise<void> {
    for (const [document, wanted] of Map.groupBy(new Set(keys), (key) => claimOf(key).document)) {
      const number = await super.find(document);
      if (number === null) continue;
      const items = new Set(wanted.map((key) => claimOf(key).item));
      for (const claim of await super.claims(super.claimsOf(number))) {
        if (items.has(claim.id)) this.#numbers.set(claimKey({ document, item: claim.id }), claim.number);
      }
    }
  }

  async #stemsOf(claims: readonly ClaimNumber[]): Promise<Map<ClaimNumber, ReadonlySet<string>>> {
    const records = await super.claims(claims);
    const documents = await super.documents(records.map(({ document }) => document));
    return new Map(
      records.map(({ number, start, end }, i) => {
        const words = documents[i]!.text.slice(start, end);
        return [number, new Set([...termsOf(words)].map(({ stem }) => stem))];
      }),
    );
  }

  override async groupsOf(claims: readonly ClaimNumber[]): Promise<ClaimNumber[]> {
    const groups = await super.groupsOf(claims);
    return claims.map((claim, i) => this.#groupOf.get(claim) ?? groups[i]!);
  }

  override async members(groups: readonly ClaimNumber[], limit: number): Promise<ClaimNumber[][]> {
    const members = await super.members(groups, limit);
    return groups.map((group, i) => this.#members.get(group)?.slice(0, limit) ?? members[i]!);
  }

  /** What people spoke of, now or before, and what has to do with that, may be other than it was, too. */
  override takeAffected(tied: (claims: readonly ClaimNumber[]) => Iterable<ClaimNumber>): Affected | null {
    const affected = super.takeAffected(tied);
    const before = this.#spokenOf;
    this.#spokenOf = new Set([...this.#numbers.values(), ...this.#groupOf.keys()]);
    if (affected === null) return null;
    const claims = this.withNeighbours([...before.union(this.#spokenOf)]);
    const groups = claims.flatMap(({ claim, group }) => [group, this.#groupOf.get(claim) ?? group]);
    return { ...affected, groups: affected.groups.union(new Set(groups)) };
  }

  /** A claim that people spoke of, as findings refer to it; null for one that is not weighed. */
  async refTo(key: ClaimKey): Promise<ClaimRef | null> {
    const number = this.#numbers.get(key);
    if (number === undefined) return null;
    const [claim] = await super.claims([number]);
    const [document] = await super.documents([claim!.document]);
    const { start, end, id } = claim!;
    return { document: document!.id, claim: id, start, end, text: document!.text.slice(start, end) };
  }
}

function claimsIn(said: SaidGrouping): readonly ClaimKey[] {
  return said.kind === 'together' ? said.claims : [...said.one, ...said.other];
}

/** The share of the smaller set that both have. */
function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return a.intersection(b).size / Math.max(1, Math.min(a.size, b.size));
}
