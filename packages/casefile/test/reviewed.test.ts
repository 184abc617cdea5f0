import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Reading } from '@isnad/reading';
import type { Correction, Decision } from '../src/log/review.ts';
import { type Decided, reviewedReading } from '../src/work/reviewed.ts';
import { readingOf, spanIn } from './helpers/reports.ts';

const TEXT = 'قال مدير السد إن 200 عائلة غادرت القرية. ونفى الوزير أن المياه بلغت الجسر.';
const READING: Reading = (() => {
  const made = readingOf('dam', {
    text: TEXT,
    claims: [
      { words: '200 عائلة غادرت القرية', chain: ['مدير السد'] },
      { words: 'المياه بلغت الجسر', chain: ['الوزير'] },
    ],
    figures: [{ words: '200 عائلة', value: 200 }],
  });
  const [first, second] = made.claims;
  const linked = (claim: typeof first, attribution: string) => ({
    ...claim!,
    chain: claim!.chain.map((link) => ({ ...link, attribution })),
  });
  return {
    ...made,
    attributions: made.attributions.map((one, i) => ({ ...one, stance: i === 1 ? ('denies' as const) : one.stance })),
    claims: [
      { ...linked(first, 'a0'), figures: [0] },
      { ...linked(second, 'a1'), modality: 'denied' },
    ],
  };
})();

function reviewed(kind: keyof Decided, item: string, decision: Decision): Reading {
  const none = { claim: new Map(), attribution: new Map(), figure: new Map() };
  return reviewedReading(READING, { ...none, [kind]: new Map([[item, decision]]) }, new Map());
}

function chains({ claims }: Reading): string[][] {
  return claims.map(({ chain }) => chain.map(({ name }) => name));
}

const correct = (correction: Correction): Decision => ({ kind: 'correct', correction });

describe('a Reading as reviewers have it', () => {
  test('is what it was where all was accepted', () => {
    assert.deepEqual(reviewed('attribution', 'a0', { kind: 'accept' }), READING);
  });

  test('has no link of an attribution that is none, and nothing that its stance made of the claim', () => {
    const { claims } = reviewed('attribution', 'a1', { kind: 'reject' });
    assert.deepEqual(claims[1]?.chain, []);
    assert.equal(claims[1]?.modality, 'stated');
  });

  test('has the source that a reviewer names, by the document’s words or its own', () => {
    assert.deepEqual(chains(reviewed('attribution', 'a0', correct({ of: 'attribution', source: { name: 'نائبه' } }))), [
      ['نائبه'],
      ['الوزير'],
    ]);
    const { start, end } = spanIn(TEXT, 'الوزير');
    const said = reviewed('attribution', 'a0', correct({ of: 'attribution', source: { start, end } }));
    assert.deepEqual(chains(said), [['الوزير'], ['الوزير']]);
    assert.deepEqual(chains(reviewed('attribution', 'a0', correct({ of: 'attribution', source: null })))[0], []);
  });

  test('has in the chain of a claim those whose words reach it, and them only', () => {
    const content = spanIn(TEXT, '200 عائلة غادرت القرية. ونفى الوزير أن المياه بلغت الجسر');
    const wide = correct({ of: 'attribution', content: { start: content.start, end: content.end } });
    assert.deepEqual(chains(reviewed('attribution', 'a0', wide)), [['مدير السد'], ['مدير السد', 'الوزير']]);
    const short = spanIn(TEXT, '200 عائلة');
    const narrow = correct({ of: 'attribution', content: { start: short.start, end: short.end } });
    assert.deepEqual(chains(reviewed('attribution', 'a0', narrow)), [[], ['الوزير']]);
  });

  test('takes a claim for what the corrected stance makes of it', () => {
    const { claims } = reviewed('attribution', 'a1', correct({ of: 'attribution', stance: 'alleges' }));
    assert.equal(claims[1]?.modality, 'alleged');
  });

  test('counts no figure that is none, and the others as they were corrected', () => {
    const without = reviewed('figure', '0', { kind: 'reject' });
    assert.deepEqual(without.claims[0]?.figures, []);
    assert.ok(without.figures[0]!.start < 0, 'it stands in no claim');
    const corrected = reviewed('figure', '0', correct({ of: 'figure', low: 100, hedge: 'up to' }));
    const { low, high, hedge } = corrected.figures[0]!;
    assert.deepEqual([low, high, hedge], [100, 200, 'up to']);
  });

  test('has claims with the words, chain and modality that people give them', () => {
    const { start, end } = spanIn(TEXT, '200 عائلة');
    const { claims } = reviewed(
      'claim',
      'c0',
      correct({ of: 'claim', span: { start, end }, modality: 'hedged', chain: ['وكالة', 'مدير السد'] }),
    );
    assert.deepEqual([claims[0]?.text, claims[0]?.modality], ['200 عائلة', 'hedged']);
    assert.equal(claims[0]?.chain[1]?.attribution, 'a0', 'what is known of a link is kept');
    assert.deepEqual(chains(reviewed('claim', 'c0', { kind: 'reject' })), [['الوزير']]);
  });
});
