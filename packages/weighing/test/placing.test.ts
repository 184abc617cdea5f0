import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Claim } from '@isnad/reading';
import fc from 'fast-check';
import { copyWords } from '../src/copies/words.ts';
import type { ClaimFigure } from '../src/figures/measure.ts';
import { placeFigures } from '../src/figures/placing.ts';
import { MemoryStore } from '../src/index.ts';
import type { Signature } from '../src/signature.ts';
import { SpanIndex } from '../src/spans.ts';
import { readingOf } from './readings.ts';

const FIGURE: Omit<ClaimFigure, 'index' | 'unit'> = {
  ...{ start: 0, end: 1, low: 1, high: 1, hedge: null, vague: false, kind: 'count', per: null, unitText: null, act: 0 },
  ...{ role: null, people: 0, of: null },
};

/** A document of a claim for each figure, and one around them all; by unit. */
function signatureWith(units: readonly number[]): Pick<Signature, 'reading' | 'claims'> {
  const claim = (i: number, end: number): Claim => ({
    ...{ id: `c${i}`, start: 0, end, text: '', chain: [], modality: 'stated', figures: [], dates: [], mentions: [] },
  });
  const figures = units.map((unit, index) => ({ ...FIGURE, unit, index }));
  const signatureOf = (of: readonly ClaimFigure[]) => ({
    content: { words: new Int32Array(), figures: of },
    certainty: 'plain' as const,
    keys: [],
  });
  return {
    reading: { ...readingOf('', {}), claims: [claim(0, 9), ...units.map((_, i) => claim(i + 1, 5))] },
    claims: [signatureOf(figures), ...figures.map((figure) => signatureOf([figure]))],
  };
}

test('figures of one measure are found under one key as long as they are not too many, then under another', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(1, 2, 3), { minLength: 1, maxLength: 6 }), async (units) => {
      const store = new MemoryStore();
      const found = new Map<number, { unit: number; claims: number[] }>();
      let claims = 0;
      for (let number = 0; number < 600; number++) {
        const one = signatureWith(units);
        const { measures, keys } = await placeFigures(one, claims, store);
        // The claim around them tells none.
        assert.ok(measures[0]!.every((key) => key === 0));
        units.forEach((unit, i) => {
          const [key] = measures[i + 1]!;
          const list = found.get(key!) ?? { unit, claims: [] };
          assert.equal(list.unit, unit);
          list.claims.push(claims + i + 1);
          found.set(key!, list);
        });
        const record = { number, id: `d${number}`, text: '', published: null, outlet: null, faults: [] };
        const copy = { words: copyWords(''), empty: new Uint8Array() };
        const document = { ...record, copy, topic: new Int32Array() };
        await store.write({ document, claims: [], groups: [], merged: [], tellers: [], keys, copies: [], links: [] });
        claims += one.claims.length;
      }
      for (const [key, list] of found) {
        assert.ok(list.claims.length < 2048);
        const [listing] = await store.listings('measure', [key]);
        const listed = new Set(listing!.items);
        assert.ok(list.claims.every((claim) => listed.has(claim)));
      }
      for (const unit of new Set(units)) {
        const lists = [...found.values()].filter((list) => list.unit === unit);
        const all = lists.reduce((sum, list) => sum + list.claims.length, 0);
        assert.equal(all, 600 * units.filter((one) => one === unit).length);
        assert.ok(lists.length <= Math.ceil(all / 1024));
      }
    }),
    { numRuns: 8 },
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
