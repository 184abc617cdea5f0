import type { Lexicon } from '../../packages/weighing/src/relate/lexicon.ts';
import { stemsOf } from '../../packages/weighing/src/relate/stems.ts';
import { hashOf, rootOf } from '../../packages/weighing/src/relate/words.ts';
import type { Fitted } from './regression.ts';

/** A weight below this in all three classes is left out of the file. */
const LEAST = 0.02;

/**
 * The lines of relate.tsv: features by names that a person can read, the words of hashed ones looked up in the texts.
 * @param sharpness factor on all weights, by calibration
 * @param leans what is added to the scores where the relation is decided
 */
export function weightRows(
  fitted: Fitted,
  sharpness: number,
  leans: readonly number[],
  texts: readonly string[],
  lexicon: Lexicon,
): string[] {
  const words = wordsByHash(texts);
  const rows = [
    '# Weights of the model that tells same, conflict and unrelated, written by `npm run train:pairs`: not to be edited.',
    '# kind: lean, added to the scores where the relation is decided, not to the chances; bias; plain: a feature of',
    '# packages/weighing/src/relate/features.ts; the others name words that only one of the two claims has: by stem, root,',
    '# end of an axis of opposites.tsv (plus, minus), set of synonyms.tsv; opposite: an axis on which the two are opposites.',
    'kind\tkey\tsame\tconflict\tunrelated',
    ['lean', '', ...leans.map((lean) => lean.toFixed(3))].join('\t'),
  ];
  for (const [name, weights] of [...fitted].sort(([x], [y]) => (x < y ? -1 : 1))) {
    const [kind, key] = name.split(' ');
    const sharp = weights.map((weight) => weight * sharpness);
    if (sharp.every((weight) => Math.abs(weight) < LEAST)) continue;
    const shown = keyText(kind!, key ?? '', words, lexicon);
    if (shown !== undefined) rows.push([kind, shown, ...sharp.map((weight) => weight.toFixed(3))].join('\t'));
  }
  return rows;
}

function keyText(kind: string, key: string, words: ReadonlyMap<number, string>, lexicon: Lexicon): string | undefined {
  switch (kind) {
    case 'bias':
    case 'plain':
      return key;
    case 'stem':
    case 'root':
      return words.get(Number(key));
    case 'set':
      return lexicon.sets[Number(key)];
    default:
      return lexicon.axes[Number(key)];
  }
}

/** Stems, phrases and roots of the texts by their hashes. */
function wordsByHash(texts: readonly string[]): Map<number, string> {
  const words = new Map<number, string>();
  for (const text of texts) {
    const stems = stemsOf(text);
    for (let i = 0; i < stems.length; i++) {
      for (let length = 1; length <= 3; length++) {
        const phrase = stems.slice(i, i + length).join(' ');
        words.set(hashOf(phrase), phrase);
        words.set(hashOf(rootOf(phrase)), rootOf(phrase));
      }
    }
  }
  return words;
}
