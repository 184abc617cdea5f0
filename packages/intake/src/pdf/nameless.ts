import type { Glyph } from './glyphs.ts';
import { endsJoin, isArabic, isMark } from './letters.ts';

/**
 * Glyphs for which a font tells no letter. Those that stretch words to fill a line are tatweel, whatever they look
 * like: LibreOffice lays a nameless stroke between two letters that join.
 */

const TATWEEL = '\u0640';
/** How far (in heights of the font) a stroke may stand from the letters that it joins. */
const TOUCHES = 0.15;
const FEWEST = 2;

const keyOf = (glyph: Glyph) => `${glyph.font} ${glyph.code}`;

export function isNameless(glyph: Glyph): boolean {
  return glyph.text === '' && glyph.width > 0;
}

/** The glyphs with their nameless strokes as tatweel. */
export function withStrokesNamed(glyphs: readonly Glyph[]): readonly Glyph[] {
  const counts = new Map<string, { inside: number; all: number }>();
  glyphs.forEach((glyph, i) => {
    if (!isNameless(glyph)) return;
    const count = counts.get(keyOf(glyph)) ?? { inside: 0, all: 0 };
    count.all++;
    if (joinsLetters(glyphs, i)) count.inside++;
    counts.set(keyOf(glyph), count);
  });
  const strokes = new Set(
    [...counts].filter(([, { inside, all }]) => inside >= FEWEST && inside >= all * 0.9).map(([key]) => key),
  );
  if (strokes.size === 0) return glyphs;
  return glyphs.map((glyph) => (isNameless(glyph) && strokes.has(keyOf(glyph)) ? { ...glyph, text: TATWEEL } : glyph));
}

/** Whether it lies, with others of its kind, between two Arabic letters that it touches, behind one that joins. */
function joinsLetters(glyphs: readonly Glyph[], at: number): boolean {
  const before = neighbour(glyphs, at, -1);
  const after = neighbour(glyphs, at, 1);
  if (before === null || after === null) return false;
  const [left, right] = before.x < after.x ? [before, after] : [after, before];
  return isArabic(left.text) && isArabic(right.text) && !endsJoin(right.text);
}

/** The next letter on the same line, past marks and strokes of the same kind that lie against one another. */
function neighbour(glyphs: readonly Glyph[], at: number, step: 1 | -1): Glyph | null {
  const key = keyOf(glyphs[at]!);
  let edge = glyphs[at]!;
  for (let i = at + step; i >= 0 && i < glyphs.length; i += step) {
    const glyph = glyphs[i]!;
    if (isMark(glyph.text)) continue;
    const hole = Math.max(glyph.x - (edge.x + edge.width), edge.x - (glyph.x + glyph.width));
    if (Math.abs(glyph.y - edge.y) > edge.size * TOUCHES || hole > edge.size * TOUCHES) return null;
    if (!isNameless(glyph) || keyOf(glyph) !== key) return glyph;
    edge = glyph;
  }
  return null;
}
