/** Where a text differs least from a quotation: approximate search with a bound on its work. */

/** A place of a text, and in how many characters it differs from the quotation. */
export interface Near {
  readonly start: number;
  readonly end: number;
  /** Characters to be changed, put in or left out (Levenshtein's distance). */
  readonly distance: number;
}

/** Characters of the quotation times those of the text up to which all of the text is searched: about a second. */
const WORK = 4_000_000_000;
/** Characters that a longer text must share with the quotation, one after another, for a place to be looked at. */
const SHARED = 12;
/** Places of one such piece that are looked at: words that are everywhere tell nothing. */
const FREQUENT = 20;
/** Of two places within so much of the quotation's length the one is part of the other. */
const APART = 0.6;

/**
 * The place that differs least from the quotation, and the distance of the next best that doesn't overlap it; null for
 * either that differs in more than `most` characters.
 */
export function nearest(
  quote: string,
  text: string,
  most: number,
): { readonly best: Near; readonly second: number | null } | null {
  const windows = quote.length * text.length <= WORK ? [{ start: 0, end: text.length }] : likelyWindows(quote, text);
  const ends = windows.flatMap((window) => endsIn(quote, text, window, most));
  const best = ends.reduce<End | null>((a, b) => (a === null || b.distance < a.distance ? b : a), null);
  if (best === null) return null;
  const start = startOf(quote, text, best);
  let second: number | null = null;
  for (const { end, distance } of ends) {
    const apart = end <= start || end >= best.end + quote.length * APART;
    if (apart && (second === null || distance < second)) second = distance;
  }
  return { best: { start, ...best }, second };
}

interface Window {
  readonly start: number;
  readonly end: number;
}

interface End {
  readonly end: number;
  readonly distance: number;
}

/** Stretches of the text about pieces of the quotation that stand in it as they are and are rare there. */
function likelyWindows(quote: string, text: string): Window[] {
  const slack = quote.length;
  const windows: Window[] = [];
  const step = Math.max(SHARED >> 1, Math.ceil(quote.length / 64));
  for (let at = 0; at + SHARED <= quote.length; at += step) {
    const places = placesOf(quote.slice(at, at + SHARED), text);
    for (const place of places) {
      const start = Math.max(0, place - at - slack);
      windows.push({ start, end: Math.min(text.length, place - at + quote.length + slack) });
    }
  }
  windows.sort((a, b) => a.start - b.start);
  const apart: Window[] = [];
  for (const window of windows) {
    const last = apart.at(-1);
    if (last !== undefined && window.start <= last.end) {
      apart[apart.length - 1] = { start: last.start, end: Math.max(last.end, window.end) };
    } else apart.push(window);
  }
  return apart;
}

/** None for a piece that stands in the text too often. */
function placesOf(piece: string, text: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + 1)) {
    if (places.length === FREQUENT) return [];
    places.push(at);
  }
  return places;
}

const BITS = 32;

/**
 * The ends of all places of a window that differ from the quotation in at most so many characters, by bit vectors: a
 * column of the table of distances is a few machine words (Myers, 1999).
 */
function endsIn(quote: string, text: string, { start, end }: Window, most: number): End[] {
  const words = Math.ceil(quote.length / BITS);
  const masks = masksOf(quote, words);
  const none = new Int32Array(words);
  const up = new Int32Array(words).fill(-1);
  const down = new Int32Array(words);
  const last = 1 << ((quote.length - 1) % BITS);
  const ends: End[] = [];
  let distance = quote.length;
  for (let at = start; at < end; at++) {
    const equal = masks.get(text.charCodeAt(at)) ?? none;
    let carried = 0;
    for (let word = 0; word < words; word++) {
      const top = word === words - 1 ? last : 1 << (BITS - 1);
      const [plus, minus] = [up[word]!, down[word]!];
      const same = equal[word]! | (carried < 0 ? 1 : 0);
      const vertical = equal[word]! | minus;
      const horizontal = ((((same & plus) + plus) | 0) ^ plus) | same;
      let more = minus | ~(horizontal | plus);
      let less = plus & horizontal;
      const out = (more & top) !== 0 ? 1 : (less & top) !== 0 ? -1 : 0;
      more = (more << 1) | (carried > 0 ? 1 : 0);
      less = (less << 1) | (carried < 0 ? 1 : 0);
      up[word] = less | ~(vertical | more);
      down[word] = more & vertical;
      carried = out;
    }
    distance += carried;
    if (distance <= most) ends.push({ end: at + 1, distance });
  }
  return ends;
}

/** For each character the bits of the places where it stands in the quotation. */
function masksOf(quote: string, words: number): ReadonlyMap<number, Int32Array> {
  const masks = new Map<number, Int32Array>();
  for (let i = 0; i < quote.length; i++) {
    const unit = quote.charCodeAt(i);
    const mask = masks.get(unit) ?? new Int32Array(words);
    mask[i >> 5]! |= 1 << (i % BITS);
    masks.set(unit, mask);
  }
  return masks;
}

/** Where a place begins whose end and distance are known: the table is filled from the end backwards. */
function startOf(quote: string, text: string, { end, distance }: End): number {
  const size = quote.length;
  const reach = Math.min(end, size + distance);
  let before = Int32Array.from({ length: size + 1 }, (_, i) => i);
  for (let back = 1; back <= reach; back++) {
    const unit = text.charCodeAt(end - back);
    const row = new Int32Array(size + 1);
    row[0] = back;
    for (let i = 1; i <= size; i++) {
      const same = before[i - 1]! + (quote.charCodeAt(size - i) === unit ? 0 : 1);
      row[i] = Math.min(same, before[i]! + 1, row[i - 1]! + 1);
    }
    if (row[size] === distance) return end - back;
    before = row;
  }
  return end;
}
