import type { Region } from '../document.ts';
import type { TextLine, Word } from '../pages/line.ts';
import { greatest, least } from './extremes.ts';
import { type Glyph, unturned } from './glyphs.ts';
import { bracketKey, closes, isArabic, mirror, opens } from './letters.ts';
import { type Cluster, segmentsOf } from './lines.ts';
import { mendedGlyphs } from './mend.ts';
import { ITEM, paragraphsOf } from './paragraphs.ts';
import { type Context, readingOrder, startsToRight } from './reading-order.ts';
import { type Spacing, spaced, spacingOf } from './spacing.ts';
import { strokesOf, withoutStrokes } from './strokes.ts';
import { type ZoneLine, zonesOf } from './zones.ts';

/** What the pages of a document have shown so far. */
export interface Memory {
  /** By font and kind, how many brackets speak for their being told as they look. */
  readonly votes: Map<string, number>;
  /** The last line of the last column, when a sentence may go on behind it. */
  open: { readonly size: number } | null;
}

export function newMemory(): Memory {
  return { votes: new Map(), open: null };
}

const ENDS_SENTENCE = /[.!?؟:…][»”")\]]*$/;

const EVERY_FONT: ReadonlySet<string> = Object.assign(new Set<string>(), { has: () => true });

/**
 * The lines of a page in reading order.
 * @param memory goes from page to page
 */
export function layOut(glyphs: readonly Glyph[], width: number, height: number, memory: Memory): TextLine[] {
  const lines: TextLine[] = [];
  const turns = [...new Set(glyphs.map((glyph) => glyph.turn))];
  const count = (turn: number) => glyphs.filter((glyph) => glyph.turn === turn).length;
  // Text of another turn (a note on the margin, a stamp) comes after the page's own.
  for (const turn of turns.sort((a, b) => count(b) - count(a))) {
    const frame = new Frame(turn, width, height);
    lines.push(
      ...frame.lines(
        glyphs.filter((glyph) => glyph.turn === turn),
        memory,
      ),
    );
  }
  return lines;
}

/** Glyphs of one turn, in the frame in which their lines run from left to right. */
class Frame {
  private readonly turn: number;
  private readonly width: number;
  private readonly height: number;

  constructor(turn: number, width: number, height: number) {
    this.turn = turn;
    this.width = width;
    this.height = height;
  }

  lines(glyphs: readonly Glyph[], memory: Memory): TextLine[] {
    const segments = segmentsOf(mendedGlyphs(glyphs));
    if (segments.length === 0) return [];
    const spacing = spacingOf(segments);
    const toLeft = readsToLeft(segments.flatMap((segment) => segment.clusters));
    const zones = zonesOf(segments, toLeft).map((zone) =>
      paragraphsOf(zone, toLeft, (line) => firstWord(line, toLeft, spacing)).map((paragraph, i) => ({
        ...paragraph,
        first: i === 0,
        lines: paragraph.lines.map((line) => ({ size: line.size, clusters: spaced(line.segments, spacing) })),
      })),
    );
    const paragraphs = zones.flat();
    for (const { lines } of paragraphs)
      vote(
        lines.map((line) => line.clusters),
        memory.votes,
      );
    const mirrored = mirroredFonts(memory.votes);
    const read = paragraphs.map((paragraph) => {
      const own = paragraphReadsToLeft(
        paragraph.lines.map((line) => line.clusters),
        toLeft,
      );
      return {
        ...paragraph,
        read: readLines(
          paragraph.lines.map((line) => line.clusters),
          own,
          mirrored,
        ),
      };
    });
    const strokes = strokesOf(read.flatMap((paragraph) => paragraph.read));
    return read.flatMap((paragraph) => {
      const lines = paragraph.read.map((clusters) => this.words(withoutStrokes(clusters, strokes)));
      const goesOn = paragraph.first && continues(memory, paragraph.lines[0]!.size, lines[0]!);
      const last = lines[lines.length - 1]?.at(-1)?.text ?? '';
      memory.open = paragraph.open && !ENDS_SENTENCE.test(last) ? { size: paragraph.lines.at(-1)!.size } : null;
      const begins = goesOn ? ('goes on' as const) : paragraph.apart ? ('apart' as const) : ('anew' as const);
      return lines.map((words, i) => ({ words, begins: i > 0 ? ('goes on' as const) : begins }));
    });
  }

  private words(clusters: readonly Cluster[]): Word[] {
    const words: Word[] = [];
    let word: Cluster[] = [];
    for (const cluster of clusters) {
      if (cluster.text.trim() !== '') word.push(cluster);
      else if (word.length > 0) {
        words.push(this.word(word));
        word = [];
      }
    }
    if (word.length > 0) words.push(this.word(word));
    return words;
  }

  private word(clusters: readonly Cluster[]): Word {
    const left = least(clusters, (cluster) => cluster.x);
    const right = greatest(clusters, (cluster) => cluster.x + cluster.width);
    const size = greatest(clusters, (cluster) => cluster.size);
    const y = clusters[0]!.y;
    return { text: wordText(clusters), region: this.region(left, y - size * 0.9, right, y + size * 0.35) };
  }

  /** A box of the frame as a piece of the page. */
  private region(left: number, top: number, right: number, bottom: number): Region {
    const [ax, ay] = unturned(this.turn, left, top);
    const [bx, by] = unturned(this.turn, right, bottom);
    const part = (value: number, whole: number) => Math.min(1, Math.max(0, value / whole));
    const x = part(Math.min(ax, bx), this.width);
    const y = part(Math.min(ay, by), this.height);
    return { x, y, width: part(Math.max(ax, bx), this.width) - x, height: part(Math.max(ay, by), this.height) - y };
  }
}

function wordText(clusters: readonly Cluster[]): string {
  return clusters
    .map((cluster) => cluster.text)
    .join('')
    .replace(/\s+/gu, ' ');
}

/** Whether the first line of a column goes on with the sentence that the column before left open. */
function continues(memory: Memory, size: number, words: readonly Word[]): boolean {
  if (memory.open === null || Math.abs(memory.open.size - size) > size * 0.1) return false;
  return !ITEM.test(words[0]?.text ?? '');
}

/** True when at least two of five letters are Arabic: quotations and names in Latin script are many, the other way few. */
function readsToLeft(clusters: readonly Cluster[]): boolean {
  return arabicShare(clusters) >= 0.4;
}

/**
 * A paragraph of a page that reads to the left does so too when it has no letters, or when it begins at its right with
 * Arabic and goes on in it here and there: a line before a long address has more Latin letters than Arabic ones.
 */
function paragraphReadsToLeft(lines: readonly (readonly Cluster[])[], pageToLeft: boolean): boolean {
  const clusters = lines.flat();
  if (readsToLeft(clusters)) return true;
  if (!pageToLeft) return false;
  const first = lines[0]?.findLast((cluster) => isLetter(cluster));
  return !clusters.some(isLetter) || (first !== undefined && isArabic(first.text) && arabicShare(clusters) >= 0.15);
}

/** The share of letters that are Arabic; 0 without letters. */
function arabicShare(clusters: readonly Cluster[]): number {
  const letters = clusters.filter(isLetter).length;
  return letters === 0 ? 0 : clusters.filter((cluster) => isArabic(cluster.text)).length / letters;
}

function isLetter({ text }: Cluster): boolean {
  return /^\p{L}/u.test(text);
}

function firstWord(
  line: ZoneLine,
  toLeft: boolean,
  spacing: Spacing,
): { readonly text: string; readonly width: number } {
  const clusters = spaced(line.segments, spacing);
  const order = toLeft ? clusters.reverse() : clusters;
  const end = order.findIndex((cluster) => cluster.text === ' ');
  const word = end < 0 ? order : order.slice(0, end);
  return {
    text: word.map((cluster) => cluster.text).join(''),
    width: word.reduce((sum, cluster) => sum + cluster.width, 0),
  };
}

/** The lines of a paragraph as they are read. */
function readLines(
  lines: readonly (readonly Cluster[])[],
  toLeft: boolean,
  mirrored: ReadonlySet<string>,
): Cluster[][] {
  const context: Context = { afterArabic: false, latinFollows: false };
  return lines.map((line, i) => {
    context.latinFollows = toLeft && startsToRight(lines[i + 1] ?? []);
    return readingOrder(line, toLeft, mirrored, context);
  });
}

/**
 * Brackets in text to the left: told as they look, they pair when turned; told as they are meant, they pair as they
 * are. Each font gains a point for every pair of the first kind and loses one for the second.
 */
function vote(lines: readonly (readonly Cluster[])[], votes: Map<string, number>): void {
  const known = new Set(lines.flat());
  // Those that turning changes, which no run from left to right holds.
  const brackets = readLines(lines, true, EVERY_FONT)
    .flat()
    .filter((cluster) => !known.has(cluster));
  const keyOf = (bracket: Cluster) => bracketKey(bracket.font, bracket.text);
  for (const key of new Set(brackets.map(keyOf))) {
    const texts = brackets.filter((bracket) => keyOf(bracket) === key).map((bracket) => bracket.text);
    votes.set(key, (votes.get(key) ?? 0) + pairs(texts) - pairs(texts.map(mirror)));
  }
}

/** A font whose brackets say nothing is taken for what the others are. */
function mirroredFonts(votes: ReadonlyMap<string, number>): ReadonlySet<string> {
  const all = [...votes.values()].reduce((sum, score) => sum + Math.sign(score), 0);
  return new Set([...votes].filter(([, score]) => score > 0 || (score === 0 && all > 0)).map(([font]) => font));
}

function pairs(texts: readonly string[]): number {
  const open: string[] = [];
  let found = 0;
  for (const text of texts) {
    if (opens(text)) open.push(text);
    else if (closes(text) && open[open.length - 1] === mirror(text)) {
      open.pop();
      found++;
    }
  }
  return found;
}
