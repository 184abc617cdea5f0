import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** The hand-made gold as its files have it; see GUIDELINES.md beside them. */

const span = z.object({ start: z.number(), end: z.number(), text: z.string() });

export const goldAttribution = z.object({
  cue: span,
  source: span.nullable(),
  resolved: z.string().nullable(),
  content: span,
  kind: z.enum(['direct', 'indirect', 'mixed']),
  stance: z.string(),
  within: z.number().nullable(),
});

const figure = z.object({
  span,
  low: z.number().nullable(),
  high: z.number().nullable(),
  hedge: z.string().nullable(),
  unit: z.string().nullable(),
  per: z.string().nullable(),
  open: z.boolean().optional(),
  vague: z.boolean().optional(),
});

const date = z.object({ span, timex: z.string().nullable(), duration: z.string().optional() });

const passage = z.object({
  id: z.string(),
  text: z.string(),
  published: z.string().nullish(),
  attributions: z.array(goldAttribution),
  figures: z.array(figure),
  dates: z.array(date),
});

export type GoldSpan = z.infer<typeof span>;
export type GoldAttribution = z.infer<typeof goldAttribution>;
export type GoldFigure = z.infer<typeof figure>;
export type GoldDate = z.infer<typeof date>;
export type GoldPassage = z.infer<typeof passage>;

/** The annotated passages of `reading.dev.json`. */
export function readingGold(folder: string): GoldPassage[] {
  return z.array(passage).parse(JSON.parse(readFileSync(join(folder, 'reading.dev.json'), 'utf8')));
}
