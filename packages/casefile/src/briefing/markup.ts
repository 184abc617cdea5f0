import { piecesOf } from './isolates.ts';

/** Words as HTML: nothing of a document is ever taken for markup. */

const SIGNS: { readonly [sign: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => SIGNS[sign]!);
}

/** Words whose direction is their own, whatever stands around. */
export function isolated(text: string): string {
  return `<bdi>${escaped(text)}</bdi>`;
}

/** A sentence of the frame; what is isolated in it is so here, too. */
export function said(text: string): string {
  return piecesOf(text)
    .map((piece) => (piece.isolated ? isolated(piece.text) : escaped(piece.text)))
    .join('');
}
