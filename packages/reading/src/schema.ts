import { z } from 'zod';
import type { Reading } from './contract.ts';

/** The Reading of contract.ts as a schema, for the edges: what came from a file, another process or another version. */

const span = { start: z.int().nonnegative(), end: z.int().nonnegative(), text: z.string() };
const Span = z.object(span);

const mentionType = z.enum(['person', 'organization', 'group', 'place', 'media', 'document', 'nationality']);

const Figure = z.object({
  ...span,
  low: z.number().nullable(),
  high: z.number().nullable(),
  hedge: z.enum(['about', 'more than', 'less than', 'at least', 'at most', 'up to']).nullable(),
  open: z.boolean(),
  vague: z.boolean(),
  unit: z.string().nullable(),
  per: z.enum(['hour', 'day', 'week', 'month', 'year']).nullable(),
  kind: z.enum(['count', 'rate', 'share', 'money', 'measure', 'ratio']),
  role: z.enum(['stock', 'flow', 'part', 'share', 'change', 'ratio', 'measure', 'age', 'money']).optional(),
  of: z.int().nonnegative().optional(),
});

const DateSpan = z.object({
  ...span,
  timex: z.string().nullable(),
  earliest: z.string().nullable(),
  latest: z.string().nullable(),
  duration: z.string().optional(),
  mod: z.enum(['start', 'mid', 'end', 'rest', 'before', 'after', 'since', 'until']).optional(),
  hijri: z.string().optional(),
  anchor: z.enum(['publication', 'quoted']).optional(),
});

const Attribution = z.object({
  id: z.string(),
  cue: Span,
  source: Span.nullable(),
  resolved: z.string().nullable(),
  entity: z.string().nullable(),
  content: Span,
  kind: z.enum(['direct', 'indirect', 'mixed']),
  stance: z.enum(['states', 'denies', 'alleges', 'expects', 'warns', 'demands', 'asks', 'believes']),
  within: z.string().nullable(),
  open: Span.optional(),
  told: z.object({ name: z.string(), entity: z.string().nullable() }).optional(),
  why: z.string().optional(),
});

const Claim = z.object({
  ...span,
  id: z.string(),
  chain: z.array(z.object({ entity: z.string().nullable(), name: z.string(), attribution: z.string().nullable() })),
  modality: z.enum(['stated', 'denied', 'alleged', 'hedged', 'planned']),
  figures: z.array(z.int().nonnegative()),
  dates: z.array(z.int().nonnegative()),
  mentions: z.array(z.int().nonnegative()),
  presupposed: z.boolean().optional(),
  chainOpen: z.array(z.string()).optional(),
});

const Cause = z.object({
  cause: Span,
  effect: Span,
  marker: Span,
  attribution: z.string().nullable(),
  kind: z.enum(['cause', 'purpose', 'pretext', 'sign', 'order']),
});

const Act = z.object({
  ...span,
  who: Span,
  count: z.number().nullable(),
  nationality: z.string().optional(),
  act: Span,
  reason: Span.optional(),
  reasonKind: z.enum(['cause', 'purpose', 'pretext']).optional(),
  when: Span.optional(),
  where: Span.optional(),
  attribution: z.string().nullable(),
});

export const ReadingSchema = z.object({
  id: z.string(),
  language: z.literal('ar'),
  text: z.string(),
  published: z.string().nullable(),
  outlet: z.string().nullable(),
  blocks: z.array(
    z.object({ ...span, kind: z.enum(['title', 'dateline', 'heading', 'paragraph', 'item', 'caption']) }),
  ),
  sentences: z.array(Span),
  entities: z.array(z.object({ id: z.string(), type: mentionType, name: z.string(), aliases: z.array(z.string()) })),
  mentions: z.array(z.object({ ...span, type: mentionType, entity: z.string().nullable() })),
  numbers: z.array(
    z.object({ ...span, value: z.number(), kind: z.enum(['cardinal', 'ordinal', 'fraction', 'percent']) }),
  ),
  figures: z.array(Figure),
  dates: z.array(DateSpan),
  attributions: z.array(Attribution),
  claims: z.array(Claim),
  causes: z.array(Cause),
  acts: z.array(Act),
  flags: z.array(z.object({ kind: z.string(), spans: z.array(Span), message: z.string() })),
});

/**
 * Checks a Reading's shape, and that every span of it is the words it names.
 * @throws Error naming the field that is wrong
 */
export function parseReading(value: unknown): Reading {
  const reading = withoutUndefined(ReadingSchema.parse(value));
  for (const { start, end, text } of spansOf(reading)) {
    if (reading.text.slice(start, end) !== text)
      throw new Error(`«${text}» does not stand at ${start}–${end} of ${reading.id}`);
  }
  return reading;
}

/** Zod writes an optional field as possibly undefined; a parsed JSON never holds one. */
function withoutUndefined(reading: z.infer<typeof ReadingSchema>): Reading {
  return JSON.parse(JSON.stringify(reading));
}

/** Every span of a Reading, in no order. */
export function spansOf(reading: Reading): { readonly start: number; readonly end: number; readonly text: string }[] {
  return [
    ...reading.blocks,
    ...reading.sentences,
    ...reading.mentions,
    ...reading.numbers,
    ...reading.figures,
    ...reading.dates,
    ...reading.claims,
    ...reading.attributions.flatMap(({ cue, source, content }) =>
      source === null ? [cue, content] : [cue, source, content],
    ),
    ...reading.causes.flatMap(({ cause, effect, marker }) => [cause, effect, marker]),
    ...reading.acts,
    ...reading.acts.flatMap(({ who, act, reason, when, where }) =>
      [who, act, reason, when, where].filter((part) => part !== undefined),
    ),
    ...reading.flags.flatMap(({ spans }) => spans),
  ];
}
