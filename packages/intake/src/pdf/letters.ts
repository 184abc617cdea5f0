/** What stands in a glyph's text, as far as layout asks: its direction, and whether it is a mark on another. */

/** Directions after the Unicode Bidirectional Algorithm (UAX #9), as many as setting Arabic needs. */
export type Direction =
  | 'R'
  | 'L'
  | 'european'
  | 'arabic number'
  | 'separator'
  | 'sign'
  | 'terminator'
  | 'space'
  | 'neutral';

const RIGHT =
  /^[\u0590-\u05FF\u0600-\u0605\u0608\u060B\u060D\u061B-\u065F\u066D-\u06DD\u06E5-\u06E8\u06EE\u06EF\u06FA-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;
const LEFT = /^[\p{L}\p{Nl}]/u;

/** The direction of a glyph's first character. */
export function directionOf(text: string): Direction {
  const first = text.charAt(0);
  if (first === '') return 'neutral';
  if (/\s/.test(first)) return 'space';
  if (/[0-9\u06F0-\u06F9\u00B2\u00B3\u00B9]/.test(first)) return 'european';
  if (/[\u0660-\u0669\u066B\u066C]/.test(first)) return 'arabic number';
  if (/[,.:/\u060C\u00A0]/.test(first)) return 'separator';
  if (/[+\-\u2212]/.test(first)) return 'sign';
  if (/[%#$\u00A2-\u00A5\u00B0\u066A\u20A0-\u20BF\u2030]/.test(first)) return 'terminator';
  if (RIGHT.test(first)) return 'R';
  return LEFT.test(text) ? 'L' : 'neutral';
}

/** Tashkil and other marks that stand on the letter before them. */
export function isMark(text: string): boolean {
  return (
    text !== '' &&
    /^[\u0300-\u036F\u0610-\u061A\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E4\u06E7\u06E8\u06EA-\u06ED\u08D3-\u08FF]+$/.test(
      text,
    )
  );
}

const MIRRORED = '()[]{}<>«»‹›';

/** The bracket or guillemet that is drawn for this one in a line from right to left; the text itself when it is none. */
export function mirror(text: string): string {
  const at = MIRRORED.indexOf(text);
  return at < 0 || text.length !== 1 ? text : MIRRORED.charAt(at ^ 1);
}

/** Brackets and guillemets of a font, which a producer may treat differently. */
export function bracketKey(font: string, text: string): string {
  return `${font} ${/[«»‹›]/.test(text) ? 'quote' : 'bracket'}`;
}

export function opens(text: string): boolean {
  return text.length === 1 && MIRRORED.indexOf(text) % 2 === 0;
}

export function closes(text: string): boolean {
  return text.length === 1 && MIRRORED.indexOf(text) % 2 === 1;
}

export function isArabic(text: string): boolean {
  return /[\u0620-\u064A\u066E-\u06D3\u06D5\u06FA-\u06FF\u0750-\u077F\u08A0-\u08C7\uFB50-\uFDFF\uFE70-\uFEFC]/.test(
    text,
  );
}

/** Whether no letter joins to its left side, so that no stroke can follow it. */
export function endsJoin(text: string): boolean {
  return /[ءآأؤإاةدذرزوىٱ][\u064B-\u0652\u0670]*$/.test(text);
}
