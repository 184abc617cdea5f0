import { CharClass, charClass, charNormal, expansions, HAMZA_ABOVE } from './characters.ts';

const WAW = 0x648;
const YA = 0x64a;
const HAMZA = 0x621;
const SPACE = 0x20;

/** A normal form with the way back to the text it was made from. */
export interface Normalized {
  readonly text: string;
  /** `offsets[i]` is where the i-th unit of the normal form begins in the original; one more than its length. */
  readonly offsets: Int32Array;
}

/**
 * Normal form of a text for matching: alef, hamza, ya and ta marbuta in one form each, no tashkil, tatweel,
 * zero-width or bidi marks, presentation forms spelled out, digits in ASCII, Latin letters small and without
 * accents, runs of white space as one space (none at either end).
 *
 * @returns the form and, for each of its UTF-16 units, the offset it came from
 */
export function normalize(text: string): Normalized {
  const units: number[] = [];
  const offsets: number[] = [];
  let space = -1;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const kind = charClass[unit];
    if (kind === CharClass.Space || kind === CharClass.Newline) {
      if (space < 0) space = at;
      continue;
    }
    if (kind === CharClass.Silent) {
      joinHamza(unit, units);
      continue;
    }
    if (space >= 0 && units.length > 0) {
      units.push(SPACE);
      offsets.push(space);
    }
    space = -1;
    const normal = charNormal[unit]!;
    if (normal === 1) {
      for (const part of expansions.get(unit)!) {
        units.push(part);
        offsets.push(at);
      }
    } else {
      units.push(normal);
      offsets.push(at);
    }
  }
  offsets.push(text.length);
  return { text: fromUnits(units), offsets: Int32Array.from(offsets) };
}

/** The normal form alone, for keys of lists and indexes. */
export function normalKey(text: string): string {
  return normalize(text).text;
}

/**
 * Decomposed text writes ؤ as و + U+0654; the last unit then becomes the hamza that the composed letter would give.
 * `units` is changed in place.
 */
function joinHamza(mark: number, units: number[]): void {
  if (mark !== HAMZA_ABOVE) return;
  const last = units[units.length - 1];
  if (last === WAW || last === YA) units[units.length - 1] = HAMZA;
}

function fromUnits(units: readonly number[]): string {
  let text = '';
  // `fromCharCode` takes its units as arguments: in pieces, so that a long text does not exhaust the stack.
  for (let from = 0; from < units.length; from += 8192) {
    text += String.fromCharCode(...units.slice(from, from + 8192));
  }
  return text;
}
