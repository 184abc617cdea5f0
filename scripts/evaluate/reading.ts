import { createHash } from 'node:crypto';
import { type Attribution, type DateSpan, type Figure, type Reading, read } from '@isnad/reading';
import { loadArabic } from '@isnad/reading/load';
import { type GoldAttribution, type GoldDate, type GoldFigure, type GoldPassage, readingGold } from './gold.ts';
import { pairByOverlap, tokenF1 } from './match.ts';
import { SCORE_COLUMNS, type Section, scoreRow } from './table.ts';

/** Counts of one layer over passages: rows of a score table by name. */
export class Scores {
  private readonly rows = new Map<string, { right: number; found: number; wanted: number }>();

  add(name: string, right: number, found: number, wanted: number): void {
    const row = this.rows.get(name) ?? { right: 0, found: 0, wanted: 0 };
    this.rows.set(name, { right: row.right + right, found: row.found + found, wanted: row.wanted + wanted });
  }

  table(): (string | number)[][] {
    return [...this.rows].map(([name, { right, found, wanted }]) => scoreRow(name, right, found, wanted));
  }
}

/** Attributions, figures and dates against the annotated passages. */
export const readingSection: Section = (folder) => {
  const language = loadArabic();
  const scores = new Scores();
  const unseen = new Scores();
  for (const gold of readingGold(folder)) {
    const reading = read({ id: gold.id, text: gold.text, published: gold.published ?? null }, language);
    scoreReading(reading, gold, scores);
    if (isUnseen(gold.id)) scoreAttributions(reading.attributions, gold.attributions, unseen);
  }
  return [
    {
      title: 'reading.dev.json',
      columns: SCORE_COLUMNS,
      rows: scores.table(),
      notes: [
        'attribution found: cues overlap one to one; full: also source token-F1 ≥ 0.5 (or both null) and content token-F1 ≥ 0.7',
        'rows "… of found" are shares of the attributions, figures or dates that were found',
      ],
    },
    {
      title: 'reading.dev.json: the quarter that no rule of attribution was tuned on',
      columns: SCORE_COLUMNS,
      rows: unseen.table(),
    },
  ];
};

/** Our own split: a passage is kept for reporting by the hash of its id, whatever is added or taken away. */
function isUnseen(id: string): boolean {
  return createHash('sha256').update(id).digest().at(-1)! % 4 === 1;
}

export function scoreReading(reading: Reading, gold: GoldPassage, scores: Scores): void {
  scoreAttributions(reading.attributions, gold.attributions, scores);
  scoreFigures(reading.figures, gold.figures, scores);
  scoreDates(reading.dates, gold.dates, scores);
}

export function sourceRight(found: { readonly text: string } | null, gold: { readonly text: string } | null): boolean {
  if (found === null || gold === null) return found === gold;
  return tokenF1(found.text, gold.text) >= 0.5;
}

export function contentRight(found: { readonly text: string }, gold: { readonly text: string }): boolean {
  return tokenF1(found.text, gold.text) >= 0.7;
}

export function scoreAttributions(
  found: readonly Attribution[],
  gold: readonly GoldAttribution[],
  scores: Scores,
): void {
  const pairs = pairByOverlap(
    found.map((a) => a.cue),
    gold.map((a) => a.cue),
  );
  const share = (name: string, right: (f: Attribution, g: GoldAttribution) => boolean) => {
    const count = pairs.filter(([f, g]) => right(found[f]!, gold[g]!)).length;
    scores.add(name, count, pairs.length, pairs.length);
  };
  scores.add('attribution found', pairs.length, found.length, gold.length);
  const full = pairs.filter(
    ([f, g]) => sourceRight(found[f]!.source, gold[g]!.source) && contentRight(found[f]!.content, gold[g]!.content),
  );
  scores.add('attribution full', full.length, found.length, gold.length);
  share('  source of found', (f, g) => sourceRight(f.source, g.source));
  share('  content of found', (f, g) => contentRight(f.content, g.content));
  share('  resolved of found', (f, g) =>
    f.resolved === null || g.resolved === null ? f.resolved === g.resolved : tokenF1(f.resolved, g.resolved) >= 0.5,
  );
  share('  kind of found', (f, g) => f.kind === g.kind);
  share('  stance of found', (f, g) => f.stance === g.stance);
}

function scoreFigures(found: readonly Figure[], gold: readonly GoldFigure[], scores: Scores): void {
  const pairs = pairByOverlap(
    found,
    gold.map((figure) => figure.span),
  );
  scores.add('figure found', pairs.length, found.length, gold.length);
  const valued = pairs.filter(
    ([f, g]) =>
      same(found[f]!.low, gold[g]!.low) && same(found[f]!.high, gold[g]!.high) && found[f]!.hedge === gold[g]!.hedge,
  );
  scores.add('figure valued', valued.length, found.length, gold.length);
  const units = pairs.filter(([f, g]) => found[f]!.unit === gold[g]!.unit);
  scores.add('  unit of found', units.length, pairs.length, pairs.length);
  const pers = pairs.filter(([f, g]) => found[f]!.per === gold[g]!.per);
  scores.add('  per of found', pers.length, pairs.length, pairs.length);
}

function same(a: number | null, b: number | null): boolean {
  if (a === null || b === null) return a === b;
  return Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(b));
}

function scoreDates(found: readonly DateSpan[], gold: readonly GoldDate[], scores: Scores): void {
  const pairs = pairByOverlap(
    found,
    gold.map((date) => date.span),
  );
  scores.add('date found', pairs.length, found.length, gold.length);
  const right = pairs.filter(([f, g]) => found[f]!.timex === gold[g]!.timex);
  scores.add('  timex of found', right.length, pairs.length, pairs.length);
}
