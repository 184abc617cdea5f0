import type { Figure, Reading } from '@isnad/reading';
import { normalKey, stem } from '@isnad/text';
import type { Lexicon } from '../relate/lexicon.ts';
import { hashOf } from '../relate/words.ts';
import { type Agreement, compareStated } from './values.ts';

/** A figure of a claim with what it measures. Numbers of `unit` and `act` compare by equality; 0 is unknown. */
export interface ClaimFigure extends Pick<Figure, 'low' | 'high' | 'hedge' | 'vague' | 'kind' | 'per'> {
  /** What is counted: people, documents, dollars. */
  readonly unit: number;
  /** What befell or is said of what is counted: killed, injured, arrested. */
  readonly act: number;
}

/** True when two figures measure the same thing, as far as their words tell. */
export function isSameMeasure(a: ClaimFigure, b: ClaimFigure): boolean {
  return a.kind === b.kind && a.per === b.per && a.unit === b.unit && a.act === b.act;
}

/** What the figures of two claims say of each other: each is laid beside those of the other of the same measure. */
export function relateFigures(a: readonly ClaimFigure[], b: readonly ClaimFigure[]): { agree: number; differ: number } {
  const counts: Record<Agreement, number> = { agree: 0, differ: 0, open: 0 };
  for (const x of a) {
    const found = b.filter((y) => isSameMeasure(x, y)).map((y) => compareStated(x, y));
    if (found.length > 0) counts[found.includes('agree') ? 'agree' : found.includes('open') ? 'open' : 'differ']++;
  }
  // From the other side, so that the answer is the same both ways.
  for (const y of b) {
    const found = a.filter((x) => isSameMeasure(x, y)).map((x) => compareStated(x, y));
    if (found.length > 0) counts[found.includes('agree') ? 'agree' : found.includes('open') ? 'open' : 'differ']++;
  }
  return { agree: counts.agree / 2, differ: counts.differ / 2 };
}

/** The figures of a part of a document with what they measure. */
export function figuresIn(reading: Reading, start: number, end: number, lexicon: Lexicon): ClaimFigure[] {
  return reading.figures
    .filter((figure) => figure.start >= start && figure.end <= end)
    .map((figure) => ({ ...figure, unit: unitOf(figure, lexicon), act: 0 }));
}

/** A number for what is counted: that of its set of synonyms, else one from its stem; 0 where nothing is. */
function unitOf({ unit }: Figure, lexicon: Lexicon): number {
  if (unit === null) return 0;
  const key = stem(normalKey(unit));
  const { set } = lexicon.entries[lexicon.find([key], 0).entry]!;
  return set >= 0 ? set + 1 : hashOf(key);
}
