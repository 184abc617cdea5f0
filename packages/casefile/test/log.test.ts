import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { digestOf } from '../src/hashing.ts';
import { canonical } from '../src/log/canonical.ts';
import { EMPTY_LOG, follows, seal } from '../src/log/chain.ts';
import type { Act, LogEntry, LogHead } from '../src/log/entry.ts';
import { reviewRequest } from '../src/log/review.ts';
import { anchorIn } from '../src/log/subject.ts';

const STAMP = { at: '2026-03-01T10:00:00.000Z', by: 'ليلى', tool: 'isnad test' };

function weighed(documents: number): Act {
  return { kind: 'weighed', documents, groups: 0, copies: 0, series: 0, flags: 0 };
}

function chainOf(...acts: readonly Act[]): LogEntry[] {
  const entries: LogEntry[] = [];
  let head: LogHead = EMPTY_LOG;
  for (const act of acts) {
    const entry = seal(head, act, STAMP);
    entries.push(entry);
    head = entry;
  }
  return entries;
}

function holds(entries: readonly LogEntry[]): boolean {
  let head: LogHead = EMPTY_LOG;
  return entries.every((entry) => {
    const holding = follows(head, entry);
    head = entry;
    return holding;
  });
}

describe('canonical JSON', () => {
  test('has one spelling for a value, whatever order it was made in', () => {
    assert.equal(canonical({ ب: 1, a: [true, null, 1e21, 0.1] }), '{"a":[true,null,1e+21,0.1],"ب":1}');
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.integer()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).toReversed());
        assert.equal(canonical(turned), canonical(value));
      }),
    );
  });
});

describe('the log', () => {
  test('holds as it was written', () => {
    assert.ok(holds(chainOf(weighed(1), weighed(2), weighed(3))));
  });

  test('shows any entry that was changed, taken out, put in or moved', () => {
    const [first, second, third] = chainOf(weighed(1), weighed(2), weighed(3));
    assert.ok(!holds([first!, { ...second!, act: weighed(7) }, third!]));
    assert.ok(!holds([first!, { ...second!, by: 'غيرها' }, third!]));
    assert.ok(!holds([first!, { ...second!, at: '2026-03-02T10:00:00.000Z' }, third!]));
    assert.ok(!holds([first!, third!]));
    assert.ok(!holds([second!, first!, third!]));
    const forged = seal(first!, weighed(7), STAMP);
    assert.ok(!holds([first!, forged, third!]), 'resealed, but the next one knows');
  });

  test('seals with the hash of the canonical entry, as anyone can compute it', () => {
    const [first] = chainOf(weighed(1));
    const said =
      `{"act":{"copies":0,"documents":1,"flags":0,"groups":0,"kind":"weighed","series":0},"at":"${STAMP.at}",` +
      `"by":"ليلى","previous":"${'0'.repeat(64)}","seq":1,"tool":"isnad test"}`;
    assert.equal(first?.hash, digestOf(said));
  });
});

describe('a review', () => {
  const subject = { kind: 'claim', document: 'd', item: 'c1' };

  test('asks for one of three decisions, a correction for what it is about', () => {
    const asked = (decision: unknown): boolean => reviewRequest.safeParse({ subject, decision }).success;
    assert.ok(asked({ kind: 'accept' }));
    assert.ok(asked({ kind: 'correct', correction: { of: 'claim', span: { start: 3, end: 9 } } }));
    assert.ok(!asked({ kind: 'correct', correction: { of: 'figure', low: 3 } }), 'a figure is no claim');
    assert.ok(!asked({ kind: 'correct', correction: { of: 'claim' } }), 'nothing corrected');
    assert.ok(!asked({ kind: 'correct', correction: { of: 'claim', span: { start: 9, end: 9 } } }), 'no words');
    assert.ok(!asked({ kind: 'delete' }));
    assert.ok(!asked({ kind: 'accept', by: 'somebody else' }), 'fields that nobody asked for');
  });

  test('holds on to its words and a little of what surrounds them', () => {
    const text = `${'قبل '.repeat(20)}الكلمات نفسها${' بعد'.repeat(20)}`;
    const start = text.indexOf('الكلمات');
    const { exact, prefix, suffix } = anchorIn(text, start, start + 13);
    assert.equal(exact, 'الكلمات نفسها');
    assert.equal(prefix.length, 32);
    assert.equal(suffix.length, 32);
    assert.ok(text.includes(prefix + exact + suffix));
  });
});
