/** A run of a text that stands in another one, too, or does not. */
export interface Run {
  readonly text: string;
  readonly differs: boolean;
  /** Units of the text. */
  readonly start: number;
}

/**
 * The second text in runs: what stands in the first in the same order, and what differs from it. Words are compared
 * without the marks around them; spaces belong to the word before.
 */
export function differing(first: string, second: string): Run[] {
  const a = first.split(/\s+/).map(bare);
  const pieces = second.match(/\s*\S+\s*/g) ?? [];
  const b = pieces.map(bare);
  const kept = commonIn(a, b);
  const runs: Run[] = [];
  let at = 0;
  for (const [index, text] of pieces.entries()) {
    const differs = !kept.has(index) && b[index] !== '';
    const last = runs.at(-1);
    if (last?.differs === differs) runs[runs.length - 1] = { ...last, text: last.text + text };
    else runs.push({ text, differs, start: at });
    at += text.length;
  }
  return runs;
}

/** Places in `b` of a longest common subsequence. */
function commonIn(a: readonly string[], b: readonly string[]): ReadonlySet<number> {
  const width = b.length + 1;
  const length = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const at = i * width + j;
      length[at] = a[i] === b[j] ? length[at + width + 1]! + 1 : Math.max(length[at + width]!, length[at + 1]!);
    }
  }
  const kept = new Set<number>();
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      kept.add(j);
      i++;
      j++;
    } else if (length[(i + 1) * width + j]! >= length[i * width + j + 1]!) i++;
    else j++;
  }
  return kept;
}

/** A word without what stands around it, its vowels and its kind of digits: those make no difference in what is said. */
function bare(word: string): string {
  const core = word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}\p{M}]+$/gu, '');
  return core
    .normalize('NFC')
    .replace(/[\p{M}\u0640]/gu, '')
    .replace(/[٠-٩۰-۹]/g, latinDigit);
}

/** Both kinds of Arabic digits lie in their blocks from a place whose last four bits are nought. */
function latinDigit(digit: string): string {
  return String(digit.charCodeAt(0) & 0xf);
}
