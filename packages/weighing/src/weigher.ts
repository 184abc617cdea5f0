import type { Reading } from '@isnad/reading';
import { placeDocumentClaims } from './claims/placing.ts';
import { copyCandidates } from './copies/candidates.ts';
import { copyPair } from './copies/copies.ts';
import { type PlacedFigures, placeFigures } from './figures/placing.ts';
import type { CopyPair } from './findings.ts';
import type { WeighingLanguage } from './language.ts';
import { type Signature, signatureOf } from './signature.ts';
import { type DocumentTellers, soundsOf, tellersOf } from './sources/tellers.ts';
import type { Changes, ClaimRecord, DocumentFault, DocumentRecord, WeighingStore } from './store/store.ts';

/**
 * Weighs a case document by document. All that it knows is in the store; a document asks the store a handful of times
 * and is then written at once.
 */
export class Weigher {
  private readonly store: WeighingStore;
  private readonly language: WeighingLanguage;

  constructor(store: WeighingStore, language: WeighingLanguage) {
    this.store = store;
    this.language = language;
  }

  /**
   * Adds a document.
   * @returns what it changed; null when the case has a document of this id, which then stays as it was
   */
  async add(reading: Reading): Promise<Changes | null> {
    return this.addSigned(signatureOf(reading, this.language));
  }

  /** Adds a document whose signature was made before, perhaps elsewhere. */
  async addSigned(signature: Signature): Promise<Changes | null> {
    const { reading, prints, copy, topic } = signature;
    if ((await this.store.find(reading.id)) !== null) return null;
    const size = await this.store.size();
    const tellers = await this.tellers(reading, size.documents);
    const figures = await placeFigures(signature, size.claims, this.store);
    const claims = claimRecords(signature, size.documents, size.claims, tellers, figures);
    const document: DocumentRecord = {
      number: size.documents,
      id: reading.id,
      text: reading.text,
      published: reading.published,
      outlet: tellers.outlet,
      copy,
      topic,
      faults: faultsOf(reading, claims, this.language.faults),
    };
    const placed = await placeDocumentClaims(claims, signature, this.store, this.language);
    const changes: Changes = {
      document,
      claims,
      groups: placed.groups,
      merged: placed.merged,
      tellers: tellers.records,
      keys: [
        ...Array.from(prints, (key) => ({ space: 'print' as const, key, item: document.number })),
        ...placed.keys,
        ...figures.keys,
      ],
      copies: await this.copies(document, prints),
      links: placed.links,
    };
    await this.store.write(changes);
    return changes;
  }

  private async tellers(reading: Reading, number: number): Promise<DocumentTellers> {
    const { sources } = this.language;
    return tellersOf(reading, number, await this.store.tellersBySound(soundsOf(reading, sources)), sources);
  }

  private async copies(document: DocumentRecord, prints: Uint32Array): Promise<CopyPair[]> {
    const listings = await this.store.listings('print', Array.from(prints));
    const candidates = copyCandidates(listings.map(({ items }) => items));
    const others = await this.store.documents(candidates);
    const pairs = others.map((other) => copyPair(other, other.copy, document, document.copy));
    return pairs.filter((pair) => pair !== null);
  }
}

function claimRecords(
  { reading, claims }: Signature,
  document: number,
  first: number,
  tellers: DocumentTellers,
  { measures }: PlacedFigures,
): ClaimRecord[] {
  return reading.claims.map(({ id, start, end, modality, chain, chainOpen, dates }, i) => ({
    number: first + i,
    document,
    id,
    start,
    end,
    modality,
    ...timeOf(dates, reading),
    content: claims[i]!.content,
    certainty: claims[i]!.certainty,
    measures: measures[i]!,
    chain: chain.map((link) => tellers.idOf(link)),
    open: chainOpen !== undefined && chainOpen.length > 0,
  }));
}

/** The flags of a Reading that say what can't be, each with the smallest claims that say it. */
function faultsOf(
  reading: Reading,
  claims: readonly ClaimRecord[],
  kinds: ReadonlyMap<string, string>,
): DocumentFault[] {
  return reading.flags
    .filter(({ kind }) => kinds.has(kind))
    .map(({ kind, message, spans }) => {
      const found = spans.flatMap((span) => claimsAt(claims, span).map(({ number }) => number));
      return { kind, message, claims: [...new Set(found)].sort((x, y) => x - y) };
    });
}

/** The smallest claim that holds a span; where none does, those that stand in it. */
function claimsAt(claims: readonly ClaimRecord[], { start, end }: { start: number; end: number }): ClaimRecord[] {
  const holding = claims.filter((claim) => claim.start <= start && end <= claim.end);
  const [smallest] = holding.sort((x, y) => x.end - x.start - (y.end - y.start));
  return smallest !== undefined ? [smallest] : claims.filter((claim) => claim.start < end && start < claim.end);
}

/** From the first to the last day that the dates of a claim tell of; none where one of them tells no day. */
function timeOf(dates: readonly number[], reading: Reading): Pick<ClaimRecord, 'earliest' | 'latest'> {
  let [earliest, latest]: [string | null, string | null] = [null, null];
  for (const index of dates) {
    const date = reading.dates[index]!;
    if (date.earliest === null || date.latest === null) return { earliest: null, latest: null };
    if (earliest === null || date.earliest < earliest) earliest = date.earliest;
    if (latest === null || date.latest > latest) latest = date.latest;
  }
  return { earliest, latest };
}
