import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { withTable } from '../../../scripts/permissions.ts';
import { may, ROLES } from '../src/people/roles.ts';
import { LONGEST } from '../src/people/sessions.ts';
import { RULES, type Rule } from '../src/team/permissions.ts';
import { startTeam, type Team } from './helpers/team.ts';

/** Every route of the table, with something in the place of what its path names. */
const ROUTES = Object.entries<Rule>(RULES).map(([route, { needs }]) => {
  const [method = '', path = ''] = route.split(' ');
  return { route, method, path, needs };
});
const OF_CASES = ROUTES.filter(({ needs }) => needs !== 'anyone' && needs !== 'signed in');

function addressed(path: string, id: string): string {
  return path
    .replace(':case', id)
    .replace(':id/pages/:page', 'none/pages/1')
    .replace(/:(id|person|entry|page)/g, (_, name) => (name === 'person' ? id : '999'));
}

async function statusOfStream(address: URL, cookie: string | false): Promise<number> {
  const gone = new AbortController();
  const { status } = await fetch(address, { signal: gone.signal, headers: cookie === false ? {} : { cookie } });
  gone.abort();
  return status;
}

/** Asks, and drops the answer of what has no end. */
async function statusOf(team: Team, method: string, path: string, cookie: string | false): Promise<number> {
  if (path.endsWith('/api/events')) return statusOfStream(new URL(path, team.origin), cookie);
  return (await team.send(method, path, cookie, method === 'GET' || method === 'DELETE' ? undefined : {})).status;
}

const LET_BY = (status: number): boolean => status !== 401 && status !== 403 && status !== 500;

/** Tables without the room that lines up their columns. */
function unaligned(text: string): string {
  return text.replace(/ +(?=\|)/g, ' ').replace(/-{3,}/g, '---');
}

describe('the table of permissions', () => {
  let team: Team;
  before(async () => {
    team = await startTeam();
  });
  after(() => team.close());

  test('stands in the guide as the server goes by it', async () => {
    const guide = await readFile(join(import.meta.dirname, '..', '..', '..', 'docs', 'TEAM.md'), 'utf8');
    assert.match(guide, /^\| `GET \/cases\/:case\/api\/documents\/:id` +\| +\| +(\| ✓ +){4}\| document +\|$/m);
    assert.equal(unaligned(withTable(guide)), unaligned(guide), 'run node scripts/permissions.ts');
  });

  describe('every route of a case', () => {
    for (const role of ROLES) {
      test(`lets a ${role} by as the table has it, and no further`, async () => {
        const cookie = await team.cookieOf(team.people[role]);
        for (const { route, method, path, needs } of OF_CASES) {
          if (needs === 'anyone' || needs === 'signed in') continue;
          const status = await statusOf(team, method, addressed(path, team.mine), cookie);
          if (may(role, needs)) assert.ok(LET_BY(status), `${route} as ${role}: ${status}`);
          else assert.equal(status, 403, `${route} as ${role}`);
        }
      });
    }

    test('is not there for somebody of another case, whatever they are in that one', async () => {
      const cookie = await team.cookieOf(team.stranger);
      for (const { route, method, path } of OF_CASES) {
        const status = await statusOf(team, method, addressed(path, team.mine), cookie);
        const nowhere = await statusOf(team, method, addressed(path, '00000000-0000-4000-8000-000000000000'), cookie);
        assert.equal(status, 404, route);
        assert.equal(nowhere, status, `${route}: a case that is not there answers alike`);
      }
    });
  });

  describe('every route that takes a session', () => {
    const inside = ROUTES.filter(({ needs }) => needs !== 'anyone');

    test('is shut to whoever is signed out, forged a session, or whose session is over or revoked', async () => {
      const expired = await team.cookieOf(team.people.owner);
      const revoked = await team.cookieOf(team.people.owner);
      team.pass(LONGEST + 1);
      await team.database.deleteFrom('sessions').where('person', '=', team.people.owner.id).execute();
      const [name] = expired.split('=');
      const forged = `${name}=${'A'.repeat(43)}`;
      for (const { route, method, path } of inside) {
        for (const cookie of [false, forged, expired, revoked, `${name}=`] as const) {
          assert.equal(
            await statusOf(team, method, addressed(path, team.mine), cookie),
            401,
            `${route} with ${cookie}`,
          );
        }
      }
    });

    test('is shut to whoever was shut out, from that moment on', async () => {
      const cookie = await team.cookieOf(team.people.reader);
      assert.equal((await team.ask('/api/session', { cookie })).status, 200);
      const set = (disabled: boolean): Promise<unknown> =>
        team.database.updateTable('people').set({ disabled }).where('id', '=', team.people.reader.id).execute();
      await set(true);
      assert.equal((await team.ask('/api/session', { cookie })).status, 401);
      assert.equal((await team.ask(`/cases/${team.mine}/api/case`, { cookie })).status, 401);
      await set(false);
    });
  });
});
