import type { Modality } from '@isnad/reading';
import type { ClaimFigure } from '../figures/measure.ts';
import type { CopyPair } from '../findings.ts';
import { Column, Pool } from './columns.ts';
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

const NO_FIGURES: readonly ClaimFigure[] = [];
const MODALITIES: readonly Modality[] = ['stated', 'denied', 'alleged', 'hedged', 'planned'];

/** A case's weighing in memory: typed columns for claims, so that millions of them fit. */
export class MemoryStore implements WeighingStore {
  private readonly documentRecords: DocumentRecord[] = [];
  private readonly byId = new Map<string, DocumentNumber>();
  private readonly pairs = new CopyPairs();
  private readonly postings: Readonly<Record<KeySpace, Postings>> = {
    print: new Postings(LIST_LIMITS.print),
    claim: new Postings(LIST_LIMITS.claim),
    measure: new Postings(LIST_LIMITS.measure),
  };
  private claimCount = 0;
  private readonly claimIds: string[] = [];
  /** The chains that there are, each once, and which one a claim has. */
  private readonly chains: (readonly string[])[] = [];
  private readonly chainNumbers = new Map<string, number>();
  private readonly chain = new Column();
  private readonly tellersById = new Map<string, TellerRecord>();
  private readonly tellerIdsBySound = new Map<string, Set<string>>();
  private readonly figures = new Map<ClaimNumber, readonly ClaimFigure[]>();
  private readonly words = new Pool();
  private readonly document = new Column();
  private readonly start = new Column();
  private readonly end = new Column();
  /** Days as numbers like 20160503; 0 for none. */
  private readonly earliest = new Column();
  private readonly latest = new Column();
  /** Modality, and above bit 8 whether the chain is open. */
  private readonly traits = new Column();
  private readonly group = new Column();
  /** Members of the groups that have more than one. */
  private readonly groupMembers = new Map<GroupNumber, ClaimNumber[]>();
  private readonly links = new Links();

  async size(): Promise<{ documents: DocumentNumber; claims: ClaimNumber }> {
    return { documents: this.documentRecords.length, claims: this.claimCount };
  }

  async find(id: string): Promise<DocumentNumber | null> {
    return this.byId.get(id) ?? null;
  }

  async listings(space: KeySpace, keys: readonly number[]): Promise<Listing[]> {
    const postings = this.postings[space];
    return keys.map((key) => ({ count: postings.count(key), items: postings.list(key) }));
  }

  async documents(numbers: readonly DocumentNumber[]): Promise<DocumentRecord[]> {
    return numbers.map((number) => this.documentRecords[number]!);
  }

  async claims(numbers: readonly ClaimNumber[]): Promise<ClaimRecord[]> {
    return numbers.map((number) => this.claim(number));
  }

  private claim(number: ClaimNumber): ClaimRecord {
    const traits = this.traits.get(number);
    return {
      number,
      document: this.document.get(number),
      id: this.claimIds[number]!,
      start: this.start.get(number),
      end: this.end.get(number),
      modality: MODALITIES[traits & 0xff]!,
      earliest: dayText(this.earliest.get(number)),
      latest: dayText(this.latest.get(number)),
      content: { words: this.words.get(number), figures: this.figures.get(number) ?? NO_FIGURES },
      chain: this.chains[this.chain.get(number)]!,
      open: traits >= 0x100,
    };
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
    return claims.map((claim) => this.group.get(claim));
  }

  async members(groups: readonly GroupNumber[], limit: number): Promise<(readonly ClaimNumber[])[]> {
    return groups.map((group) => {
      const members = this.groupMembers.get(group);
      if (members !== undefined) return members.slice(0, limit);
      return this.group.get(group) === group && group < this.claimCount ? [group] : [];
    });
  }

  async copiesOf(documents: readonly DocumentNumber[]): Promise<CopyPair[]> {
    return this.pairs.of(documents.map((number) => this.documentRecords[number]!.id));
  }

  async linksOf(claims: readonly ClaimNumber[]): Promise<ClaimLink[]> {
    return this.links.of(claims);
  }

  async write({ document, claims, groups, merged, tellers, keys, copies, links }: Changes): Promise<void> {
    this.byId.set(document.id, document.number);
    this.documentRecords[document.number] = document;
    claims.forEach((claim, i) => {
      this.writeClaim(claim, groups[i]!);
    });
    for (const { from, into } of merged) this.merge(from, into);
    for (const teller of tellers) {
      this.tellersById.set(teller.id, teller);
      for (const { sounds } of teller.words) {
        const ids = this.tellerIdsBySound.get(sounds) ?? new Set();
        this.tellerIdsBySound.set(sounds, ids.add(teller.id));
      }
    }
    for (const { space, key, item } of keys) this.postings[space].add(key, item);
    for (const pair of copies) this.pairs.add(pair);
    for (const link of links) this.links.add(link);
  }

  private writeClaim(claim: ClaimRecord, group: GroupNumber): void {
    const { number } = claim;
    this.claimCount = number + 1;
    this.claimIds.push(claim.id);
    this.chain.set(number, this.chainNumber(claim.chain));
    this.words.add(claim.content.words);
    if (claim.content.figures.length > 0) this.figures.set(number, claim.content.figures);
    this.document.set(number, claim.document);
    this.start.set(number, claim.start);
    this.end.set(number, claim.end);
    this.earliest.set(number, dayNumber(claim.earliest));
    this.latest.set(number, dayNumber(claim.latest));
    this.traits.set(number, MODALITIES.indexOf(claim.modality) | (claim.open ? 0x100 : 0));
    this.group.set(number, group);
    if (group === number) return;
    const members = this.groupMembers.get(group);
    if (members === undefined) this.groupMembers.set(group, [group, number]);
    else members.push(number);
  }

  private chainNumber(chain: readonly string[]): number {
    const key = chain.join('\u0000');
    const known = this.chainNumbers.get(key);
    if (known !== undefined) return known;
    this.chainNumbers.set(key, this.chains.length);
    return this.chains.push(chain) - 1;
  }

  private merge(from: GroupNumber, into: GroupNumber): void {
    const moved = this.groupMembers.get(from) ?? [from];
    const members = [...(this.groupMembers.get(into) ?? [into]), ...moved].sort((a, b) => a - b);
    for (const claim of moved) this.group.set(claim, into);
    this.groupMembers.delete(from);
    this.groupMembers.set(into, members);
  }
}

function dayNumber(date: string | null): number {
  return date === null ? 0 : Number(date.replaceAll('-', ''));
}

function dayText(day: number): string | null {
  const digits = String(day).padStart(8, '0');
  return day === 0 ? null : `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}
