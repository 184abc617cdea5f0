import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  ANY_CLITIC,
  CONJOINED,
  lookUp,
  normalKey,
  Phrases,
  PROCLITIC,
  Table,
  tokenize,
  Vocabulary,
  WHOLE,
} from '../src/index.ts';

test('a listed word is found under its clitics, as far as the mask allows', () => {
  const vocabulary = new Vocabulary();
  const table = new Table<string>(vocabulary);
  table.set('صحيفة', 'newspaper');
  const found = (text: string, mask: number) => table.at(lookUp(tokenize(text), vocabulary), 0, mask);
  for (const word of ['صحيفة', 'وصحيفه', 'بصحيفة', 'الصحيفة', 'والصحيفة', 'للصحيفة', 'وبالصَّحيفة', 'كالصحيفة']) {
    assert.equal(found(word, PROCLITIC), 'newspaper', word);
  }
  assert.equal(found('صحيفتهم', PROCLITIC), undefined);
  assert.equal(found('وبصحيفتهم', ANY_CLITIC), 'newspaper');
  assert.equal(found('الصحيفة', CONJOINED), undefined);
  assert.equal(found('وصحيفة', CONJOINED), 'newspaper');
  assert.equal(found('وصحيفة', WHOLE), undefined);
});

test('the longest phrase wins, its first word with a clitic', () => {
  const vocabulary = new Vocabulary();
  const phrases = new Phrases<string>(vocabulary);
  phrases.set('على الأقل', 'at least');
  phrases.set('ما لا يقل عن', 'at least');
  phrases.set('على', 'on');
  const words = lookUp(tokenize('وما لا يقل عن ألف على الأقل على طرف'), vocabulary);
  const at = (token: number) => {
    const match = phrases.longest(words, token, CONJOINED);
    return match && [match.entry, match.end];
  };
  assert.deepEqual([0, 1, 5, 7].map(at), [['at least', 4], undefined, ['at least', 7], ['on', 8]]);
});

test('a vocabulary gives back what was put in, under one id a form', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: fc.constantFrom(...'ابتثجحخدذرز'), minLength: 1, maxLength: 6 }), { maxLength: 3000 }),
      (list) => {
        const vocabulary = new Vocabulary();
        const ids = new Map<string, number>();
        for (const word of list) {
          const id = vocabulary.intern(word);
          assert.equal(ids.get(normalKey(word)) ?? id, id);
          ids.set(normalKey(word), id);
        }
        assert.equal(vocabulary.size, ids.size);
        for (const [word, id] of ids) assert.equal(vocabulary.text(vocabulary.intern(word)), word, String(id));
      },
    ),
    { numRuns: 30 },
  );
});
