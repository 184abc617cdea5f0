import type { PreparedPage } from './prepare.ts';
import type { SeenWord } from './tesseract.ts';

/** What recognition of Arabic gets wrong in ways that can be told for certain, mended. */

/** @param _page for a second look at a word */
export async function mendedLine(words: readonly SeenWord[], _page: PreparedPage): Promise<SeenWord[]> {
  return joinedWords(words).map((word) => ({ ...word, text: mendedText(word.text) }));
}

const NON_JOINING = /[اأإآدذرزوؤىءة]$/;

/**
 * Words cut behind a letter that doesn't join: the hole there is narrower than the holes between the words of the line.
 */
function joinedWords(words: readonly SeenWord[]): SeenWord[] {
  const gaps = words
    .slice(1)
    .map((word, i) => gapOf(words[i]!, word))
    .filter((gap) => gap > 0)
    .sort((a, b) => a - b);
  const usual = gaps[gaps.length >> 1] ?? 0;
  const out: SeenWord[] = [];
  for (const word of words) {
    const last = out[out.length - 1];
    if (last !== undefined && gaps.length >= 4 && NON_JOINING.test(last.text) && /^[\u0621-\u064A]/.test(word.text)) {
      if (gapOf(last, word) < usual * 0.45) {
        out[out.length - 1] = merged(last, word);
        continue;
      }
    }
    out.push(word);
  }
  return out;
}

/** The hole between two words, of which the second stands to the left. */
function gapOf(right: SeenWord, left: SeenWord): number {
  return right.box.x0 - left.box.x1;
}

function merged(a: SeenWord, b: SeenWord): SeenWord {
  return {
    text: a.text + b.text,
    confidence: Math.min(a.confidence, b.confidence),
    box: {
      x0: Math.min(a.box.x0, b.box.x0),
      y0: Math.min(a.box.y0, b.box.y0),
      x1: Math.max(a.box.x1, b.box.x1),
      y1: Math.max(a.box.y1, b.box.y1),
    },
  };
}

function mendedText(text: string): string {
  return (
    text
      .replace(/[\u200B-\u200F\u202A-\u202E\u2066-\u2069]/g, '')
      // Behind an Arabic word a comma, a semicolon and a question mark are the Arabic ones.
      .replace(/(?<=[\u0621-\u064A\u064B-\u0652»”")])[,](?!\d)/g, '،')
      .replace(/(?<=[\u0621-\u064A\u064B-\u0652»”")]);/g, '؛')
      .replace(/(?<=[\u0621-\u064A\u064B-\u0652»”")])\?/g, '؟')
  );
}
