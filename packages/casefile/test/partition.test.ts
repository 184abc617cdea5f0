import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Grouping, regrouped } from '../src/work/partition.ts';

/** Groups as weighing has them, put right by what is said, the latest first; those untouched are left as they are. */
function put(groups: readonly (readonly number[])[], ...said: readonly Grouping[]): number[][] {
  const of = (claim: number): readonly number[] => groups.find((group) => group.includes(claim)) ?? [claim];
  const changed = regrouped(said, of, () => 0);
  const touched = new Set(changed.flat());
  const rest = groups.filter((group) => !group.some((claim) => touched.has(claim)));
  return [...rest.map((group) => [...group]), ...changed].toSorted((a, b) => a[0]! - b[0]!);
}

const together = (...claims: number[]): Grouping => ({ kind: 'together', claims });
const apart = (one: number[], other: number[]): Grouping => ({ kind: 'apart', one, other });

describe('groups as people have them', () => {
  test('two groups that say the same are one', () => {
    assert.deepEqual(put([[1, 4], [2, 3], [5]], together(1, 4, 2, 3)), [[1, 2, 3, 4], [5]]);
  });

  test('a group is split, and who is new to it stays with the part it is nearest to', () => {
    assert.deepEqual(put([[1, 2, 3, 4, 9]], apart([3, 4], [1, 2]), together(3, 4)), [
      [1, 2, 9],
      [3, 4],
    ]);
  });

  test('a claim moves from one group to another, and nobody with it', () => {
    assert.deepEqual(
      put(
        [
          [1, 2, 3],
          [5, 6],
        ],
        apart([3], [1, 2]),
        together(3, 5),
      ),
      [
        [1, 2],
        [3, 5, 6],
      ],
    );
  });

  test('a group that is none falls apart', () => {
    assert.deepEqual(put([[1, 2, 3]], apart([1], [2, 3]), apart([2], [3])), [[1], [2], [3]]);
  });

  test('what was said last holds', () => {
    assert.deepEqual(put([[1, 2]], together(1, 2), apart([1], [2])), [[1, 2]]);
    assert.deepEqual(put([[1], [2]], apart([1], [2]), together(1, 2)), [[1], [2]]);
  });

  test('of what was said before, all that does not go against it holds', () => {
    assert.deepEqual(put([[1], [2], [3]], apart([1], [2]), together(1, 2, 3)), [[1, 3], [2]]);
  });

  test('whatever is said, each claim is in one group, and what people want last is so', () => {
    const claim = fc.integer({ min: 0, max: 11 });
    const some = fc.uniqueArray(claim, { minLength: 1, maxLength: 4 });
    const grouping: fc.Arbitrary<Grouping> = fc.oneof(
      some.map((claims) => together(...claims)),
      fc.tuple(some, some).map(([one, other]) =>
        apart(
          one,
          other.filter((b) => !one.includes(b)),
        ),
      ),
    );
    const groups = fc
      .array(fc.integer({ min: 0, max: 4 }), { minLength: 12, maxLength: 12 })
      .map((of) => [...Map.groupBy(of.keys(), (i) => of[i]!).values()]);
    fc.assert(
      fc.property(groups, fc.array(grouping, { minLength: 1, maxLength: 6 }), (found, said) => {
        const result = put(found, ...said);
        assert.deepEqual(
          result.flat().toSorted((a, b) => a - b),
          Array.from({ length: 12 }, (_, i) => i),
        );
        const groupOf = (one: number): number => result.findIndex((group) => group.includes(one));
        const [last] = said;
        if (last!.kind === 'together') assert.equal(new Set(last!.claims.map(groupOf)).size, 1);
        else for (const a of last!.one) for (const b of last!.other) assert.notEqual(groupOf(a), groupOf(b));
      }),
      { numRuns: 500 },
    );
  });
});
