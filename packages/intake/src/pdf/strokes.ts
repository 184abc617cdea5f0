import { endsJoin, isArabic } from './letters.ts';
import type { Cluster } from './lines.ts';

/**
 * Lengthening strokes of justified lines: tatweel, or what a font without it tells in its place («ال!وادي», «الFوادي»). A
 * sign is a stroke when it nearly always stands inside words, behind a letter that joins to the left.
 */

const TATWEEL = '\u0640';
const FEWEST = 3;

const keyOf = (cluster: Cluster) => `${cluster.font} ${cluster.code}`;

/** Keys of the clusters that are strokes on these lines, which are in reading order. */
export function strokesOf(lines: readonly (readonly Cluster[])[]): ReadonlySet<string> {
  const counts = new Map<string, { inside: number; all: number }>();
  for (const line of lines) {
    line.forEach((cluster, i) => {
      if (!isSign(cluster)) return;
      const count = counts.get(keyOf(cluster)) ?? { inside: 0, all: 0 };
      count.all++;
      if (isInside(line, i)) count.inside++;
      counts.set(keyOf(cluster), count);
    });
  }
  const strokes = [...counts].filter(([, { inside, all }]) => inside >= FEWEST && inside >= all * 0.9);
  return new Set(strokes.map(([key]) => key));
}

export function withoutStrokes(line: readonly Cluster[], strokes: ReadonlySet<string>): Cluster[] {
  const out: Cluster[] = [];
  line.forEach((cluster, i) => {
    const stroke =
      bare(cluster.text) === TATWEEL || (isSign(cluster) && (strokes.has(keyOf(cluster)) || isLaidOver(line, i)));
    if (!stroke || !isInside(line, i)) {
      out.push(cluster);
      return;
    }
    // A vowel on a stroke is that of the letter which it lengthens.
    const letter = out[out.length - 1]!;
    out[out.length - 1] = { ...letter, text: letter.text + cluster.text.slice(1) };
  });
  return out;
}

/** Strokes are laid over one another to fit; dots and dashes of the text are not. */
function isLaidOver(line: readonly Cluster[], at: number): boolean {
  const cluster = line[at]!;
  return [line[at - 1], line[at + 1]].some((other) => {
    if (other === undefined || keyOf(other) !== keyOf(cluster)) return false;
    return Math.abs(other.x - cluster.x) < cluster.width * 0.8;
  });
}

/** A cluster's sign or letter without the marks on it. */
function bare(text: string): string {
  return text.replace(/(?<=.)[\u064B-\u0652\u0670]+$/u, '');
}

function isSign(cluster: Cluster): boolean {
  return !cluster.stated && /^[^\s\p{Script=Arabic}]$/u.test(bare(cluster.text));
}

/** Between two Arabic letters without a space, behind one that joins; other strokes may stand beside it. */
function isInside(line: readonly Cluster[], at: number): boolean {
  const text = bare(line[at]!.text);
  const same = (i: number) => line[i] !== undefined && bare(line[i].text) === text;
  let before = at - 1;
  while (same(before)) before--;
  let after = at + 1;
  while (same(after)) after++;
  const left = line[before]?.text ?? '';
  return isArabic(left) && !endsJoin(left) && isArabic(line[after]?.text ?? '');
}
