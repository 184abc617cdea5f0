/**
 * `npm run train:pairs -- FOLDER`: trains the model of same, conflict and unrelated on `pairs.ans.train.csv` of the
 * folder (latynt/ans, Apache-2.0), says what it reaches there by five-fold cross-validation, and writes the weights to
 * packages/weighing/data/ar/relate.tsv. Deterministic. What it reaches on held-out pairs: `npm run evaluate … pairs`.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { read } from '@isnad/reading';
import { loadArabic } from '@isnad/reading/load';
import { locatedContent } from '../../packages/weighing/src/content.ts';
import { weighingFiles } from '../../packages/weighing/src/load.ts';
import { Lexicon } from '../../packages/weighing/src/relate/lexicon.ts';
import { RELATIONS } from '../../packages/weighing/src/relate/model.ts';
import { type Answer, accuracyOf, f1Of, macroF1Of, surenessOf } from '../evaluate/confusion.ts';
import { type Example, exampleOf, impliedPairs, readPairs, unrelatedPairs } from './examples.ts';
import { type FitOptions, type Fitted, fit, predict } from './regression.ts';
import { weightRows } from './weights.ts';

const FOLDS = 5;
const OPTIONS: FitOptions = { rounds: 200, plainPenalty: 1e-3, wordPenalty: 2e-3, leastCount: 2 };
/** Of the answers the share that must stay right, below the best, for rare relations to be found as well. */
const ACCURACY_GIVEN_UP = 0.005;
const UNRELATED_PAIRS = 1500;
const UNRELATED_WEIGHT = 0.3;
const OUTPUT = join(import.meta.dirname, '..', '..', 'packages', 'weighing', 'data', 'ar', 'relate.tsv');

const folder = process.argv[2];
if (folder === undefined) {
  console.error('usage: npm run train:pairs -- FOLDER, the one that holds pairs.ans.train.csv');
  process.exit(2);
}

const lexicon = new Lexicon(weighingFiles());
const reading = loadArabic();
const contents = new Map<string, ReturnType<typeof contentIn>>();
const contentIn = (text: string) => locatedContent(read({ id: '', text }, reading), lexicon).content;
const contentOf = (text: string) => {
  const content = contents.get(text) ?? contentIn(text);
  contents.set(text, content);
  return content;
};

const pairs = readPairs(join(folder, 'pairs.ans.train.csv'));
const given = pairs.map((pair) => exampleOf(pair, 1, contentOf, lexicon));
const more = [
  ...impliedPairs(pairs).map((pair) => exampleOf(pair, 1, contentOf, lexicon)),
  ...unrelatedPairs(pairs, UNRELATED_PAIRS, lexicon, contentOf).map((pair) =>
    exampleOf(pair, UNRELATED_WEIGHT, contentOf, lexicon),
  ),
];

const held = crossValidate();
const sharpness = calibrate(held);
const leans = chooseLeans(held, sharpness);
report(held, sharpness, leans);
const fitted = fit([...given, ...more], OPTIONS);
const rows = weightRows(fitted, sharpness, leans, [...contents.keys()], lexicon);
writeFileSync(OUTPUT, `${rows.join('\n')}\n`);
console.log(`${rows.length} lines in relate.tsv`);

interface Held {
  readonly example: Example;
  readonly model: Fitted;
}

/** Each given pair with a model that has not seen its headline. */
function crossValidate(): Held[] {
  const roots = [...new Set(given.map(({ pair }) => pair.root))];
  const foldOf = new Map(roots.map((root, i) => [root, (i * 7919) % FOLDS]));
  return Array.from({ length: FOLDS }, (_, fold) => {
    const seen = [...given, ...more].filter(
      ({ pair }) => foldOf.get(pair.root) !== fold && foldOf.get(pair.b) !== fold,
    );
    const model = fit(seen, OPTIONS);
    return given.filter(({ pair }) => foldOf.get(pair.root) === fold).map((example) => ({ example, model }));
  }).flat();
}

/** The factor on all scores with which the held-out answers are likeliest. */
function calibrate(answers: readonly Held[]): number {
  const loss = (factor: number) =>
    answers.reduce((sum, { example, model }) => {
      const chance = predict(model, example.values, factor)[RELATIONS.indexOf(example.pair.relation)]!;
      return sum - Math.log(Math.max(1e-9, chance));
    }, 0);
  let best = 1;
  for (let factor = 0.5; factor <= 2; factor += 0.05) if (loss(factor) < loss(best)) best = factor;
  return Math.round(best * 100) / 100;
}

/** The answers that the held-out models give, with leans added to the scores where the relation is decided. */
function answersOf(answers: readonly Held[], factor: number, leans: readonly number[]): Answer[] {
  return answers.map(({ example, model }) => {
    const chances = predict(model, example.values, factor);
    const leaning = chances.map((chance, i) => Math.log(chance) + leans[i]!);
    const found = leaning.indexOf(Math.max(...leaning));
    return { wanted: example.pair.relation, found: RELATIONS[found]!, score: chances[found]! };
  });
}

/** The leans with which the mean F1 of the relations is best, at hardly any cost in right answers. */
function chooseLeans(answers: readonly Held[], factor: number): number[] {
  const tried: { leans: number[]; accuracy: number; f1: number }[] = [];
  for (let same = 0; same <= 0.6; same += 0.1) {
    for (let unrelated = -0.4; unrelated <= 0.8; unrelated += 0.2) {
      const leans = [same, 0, unrelated].map((lean) => Math.round(lean * 10) / 10);
      const found = answersOf(answers, factor, leans);
      tried.push({ leans, accuracy: accuracyOf(found), f1: macroF1Of(found) });
    }
  }
  const best = Math.max(...tried.map(({ accuracy }) => accuracy));
  const good = tried.filter(({ accuracy }) => accuracy >= best - ACCURACY_GIVEN_UP);
  return good.reduce((x, y) => (y.f1 > x.f1 ? y : x)).leans;
}

function report(answers: readonly Held[], factor: number, leans: readonly number[]): void {
  const found = answersOf(answers, factor, leans);
  const f1 = RELATIONS.map((relation) => `${relation} ${f1Of(found, relation).toFixed(3)}`).join(', ');
  const sure = surenessOf(found, 0.9);
  console.log(`${given.length} pairs given, ${more.length} made; ${FOLDS}-fold cross-validation:`);
  console.log(`accuracy ${accuracyOf(found).toFixed(3)}, macro-F1 ${macroF1Of(found).toFixed(3)} (F1: ${f1})`);
  console.log(
    `scores × ${factor}, leans ${leans.join(' ')}; of ${sure.count} answers with 0.9 and more, ${sure.right.toFixed(3)} right`,
  );
}
