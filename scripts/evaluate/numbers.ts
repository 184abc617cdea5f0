import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DateSpan, type Figure, type NumberKind, type NumberSpan, read } from '@isnad/reading';
import { loadArabic } from '@isnad/reading/load';
import { parseIsoDate } from '@isnad/text';
import { z } from 'zod';
import { overlaps, pairByOverlap } from './match.ts';
import { Scores } from './reading.ts';
import { SCORE_COLUMNS, type Section } from './table.ts';

/** Cases of other makers for Arabic numbers and dates: `numbers.dev.jsonl`, one short text and what it holds a line. */

const bounds = z.object({ start: z.string().optional(), end: z.string().optional() });

const expectation = z.object({
  text: z.string(),
  start: z.number(),
  end: z.number(),
  value: z.number().nullish(),
  low: z.number().nullish(),
  high: z.number().nullish(),
  timex: z.string().optional(),
  values: z.array(z.union([z.string(), z.number(), bounds])).optional(),
  mod: z.string().optional(),
});

const caseOf = z.object({
  dim: z.enum(['number', 'ordinal', 'percent', 'range', 'date', 'daterange', 'duration']),
  input: z.string(),
  expect: z.array(expectation),
  conv: z.array(z.string()).default([]),
  untested: z.string().optional(),
  reference: z.string().optional(),
});

type Expectation = z.infer<typeof expectation>;
export type NumberCase = z.infer<typeof caseOf>;

export function numberCases(folder: string): NumberCase[] {
  const lines = readFileSync(join(folder, 'numbers.dev.jsonl'), 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => caseOf.parse(JSON.parse(line)));
}

/** Numbers, ordinals, percentages, ranges, dates and durations against other makers' cases. */
export const numbersSection: Section = (folder) => {
  const scores = new Scores();
  for (const item of numberCases(folder)) scoreNumberCase(item, scores);
  return [
    {
      title: 'numbers.dev.jsonl',
      columns: SCORE_COLUMNS,
      rows: scores.table(),
      notes: [
        'span: the very words (dates and ranges also by overlap); value: of all cases whose value is no convention of their makers',
        'tested: the cases that their makers’ own suite runs and passes; the rest they hold without running them',
        'conventions (dozens, "x of y", powers, weeks from Monday, half-open ends …) count by span, overlapping, alone',
      ],
    },
  ];
};

/** Conventions that say nothing of what is found: left out. */
const LEFT_OUT = new Set(['relative_ordinal', 'unnatural_arabic']);

const KINDS: Readonly<Record<string, readonly NumberKind[]>> = {
  number: ['cardinal', 'fraction'],
  ordinal: ['ordinal'],
  percent: ['percent'],
};

export function scoreNumberCase(item: NumberCase, scores: Scores): void {
  if (item.conv.some((name) => LEFT_OUT.has(name))) return;
  const reading = read({ id: '', text: item.input, published: item.reference ?? null }, loadArabic());
  const kinds = KINDS[item.dim];
  const convention = item.conv.length > 0;
  if (kinds !== undefined) {
    const found = reading.numbers.filter((number) => kinds.includes(number.kind));
    score(item, found, scores, item.dim, convention, (got, want) => close(got.value, want.value));
  } else if (item.dim === 'range') {
    score(item, reading.figures, scores, item.dim, convention, sameBounds);
  } else {
    const durations = item.dim === 'duration';
    const found = reading.dates.filter((date) => (date.duration !== undefined) === durations || touches(date, item));
    score(item, found, scores, durations ? 'duration' : 'date', convention, durations ? sameDuration : sameDate);
  }
}

function touches(date: DateSpan, item: NumberCase): boolean {
  return item.expect.some((want) => overlaps(date, want));
}

function score<T extends NumberSpan | DateSpan | Figure>(
  item: NumberCase,
  found: readonly T[],
  scores: Scores,
  name: string,
  convention: boolean,
  right: (got: T, want: Expectation) => boolean | null,
): void {
  const pairs = pairByOverlap(found, item.expect);
  if (convention && !item.conv.every((tag) => tag === 'span_only' || tag === 'month_template')) {
    scores.add(`${name}: conventions, overlap`, pairs.length, pairs.length, item.expect.length);
    return;
  }
  const exact = pairs.filter(
    ([f, e]) => found[f]!.start === item.expect[e]!.start && found[f]!.end === item.expect[e]!.end,
  );
  scores.add(`${name} span`, exact.length, found.length, item.expect.length);
  scores.add(`${name} overlap`, pairs.length, found.length, item.expect.length);
  if (convention) return;
  const valued = name === 'number' || name === 'ordinal' || name === 'percent' ? exact : pairs;
  let correct = 0;
  let open = 0;
  for (const [f, e] of valued) {
    const answer = right(found[f]!, item.expect[e]!);
    if (answer === true) correct++;
    if (answer === null) open++;
  }
  scores.add(`${name} value`, correct, found.length - open, item.expect.length - open);
  if (item.untested === undefined) {
    scores.add(`${name} value, tested`, correct, found.length - open, item.expect.length - open);
  }
}

function close(a: number | null | undefined, b: number | null | undefined): boolean {
  if (a === null || a === undefined || b === null || b === undefined) return (a ?? null) === (b ?? null);
  return Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(b));
}

function sameBounds(figure: Figure, want: Expectation): boolean {
  return close(figure.low, want.low) && close(figure.high, want.high);
}

/** Null where the case states no values. */
function sameDate(date: DateSpan, want: Expectation): boolean | null {
  if (want.values === undefined) return want.timex === undefined ? null : date.timex === want.timex;
  return want.values.some((value) => {
    if (typeof value === 'string') return date.earliest === value && date.latest === value;
    return typeof value === 'object' && sameEnds(date, value.start, value.end);
  });
}

/** Ends that are exclusive in the cases (weeks, months, years, the next so many days) are inclusive in a Reading. */
function sameEnds(date: DateSpan, start: string | undefined, end: string | undefined): boolean {
  if (start === undefined && end !== undefined) {
    return (date.mod === 'before' || date.mod === 'until') && (date.earliest === end || date.latest === end);
  }
  if (end === undefined) return (date.mod === 'since' || date.mod === 'after') && date.earliest === start;
  if (date.earliest !== start || date.latest === null) return false;
  const last = parseIsoDate(date.latest);
  const wanted = parseIsoDate(end);
  return last !== null && wanted !== null && (last === wanted || last + 1 === wanted);
}

const SECONDS: Readonly<Record<string, number>> = { Y: 31_536_000, M: 2_592_000, W: 604_800, D: 86_400 };
const CLOCK: Readonly<Record<string, number>> = { H: 3600, M: 60, S: 1 };

function sameDuration(date: DateSpan, want: Expectation): boolean | null {
  if (want.values === undefined) return null;
  const seconds = secondsOf(date.duration ?? '');
  return want.values.some((value) => typeof value === 'number' && close(seconds, value));
}

/** A duration in seconds, months of 30 days and years of 365. */
function secondsOf(duration: string): number {
  const [days, clock] = duration.replace('P', '').split('T');
  const sum = (text: string | undefined, units: Readonly<Record<string, number>>) =>
    [...(text ?? '').matchAll(/([\d.]+)([A-Z])/g)].reduce(
      (total, [, n, unit]) => total + Number(n) * (units[unit!] ?? 0),
      0,
    );
  return sum(days, SECONDS) + sum(clock, CLOCK);
}
