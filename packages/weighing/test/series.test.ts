import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Claim } from '@isnad/reading';
import fc from 'fast-check';
import type { ClaimFigure } from '../src/figures/measure.ts';
import { placeFigures } from '../src/figures/placing.ts';
import { MemoryStore } from '../src/index.ts';
import type { Signature } from '../src/signature.ts';
import { SpanIndex } from '../src/spans.ts';
import { isSameTopic } from '../src/topic.ts';
import { readingOf } from './readings.ts';

const FIGURE: Omit<ClaimFigure, 'index' | 'unit'> = {
  ...{ start: 0, end: 1, low: 1, high: 1, hedge: null, vague: false, kind: 'count', per: null, unitText: null, act: 0 },
  ...{ role: null, people: 0, of: null },
};
const NO_WORDS = { count: 0, hash: new Uint32Array(), start: new Int32Array(), end: new Int32Array() };

/** A document about some things, with a claim for each of some measures. */
function signature(id: string, topic: readonly number[], units: readonly number[]): Signature {
  const claims = units.map(
    (_, i): Claim => ({
      ...{
        id: `c${i}`,
        start: 0,
        end: 1,
        text: '',
        chain: [],
        modality: 'stated',
        figures: [],
        dates: [],
        mentions: [],
      },
    }),
  );
  return {
    reading: { ...readingOf(id, {}), claims },
    copy: { words: NO_WORDS, empty: new Uint8Array() },
    prints: new Uint32Array(),
    claims: units.map((unit, index) => ({
      content: { words: new Int32Array(), figures: [{ ...FIGURE, unit, index }] },
      keys: [],
    })),
    topic: Int32Array.from(new Set(topic)).sort(),
  };
}

test('a figure is told in the oldest series of its measure that one of its first three documents has the topic of', async () => {
  const topic = fc.array(fc.constantFrom(-4, -3, -2, -1, 1, 2, 3, 4, 5, 6), { maxLength: 9 });
  const units = fc.uniqueArray(fc.constantFrom(1, 2), { minLength: 1 });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(topic, units), { maxLength: 25 }), async (documents) => {
      const store = new MemoryStore();
      const known: { unit: number; first: Int32Array[]; key: number }[] = [];
      let claims = 0;
      for (const [number, [about, of]] of documents.entries()) {
        const one = signature(`d${number}`, about, of);
        const { series, keys } = await placeFigures(one, { document: number, claims }, store);
        of.forEach((unit, i) => {
          const [key] = series[i]!;
          // A document without a topic stands with others without.
          const isSame = (first: Int32Array) =>
            first.length === 0 || one.topic.length === 0
              ? first.length === one.topic.length
              : isSameTopic(first, one.topic);
          const expected = known.find((other) => other.unit === unit && other.first.some(isSame));
          if (expected === undefined) {
            assert.ok(known.every((other) => other.key !== key));
            known.push({ unit, first: [one.topic], key: key! });
          } else {
            assert.equal(key, expected.key);
            if (expected.first.length < 3) expected.first.push(one.topic);
          }
        });
        const record = { number, id: `d${number}`, text: '', published: null, outlet: null, faults: [] };
        const document = { ...record, copy: one.copy, topic: one.topic };
        await store.write({ document, claims: [], groups: [], merged: [], tellers: [], keys, copies: [], links: [] });
        claims += of.length;
      }
    }),
  );
});

test('spans are found by their place as by going through all of them', () => {
  const span = fc
    .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 9 }))
    .map(([start, length]) => ({ start, end: start + length }));
  fc.assert(
    fc.property(fc.array(span), span, (spans, { start, end }) => {
      const index = new SpanIndex(spans);
      assert.deepEqual(
        index.meeting(start, end),
        spans.filter((one) => one.start < end && one.end > start),
      );
      assert.deepEqual(
        index.beginning(start, end).map(({ place }) => place),
        spans.flatMap((one, place) => (one.start >= start && one.start < end ? [place] : [])),
      );
    }),
  );
});
