import { type Normalized, normalize } from '@isnad/text';

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
  const [best, second] = nearest(quote, whole.text);
  if (best === undefined) return null;
  const likeness = 1 - best.distance / quote.length;
  if (1 - likeness > CHANGED) return null;
  if (second !== undefined && second.distance - best.distance < CLEARLY * quote.length) return null;
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

interface Near extends Place {
  readonly distance: number;
}

/**
 * The places of a text that differ least from a quotation (Sellers, 1980), best first, at most two that don't overlap.
 */
function nearest(quote: string, text: string): Near[] {
  const size = quote.length;
  let distances = Int32Array.from({ length: size + 1 }, (_, i) => i);
  let starts = new Int32Array(size + 1);
  const ends: Near[] = [];
  for (let at = 1; at <= text.length; at++) {
    const nextDistances = new Int32Array(size + 1);
    const nextStarts = new Int32Array(size + 1);
    nextStarts[0] = at;
    const unit = text.charCodeAt(at - 1);
    for (let i = 1; i <= size; i++) {
      const same = distances[i - 1]! + (quote.charCodeAt(i - 1) === unit ? 0 : 1);
      const more = distances[i]! + 1;
      const less = nextDistances[i - 1]! + 1;
      const least = Math.min(same, more, less);
      nextDistances[i] = least;
      nextStarts[i] = least === same ? starts[i - 1]! : least === more ? starts[i]! : nextStarts[i - 1]!;
    }
    distances = nextDistances;
    starts = nextStarts;
    if (distances[size]! <= size * CHANGED * 1.5)
      ends.push({ start: starts[size]!, end: at, distance: distances[size]! });
  }
  const best = ends.reduce<Near | undefined>((a, b) => (a === undefined || b.distance < a.distance ? b : a), undefined);
  if (best === undefined) return [];
  const apart = ends.filter((place) => place.end <= best.start || place.start >= best.end);
  const second = apart.reduce<Near | undefined>(
    (a, b) => (a === undefined || b.distance < a.distance ? b : a),
    undefined,
  );
  return second === undefined ? [best] : [best, second];
}
