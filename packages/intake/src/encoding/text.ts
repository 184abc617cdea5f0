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
  const clean = withoutControls(tidyLines(mended.text));
  return {
    text: clean.text,
    encoding: decoded.encoding,
    notes: [...decoded.notes, ...mended.notes, ...clean.notes],
  };
}

/** One kind of line end; a page break is an empty line; NUL, which no store keeps, shows as a broken character. */
export function tidyLines(text: string): string {
  return text
    .replace(/\r\n?|[\v\u0085\u2028]/g, '\n')
    .replace(/\f|\u2029/g, '\n\n')
    .replaceAll('\0', '\uFFFD');
}

/** Bells, escapes and the like, which no reader sees and no one wrote. */
const CONTROLS = /[\u0001-\u0008\u000E-\u001F\u007F]/g;

function withoutControls(text: string): { readonly text: string; readonly notes: readonly IntakeNote[] } {
  const found = text.match(CONTROLS) ?? [];
  if (found.length === 0) return { text, notes: [] };
  const which = [...new Set(found)].map(
    (sign) => `U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
  const message = `${found.length} control characters were left out (${which.slice(0, 5).join(', ')})`;
  return { text: text.replace(CONTROLS, ''), notes: [{ kind: 'control characters', message }] };
}
