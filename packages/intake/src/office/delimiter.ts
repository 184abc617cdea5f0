const DELIMITERS = [',', ';', '\t', '|', '؛'];

/** The sign that parts the cells of a table: it stands equally often in each of the first lines. Null when none does. */
export function delimiterOf(text: string): string | null {
  const lines = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, 10);
  let best: string | null = null;
  let most = 0;
  for (const delimiter of DELIMITERS) {
    const counts = lines.map((line) => line.replace(/"[^"]*"/g, '').split(delimiter).length - 1);
    const first = counts[0] ?? 0;
    const even = counts.filter((count) => count === first).length;
    if (first > most && even >= counts.length * 0.8) {
      best = delimiter;
      most = first;
    }
  }
  return best;
}
