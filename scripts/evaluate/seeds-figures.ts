import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DateSpan, type Figure, type Flag, read } from '@isnad/reading';
import { loadArabic } from '@isnad/reading/load';
import { z } from 'zod';
import { overlaps, pairByOverlap } from './match.ts';
import { Scores } from './reading.ts';
import { SCORE_COLUMNS, type Section } from './table.ts';

/** Figures, dates and problems of figures in the two seed reports, every field of them. */

const span = z.object({ start: z.number(), end: z.number(), text: z.string() });

const figure = z.object({
  span,
  low: z.number().nullable(),
  high: z.number().nullable(),
  hedge: z.string().nullable(),
  unit: z.string().nullable(),
  per: z.string().nullable(),
  part_of: z.number().optional(),
});

const date = z.object({ span, timex: z.string().nullable() });

const document = z.object({
  id: z.string(),
  published: z.string().nullable(),
  figures: z.array(figure),
  dates: z.array(date),
  dates_optional: z.array(date),
  problems: z.array(z.object({ type: z.string(), spans: z.array(span) })),
});

type GoldFigure = z.infer<typeof figure>;

/** The problems that a check of figures and dates can find, by the gold's names; the rest ask for other layers. */
const PROBLEMS = new Set([
  'figure_suspect',
  'figure_logic',
  'figure_parts',
  'vague_figure',
  'range_reversed',
  'ratio_check',
  'missing_rest',
  'date_anchor',
  'no_date_no_outlet',
]);

export const seedFiguresSection: Section = (folder) => {
  const { documents } = z
    .object({ documents: z.array(document) })
    .parse(JSON.parse(readFileSync(join(folder, 'seeds.gold.json'), 'utf8')));
  const language = loadArabic();
  const scores = new Scores();
  for (const gold of documents) {
    const text = readFileSync(join(folder, '..', 'seeds', `${gold.id}.txt`), 'utf8');
    const reading = read({ id: gold.id, text, published: gold.published }, language);
    scoreFigures(reading.figures, gold.figures, scores);
    const optional = gold.dates_optional.map((each) => each.span);
    const found = reading.dates.filter(
      (each) => gold.dates.some((wanted) => overlaps(each, wanted.span)) || !optional.some((o) => overlaps(each, o)),
    );
    scoreDates(found, gold.dates, scores);
    scoreProblems(reading.flags, gold.problems, scores);
  }
  return [
    {
      title: 'seeds.gold.json: figures, dates and what is wrong with them',
      columns: SCORE_COLUMNS,
      rows: scores.table(),
      notes: [
        'right: the very words, and every field: bounds, hedge, unit, per, the whole of a part; timex',
        'problem flagged: a flag shares words with each span of the problem; problems of other layers are left out',
      ],
    },
  ];
};

function scoreFigures(found: readonly Figure[], gold: readonly GoldFigure[], scores: Scores): void {
  const pairs = pairByOverlap(
    found,
    gold.map((each) => each.span),
  );
  const goldOf = new Map(pairs);
  const right = pairs.filter(([f, g]) => {
    const figure = found[f]!;
    const wanted = gold[g]!;
    const fields = figure.hedge === wanted.hedge && figure.unit === wanted.unit && figure.per === wanted.per;
    const bounds = same(figure.low, wanted.low) && same(figure.high, wanted.high);
    const whole = figure.role === 'part' && figure.of !== undefined ? goldOf.get(figure.of) : undefined;
    return fields && bounds && whole === wanted.part_of && figure.text === wanted.span.text;
  });
  scores.add('figure right', right.length, found.length, gold.length);
}

function same(a: number | null, b: number | null): boolean {
  return a === null || b === null ? a === b : Math.abs(a - b) <= 1e-4 * Math.max(1, Math.abs(b));
}

function scoreDates(found: readonly DateSpan[], gold: readonly z.infer<typeof date>[], scores: Scores): void {
  const pairs = pairByOverlap(
    found,
    gold.map((each) => each.span),
  );
  const right = pairs.filter(([f, g]) => found[f]!.timex === gold[g]!.timex && found[f]!.text === gold[g]!.span.text);
  scores.add('date right', right.length, found.length, gold.length);
}

function scoreProblems(
  flags: readonly Flag[],
  problems: readonly { readonly type: string; readonly spans: readonly z.infer<typeof span>[] }[],
  scores: Scores,
): void {
  const wanted = problems.filter((problem) => PROBLEMS.has(problem.type));
  const isFlagged = (problem: (typeof wanted)[number]) =>
    flags.some((flag) => flag.spans.some((words) => problem.spans.some((part) => overlaps(words, part))));
  const right = wanted.filter(isFlagged).length;
  const called = flags.filter((flag) =>
    wanted.some((problem) => problem.spans.some((part) => flag.spans.some((words) => overlaps(words, part)))),
  );
  scores.add('problem flagged', right, right, wanted.length);
  scores.add('flag called for', called.length, flags.length, called.length);
}
