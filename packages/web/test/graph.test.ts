import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { SourceRecord } from '@isnad/server/api';
import { graphLayout } from '../src/sources/graph.ts';

function source(key: string, published = 0): SourceRecord {
  const counts = { originated: 1, relayed: 0, published, corroborated: 0, contested: 0, drifted: 0 };
  return { key, name: key, order: 0, named: true, ...counts, otherNames: [] };
}

describe('the picture of who passes on whose claims', () => {
  test('sets origins first, relays between and outlets last', () => {
    const nodes = [source('paper', 2), source('agency'), source('farmer')];
    const edges = [
      { from: 'farmer', to: 'agency', claims: 1 },
      { from: 'agency', to: 'paper', claims: 1 },
    ];
    const layout = graphLayout({ nodes, edges });
    assert.deepEqual(
      layout.nodes.map(({ source: { key }, column }) => [key, column]),
      [
        ['farmer', 0],
        ['agency', 1],
        ['paper', 2],
      ],
    );
  });

  test('orders a column so that ties do not cross where they need not', () => {
    const nodes = [source('x', 1), source('y', 1), source('a'), source('b')];
    const edges = [
      { from: 'a', to: 'y', claims: 1 },
      { from: 'b', to: 'x', claims: 1 },
    ];
    const { nodes: placed } = graphLayout({ nodes, edges });
    const row = new Map(placed.map(({ source: { key }, row }) => [key, row]));
    assert.equal(Math.sign(row.get('a')! - row.get('b')!), Math.sign(row.get('y')! - row.get('x')!));
  });

  test('says how many it has no room for', () => {
    const nodes = [source('paper', 1), ...Array.from({ length: 40 }, (_, at) => source(`s${at}`))];
    const edges = nodes.slice(1).map(({ key }) => ({ from: key, to: 'paper', claims: 1 }));
    const layout = graphLayout({ nodes, edges });
    assert.equal(layout.nodes.length + layout.more, 41);
    assert.ok(layout.more > 0);
  });

  test('leaves out who is tied to nobody', () => {
    assert.deepEqual(graphLayout({ nodes: [source('alone')], edges: [] }).nodes, []);
  });
});
