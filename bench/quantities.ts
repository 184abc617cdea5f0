import { loadArabic } from '@isnad/reading/load';
import { analyse } from '../packages/reading/src/analysis.ts';
import { Syntax } from '../packages/reading/src/grammar/syntax.ts';
import { quantitiesOf, quantityLayers } from '../packages/reading/src/quantities.ts';
import type { Table } from '../scripts/evaluate/table.ts';
import { benchTexts, interleaved } from './reading.ts';

/** These layers are many small readers: it takes some rounds until all of them are compiled. */
const WARMING = 30;

/** Numbers, figures and dates of tokens that are already looked up, beside one pass of `Intl.Segmenter`. */
export function quantitiesBench(): Table[] {
  const language = loadArabic();
  const texts = benchTexts();
  const documents = texts.map(
    (text) => new Syntax(analyse({ id: '', text }, language.vocabulary), language.grammar, language.keywords, []),
  );
  const segmenter = new Intl.Segmenter('ar', { granularity: 'word' });
  const [baseline, layers, all] = interleaved(
    [
      () => texts.reduce((sum, text) => sum + segments(segmenter, text), 0),
      () => documents.reduce((sum, each) => sum + quantityLayers(each, language.quantities).figures.length, 0),
      () => documents.reduce((sum, each) => sum + quantitiesOf(each, language.quantities, []).figures.length, 0),
    ],
    WARMING,
  );
  const row = (name: string, ms: number) => [name, ms.toFixed(1), (ms / baseline!).toFixed(2)];
  return [
    {
      title: `numbers, figures, dates: ${texts.length} documents`,
      columns: ['pass', 'ms', 'ratio'],
      rows: [
        row('Intl.Segmenter words', baseline!),
        row('the three layers', layers!),
        row('with dates resolved, spans and checks', all!),
      ],
      notes: ['tokens, blocks, sentences and classes of words are made before, for all layers alike'],
    },
  ];
}

function segments(segmenter: Intl.Segmenter, text: string): number {
  let count = 0;
  for (const _ of segmenter.segment(text)) count++;
  return count;
}
