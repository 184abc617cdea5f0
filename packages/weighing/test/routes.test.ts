import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Report, type Routes, routesOf, type Saying, type Teller } from '@isnad/weighing';
import fc from 'fast-check';
import { disjointChains, type Network } from '../src/routes/flow.ts';

/**
 * One line a saying: the report, then its chain from the outermost relay to the origin. `?` before a name: unnamed;
 * `~` before the line: open reach; `body/name`: a voice of that body; `report@outlet`: whose report it is.
 *   r1@المدى < Reuters < minister
 */
function weigh(...lines: string[]): Routes {
  const reports = new Map<string, Report>();
  const sayings = lines.map((line, i): Saying => {
    const open = line.startsWith('~');
    const [head, ...names] = line
      .replace('~', '')
      .split('<')
      .map((part) => part.trim());
    const [report, outlet] = head!.split('@');
    const known = reports.get(report!)?.outlets ?? [];
    const outlets = outlet === undefined ? known : [outlet];
    reports.set(report!, { id: report!, name: report!, documents: [report!], outlets });
    const claim = { document: report!, claim: `c${i}`, start: 0, end: 0, text: '' };
    return { claim, report: report!, chain: names.map(tellerOf), open };
  });
  return routesOf(sayings, [...reports.values()]);
}

function tellerOf(word: string): Teller {
  const [body, rest] = word.includes('/') ? word.split('/') : [null, word];
  const named = !rest!.startsWith('?');
  const name = rest!.replace('?', '');
  return { id: name, name, named, body: body == null ? null : { id: body, name: body } };
}

test('two reports with origins of their own are two certain routes', () => {
  const routes = weigh('r1 < Post < documents', 'r2 < Libération < general');
  assert.equal(routes.certain, 2);
  assert.equal(routes.possible, 2);
  assert.deepEqual(routes.circles, []);
});

test('five reports of one man are one route, and he is what ties them', () => {
  const routes = weigh('r1 < A < general', 'r2 < B < general', 'r3 < A < general', 'r4 < general', 'r5 < C < general');
  assert.equal(routes.certain, 1);
  assert.equal(routes.possible, 1);
  assert.deepEqual(routes.ties, ['source:general']);
});

test('two origins that reach us through one agency only are one route, and the agency is the tie', () => {
  const routes = weigh('r1 < agency < minister', 'r2 < agency < doctor');
  assert.equal(routes.certain, 1);
  assert.deepEqual(routes.ties, ['source:agency']);
});

test('an unnamed source may be anybody: it is possible, not certain', () => {
  const routes = weigh('r1 < minister', 'r2 < ?source', 'r3 < ?witness');
  assert.equal(routes.certain, 1);
  assert.equal(routes.possible, 3);
});

test('a chain that runs through an unnamed relay, or whose reach is open, is not certain', () => {
  const routes = weigh('r1 < ?agencies < minister', '~r2 < doctor', 'r3 < farmer');
  assert.equal(routes.certain, 1);
  assert.equal(routes.possible, 3);
});

test('what is said in the own voice of reports alone has one route at least and no certain second', () => {
  const routes = weigh('r1', 'r2', 'r3');
  assert.equal(routes.certain, 1);
  assert.equal(routes.possible, 3);
});

test('two voices of one body are one certain route and two possible ones', () => {
  const routes = weigh('r1 < state/ministry', 'r2 < state/governor', 'r3 < observatory');
  assert.equal(routes.certain, 2);
  assert.equal(routes.possible, 3);
});

test('two documents joined as one report are one route however many origins they name', () => {
  assert.equal(weigh('r1 < minister', 'r1 < doctor').certain, 1);
});

test('two papers that cite each other are named as a circle and carry no second route', () => {
  const routes = weigh('r1@A < B', 'r2@B < A');
  assert.deepEqual(
    routes.circles.map((ring) => [...ring].sort()),
    [['report:r1', 'report:r2', 'source:A', 'source:B']],
  );
  assert.equal(routes.certain, 1);
});

test('a paper cited for what its own report has from another is no origin', () => {
  const routes = weigh('r1@A < general', 'r2 < A', 'r3 < general');
  assert.equal(routes.certain, 1);
  assert.equal(routes.possible, 1);
});

test('a paper that names itself makes no circle', () => {
  assert.deepEqual(weigh('r1@A < A < minister').circles, []);
});

test('every edge names two nodes of the graph and the claims that went along it', () => {
  const routes = weigh('r1 < A < general', 'r2 < A < general');
  const ids = new Set(routes.nodes.map((node) => node.id));
  for (const edge of routes.edges) assert.ok(ids.has(edge.from) && ids.has(edge.to));
  assert.equal(routes.edges.find((edge) => edge.from === 'source:general')?.claims.length, 2);
  assert.equal(routes.nodes.find((node) => node.id === 'source:A')?.kind, 'relay');
});

test('a group of nothing has no route', () => {
  const routes = routesOf([], []);
  assert.equal(routes.certain, 0);
  assert.equal(routes.possible, 0);
});

const networks: fc.Arbitrary<Network> = fc.integer({ min: 1, max: 7 }).chain((nodes) => {
  const node = fc.integer({ min: 0, max: nodes - 1 });
  return fc.record({
    nodes: fc.constant(nodes),
    edges: fc.array(fc.tuple(node, node), { maxLength: 16 }),
    starts: fc.array(node, { maxLength: 4 }),
    ends: fc.array(node, { maxLength: 4 }),
  });
});

test('on small random graphs the count of disjoint chains and the cut are those found by trying everything', () => {
  fc.assert(
    fc.property(networks, (network) => {
      const { count, cut } = disjointChains(network);
      assert.equal(count, mostDisjoint(network, 0));
      assert.equal(cut.length, count);
      assert.ok(
        !isConnected(
          network,
          cut.reduce((set, node) => set | (1 << node), 0),
        ),
      );
    }),
    { numRuns: 1000 },
  );
});

/** The largest number of chains with no node in common, none of them through the nodes of `used`, by trying all. */
function mostDisjoint(network: Network, used: number): number {
  let most = 0;
  for (const start of new Set(network.starts)) {
    if ((used & (1 << start)) !== 0) continue;
    for (const path of pathsFrom(network, start, used | (1 << start))) {
      most = Math.max(most, 1 + mostDisjoint(network, path));
    }
  }
  return most;
}

/** For each chain from a node to an end, the nodes used with it. */
function pathsFrom(network: Network, at: number, used: number): Set<number> {
  const found = new Set<number>();
  if (network.ends.includes(at)) found.add(used);
  for (const [from, to] of network.edges) {
    if (from !== at || (used & (1 << to)) !== 0) continue;
    for (const path of pathsFrom(network, to, used | (1 << to))) found.add(path);
  }
  return found;
}

function isConnected(network: Network, without: number): boolean {
  return network.starts.some(
    (start) => (without & (1 << start)) === 0 && pathsFrom(network, start, without | (1 << start)).size > 0,
  );
}
