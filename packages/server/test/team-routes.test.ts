import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openCase, Readers } from '@isnad/casefile';
import { createApp, emptyApp } from '../src/app.ts';
import { Imports } from '../src/imports.ts';
import type { App } from '../src/routes/route.ts';
import { createTeamApp } from '../src/team/app.ts';
import { Gate } from '../src/team/gate.ts';
import { Lines } from '../src/team/lines.ts';
import { Metrics } from '../src/team/metrics.ts';
import { OpenCases } from '../src/team/open-cases.ts';
import { RULES } from '../src/team/permissions.ts';
import { SessionCookie } from '../src/team/session-cookie.ts';
import { inNameOf } from '../src/team/visitor.ts';
import { WorkQueue } from '../src/work/queue.ts';
import { modelCase, weigher } from './helpers/served.ts';
import { startTeam, type Team } from './helpers/team.ts';

describe('the routes that there are', () => {
  let team: Team;
  let gate: Gate;
  let routes: Set<string>;

  before(async () => {
    team = await startTeam();
    const clock = (): Date => new Date();
    const cookie = new SessionCookie(team);
    gate = new Gate(team.database, cookie, clock);
    const opened = await openCase(await modelCase());
    const readers = new Readers({ size: 1 });
    const imports = new Imports(opened, readers, weigher);
    const ofCase = createApp(
      { opened, readers, imports },
      { guard: gate.guard, page: null, uploads: team.folder, largest: 1, onFault: fault },
    );
    const work = await WorkQueue.open(team.store, { onFault: fault });
    const cases = new OpenCases(team.house, () => assert.fail('no case is opened'));
    const lines = new Lines(() => {}, clock);
    const site = { host: '127.0.0.1', origin: team.origin };
    const desk = { ...{ database: team.database, work, gate, cookie, lines, site, clock }, provider: null };
    const ofTeam = createTeamApp(
      { ...desk, behindProxy: false },
      cases,
      new Metrics(null, work, () => 0),
      `${team.folder}/dist`,
    );
    routes = new Set([...named(ofTeam, ''), ...named(ofCase, '/cases/:case')]);
    await cases.close();
    await work.close();
    await imports.close();
    await readers.close();
    await opened.close();
  });
  after(() => team.close());

  test('are those of the table of permissions, no more and no fewer', () => {
    assert.deepEqual([...routes].sort(), Object.keys(RULES).sort());
  });

  test('that nobody wrote a rule for let nobody by, not even an owner', async () => {
    const app = emptyApp(fault);
    gate.guard(app);
    app.get('/api/forgotten', (context) => context.text('secret'));
    app.all('/api/of-any-method', (context) => context.text('secret'));
    const context = await contextOf();
    const visitor = { person: team.people.owner, case: team.mine, role: 'owner', context } as const;
    const forgotten = await inNameOf(visitor, () => app.request('/api/forgotten'));
    assert.equal(forgotten.status, 403);
    assert.doesNotMatch(await forgotten.text(), /secret/);
    assert.equal((await inNameOf(visitor, () => app.request('/api/of-any-method'))).status, 404);
  });

  test('of a case answer nobody who did not come in by the front', async () => {
    const faults: unknown[] = [];
    const app = emptyApp((error) => faults.push(error));
    gate.guard(app);
    app.get('/api/case', (context) => context.text('secret'));
    assert.equal((await app.request('/api/case')).status, 500);
    assert.equal(faults.length, 1);
  });
});

function fault(error: unknown): never {
  assert.fail(String(error));
}

function named(app: App, prefix: string): string[] {
  return app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${prefix}${path}`);
}

/** A context of some request. */
async function contextOf() {
  const app = emptyApp(fault);
  const { promise, resolve } = Promise.withResolvers<Parameters<Parameters<typeof app.notFound>[0]>[0]>();
  app.notFound((context) => {
    resolve(context);
    return context.text('');
  });
  await app.request('/');
  return promise;
}
