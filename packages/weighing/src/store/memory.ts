import type { CopyPair } from '../findings.ts';
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
    for (const { from, into } of merged) this.groups.merge(from, into);
    const changed = tellers.map((teller) => this.putTeller(teller));
    const listed = keys.filter(({ space, key, item }) => this.postings[space].add(key, item));
    for (const pair of copies) {
      this.pairs.add(pair, [this.documentRecords.find(pair.a)!, this.documentRecords.find(pair.b)!]);
    }
    for (const link of links) this.links.add(link);
    const ofSpace = (wanted: KeySpace) =>
      Uint32Array.from(listed.flatMap(({ space, key }) => (space === wanted ? key : [])));
    const added = { print: ofSpace('print'), claim: ofSpace('claim'), measure: ofSpace('measure') };
    this.undoing.set(document.number, { ...before, listed: added, tellers: changed });
    this.undoing.delete(document.number - this.remembered);
  }

  private putTeller(teller: TellerRecord): ChangedTeller {
    const before = this.tellersById.get(teller.id) ?? null;
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

  private takeBack(number: DocumentNumber): void {
    const { claims, links, pairs, steps, listed, tellers } = this.undoing.get(number)!;
    this.undoing.delete(number);
    this.links.truncate(links);
    this.pairs.truncate(pairs);
    for (const space of SPACES) for (const key of listed[space].toReversed()) this.postings[space].takeBack(key);
    for (const { id, before, sounds } of tellers.toReversed()) {
      if (before === null) this.tellersById.delete(id);
      else this.tellersById.set(id, before);
      for (const sound of sounds) this.tellerIdsBySound.get(sound)!.delete(id);
    }
    this.groups.rewind(steps);
    this.claimRecords.truncate(claims);
    this.documentRecords.truncate(number);
  }
}
