import type { ClaimRecord, OpenDocument, Reading } from '@isnad/server/api';
import { isImpossible } from '../doubts.ts';
import { type Bracket, bracketsOf, ownWords } from './brackets.ts';
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
}

/** What can be reached in the text: a claim's ring, or a mark that has a gloss. */
export type StopMark =
  | { readonly kind: 'ring'; readonly claim: number }
  | { readonly kind: 'mark'; readonly mark: number };

export type MarkKind = 'figure' | 'date' | 'name' | 'cause' | 'flag';

/** Words that are marked: `item` is their index in the list of the Reading that holds them. */
export interface Mark {
  readonly kind: MarkKind;
  readonly item: number;
  readonly start: number;
  readonly end: number;
}

/** Marks that say more than they show, and so are stops for the keyboard. */
const GLOSSED: ReadonlySet<MarkKind> = new Set(['figure', 'date', 'flag']);

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
  const blocks = reading.blocks.map(({ kind, start, end }): BlockModel => {
    const stops: Stop<StopMark>[] = [];
    for (const [index, mark] of marks.entries()) {
      if (!GLOSSED.has(mark.kind) || mark.end <= start || mark.end > end) continue;
      stops.push({ at: mark.end, what: { kind: 'mark', mark: index } });
    }
    for (const [index, claim] of claims.entries()) {
      if (claim.end <= start || claim.end > end) continue;
      stops.push({ at: ringPlace(text, claim.end, end), what: { kind: 'ring', claim: index } });
    }
    return { kind, start, end, stops };
  });
  const depth = Math.max(1, ...brackets.map(({ lane }) => lane));
  return { text, blocks, brackets, claims, marks, depth };
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
  for (const [item, flag] of reading.flags.entries()) {
    // What is only open stands in the margin of its claim; words are marked where they cannot be right.
    if (isImpossible(flag)) for (const span of flag.spans) add('flag', item, span);
  }
  return marks.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** The mark at a place of the text, the narrowest where several lie over each other. */
export function markAt(marks: readonly Mark[], at: number): number | null {
  let found: number | null = null;
  for (const [index, { start, end }] of marks.entries()) {
    if (at < start || at >= end) continue;
    const best = found === null ? null : marks[found]!;
    if (best === null || end - start < best.end - best.start) found = index;
  }
  return found;
}
