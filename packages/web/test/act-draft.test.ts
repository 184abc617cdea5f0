import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { documentId, logSeq } from '@isnad/casefile';
import type { ActRecord } from '@isnad/server/api';
import { actCorrectionOf, actDraftOf, correctedAct } from '../src/reader/act-draft.ts';

const TEXT = 'رفض ثلاثة صيادين مغادرة الميناء بسبب العاصفة';

const ACT: ActRecord = {
  document: documentId.parse('strike'),
  number: 1,
  index: 0,
  start: 0,
  end: 43,
  text: TEXT,
  who: { start: 4, end: 16, text: 'ثلاثة صيادين' },
  act: { start: 0, end: 31, text: 'رفض ثلاثة صيادين مغادرة الميناء' },
  reason: { start: 37, end: 44, text: 'العاصفة' },
  reasonKind: 'cause',
  count: 3,
  nationality: null,
  attribution: null,
  chain: [],
  review: null,
};

describe('a correction of an act', () => {
  test('says only what was changed', () => {
    const draft = actDraftOf(ACT);
    assert.equal(actCorrectionOf(ACT, draft), null);
    assert.deepEqual(actCorrectionOf(ACT, { ...draft, who: { start: 10, end: 16 } }), {
      of: 'act',
      who: { start: 10, end: 16 },
    });
    assert.deepEqual(actCorrectionOf(ACT, { ...draft, reason: null }), { of: 'act', reason: null });
  });

  test('takes a count in either digits, none for none, and nothing that is no count', () => {
    const draft = actDraftOf(ACT);
    assert.deepEqual(actCorrectionOf(ACT, { ...draft, count: ' ٣٠ ' }), { of: 'act', count: 30 });
    assert.deepEqual(actCorrectionOf(ACT, { ...draft, count: '' }), { of: 'act', count: null });
    assert.equal(actCorrectionOf(ACT, { ...draft, count: 'كثير' }), null);
  });

  test('stands in the place of what the machine read once it is settled', () => {
    const correction = { of: 'act', who: { start: 10, end: 16 }, reason: null, count: 30 } as const;
    const voice = { entry: logSeq.parse(1), by: 'هدى', at: '2024-05-02T10:00:00.000Z', note: null } as const;
    const decision = { kind: 'correct', correction } as const;
    const review = { ...voice, decision, state: 'settled', voices: [], dissent: false } as const;
    const { who, reason, count, act } = correctedAct({ ...ACT, review }, TEXT);
    assert.deepEqual([who.text, reason, count, act.text], ['صيادين', null, 30, ACT.act.text]);
    assert.deepEqual(correctedAct({ ...ACT, review: { ...review, state: 'waiting' } }, TEXT).count, 3);
  });
});
