import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { read } from '@isnad/reading';
import { loadArabic } from '@isnad/reading/load';
import type { Table } from '../scripts/evaluate/table.ts';

const ROUNDS = 15;

/** Reading whole documents, beside one pass of `Intl.Segmenter` over the same text. */
export function readingBench(): Table[] {
  const texts = benchTexts();
  const language = loadArabic();
  const segmenter = new Intl.Segmenter('ar', { granularity: 'word' });
  const segment = () => {
    let count = 0;
    for (const text of texts) for (const _ of segmenter.segment(text)) count++;
    return count;
  };
  const readAll = () => texts.reduce((sum, text) => sum + read({ id: '', text }, language).attributions.length, 0);
  const [baseline, reading] = interleaved([segment, readAll], 30);
  const units = texts.reduce((sum, text) => sum + text.length, 0);
  return [
    {
      title: `reading: ${texts.length} documents, ${units} UTF-16 units, median of ${ROUNDS} rounds`,
      columns: ['pass', 'ms', 'ratio'],
      rows: [
        ['Intl.Segmenter words', baseline!.toFixed(1), '1.00'],
        ['read', reading!.toFixed(1), (reading! / baseline!).toFixed(2)],
      ],
    },
  ];
}

/**
 * Median milliseconds of each pass, run in turn so that a slow moment of the machine touches all of them.
 * @param warming rounds before the clock counts, until the engine has compiled what it runs
 */
export function interleaved(passes: readonly (() => unknown)[], warming = 5): number[] {
  const times = passes.map((): number[] => []);
  for (let round = 0; round < ROUNDS + warming; round++) {
    passes.forEach((pass, i) => {
      const started = performance.now();
      pass();
      if (round >= warming) times[i]!.push(performance.now() - started);
    });
  }
  return times.map((list) => list.sort((a, b) => a - b)[list.length >> 1]!);
}

/** The texts of `examples/`, repeated until there are enough of them to time. */
export function benchTexts(): string[] {
  const folder = join(import.meta.dirname, '..', 'examples');
  const texts: string[] = [];
  if (existsSync(folder)) {
    for (const name of readdirSync(folder))
      if (name.endsWith('.txt')) texts.push(readFileSync(join(folder, name), 'utf8'));
  }
  if (texts.length === 0) throw new Error('examples/ holds no text to read');
  let units = texts.reduce((sum, text) => sum + text.length, 0);
  for (let i = 0; units < 100_000; i++) {
    texts.push(texts[i]!);
    units += texts[i]!.length;
  }
  return texts;
}
