import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { type DateSpan, type Figure, type NumberSpan, read } from '../src/index.ts';
import { loadArabic } from '../src/load.ts';
import { bracketedLines } from './cases/brackets.ts';

const language = loadArabic();
const CASES = join(import.meta.dirname, 'cases', 'quantities');

function numberReading({ value, kind }: NumberSpan): string {
  return kind === 'cardinal' ? `${value}` : `${value} ${kind}`;
}

function figureReading(figure: Figure): string {
  const { low, high, hedge, vague, unit, per, role, of } = figure;
  const bounds = low === high ? `${low}` : `${low ?? ''}..${high ?? ''}`;
  const words = [bounds, hedge, vague ? 'vague' : null, unit ?? '-', per === null ? null : `per ${per}`];
  if (role === 'change' || role === 'age') words.push(role);
  if (of !== undefined) words.push(`of ${of + 1}`);
  return words.filter((word) => word !== null).join(' ');
}

function dateReading({ timex, duration }: DateSpan): string {
  return timex === null && duration !== undefined ? `null ${duration}` : `${timex}`;
}

for (const [name, found] of [
  ['numbers', (text: string) => read({ id: '', text }, language).numbers.map((n) => [n.text, numberReading(n)])],
  ['figures', (text: string) => read({ id: '', text }, language).figures.map((f) => [f.text, figureReading(f)])],
] as const) {
  test(`${name} are found where the brackets are, and read as the line says`, () => {
    for (const line of bracketedLines(join(CASES, `${name}.txt`))) {
      const wanted = line.found.map(({ text, reading }) => [text, reading]);
      assert.deepEqual(found(line.text), wanted, line.place);
    }
  });
}

test('dates are found where the brackets are, and told as the line says', () => {
  for (const line of bracketedLines(join(CASES, 'dates.txt'))) {
    const { dates } = read({ id: '', text: line.text, published: line.published }, language);
    const wanted = line.found.map(({ text, reading }) => [text, reading]);
    assert.deepEqual(
      dates.map((date) => [date.text, dateReading(date)]),
      wanted,
      line.place,
    );
  }
});
