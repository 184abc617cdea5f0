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
    this.documentRecords.add(document);
    claims.forEach((claim, i) => {
      this.claimRecords.add(claim);
      this.groups.add(claim.number, groups[i]!);
    });
    for (const { from, into } of merged) this.groups.merge(from, into);
    for (const teller of tellers) {
      this.tellersById.set(teller.id, teller);
      for (const { sounds } of teller.words) {
        const ids = this.tellerIdsBySound.get(sounds) ?? new Set();
        this.tellerIdsBySound.set(sounds, ids.add(teller.id));
      }
    }
    for (const { space, key, item } of keys) this.postings[space].add(key, item);
    for (const pair of copies) {
      this.pairs.add(pair, [this.documentRecords.find(pair.a)!, this.documentRecords.find(pair.b)!]);
    }
    for (const link of links) this.links.add(link);
  }
}
