import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Routes } from '@isnad/weighing';
import { type Descent, SameSources } from '../src/work/same-sources.ts';

/** One claim of one document that came down through these sources of weighing, the outermost relay first. */
function routesOf(document: string, ...path: readonly string[]): Routes {
  const claims = [{ document, claim: 'c1', start: 0, end: 1, text: 'س' }];
  const nodes = ['', ...path];
  return {
    nodes: nodes.map((name, place) => ({
      id: place === 0 ? `report:${document}` : `source:${name}`,
      kind: place === 0 ? 'report' : 'origin',
      name: place === 0 ? `تقرير ${document}` : name,
      named: true,
      documents: place === 0 ? [document] : [],
    })),
    edges: path.map((name, place) => ({
      from: `source:${name}`,
      to: place === 0 ? `report:${document}` : `source:${path[place - 1]}`,
      certain: true,
      claims,
    })),
    certain: 1,
    possible: 1,
    ties: [],
    circles: [],
  };
}

function descent(document: string, ...chain: readonly string[]): Descent {
  return { document, claim: 'c1', chain, outlet: null };
}

const together = (same: SameSources) => [...same.bySource().values()].filter(({ length }) => length > 1);

test('two names are of one source where weighing knows both for it', () => {
  const same = new SameSources();
  same.learn(routesOf('a', 'الوكالة', 'سالم'), [descent('a', 'وكاله السهل', 'المهندس سالم')]);
  same.learn(routesOf('b', 'سالم'), [descent('b', 'سالم')]);
  assert.deepEqual(together(same), [['المهندس سالم', 'سالم']]);
});

test('a name that is one source here and another there is taken together with neither', () => {
  const same = new SameSources();
  same.learn(routesOf('a', 'وكالة السهل'), [descent('a', 'الوكاله')]);
  same.learn(routesOf('b', 'وكالة النهر'), [descent('b', 'الوكاله')]);
  same.learn(routesOf('c', 'وكالة السهل'), [descent('c', 'وكاله السهل')]);
  assert.deepEqual(together(same), []);
});

test('a chain of which weighing has other links than the text teaches nothing', () => {
  const same = new SameSources();
  same.learn(routesOf('a', 'سالم'), [descent('a', 'تقرير سالم', 'سالم')]);
  same.learn(routesOf('b', 'سالم'), [descent('b', 'المهندس سالم')]);
  assert.deepEqual(together(same), []);
});

test('who has no name is nobody’s other name', () => {
  const same = new SameSources();
  const routes = routesOf('a', 'مصدر');
  same.learn({ ...routes, nodes: routes.nodes.map((node) => ({ ...node, named: false })) }, [
    descent('a', 'مصدر مطلع'),
  ]);
  same.learn(routesOf('b', 'مصدر'), [descent('b', 'مصدر')]);
  assert.deepEqual(together(same), []);
});
