import type { Modality } from '@isnad/reading';
import { CERTAINTIES, type Certainty } from '../claims/certainty.ts';
import type { ClaimContent } from '../content.ts';
import type { ClaimFigure } from '../figures/measure.ts';
import { type ClaimWords, STRIDE } from '../relate/words.ts';
import { BytePool, type ByteReader, ByteWriter } from './bytes.ts';
import { Interned, InternedRows } from './interned.ts';
import type { ClaimNumber, ClaimRecord } from './store.ts';

const MODALITIES: readonly Modality[] = ['stated', 'denied', 'alleged', 'hedged', 'planned'];
/** Beside the modality, whether the chain is open. */
const OPEN = 0x10;

/** What a figure says beside where it stands and its value: few of all figures differ in it. */
type FigureKind = Omit<ClaimFigure, 'index' | 'start' | 'end' | 'low' | 'high' | 'of'>;

/** What claims have in common with others, each kept once. */
interface Shared {
  readonly ids: Interned<string>;
  readonly chains: Interned<readonly string[]>;
  /** The words that there are, by the numbers that {@link ClaimContent} has of them. */
  readonly words: InternedRows;
  readonly figures: Interned<FigureKind>;
}

/** The claims of a case as runs of bytes; what they say is unpacked when it is asked for. */
export class Claims {
  private readonly writer = new ByteWriter();
  private readonly runs = new BytePool();
  private readonly shared: Shared = {
    ids: new Interned((id) => id),
    chains: new Interned((chain) => chain.join('\u0000')),
    words: new InternedRows(STRIDE),
    figures: new Interned((kind) => JSON.stringify(kind)),
  };
  count = 0;

  /** Adds the claim of the next number. */
  add(claim: ClaimRecord): void {
    const { writer, shared } = this;
    writer.number(claim.document);
    writer.number(shared.ids.numberOf(claim.id));
    writer.number(claim.start);
    writer.number(claim.end - claim.start);
    writer.number(MODALITIES.indexOf(claim.modality) | (claim.open ? OPEN : 0));
    writer.number(CERTAINTIES.indexOf(claim.certainty));
    writer.number(dayNumber(claim.earliest));
    writer.number(dayNumber(claim.latest));
    writer.number(shared.chains.numberOf(claim.chain));
    writer.number(claim.measures.length);
    for (const key of claim.measures) writer.word(key);
    const { words, figures } = claim.content;
    writer.number(figures.length);
    for (const figure of figures) writeFigure(writer, figure, shared);
    writer.number(words.length / STRIDE);
    for (let at = 0; at < words.length; at += STRIDE) writer.number(shared.words.numberOf(words, at));
    this.runs.add(writer.taken());
    this.count++;
  }

  /** Keeps the first claims, so many of them. */
  truncate(count: number): void {
    this.runs.truncate(count);
    this.count = count;
  }

  /** The numbers of a document's claims, which lie side by side. */
  ofDocument(document: number): ClaimNumber[] {
    const first = this.firstFrom(document);
    return Array.from({ length: this.firstFrom(document + 1) - first }, (_, i) => first + i);
  }

  /** The first claim of this document or of one after it. */
  private firstFrom(document: number): ClaimNumber {
    let [low, high] = [0, this.count];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.runs.read(middle).number() < document) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  get(number: ClaimNumber): ClaimRecord {
    return new StoredClaim(number, this.runs.read(number), this.shared);
  }
}

class StoredClaim implements ClaimRecord {
  readonly number: ClaimNumber;
  readonly document: number;
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly modality: Modality;
  readonly certainty: Certainty;
  readonly earliest: string | null;
  readonly latest: string | null;
  readonly chain: readonly string[];
  readonly open: boolean;
  readonly measures: readonly number[];
  readonly content: ClaimContent;

  constructor(number: ClaimNumber, run: ByteReader, shared: Shared) {
    this.number = number;
    this.document = run.number();
    this.id = shared.ids.get(run.number());
    this.start = run.number();
    this.end = this.start + run.number();
    const traits = run.number();
    this.modality = MODALITIES[traits & (OPEN - 1)]!;
    this.open = traits >= OPEN;
    this.certainty = CERTAINTIES[run.number()]!;
    this.earliest = dayText(run.number());
    this.latest = dayText(run.number());
    this.chain = shared.chains.get(run.number());
    this.measures = Array.from({ length: run.number() }, () => run.word() >>> 0);
    this.content = new StoredContent(run, shared);
  }
}

/** Figures are often asked for alone, so that words are unpacked by themselves. */
class StoredContent implements ClaimContent {
  private readonly run: ByteReader;
  private readonly shared: Shared;
  private unpackedFigures: readonly ClaimFigure[] | null = null;
  private unpackedWords: ClaimWords | null = null;

  /** @param run read up to the figures */
  constructor(run: ByteReader, shared: Shared) {
    this.run = run;
    this.shared = shared;
  }

  get figures(): readonly ClaimFigure[] {
    this.unpackedFigures ??= Array.from({ length: this.run.number() }, () => readFigure(this.run, this.shared));
    return this.unpackedFigures;
  }

  get words(): ClaimWords {
    this.unpackedWords ??= this.readWords();
    return this.unpackedWords;
  }

  private readWords(): ClaimWords {
    // The words stand behind the figures.
    if (this.unpackedFigures === null) this.unpackedFigures = this.figures;
    const words = new Int32Array(this.run.number() * STRIDE);
    for (let at = 0; at < words.length; at += STRIDE) this.shared.words.copy(this.run.number(), words, at);
    return words;
  }
}

function writeFigure(writer: ByteWriter, figure: ClaimFigure, shared: Shared): void {
  const { index, start, end, low, high, of, ...kind } = figure;
  writer.number(shared.figures.numberOf(kind));
  writer.number(index);
  writer.number(start);
  writer.number(end - start);
  for (const value of [low, high, of]) writer.value(value);
}

function readFigure(from: ByteReader, shared: Shared): ClaimFigure {
  const kind = shared.figures.get(from.number());
  const index = from.number();
  const start = from.number();
  const end = start + from.number();
  return { ...kind, index, start, end, low: from.value(), high: from.value(), of: from.value() };
}

function dayNumber(date: string | null): number {
  return date === null ? 0 : Number(date.replaceAll('-', ''));
}

function dayText(day: number): string | null {
  const digits = String(day).padStart(8, '0');
  return day === 0 ? null : `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}
