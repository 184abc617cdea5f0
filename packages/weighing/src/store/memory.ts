import type { CopyPair } from '../findings.ts';
import { type Affected, Changed } from './changed.ts';
import { Claims } from './claims.ts';
import { Documents } from './documents.ts';
import { Groups } from './groups.ts';
import { Links } from './links.ts';
import { CopyPairs } from './pairs.ts';
import { Postings } from './postings.ts';
import {
  type Changes,
  type ClaimLink,
  type ClaimNumber,
  type ClaimRecord,
  type DocumentNumber,
  type DocumentRecord,
  type GroupNumber,
  type KeySpace,
  LIST_LIMITS,
  type Listing,
  type TellerRecord,
  type WeighingStore,
} from './store.ts';

/** Documents that can be taken back unless told: some four kilobytes are kept for each. */
const REMEMBERED = 10_000;

const SPACES: readonly KeySpace[] = ['print', 'claim', 'measure'];

/** How things stood before a document came, and what it brought beyond that. */
interface Undoing {
  readonly claims: number;
  readonly links: number;
  readonly pairs: number;
  /** Of the groups. */
  readonly steps: number;
  /** The keys that it was listed under, in their order. */
  readonly listed: Readonly<Record<KeySpace, Uint32Array>>;
  readonly tellers: readonly ChangedTeller[];
}

/** A source that came in or was changed. */
interface ChangedTeller {
  readonly id: string;
  readonly before: TellerRecord | null;
  /** Sounds under which it was not to be found before. */
  readonly sounds: readonly string[];
}

/** A case's weighing in memory, packed: a case of 100,000 documents fits. */
export class MemoryStore implements WeighingStore {
  private readonly documentRecords = new Documents();
  private readonly claimRecords = new Claims();
  private readonly groups = new Groups();
  private readonly links = new Links();
  private readonly pairs = new CopyPairs();
  private readonly postings: Readonly<Record<KeySpace, Postings>> = {
    print: new Postings(LIST_LIMITS.print),
    claim: new Postings(LIST_LIMITS.claim),
    measure: new Postings(LIST_LIMITS.measure),
  };
  private readonly tellersById = new Map<string, TellerRecord>();
  private readonly tellerIdsBySound = new Map<string, Set<string>>();
  /** How the last documents are taken back. */
  private readonly undoing = new Map<DocumentNumber, Undoing>();
  private readonly remembered: number;
  /** Since {@link takeAffected} was asked; null while it never was. */
  private changed: Changed | null = null;

  /** @param remembered how many documents, the last ones, can be taken back */
  constructor(remembered = REMEMBERED) {
    this.remembered = remembered;
  }

  async size(): Promise<{ documents: DocumentNumber; claims: ClaimNumber }> {
    return { documents: this.documentRecords.count, claims: this.claimRecords.count };
  }

  async find(id: string): Promise<DocumentNumber | null> {
    return this.documentRecords.find(id);
  }

  async listings(space: KeySpace, keys: readonly number[]): Promise<Listing[]> {
    const postings = this.postings[space];
    return keys.map((key) => ({ count: postings.count(key), items: postings.list(key) }));
  }

  async documents(numbers: readonly DocumentNumber[]): Promise<DocumentRecord[]> {
    return numbers.map((number) => this.documentRecords.get(number));
  }

  async claims(numbers: readonly ClaimNumber[]): Promise<ClaimRecord[]> {
    return numbers.map((number) => this.claimRecords.get(number));
  }

  async keys(space: KeySpace): Promise<number[]> {
    return this.postings[space].allKeys();
  }

  async tellers(ids: readonly string[]): Promise<TellerRecord[]> {
    return ids.map((id) => this.tellersById.get(id)!);
  }

  async tellersBySound(sounds: readonly string[]): Promise<TellerRecord[]> {
    const ids = new Set(sounds.flatMap((sound) => [...(this.tellerIdsBySound.get(sound) ?? [])]));
    return Array.from(ids, (id) => this.tellersById.get(id)!);
  }

  async groupsOf(claims: readonly ClaimNumber[]): Promise<GroupNumber[]> {
    return claims.map((claim) => this.groups.of(claim));
  }

  async members(groups: readonly GroupNumber[], limit: number): Promise<ClaimNumber[][]> {
    const { count } = this.claimRecords;
    return groups.map((group) => (group < count ? this.groups.members(group).slice(0, limit) : []));
  }

  async copiesOf(documents: readonly DocumentNumber[]): Promise<CopyPair[]> {
    return this.copyPairs(this.pairs.of(documents));
  }

  async copiesAmong(documents: readonly DocumentNumber[]): Promise<CopyPair[]> {
    return this.copyPairs(this.pairs.among(documents));
  }

  private copyPairs(pairs: readonly number[]): CopyPair[] {
    return pairs.map((pair) => this.pairs.get(pair, (number) => this.documentRecords.idOf(number)));
  }

  async linksOf(claims: readonly ClaimNumber[]): Promise<ClaimLink[]> {
    return this.links.of(claims);
  }

  async write({ document, claims, groups, merged, tellers, keys, copies, links }: Changes): Promise<void> {
    const before = {
      claims: this.claimRecords.count,
      links: this.links.count,
      pairs: this.pairs.count,
      steps: this.groups.steps,
    };
    this.documentRecords.add(document);
    claims.forEach((claim, i) => {
      this.claimRecords.add(claim);
      this.groups.add(claim.number, groups[i]!);
    });
    for (const { from, into } of merged) {
      for (const claim of this.groups.members(from)) this.changed?.moved.add(claim);
      this.groups.merge(from, into);
    }
    const changed = tellers.map((teller) => this.putTeller(teller));
    const listed = keys.filter(({ space, key, item }) => this.postings[space].add(key, item));
    for (const pair of copies) {
      this.pairs.add(pair, [this.documentRecords.find(pair.a)!, this.documentRecords.find(pair.b)!]);
    }
    for (const link of links) {
      this.links.add(link);
      this.changed?.link(link.a, link.b, link.kind === 'conflict');
    }
    for (const { number } of claims) this.changed?.claims.add(number);
    const ofSpace = (wanted: KeySpace) =>
      Uint32Array.from(listed.flatMap(({ space, key }) => (space === wanted ? key : [])));
    const added = { print: ofSpace('print'), claim: ofSpace('claim'), measure: ofSpace('measure') };
    this.undoing.set(document.number, { ...before, listed: added, tellers: changed });
    this.undoing.delete(document.number - this.remembered);
  }

  private putTeller(teller: TellerRecord): ChangedTeller {
    const before = this.tellersById.get(teller.id) ?? null;
    this.changed?.teller(before, teller);
    this.tellersById.set(teller.id, teller);
    const sounds: string[] = [];
    for (const { sounds: sound } of teller.words) {
      const ids = this.tellerIdsBySound.get(sound) ?? new Set();
      if (!ids.has(teller.id)) sounds.push(sound);
      this.tellerIdsBySound.set(sound, ids.add(teller.id));
    }
    return { id: teller.id, before, sounds };
  }

  /** The claims of a document, in the order of its text. */
  claimsOf(document: DocumentNumber): ClaimNumber[] {
    return this.claimRecords.ofDocument(document);
  }

  /**
   * Takes back the documents from a number on: all is as it was before the first of them came.
   * @returns false, and all stays as it is, where that lies further back than is remembered
   */
  rewind(documents: DocumentNumber): boolean {
    const { count } = this.documentRecords;
    if (documents >= count) return true;
    if (!this.undoing.has(documents)) return false;
    for (let number = count - 1; number >= documents; number--) this.takeBack(number);
    return true;
  }

  /**
   * What may be other than it was when this was asked last; null when that never was, and all may be. Asked for when
   * no more documents come in, before all findings are made.
   * @param tied for claims of which other names are to be told, others whose groups speak of them
   */
  takeAffected(tied: (claims: readonly ClaimNumber[]) => Iterable<ClaimNumber>): Affected | null {
    const { changed } = this;
    this.changed = new Changed(this.pairs.count);
    if (changed === null) return null;
    const { count } = this.claimRecords;
    const known = (claims: Iterable<ClaimNumber>) => [...claims].filter((claim) => claim < count);
    const [claims, moved] = [known(changed.claims), known(changed.moved)];
    const renamed = this.claimsOfTellers(changed.tellers);
    const endsOf = (links: readonly ClaimLink[]) => links.flatMap(({ a, b }) => [a, b]);
    const conflicts = this.links.of(known(changed.disputed)).filter(({ kind }) => kind === 'conflict');
    const all = [
      ...[claims, moved, renamed, known(tied(renamed))],
      ...[this.links.of([...moved, ...renamed]), conflicts].map(endsOf),
    ].flat();
    const groups = new Set(all.map((claim) => this.groups.of(claim)));
    return { groups, claims: new Set([...claims, ...moved]), copies: changed.copies };
  }

  /** These claims, those that they are linked with, and the group of each; what is not there is passed over. */
  protected withNeighbours(
    claims: readonly ClaimNumber[],
  ): { readonly claim: ClaimNumber; readonly group: GroupNumber }[] {
    const there = claims.filter((claim) => claim < this.claimRecords.count);
    const linked = this.links.of(there).flatMap(({ a, b }) => [a, b]);
    return Array.from(new Set([...there, ...linked]), (claim) => ({ claim, group: this.groups.of(claim) }));
  }

  /** The claims that go back to one of these sources, or came out with it. */
  private claimsOfTellers(tellers: ReadonlySet<string>): ClaimNumber[] {
    if (tellers.size === 0) return [];
    const found: ClaimNumber[] = [];
    for (let number = 0; number < this.claimRecords.count; number++) {
      const { chain, document } = this.claimRecords.get(number);
      const { outlet } = this.documentRecords.get(document);
      if ((outlet !== null && tellers.has(outlet)) || chain.some((id) => tellers.has(id))) found.push(number);
    }
    return found;
  }

  private takeBack(number: DocumentNumber): void {
    const { claims, links, pairs, steps, listed, tellers } = this.undoing.get(number)!;
    this.undoing.delete(number);
    for (const { a, b, kind } of this.links.truncate(links)) this.changed?.link(a, b, kind === 'conflict');
    this.pairs.truncate(pairs);
    if (this.changed !== null) this.changed.copies = Math.min(this.changed.copies, pairs);
    for (const space of SPACES) for (const key of listed[space].toReversed()) this.postings[space].takeBack(key);
    for (const { id, before, sounds } of tellers.toReversed()) {
      this.changed?.teller(this.tellersById.get(id) ?? null, before);
      if (before === null) this.tellersById.delete(id);
      else this.tellersById.set(id, before);
      for (const sound of sounds) this.tellerIdsBySound.get(sound)!.delete(id);
    }
    this.groups.rewind(steps, (group, left) => {
      this.changed?.claims.add(group);
      for (const claim of left) this.changed?.moved.add(claim);
    });
    this.claimRecords.truncate(claims);
    this.documentRecords.truncate(number);
  }
}
