import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Act, type Cause, type Claim, type Reading, read } from '@isnad/reading';
import { loadArabic } from '@isnad/reading/load';
import { normalKey, stem } from '@isnad/text';
import { z } from 'zod';
import { goldAttribution } from './gold.ts';
import { tokenF1 } from './match.ts';
import { Scores, scoreAttributions } from './reading.ts';
import { SCORE_COLUMNS, type Section } from './table.ts';

/** The two seed reports, annotated in full: attributions, claims with their chains, causes. */

const words = z.object({ start: z.number(), end: z.number(), text: z.string() });

const claim = z.object({
  id: z.string(),
  words,
  chain: z.array(z.string()),
  modality: z.string(),
});

const cause = z.object({ cause: z.string(), effect: z.string(), marker: z.string(), type: z.string() });

/** People of the text and what they did; the reason's kind is that of the cause stated for one of the claims. */
const actCase = z.object({ words, who: z.string(), count: z.number().nullable(), claims: z.array(z.string()) });

const document = z.object({
  id: z.string(),
  published: z.string().nullable(),
  attributions: z.array(goldAttribution),
  claims: z.array(claim),
  causes: z.array(cause),
  cases: z.array(actCase),
});

const seeds = z.object({ documents: z.array(document) });

export type SeedDocument = z.infer<typeof document>;

export function seedDocuments(folder: string): { gold: SeedDocument; text: string }[] {
  const { documents } = seeds.parse(JSON.parse(readFileSync(join(folder, 'seeds.gold.json'), 'utf8')));
  return documents.map((gold) => ({ gold, text: readFileSync(join(folder, '..', 'seeds', `${gold.id}.txt`), 'utf8') }));
}

export const seedsSection: Section = (folder) => {
  const language = loadArabic();
  const scores = new Scores();
  for (const { gold, text } of seedDocuments(folder)) {
    const reading = read({ id: gold.id, text, published: gold.published }, language);
    scoreAttributions(reading.attributions, gold.attributions, scores);
    scoreClaims(reading, gold, scores);
    scoreCauses(reading.causes, gold, scores);
    scoreActs(reading.acts, gold, scores);
  }
  return [
    {
      title: 'seeds.gold.json',
      columns: SCORE_COLUMNS,
      rows: scores.table(),
      notes: [
        'claim found: its words and the gold’s share token-F1 ≥ 0.7; chain right: as many links after the publisher, each sharing a content word with the gold’s',
        'claim wrongly credited: chain longer than the gold’s, or with a link that shares no word with it (share of those found)',
        'act found: who stands in the gold’s words and the act overlaps them; its reason is none where the gold states no cause, purpose or pretext of its claims',
        'cause found: markers share a word; kinds: temporal = order, evidence = sign, background and the rest = cause',
      ],
    },
  ];
};

function scoreClaims(reading: Reading, gold: SeedDocument, scores: Scores): void {
  const pairs = claimPairs(reading.claims, gold);
  scores.add('claim found', pairs.length, reading.claims.length, gold.claims.length);
  const right = pairs.filter(([found, wanted]) => sameChain(found, wanted.chain.slice(1)));
  scores.add('  chain of found', right.length, pairs.length, pairs.length);
  const wrong = pairs.filter(([found, wanted]) => overCredited(found, wanted.chain.slice(1)));
  scores.add('  wrongly credited', wrong.length, pairs.length, pairs.length);
  const modality = pairs.filter(([found, wanted]) => found.modality === wanted.modality);
  scores.add('  modality of found', modality.length, pairs.length, pairs.length);
}

/** Gold claims with the found claim that shares most words with each, where that is at least 0.7. */
export function claimPairs(found: readonly Claim[], gold: SeedDocument): [Claim, SeedDocument['claims'][number]][] {
  const candidates = gold.claims.flatMap((wanted) =>
    found
      .filter((claim) => claim.start < wanted.words.end && wanted.words.start < claim.end)
      .map((claim) => ({ claim, wanted, score: tokenF1(claim.text, wanted.words.text) }))
      .filter(({ score }) => score >= 0.7),
  );
  candidates.sort((a, b) => b.score - a.score);
  const used = new Set<unknown>();
  const pairs: [Claim, SeedDocument['claims'][number]][] = [];
  for (const { claim, wanted } of candidates) {
    if (used.has(claim) || used.has(wanted)) continue;
    used.add(claim).add(wanted);
    pairs.push([claim, wanted]);
  }
  return pairs;
}

function stems(name: string): Set<string> {
  return new Set(
    name
      .split(/[\s"“”«»()]+/u)
      .filter((word) => word.length > 2)
      .map((word) => stem(normalKey(word))),
  );
}

function shareWord(a: string, b: string): boolean {
  const left = stems(a);
  return [...stems(b)].some((word) => left.has(word));
}

function sameChain(found: Claim, wanted: readonly string[]): boolean {
  return found.chain.length === wanted.length && found.chain.every(({ name }, i) => shareWord(name, wanted[i]!));
}

function overCredited(found: Claim, wanted: readonly string[]): boolean {
  return found.chain.some(({ name }) => !wanted.some((link) => shareWord(name, link)));
}

const KINDS: Readonly<Record<string, Cause['kind']>> = {
  cause: 'cause',
  purpose: 'purpose',
  pretext: 'pretext',
  temporal: 'order',
  evidence: 'sign',
};

function scoreCauses(found: readonly Cause[], gold: SeedDocument, scores: Scores): void {
  const used = new Set<Cause>();
  let right = 0;
  let kinds = 0;
  for (const wanted of gold.causes) {
    const told = [wanted.effect, wanted.cause].flatMap((words) =>
      gold.claims.filter(({ id }) => words.startsWith(id)).map((claim) => claim.words),
    );
    const near = found.find(
      (cause) =>
        !used.has(cause) &&
        shareWord(cause.marker.text, wanted.marker) &&
        (told.length === 0 || told.some((words) => nearTo(cause, words))),
    );
    if (near === undefined) continue;
    used.add(near);
    right++;
    if (near.kind === (KINDS[wanted.type] ?? 'cause')) kinds++;
  }
  scores.add('cause found', right, found.length, gold.causes.length);
  scores.add('  with the right kind', kinds, found.length, gold.causes.length);
}

/** The marker stands in the words of effect or cause, or within a sentence of them. */
function nearTo({ marker }: Cause, { start, end }: { start: number; end: number }): boolean {
  return marker.start < end + 200 && marker.end > start - 200;
}

/** The nationality as Arabic lists it, by the English word of the gold's `who`. */
const NATIONALITIES: Readonly<Record<string, string>> = {
  Belgian: 'بلجيكي',
  Frenchman: 'فرنسي',
  Kosovo: 'كوسوفي',
  Dutch: 'هولندي',
};

const REASONS: ReadonlySet<string> = new Set(['cause', 'purpose', 'pretext']);

function scoreActs(found: readonly Act[], gold: SeedDocument, scores: Scores): void {
  const used = new Set<Act>();
  const right = { act: 0, count: 0, nationality: 0, reason: 0 };
  for (const wanted of gold.cases) {
    const { start, end } = wanted.words;
    const act = found.find(
      (one) =>
        !used.has(one) && one.who.start >= start && one.who.end <= end && one.act.start < end && one.act.end > start,
    );
    if (act === undefined) continue;
    used.add(act);
    right.act++;
    if (act.count === wanted.count) right.count++;
    const country = Object.keys(NATIONALITIES).find((word) => wanted.who.includes(word));
    if (act.nationality === (country === undefined ? undefined : NATIONALITIES[country])) right.nationality++;
    const kinds = gold.causes
      .filter(({ effect }) => wanted.claims.some((id) => effect.startsWith(id)))
      .map(({ type }) => type)
      .filter((type) => REASONS.has(type));
    if (act.reasonKind === undefined ? kinds.length === 0 : kinds.includes(act.reasonKind)) right.reason++;
  }
  scores.add('act found', right.act, found.length, gold.cases.length);
  scores.add('  right count', right.count, right.act, right.act);
  scores.add('  right nationality', right.nationality, right.act, right.act);
  scores.add('  right reason kind', right.reason, right.act, right.act);
}
