/**
 * `npm run train:names -- FILE`: trains the tagger of names on `names.anercorp.train.tsv` (ANERcorp, CC BY-SA 4.0),
 * says what each piece of it reaches by five-fold cross-validation over runs of the corpus that stand together, and
 * writes packages/reading/data/ar/names.model. Deterministic.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { languageFiles } from '@isnad/reading/load';
import { Vocabulary } from '@isnad/text';
import {
  addEvidence,
  EVIDENCE_FEATURES,
  type Evidence,
  evidenceOf,
} from '../../packages/reading/src/names/evidence.ts';
import { createGazetteer } from '../../packages/reading/src/names/gazetteer.ts';
import { encodeModel, LABELS, type NameModel } from '../../packages/reading/src/names/model.ts';
import { Decoder, type Scored, Scorer } from '../../packages/reading/src/names/tagger.ts';
import { type Prepared, prepare, readCorpus } from './corpus.ts';
import { trainCrf } from './crf.ts';
import { NameScores } from './name-scores.ts';
import { countHashes, evidenceExamples, exampleOf, FeatureIndex, type Hashed, hashedOf, labelsOf } from './tagging.ts';
import { modelOf } from './weight-table.ts';

const FOLDS = 5;
/** A feature seen less often is not learned. */
const LEAST_COUNT = 2;
const FIRST_PASS = { labels: LABELS, rounds: 8, rate: 0.1, l1: 0.3, l2: 1 };
const SECOND_PASS = { labels: LABELS, features: EVIDENCE_FEATURES, rounds: 20, rate: 0.05, l1: 0, l2: 1 };
const OUTPUT = join(import.meta.dirname, '..', '..', 'packages', 'reading', 'data', 'ar', 'names.model');

interface Document {
  readonly prepared: Prepared;
  readonly labels: Uint8Array;
  readonly hashed: readonly Hashed[];
}

/** A document after a first pass by a model that had not seen it. */
interface Passed {
  readonly document: Document;
  readonly scored: Scored;
  readonly found: Uint8Array;
  readonly evidence: Evidence | undefined;
}

const file = process.argv[2];
if (file === undefined) {
  console.error('usage: npm run train:names -- FILE, a line a word and its tag, a blank line between sentences');
  process.exit(2);
}
const vocabulary = new Vocabulary();
const gazetteer = createGazetteer(languageFiles('ar'), vocabulary);
const documents = readCorpus(readFileSync(file, 'utf8')).map((tagged): Document => {
  const prepared = prepare(tagged.text, vocabulary);
  const labels = labelsOf(tagged, prepared.words);
  return { prepared, labels, hashed: hashedOf(prepared, labels, gazetteer) };
});

const foldOf = (index: number) => Math.floor((index * FOLDS) / documents.length);
const passed = Array.from({ length: FOLDS }, (_, fold) => {
  const model = firstPass(documents.filter((_, index) => foldOf(index) !== fold));
  const scorer = new Scorer(gazetteer, model);
  return documents.filter((_, index) => foldOf(index) === fold).map((document) => pass(document, model, scorer));
});
const model = firstPass(documents);
report();
writeFileSync(OUTPUT, encodeModel(withSecondPass(model, passed.flat())));

function firstPass(seen: readonly Document[]): NameModel {
  const counts = new Map<number, number>();
  for (const { hashed } of seen) countHashes(hashed, counts);
  const index = new FeatureIndex(counts, LEAST_COUNT);
  const examples = seen.flatMap(({ hashed }) => hashed.map((sentence) => exampleOf(sentence, index)));
  return modelOf(trainCrf(examples, { ...FIRST_PASS, features: index.hashes.length }), index.hashes);
}

function pass(document: Document, seenBefore: NameModel, scorer: Scorer): Passed {
  const { words, sentences } = document.prepared;
  const scored = scorer.score(words, sentences);
  const found = new Uint8Array(words.tokens.count);
  const decoder = new Decoder();
  for (const sentence of sentences) decoder.decode(scored.scores, seenBefore.transitions, sentence, found);
  return { document, scored, found, evidence: evidenceOf(words, sentences, scored, found, seenBefore) };
}

function withSecondPass(base: NameModel, seen: readonly Passed[]): NameModel {
  const examples = seen.flatMap(({ document, scored, evidence }) =>
    evidence === undefined
      ? []
      : evidenceExamples(evidence, document.prepared.sentences, scored.scores, document.labels),
  );
  const { emission, transition } = trainCrf(examples, { ...SECOND_PASS, start: base.transitions });
  return { ...base, evidence: emission, secondTransitions: transition };
}

/** The second pass of a fold is learned on the first passes of the others. */
function report(): void {
  const once = new NameScores();
  const twice = new NameScores();
  for (const [fold, held] of passed.entries()) {
    const own = new NameScores();
    const second = withSecondPass(model, passed.filter((_, other) => other !== fold).flat());
    for (const { document, scored, found, evidence } of held) {
      once.add(found, document.labels);
      const again = found.slice();
      if (evidence !== undefined) {
        const decoder = new Decoder();
        const scores = scored.scores.slice();
        for (const sentence of addEvidence(evidence, document.prepared.sentences, scores, second))
          decoder.decode(scores, second.secondTransitions, sentence, again);
      }
      twice.add(again, document.labels);
      own.add(again, document.labels);
    }
    console.log(`part ${fold + 1} of ${FOLDS}, both passes: ${own.line()}`);
  }
  console.log(`first pass:  ${once.line()}`);
  console.log(`both passes: ${twice.line()}`);
}
