/** Character error of a text against the one it was made from, both with one space for any white space and in NFC. */
export function characterError(expected: string, found: string): number {
  const gold = [...comparable(expected)];
  const text = [...comparable(found)];
  return distance(gold, text) / Math.max(1, gold.length);
}

function comparable(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Levenshtein's distance. */
function distance(a: readonly string[], b: readonly string[]): number {
  let previous = Uint32Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = new Uint32Array(b.length + 1);
    row[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const change = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(previous[j]! + 1, row[j - 1]! + 1, change);
    }
    previous = row;
  }
  return previous[b.length]!;
}
