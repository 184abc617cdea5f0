import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { documentId, logSeq } from '@isnad/casefile';
import type { ClaimRecord } from '@isnad/server/api';
import { correctedClaim } from '../src/reader/corrected.ts';
import { correctionOf, draftOf, movedEdge } from '../src/reader/draft.ts';

const CLAIM: ClaimRecord = {
  id: 'c1',
  document: documentId.parse('dam'),
  start: 5,
  end: 20,
  text: '',
  modality: 'stated',
  chain: [{ entity: null, name: 'الصحيفة', attribution: 'a1', key: 'الصحيفة', named: true }],
  review: null,
  earliest: null,
  latest: null,
};

describe('a correction', () => {
  test('says nothing until something is changed', () => {
    assert.equal(correctionOf(CLAIM, draftOf(CLAIM)), null);
  });

  test('says only what was changed', () => {
    const draft = draftOf(CLAIM);
    assert.deepEqual(correctionOf(CLAIM, { ...draft, modality: 'denied' }), { of: 'claim', modality: 'denied' });
    assert.deepEqual(correctionOf(CLAIM, { ...draft, end: 18 }), { of: 'claim', span: { start: 5, end: 18 } });
    const longer = [...draft.chain, { key: 'new', name: ' بيتر جيرستن ' }, { key: 'empty', name: ' ' }];
    assert.deepEqual(correctionOf(CLAIM, { ...draft, chain: longer }), {
      of: 'claim',
      chain: ['الصحيفة', 'بيتر جيرستن'],
    });
  });

  test('may take away every link: the publisher says it itself', () => {
    assert.deepEqual(correctionOf(CLAIM, { ...draftOf(CLAIM), chain: [] }), { of: 'claim', chain: [] });
  });

  test('is what the reader then sees, with what is known of a link kept', () => {
    const correction = { of: 'claim', chain: ['الصحيفة', 'جيرستن'], span: { start: 5, end: 18 } } as const;
    const decision = { kind: 'correct' as const, correction: { ...correction, chain: [...correction.chain] } };
    const voice = { entry: logSeq.parse(1), by: 'ليلى', at: '', decision, note: null };
    const seen = correctedClaim({
      ...CLAIM,
      review: { ...voice, state: 'settled', voices: [voice], dissent: false },
    });
    assert.deepEqual(seen.chain[0], CLAIM.chain[0]);
    assert.equal(seen.chain[1]?.name, 'جيرستن');
    assert.equal(seen.end, 18);
  });
});

describe('the edge of a span', () => {
  const text = 'قال المدير إن الجسر انهار';

  test('moves by a word', () => {
    assert.deepEqual(movedEdge(text, { start: 11, end: 19 }, 'start', 1), { start: 14, end: 19 });
    assert.deepEqual(movedEdge(text, { start: 11, end: 19 }, 'start', -1), { start: 4, end: 19 });
    assert.deepEqual(movedEdge(text, { start: 11, end: 19 }, 'end', 1), { start: 11, end: 25 });
    assert.deepEqual(movedEdge(text, { start: 4, end: 19 }, 'end', -1), { start: 4, end: 13 });
  });

  test('stays where the text ends, and where it would leave no word', () => {
    assert.deepEqual(movedEdge(text, { start: 0, end: 25 }, 'end', 1), { start: 0, end: 25 });
    assert.deepEqual(movedEdge(text, { start: 0, end: 25 }, 'start', -1), { start: 0, end: 25 });
    assert.deepEqual(movedEdge(text, { start: 14, end: 19 }, 'start', 1), { start: 14, end: 19 });
  });
});
