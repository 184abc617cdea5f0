import type { ClaimRecord, OpenDocument, Reading } from '@isnad/server/api';
import { isImpossible } from '../doubts.ts';
import { type Bracket, bracketsOf, ownWords } from './brackets.ts';
import { byBlock, type Extent } from './by-block.ts';
import { correctedClaim } from './corrected.ts';
import { ringPlace, type Stop } from './segments.ts';

/** A document as the reader draws it: its blocks, what stands in each, and the brackets beside them. */
export interface ReaderModel {
  readonly text: string;
  readonly blocks: readonly BlockModel[];
  readonly brackets: readonly Bracket[];
  /** In the order of the text; the `n`-th is claim n + 1 for the reader. */
  readonly claims: readonly ClaimRecord[];
  readonly marks: readonly Mark[];
  /** Innermost lane of the rail. */
  readonly depth: number;
}

export interface BlockModel {
  readonly kind: Reading['blocks'][number]['kind'];
  readonly start: number;
  readonly end: number;
  readonly stops: ReadonlyArray<Stop<StopMark>>;
  /** Places in their lists of what has words in this block: a long report has too many to look through for each. */
  readonly marks: readonly number[];
  readonly claims: readonly number[];
  readonly attributions: readonly number[];
}

/** What can be reached in the text: a claim's ring, or a mark that has a gloss. */
export type StopMark =
  | { readonly kind: 'ring'; readonly claim: number }
  | { readonly kind: 'mark'; readonly mark: number };

export type MarkKind = 'figure' | 'date' | 'name' | 'cause' | 'act' | 'flag';

/** Words that are marked: `item` is their index in the list of the Reading that holds them. */
export interface Mark {
  readonly kind: MarkKind;
  readonly item: number;
  readonly start: number;
  readonly end: number;
}

/** Marks that say more than they show, and so are stops for the keyboard. */
const GLOSSED: ReadonlySet<MarkKind> = new Set(['figure', 'date', 'act', 'flag']);

export function readerModel(open: OpenDocument): ReaderModel {
  const { reading } = open;
  const { text } = reading;
  const claims = open.claims.map(correctedClaim);
  const marks = marksOf(reading);
  const credited = bracketsOf(reading.attributions);
  const own = ownWords(
    claims.map(({ id, start, end, chain }) => ({ id, start, end, own: chain.length === 0 })),
    credited,
    reading.blocks.filter(({ kind }) => kind === 'paragraph'),
  );
  const brackets = [...credited, ...own].sort((a, b) => a.start - b.start || a.lane - b.lane);
  const inBlocks = {
    marks: byBlock(reading.blocks, marks),
    claims: byBlock(reading.blocks, claims),
    attributions: byBlock(reading.blocks, reading.attributions.map(crediting)),
  };
  const blocks = reading.blocks.map(({ kind, start, end }, index): BlockModel => {
    const here = {
      marks: inBlocks.marks[index]!,
      claims: inBlocks.claims[index]!,
      attributions: inBlocks.attributions[index]!,
    };
    const stops: Stop<StopMark>[] = [];
    for (const mark of here.marks) {
      const { kind, end: at } = marks[mark]!;
      if (GLOSSED.has(kind) && at <= end) stops.push({ at, what: { kind: 'mark', mark } });
    }
    for (const claim of here.claims) {
      const { end: at } = claims[claim]!;
      if (at <= end) stops.push({ at: ringPlace(text, at, end), what: { kind: 'ring', claim } });
    }
    return { kind, start, end, stops, ...here };
  });
  const depth = Math.max(1, ...brackets.map(({ lane }) => lane));
  return { text, blocks, brackets, claims, marks, depth };
}

/** From the first to the last of the words that credit. */
function crediting({ cue, source }: Reading['attributions'][number]): Extent {
  if (source === null) return cue;
  return { start: Math.min(cue.start, source.start), end: Math.max(cue.end, source.end) };
}

function marksOf(reading: Reading): Mark[] {
  const marks: Mark[] = [];
  const add = (kind: MarkKind, item: number, span: { readonly start: number; readonly end: number }): void => {
    if (span.start < span.end) marks.push({ kind, item, start: span.start, end: span.end });
  };
  for (const [item, figure] of reading.figures.entries()) add('figure', item, figure);
  for (const [item, date] of reading.dates.entries()) add('date', item, date);
  for (const [item, mention] of reading.mentions.entries()) add('name', item, mention);
  for (const [item, { marker }] of reading.causes.entries()) add('cause', item, marker);
  for (const [item, { act }] of reading.acts.entries()) add('act', item, act);
  for (const [item, flag] of reading.flags.entries()) {
    // What is only open stands in the margin of its claim; words are marked where they cannot be right.
    if (isImpossible(flag)) for (const span of flag.spans) add('flag', item, span);
  }
  return marks.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** What lies at a place of the text, marks or claims: the narrowest where several lie over each other. */
export function narrowestAt(all: readonly Extent[], at: number): number | null {
  let found: number | null = null;
  for (const [index, { start, end }] of all.entries()) {
    if (at < start || at >= end) continue;
    const best = found === null ? null : all[found]!;
    if (best === null || end - start < best.end - best.start) found = index;
  }
  return found;
}
