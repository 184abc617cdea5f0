import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CauseGraph } from '@isnad/server/api';
import fc from 'fast-check';
import { causesLayout } from '../src/causes/graph.ts';

/** `a>b` is «a leads to b»; each is said once. */
function graphOf(...said: readonly string[]): CauseGraph {
  const pairs = said.map((words) => words.split('>') as [string, string]);
  const keys = [...new Set(pairs.flat())];
  const span = { start: 0, end: 1, text: '' };
  return {
    nodes: keys.map((key) => ({ key, words: key, statements: 1 })),
    edges: pairs.map(([cause, effect], index) => ({
      cause,
      effect,
      record: {
        ...{ document: 'r' as CauseGraph['edges'][number]['record']['document'], number: 1, index, kind: 'cause' },
        ...{ cause: span, effect: span, marker: span, chain: [] },
      },
    })),
  };
}

/** The columns of things: `a:0 b:1`. */
function columnsOf(...said: readonly string[]): string {
  const { nodes } = causesLayout(graphOf(...said));
  return nodes
    .map(({ thing, column }) => `${thing.key}:${column}`)
    .sort()
    .join(' ');
}

describe('the picture of causes', () => {
  test('puts a cause before all that follows from it', () => {
    assert.equal(columnsOf('a>b', 'b>c', 'a>c'), 'a:0 b:1 c:2');
  });

  test('leaves out what meets nothing: the list says it', () => {
    assert.equal(columnsOf('a>b', 'b>c', 'x>y'), 'a:0 b:1 c:2');
    assert.deepEqual(causesLayout(graphOf('a>b')).nodes, []);
  });

  test('ends where a thing is said to lead back to its cause, or to itself', () => {
    assert.equal(columnsOf('a>b', 'b>a', 'b>c', 'c>c').split(' ').length, 3);
  });

  test('draws one tie for all who say the same', () => {
    const { ties } = causesLayout(graphOf('a>b', 'a>b', 'a>c'));
    assert.deepEqual(
      ties.map(({ from, to, statements }) => `${from.thing.key}>${to.thing.key} ${statements.length}`).sort(),
      ['a>b 2', 'a>c 1'],
    );
  });

  test('gives every thing a place of its own, whatever is said', () => {
    const letter = fc.constantFrom(...'abcdefgh');
    const said = fc.array(fc.tuple(letter, letter).map(([cause, effect]) => `${cause}>${effect}`));
    fc.assert(
      fc.property(said, (all) => {
        const { nodes, rows, columns } = causesLayout(graphOf(...all));
        const places = nodes.map(({ column, row }) => `${column} ${row}`);
        assert.equal(new Set(places).size, places.length);
        for (const { column, row } of nodes) assert.ok(row >= 0 && row < rows && column >= 0 && column < columns);
      }),
    );
  });
});
