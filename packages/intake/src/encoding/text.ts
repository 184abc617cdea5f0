import type { IntakeNote } from '../document.ts';
import { decodeText } from './decode.ts';
import { mendMojibake } from './mojibake.ts';

export interface ReadText {
  readonly text: string;
  readonly encoding: string;
  readonly notes: readonly IntakeNote[];
}

/** Bytes as text: decoded, mended where that is certain, its line ends `\n`. */
export function readText(bytes: Uint8Array, declared: string | null = null): ReadText {
  const decoded = decodeText(bytes, declared);
  // A control that is half of a mistaken letter must not be taken for a line's end: mend first.
  const mended = mendMojibake(decoded.text);
  return { text: tidyLines(mended.text), encoding: decoded.encoding, notes: [...decoded.notes, ...mended.notes] };
}

/** One kind of line end; a page break is an empty line; NUL, which no store keeps, shows as a broken character. */
export function tidyLines(text: string): string {
  return text
    .replace(/\r\n?|\u0085|\u2028/g, '\n')
    .replace(/\f|\u2029/g, '\n\n')
    .replaceAll('\0', '\uFFFD');
}
