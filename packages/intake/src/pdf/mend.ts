import type { Glyph } from './glyphs.ts';
import { isMark } from './letters.ts';

/**
 * Letters as fonts of old programs name them, made those of the alphabet: presentation forms, ligatures whose letters
 * are told backwards, letters drawn twice to look bold.
 */

/** Ligatures that a font may tell in the order in which they are drawn, left to right. */
const BACKWARDS: ReadonlyMap<string, string> = new Map(
  ['لا', 'لأ', 'لإ', 'لآ', 'الله', 'لله', 'محمد', 'صلى', 'وسلم'].map((word) => [[...word].reverse().join(''), word]),
);

/** Letters of a glyph: presentation forms as plain letters, in reading order. */
export function plainLetters(glyph: Glyph): string {
  const text = glyph.text
    // The ornate brackets and the rial sign of this block are characters of their own.
    .replace(/[\uFB50-\uFD3D\uFD50-\uFDFB\uFE70-\uFEFC]/g, (form) => form.normalize('NFKC').replace(/^ (?=\p{M})/u, ''))
    .replace(/[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u00AD]/g, '');
  return glyph.stated ? text : (BACKWARDS.get(text) ?? text);
}

/** How near (in heights of the font) the same letter must stand to be the same drawn again, for weight or a shadow. */
const SHADOW = 0.08;

/** Glyphs without what has no letters, and each once. */
export function mendedGlyphs(glyphs: readonly Glyph[]): Glyph[] {
  const kept: Glyph[] = [];
  const seen = new Map<string, Glyph[]>();
  for (const glyph of glyphs) {
    const text = plainLetters(glyph);
    if (text === '') continue;
    const mended = { ...glyph, text };
    if (text.trim() !== '' && !isMark(text) && isShadow(mended, seen)) continue;
    kept.push(mended);
  }
  return kept;
}

function isShadow(glyph: Glyph, seen: Map<string, Glyph[]>): boolean {
  const near = glyph.size * SHADOW;
  const key = (x: number) => `${glyph.text} ${glyph.turn} ${x}`;
  const at = Math.floor(glyph.x / 8);
  for (const cell of [at - 1, at, at + 1]) {
    for (const other of seen.get(key(cell)) ?? []) {
      const same = Math.abs(other.x - glyph.x) < near && Math.abs(other.y - glyph.y) < near;
      if (same && glyph.width > 0 && Math.abs(other.size - glyph.size) < near) return true;
    }
  }
  const cell = seen.get(key(at)) ?? [];
  cell.push(glyph);
  seen.set(key(at), cell);
  return false;
}
