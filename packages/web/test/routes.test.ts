import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Routes } from '@isnad/weighing';
import fc from 'fast-check';
import { disjointRoutes } from '../src/routes/disjoint.ts';
import { layoutOf } from '../src/routes/layout.ts';
import { riversOf, type Stream } from '../src/routes/streams.ts';

/**
 * Routes from lines such as `docs > post > r1`, a dash `~>` where a step is only possible; nodes `r…` are reports.
 * `r1+` has a copy behind it.
 */
function routes(lines: readonly string[], ties: readonly string[] = []): Routes {
  const nodes = new Map<string, Routes['nodes'][number]>();
  const edges = new Map<string, Routes['edges'][number]>();
  for (const line of lines) {
    const steps = line.split(/\s+/);
    for (const [place, step] of steps.entries()) {
      if (place % 2 === 1) continue;
      const [id, copy] = step.endsWith('+') ? [step.slice(0, -1), true] : [step, false];
      const kind = id.startsWith('r') ? 'report' : place === 0 ? 'origin' : 'relay';
      const documents = kind === 'report' ? (copy ? [id, `${id}-copy`] : [id]) : [];
      if (!nodes.has(id)) nodes.set(id, { id, kind, name: id, named: !id.startsWith('?'), documents });
      const before = steps[place - 2]?.replace('+', '');
      if (before !== undefined)
        edges.set(`${before} ${id}`, { from: before, to: id, certain: steps[place - 1] === '>', claims: [] });
    }
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()], certain: 0, possible: 0, ties, circles: [] };
}

const MOSUL = ['docs > post > r1+', 'docs > post > r2', 'paper > r3', '?someone ~> r4'];

describe('rivers', () => {
  test('are one an origin, certain ones first, then those that feed most reports', () => {
    assert.deepEqual(
      riversOf(routes(MOSUL)).map(({ origin, certain, streams }) => [origin.id, certain, streams.length]),
      [
        ['docs', true, 2],
        ['paper', true, 1],
        ['?someone', false, 1],
      ],
    );
  });

  test('carry a thread more for a copy, since it is printed, though it adds no route', () => {
    const [docs] = riversOf(routes(MOSUL));
    assert.deepEqual(docs?.streams.map(({ documents }) => documents).sort(), [1, 2]);
  });

  test('begin in the report itself where it speaks in its own voice, and are then only possible', () => {
    const [own] = riversOf(routes(['r1']));
    assert.deepEqual([own?.origin.id, own?.certain], ['r1', false]);
  });

  test('are followed once round a ring of citations', () => {
    const ring = routes(['a > b > r1', 'b > a']);
    assert.ok(
      riversOf(ring).every(({ streams }) => streams.every(({ nodes }) => new Set(nodes).size === nodes.length)),
    );
  });
});

describe('routes that share no node', () => {
  const certain = (lines: readonly string[]): Stream[] =>
    riversOf(routes(lines)).flatMap(({ streams }) => streams.filter((stream) => stream.certain));

  test('are two for the Mosul documents and the paper, however many reports repeat them', () => {
    assert.equal(disjointRoutes(certain(MOSUL)), 2);
  });

  test('are one when everything passes one relay', () => {
    assert.equal(disjointRoutes(certain(['a > post > r1', 'b > post > r2', 'c > post > r3'])), 1);
  });

  test('are fewer when a tie falls, and as many when something else does', () => {
    assert.equal(disjointRoutes(certain(MOSUL), 'post'), 1);
    assert.equal(disjointRoutes(certain(MOSUL), 'r2'), 2);
  });

  test('may change from one stream to another where they meet', () => {
    // a reaches r2 over y, and b reaches r1 over x, though a–x and b–y are the streams that were drawn first.
    assert.equal(disjointRoutes(certain(['a > x > r1', 'b > y > r2', 'a > y > r2', 'b > x > r1'])), 2);
  });

  test('are as many as choosing streams by hand gives at least, and never more than there are origins', () => {
    const line = fc.tuple(
      fc.constantFrom('a', 'b', 'c'),
      fc.constantFrom('x', 'y', 'z'),
      fc.constantFrom('r1', 'r2', 'r3'),
    );
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (ways) => {
        const streams = certain(ways.map((way) => way.join(' > ')));
        const found = disjointRoutes(streams);
        assert.ok(found >= mostApart(streams));
        assert.ok(found <= new Set(ways.map(([origin]) => origin)).size);
      }),
    );
  });

  function mostApart(streams: readonly Stream[]): number {
    const [first, ...rest] = streams;
    if (first === undefined) return 0;
    const apart = rest.filter(({ nodes }) => !nodes.some((node) => first.nodes.includes(node)));
    return Math.max(mostApart(rest), 1 + mostApart(apart));
  }
});

describe('the picture of a group', () => {
  const layout = layoutOf(routes(MOSUL, ['post', 'paper']), 'level', 1376, 300);
  const at = (id: string) => {
    const found = layout.places.find(({ node }) => node.id === id);
    assert.ok(found !== undefined, id);
    return found;
  };

  test('sets origins first, reports last, and what lies between at its longest distance', () => {
    assert.ok(at('docs').along < at('post').along && at('post').along < at('r1').along);
    assert.equal(at('paper').along, at('docs').along);
    assert.equal(at('r3').along, at('r1').along);
    assert.ok(layout.shore.along > at('r1').along);
  });

  test('gives every report a row of its own, the river that feeds two beside itself', () => {
    const rows = ['r1', 'r2', 'r3', 'r4'].map((id) => at(id).across);
    assert.equal(new Set(rows).size, 4);
    assert.ok(at('docs').across > Math.min(at('r1').across, at('r2').across) - 1);
    assert.ok(at('docs').across < Math.max(at('r1').across, at('r2').across) + 1);
  });

  test('draws threads together at the nodes and apart between them', () => {
    for (const { threads } of layout.bundles) {
      if (threads.length < 2) continue;
      const [first, last] = [threads[0]!, threads.at(-1)!];
      assert.ok(Math.abs(last.middle - first.middle) > Math.abs(last.start - first.start));
    }
  });

  test('has three threads for a document, those of a copy told apart', () => {
    const shore = layout.bundles.filter(({ to }) => to.along === layout.shore.along);
    const threads = shore.flatMap((bundle) => bundle.threads);
    assert.equal(threads.length, 3 * 5);
    assert.equal(threads.filter(({ copy }) => copy).length, 3);
  });

  test('numbers the narrows in the order of the page, and the rivers by the one they pass', () => {
    assert.deepEqual(
      layout.ties.map(({ node, number }) => [node, number]),
      [
        ['post', 1],
        ['paper', 2],
      ],
    );
    assert.deepEqual(
      layout.mouths.map(({ river, tie }) => [river.origin.id, tie]),
      [
        ['docs', 1],
        ['paper', 2],
        ['?someone', null],
      ],
    );
  });

  test('has no gauge line where the narrows lie in different columns', () => {
    assert.equal(layout.gauge, null);
    assert.notEqual(layoutOf(routes(MOSUL, ['docs', 'paper']), 'level', 1376, 300).gauge, null);
  });
});
