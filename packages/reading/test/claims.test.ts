import assert from 'node:assert/strict';
import { test } from 'node:test';
import { read } from '../src/index.ts';
import { loadArabic } from '../src/load.ts';

/** What a sentence asserts, each assertion with who is credited with it. */

const arabic = loadArabic();

function claimsOf(text: string): string[] {
  return read({ id: 'claims', text }, arabic).claims.map(
    ({ text: words, chain }) => `${chain.map(({ name }) => `${name}: `).join('')}${words}`,
  );
}

const SENTENCES: readonly (readonly [behaviour: string, sentence: string, claims: readonly string[]])[] = [
  [
    'a clause that goes on behind a relative clause is one claim, and the relative clause another',
    'ويتسع الخزان، الذي بني عام 1987، لنحو 30 مليون متر مكعب من المياه.',
    ['ويتسع الخزان، الذي بني عام 1987، لنحو 30 مليون متر مكعب من المياه', 'بني عام 1987'],
  ],
  [
    'في حين parts two claims and belongs to neither',
    'غمرت المياه ثلاث قرى، في حين أجبرت السيول سكان قرية رابعة على الرحيل.',
    ['غمرت المياه ثلاث قرى', 'أجبرت السيول سكان قرية رابعة على الرحيل'],
  ],
  [
    'what is denied with a joined verb is nobody’s word for what stands before it',
    'غادر المقاول البلاد، ونفى التهمة.',
    ['غادر المقاول البلاد، ونفى التهمة'],
  ],
];

for (const [behaviour, sentence, claims] of SENTENCES)
  test(behaviour, () => assert.deepEqual(claimsOf(sentence), claims));
