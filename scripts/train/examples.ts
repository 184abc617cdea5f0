import { readFileSync } from 'node:fs';
import type { ClaimContent } from '../../packages/weighing/src/content.ts';
import { relateFigures } from '../../packages/weighing/src/figures/measure.ts';
import type { Relation } from '../../packages/weighing/src/findings.ts';
import { eachWordFeature, featuresOf } from '../../packages/weighing/src/relate/features.ts';
import type { Lexicon } from '../../packages/weighing/src/relate/lexicon.ts';
import { matchWords } from '../../packages/weighing/src/relate/match.ts';
import { STRIDE } from '../../packages/weighing/src/relate/words.ts';
import { randomFrom } from '../random.ts';

/** Two claims' words and how they stand to each other. */
export interface LabelledPair {
  readonly a: string;
  readonly b: string;
  readonly relation: Relation;
  /** Pairs with one root were made from one headline and stay on one side of a split. */
  readonly root: string;
}

/** A pair as the model sees it: values by feature, `plain share`, `stem 12345` … */
export interface Example {
  readonly pair: LabelledPair;
  readonly values: ReadonlyMap<string, number>;
  readonly weight: number;
}

const RELATION_OF: Readonly<Record<string, Relation>> = { agree: 'same', disagree: 'conflict', other: 'unrelated' };

/** The pairs of a file of latynt/ans: three columns, `s1,s2,stance`, quoted where a comma stands inside. */
export function readPairs(path: string): LabelledPair[] {
  const [, ...rows] = csvRows(readFileSync(path, 'utf8'));
  return rows.map(([a, b, stance], i) => {
    const relation = RELATION_OF[stance ?? ''];
    if (a === undefined || b === undefined || relation === undefined) throw new Error(`${path}:${i + 2}: no pair`);
    return { a, b, relation, root: a };
  });
}

function csvRows(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, cell, end] of text.matchAll(/((?:"(?:[^"]|"")*")|[^,\r\n]*)(,|\r?\n|$)/g)) {
    row.push(cell!.startsWith('"') ? cell!.slice(1, -1).replaceAll('""', '"') : cell!);
    if (end === ',') continue;
    if (row.length > 1) rows.push(row);
    row = [];
  }
  return rows;
}

/**
 * What follows from pairs of one headline: two that agree with it agree, one that agrees and one that does not disagree.
 * These carry none of the artefact of the originals, whose altered half is shorter.
 */
export function impliedPairs(pairs: readonly LabelledPair[]): LabelledPair[] {
  const implied: LabelledPair[] = [];
  for (const family of Map.groupBy(pairs, (pair) => pair.root).values()) {
    family.forEach((x, i) => {
      for (const y of family.slice(i + 1)) {
        const relations = [x.relation, y.relation];
        if (x.b === y.b || relations.includes('unrelated') || !relations.includes('same')) continue;
        implied.push({ a: x.b, b: y.b, relation: relations.includes('conflict') ? 'conflict' : 'same', root: x.root });
      }
    });
  }
  return implied;
}

/** Headlines that have little in common: most share a word, since in a case all reports speak of the same things. */
export function unrelatedPairs(
  pairs: readonly LabelledPair[],
  count: number,
  lexicon: Lexicon,
  contentOf: ContentOf,
): LabelledPair[] {
  const random = randomFrom(7);
  const headlines = [...new Set(pairs.map((pair) => pair.root))];
  const byStem = new Map<number, number[]>();
  const stemsOf = (text: string) => {
    const { words } = contentOf(text);
    return Array.from({ length: words.length / STRIDE }, (_, i) => words[i * STRIDE]!);
  };
  headlines.forEach((text, at) => {
    for (const stem of stemsOf(text)) byStem.set(stem, [...(byStem.get(stem) ?? []), at]);
  });
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)];
  const made: LabelledPair[] = [];
  while (made.length < count) {
    const a = pick(headlines)!;
    const stem = random() < 0.6 ? pick(stemsOf(a)) : undefined;
    const b =
      headlines[(stem === undefined ? undefined : pick(byStem.get(stem)!)) ?? Math.floor(random() * headlines.length)]!;
    if (a === b) continue;
    const [x, y] = [contentOf(a).words, contentOf(b).words];
    const { matches } = matchWords(x, y, lexicon);
    if ((2 * matches.length * STRIDE) / (x.length + y.length) < 0.4)
      made.push({ a, b, relation: 'unrelated', root: a });
  }
  return made;
}

export type ContentOf = (text: string) => ClaimContent;

export function exampleOf(pair: LabelledPair, weight: number, contentOf: ContentOf, lexicon: Lexicon): Example {
  const a = contentOf(pair.a);
  const b = contentOf(pair.b);
  const matching = matchWords(a.words, b.words, lexicon);
  const values = new Map<string, number>();
  const plain = featuresOf(a.words, b.words, matching, relateFigures(a.figures, b.figures), lexicon);
  for (const [name, value] of Object.entries(plain)) if (value !== 0) values.set(`plain ${name}`, value);
  eachWordFeature(a.words, b.words, matching, lexicon, (kind, key) => {
    const name = `${kind} ${key}`;
    values.set(name, (values.get(name) ?? 0) + 1);
  });
  return { pair, values, weight };
}
