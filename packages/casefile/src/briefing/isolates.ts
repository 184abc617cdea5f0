/**
 * Words of one direction within a sentence of the other stand between Unicode's isolates, so that neither disturbs the
 * order of the other: plain text keeps the marks, a page and a Word file say it in their own way.
 */

export const FSI = '\u2068';
export const PDI = '\u2069';

/** A piece of a sentence; `isolated` where it has its own direction. */
export interface Piece {
  readonly text: string;
  readonly isolated: boolean;
}

export function isolate(text: string): string {
  return `${FSI}${text.replace(/[\u2068\u2069]/g, '')}${PDI}`;
}

/** The pieces of a sentence in their order; marks that have no partner are dropped. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  for (const [index, part] of text.split(FSI).entries()) {
    const end = index === 0 ? -1 : part.indexOf(PDI);
    if (end >= 0) pieces.push({ text: part.slice(0, end), isolated: true });
    pieces.push({ text: part.slice(end + 1).replaceAll(PDI, ''), isolated: false });
  }
  return pieces.filter((piece) => piece.text !== '');
}

/** «…» in a sentence, one within another included, each isolated; a sentence that isolates already is left as it is. */
export function isolateQuotations(text: string): string {
  if (text.includes(FSI)) return text;
  let depth = 0;
  let result = '';
  for (const sign of text) {
    if (sign === '«' && depth++ === 0) result += FSI;
    result += sign;
    if (sign === '»' && depth > 0 && --depth === 0) result += PDI;
  }
  return depth === 0 ? result : text;
}
