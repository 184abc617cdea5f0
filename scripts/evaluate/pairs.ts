import { join } from 'node:path';
import { loadArabic } from '@isnad/reading/load';
import { relate } from '@isnad/weighing';
import { loadWeighingArabic } from '@isnad/weighing/load';
import { randomFrom } from '../random.ts';
import { readPairs } from '../train/examples.ts';
import { sentencesIn } from './changes.ts';
import { type Answer, accuracyOf, f1Of, macroF1Of, surenessOf } from './confusion.ts';
import { type GoldPassage, readingGold } from './gold.ts';
import type { Section } from './table.ts';

const RANDOM_PAIRS = 2000;

/** `relate` on the development pairs beside the training data, and on sentences drawn from different reports. */
export const pairsSection: Section = (folder) => {
  const [language, reading] = [loadWeighingArabic(), loadArabic()];
  const answer = (a: string, b: string, wanted: Answer['wanted']): Answer => {
    const { relation, score } = relate(a, b, language, reading);
    return { wanted, found: relation, score };
  };
  const pairs = readPairs(join(folder, '..', 'train', 'pairs.ans.dev.csv'));
  const answers = pairs.map(({ a, b, relation }) => answer(a, b, relation));
  const random = randomPairs(readingGold(folder)).map(([a, b]) => answer(a, b, 'unrelated'));
  const sure = surenessOf(answers, 0.9);
  return [
    {
      title: `pairs: ${pairs.length} headlines (dev)`,
      columns: ['what', 'value'],
      rows: [
        ['accuracy', accuracyOf(answers).toFixed(3)],
        ['macro-F1', macroF1Of(answers).toFixed(3)],
        ...(['same', 'conflict', 'unrelated'] as const).map((relation) => [
          `F1 ${relation}`,
          f1Of(answers, relation).toFixed(3),
        ]),
        ['right of those with 0.9 and more', `${sure.right.toFixed(3)} of ${sure.count}`],
        [`unrelated of ${random.length} random sentences`, accuracyOf(random).toFixed(3)],
      ],
      notes: ['a plain linear model over cheap content features: accuracy 0.74, macro-F1 0.68'],
    },
  ];
};

/** Sentences of different passages, drawn at random. */
function randomPairs(passages: readonly GoldPassage[]): [string, string][] {
  const random = randomFrom(11);
  const sentences = passages.map(({ text }) => sentencesIn(text).map((sentence) => sentence.trim()));
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!;
  const drawn: [string, string][] = [];
  while (drawn.length < RANDOM_PAIRS) {
    const [x, y] = [pick(sentences), pick(sentences)];
    if (x !== y) drawn.push([pick(x), pick(y)]);
  }
  return drawn;
}
