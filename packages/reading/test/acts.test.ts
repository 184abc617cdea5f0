import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { Act } from '../src/contract.ts';
import { read } from '../src/index.ts';
import { loadArabic } from '../src/load.ts';
import { bracketedLines } from './cases/brackets.ts';

const language = loadArabic();
const FILE = join(import.meta.dirname, 'cases', 'acts', 'acts.txt');

function written({ count, nationality, act, reason, reasonKind }: Act): string {
  const who = [count ?? '–', nationality].filter((part) => part !== undefined).join(' ');
  return [who, act.text, reason === undefined ? '–' : `${reasonKind}: ${reason.text}`].join(' / ');
}

describe('acts of people whom the text describes', () => {
  for (const { place, text, found } of bracketedLines(FILE)) {
    test(`${place}: ${text}`, () => {
      const { acts } = read({ id: place, text }, language);
      assert.deepEqual(
        acts.map((act) => ({ text: act.who.text, reading: written(act) })),
        found,
      );
    });
  }
});

describe('an act', () => {
  const only = (text: string): Act => {
    const { acts } = read({ id: 'a', text }, language);
    assert.equal(acts.length, 1, text);
    return acts[0]!;
  };

  test('knows when and where, in the words of its clause', () => {
    const act = only('في العاصمة، اعتقلت الشرطة خمسة مهربين في مدينة حلب يوم 3 مايو 2016.');
    assert.equal(act.where?.text, 'حلب');
    assert.equal(act.when?.text, '3 مايو 2016');
  });

  test('knows in whose words it is told', () => {
    const text = 'قال مدير السجن إن ثلاثة سجناء هربوا من المبنى.';
    const { acts, attributions } = read({ id: 'a', text }, language);
    assert.deepEqual(
      acts.map(({ attribution }) => attribution),
      attributions.map(({ id }) => id),
    );
  });

  test('spans all that is told in it, the reason behind a comma, too', () => {
    const act = only('رفض رجلان القتال بعد المعركة، بحجة وجود آلام في الرأس، ثم عاد القائد.');
    assert.equal(act.text, 'رفض رجلان القتال بعد المعركة، بحجة وجود آلام في الرأس');
  });

  test('gives the nationality of the whole to its parts', () => {
    const { acts } = read({ id: 'a', text: 'تسلل 20 بلجيكيا إلى المدينة، واعتقل الجيش سبعة منهم.' }, language);
    assert.deepEqual(
      acts.map(({ count, nationality }) => [count, nationality]),
      [
        [20, 'بلجيكي'],
        [7, 'بلجيكي'],
      ],
    );
  });
});
