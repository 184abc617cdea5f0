import { type Normalized, normalize } from '@isnad/text';
import { nearest } from './nearest.ts';

/**
 * Anchors: exact words of a text, with a little of what surrounds them (W3C Web Annotation's position and quote
 * selectors). When a text is extracted anew or transcribed, they are found again by these words or reported lost; they
 * are never moved by guess.
 */
export interface Anchor {
  readonly start: number;
  readonly end: number;
  readonly quote: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** Where an anchor is in another text, and by what it was found. */
export interface FoundAnchor {
  readonly start: number;
  readonly end: number;
  /** `position`: the same words in the same place. `quote`: the same words elsewhere. `spelling`: but for spelling. `likeness`: nearly the same words. */
  readonly by: 'position' | 'quote' | 'spelling' | 'likeness';
  /** How alike the words are, 0 … 1. */
  readonly likeness: number;
}

/** Characters about an anchor that are kept with it. */
const CONTEXT = 32;

export function anchorOf(text: string, start: number, end: number): Anchor {
  return {
    start,
    end,
    quote: text.slice(start, end),
    prefix: text.slice(Math.max(0, start - CONTEXT), start),
    suffix: text.slice(end, end + CONTEXT),
  };
}

/**
 * Finds an anchor again, or reports it lost by null: in its place, then by its exact words, then by them in normal form,
 * then by words that differ from them in few characters. Of several places that fit, the one whose surroundings fit
 * best, and none when two fit alike.
 */
export function findAnchor(anchor: Anchor, text: string): FoundAnchor | null {
  if (anchor.quote === '') return null;
  if (text.startsWith(anchor.quote, anchor.start) && fits(anchor, text, anchor.start, anchor.end) > 0.5) {
    return { start: anchor.start, end: anchor.end, by: 'position', likeness: 1 };
  }
  return byQuote(anchor, text) ?? byNormalForm(anchor, text);
}

function byQuote(anchor: Anchor, text: string): FoundAnchor | null {
  const places = occurrences(text, anchor.quote).map((start) => ({ start, end: start + anchor.quote.length }));
  const best = bestOf(anchor, text, places);
  return best === null ? null : { ...best, by: 'quote', likeness: 1 };
}

function byNormalForm(anchor: Anchor, text: string): FoundAnchor | null {
  const whole = normalize(text);
  const quote = normalize(anchor.quote).text;
  if (quote === '') return null;
  const exact = occurrences(whole.text, quote).map((at) => original(whole, at, at + quote.length, text));
  const best = bestOf(anchor, text, exact);
  if (best !== null) return { ...best, by: 'spelling', likeness: 1 };
  return exact.length > 0 ? null : byLikeness(quote, whole, text);
}

/** Of the characters of a quotation, at most this share may have changed; of a short one none. */
const CHANGED = 0.25;
const SHORT = 8;
/** A second place that is nearly as alike makes the anchor lost. */
const CLEARLY = 0.1;

function byLikeness(quote: string, whole: Normalized, text: string): FoundAnchor | null {
  if (quote.length < SHORT) return null;
  const found = nearest(quote, whole.text, (CHANGED + CLEARLY) * quote.length);
  if (found === null || found.best.distance > CHANGED * quote.length) return null;
  const { best, second } = found;
  const likeness = 1 - best.distance / quote.length;
  if (second !== null && second - best.distance < CLEARLY * quote.length) return null;
  return { ...wholeWords(original(whole, best.start, best.end, text), text), by: 'likeness', likeness };
}

interface Place {
  readonly start: number;
  readonly end: number;
}

function occurrences(text: string, quote: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) found.push(at);
  return found;
}

/** The place whose surroundings are most like the anchor's; null when there is none, or two are alike. */
function bestOf(anchor: Anchor, text: string, places: readonly Place[]): Place | null {
  if (places.length <= 1) return places[0] ?? null;
  const scored = places
    .map((place) => ({ place, score: fits(anchor, text, place.start, place.end) }))
    .sort((a, b) => b.score - a.score);
  const [best, second] = scored;
  return best!.score - second!.score > 0.05 ? best!.place : null;
}

/** How much of an anchor's surroundings stands about a place, 0 … 1. */
function fits(anchor: Anchor, text: string, start: number, end: number): number {
  const before = normalize(anchor.prefix).text;
  const after = normalize(anchor.suffix).text;
  const here = normalize(text.slice(Math.max(0, start - CONTEXT * 2), start)).text;
  const there = normalize(text.slice(end, end + CONTEXT * 2)).text;
  const most = before.length + after.length;
  if (most === 0) return 1;
  return (sharedEnd(before, here) + sharedStart(after, there)) / most;
}

function sharedStart(a: string, b: string): number {
  let shared = 0;
  while (shared < a.length && a[shared] === b[shared]) shared++;
  return shared;
}

function sharedEnd(a: string, b: string): number {
  let shared = 0;
  while (shared < a.length && shared < b.length && a[a.length - 1 - shared] === b[b.length - 1 - shared]) shared++;
  return shared;
}

function original(whole: Normalized, start: number, end: number, text: string): Place {
  // Marks behind the last letter belong to it: the place ends where the next letter begins, without the space between.
  const stop = whole.offsets[end] ?? text.length;
  const from = whole.offsets[start]!;
  return { start: from, end: from + text.slice(from, stop).trimEnd().length };
}

/** Grown to whole words, since likeness says little of where exactly a changed word ends. */
function wholeWords(place: Place, text: string): Place {
  let { start, end } = place;
  while (start > 0 && !/\s/.test(text[start - 1]!)) start--;
  while (end < text.length && !/\s/.test(text[end]!)) end++;
  return { start, end };
}
