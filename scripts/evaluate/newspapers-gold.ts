import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** The hand-made gold of the newspaper case, as its file has it; `about` in the file says what each field means. */

const copy = z.object({
  a: z.string(),
  b: z.string(),
  kind: z.enum(['same', 'rewrite', 'excerpt']),
  shared: z.number(),
});

const saying = z.object({
  article: z.string(),
  words: z.string(),
  chain: z.array(z.string()),
  chain_byline: z.array(z.string()).optional(),
});

const claim = z.object({
  gist_en: z.string(),
  gist_ar: z.string(),
  said_in: z.array(saying),
  routes_certain: z.number(),
  routes_possible: z.number(),
  routes_certain_accept: z.array(z.number()).optional(),
});

const values = z.array(z.object({ article: z.string(), words: z.string(), value: z.string() }));
const conflict = z.object({ what: z.string(), values, kind: z.string() });
const notConflict = z.object({ what: z.string(), values });

const point = z.object({
  article: z.string(),
  words: z.string(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});
const series = z.object({ what: z.string(), points: z.array(point) });

const event = z.object({
  name: z.string(),
  articles: z.array(z.object({ id: z.string(), source: z.string(), date: z.string(), byline: z.string() })),
  copies: z.array(copy),
  copies_borderline: z.array(copy),
  claims: z.array(claim),
  conflicts: z.array(conflict),
  not_conflicts: z.array(notConflict),
  figures: z.array(series),
});

const article = z.object({
  id: z.string(),
  outlet: z.string(),
  published: z.string(),
  title: z.string(),
  text: z.string(),
});

export type GoldEvent = z.infer<typeof event>;
export type GoldArticle = z.infer<typeof article>;
export type GoldWords = { readonly article: string; readonly words: string };

export interface NewspaperGold {
  readonly events: readonly GoldEvent[];
  /** By id. */
  readonly articles: ReadonlyMap<string, GoldArticle>;
}

export function newspaperGold(folder: string): NewspaperGold {
  const inside = join(folder, 'newspapers');
  const gold = z.object({ events: z.array(event) }).parse(JSON.parse(readFileSync(join(inside, 'gold.json'), 'utf8')));
  const lines = readFileSync(join(inside, 'articles.jsonl'), 'utf8').trim().split('\n');
  const articles = lines.map((line) => article.parse(JSON.parse(line)));
  return { events: gold.events, articles: new Map(articles.map((one) => [one.id, one])) };
}
