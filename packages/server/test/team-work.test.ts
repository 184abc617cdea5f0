import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { CaseServer } from '@isnad/casefile';
import { foldersHouse } from '../src/team/house.ts';
import { WorkQueue } from '../src/work/queue.ts';
import { startWorker } from '../src/work/start.ts';
import { DAM, weigher } from './helpers/served.ts';
import { startTeam, type Team } from './helpers/team.ts';

for (const inStore of [false, true]) {
  describe(`people at work on one case ${inStore ? 'in the database' : 'in a folder'}`, () => {
    let team: Team;
    before(async () => {
      team = await startTeam({}, inStore);
    });
    after(() => team.close());
    const inCase = (path: string): string => `/cases/${team.mine}/api${path}`;
    const ACCEPT = { subject: { kind: 'claim', document: 'dam/1', item: 'c1' }, decision: { kind: 'accept' } };

    test('each decide in their own name, side by side, and both decisions stand in the log', async () => {
      const [reviewer, editor] = [await team.cookieOf(team.people.reviewer), await team.cookieOf(team.people.editor)];
      const reject = { ...ACCEPT, decision: { kind: 'reject' } };
      const made = await Promise.all([
        team.send('POST', inCase('/reviews'), reviewer, ACCEPT),
        team.send('POST', inCase('/reviews'), editor, reject),
      ]);
      assert.deepEqual(
        made.map(({ status }) => status),
        [200, 200],
      );
      const { json } = await team.ask(inCase('/reviews'), { cookie: reviewer });
      const told = json.items.map(
        ({ by, decision }: { by: string; decision: { kind: string } }) => `${by} ${decision.kind}`,
      );
      assert.deepEqual(told.sort(), ['editor reject', 'reviewer accept']);
    });

    test('are noted when they open a document or take something out, and nobody can change what was noted', async () => {
      const reader = await team.cookieOf(team.people.reader);
      const document = inCase(`/documents/${encodeURIComponent('dam/1')}`);
      const { headers } = await team.ask(document, { cookie: reader });
      const again = await team.ask(document, { cookie: reader, headers: { 'if-none-match': String(headers.etag) } });
      assert.equal(again.status, 304, 'from the browser’s own shelf');
      await team.ask(inCase('/documents/market/original'), { cookie: reader });
      await team.ask(inCase('/documents/none'), { cookie: reader });
      await team.ask(inCase('/briefing?format=md&language=en'), { cookie: reader });
      await team.send('POST', inCase('/exports'), reader, { format: 'csv' });
      const owner = await team.cookieOf(team.people.owner);
      const { json } = await team.ask(inCase('/accesses'), { cookie: owner });
      const told = json.map(({ login, kind, subject }: { [field: string]: string }) => `${login} ${kind} ${subject}`);
      assert.deepEqual(told, [
        'reader export isnad-csv.zip',
        'reader briefing text/markdown',
        'reader original market',
        'reader document dam/1',
        'reader document dam/1',
      ]);
      const older = await team.ask(inCase(`/accesses?limit=1&before=${json[3].number}`), { cookie: owner });
      assert.equal(older.json[0].number, json[4].number);
      await assert.rejects(team.database.deleteFrom('accesses').execute(), /stays as it is/);
      await assert.rejects(team.database.updateTable('accesses').set({ login: 'x' }).execute(), /stays as it is/);
      const { json: log } = await team.ask(inCase('/log'), { cookie: reader });
      assert.ok(!JSON.stringify(log).includes('"by":"reader"'), 'the case’s own log tells of changes alone');
    });

    test('see alike by the same address, and each what waits for them alone', async () => {
      const [one, other] = [await team.cookieOf(team.people.reviewer), await team.cookieOf(team.people.owner)];
      const mine = await team.ask(inCase('/queue'), { cookie: one });
      const theirs = await team.ask(inCase('/queue'), {
        cookie: other,
        headers: { 'if-none-match': String(mine.headers.etag) },
      });
      assert.equal(theirs.status, 200, 'what another was shown is no answer to them');
    });

    test('send in files, which a worker reads in their name, once, and weighs', { timeout: 60_000 }, async () => {
      const editor = await team.cookieOf(team.people.editor);
      const body = 'قال المحافظ إن الطريق أغلق أمس.\n';
      const upload = (name: string) =>
        team.ask(inCase(`/uploads?name=${encodeURIComponent(name)}`), {
          method: 'POST',
          cookie: editor,
          headers: { origin: team.origin, 'content-type': 'application/octet-stream' },
          body,
        });
      const sent = await upload('طريق.txt');
      assert.equal(sent.status, 200, sent.body);
      assert.equal(sent.json.waiting, 1);
      assert.equal((await team.ask(inCase('/imports'), { cookie: editor })).json.waiting, 1);
      const folder = await mkdtemp(join(tmpdir(), 'isnad-work-'));
      const { promise: weighed, resolve } = Promise.withResolvers<void>();
      const log: string[] = [];
      const worker = await startWorker({
        ...{ store: team.store, folder, weigher },
        house: inStore ? new CaseServer(team.store) : foldersHouse(team.folder),
        log: (line) => {
          log.push(line);
          if (JSON.parse(line).event === 'weighed') resolve();
        },
      });
      await weighed;
      await worker.close();
      const { json } = await team.ask(inCase('/latest'), { cookie: editor });
      assert.equal(json.total, 4);
      assert.equal(json.items[0].number, 4);
      const { json: entries } = await team.ask(inCase('/log?after=0&limit=100'), { cookie: editor });
      const kept = entries.items ?? entries;
      const ours = kept.find((entry: { act: { from?: { place: string } } }) => entry.act.from?.place === 'طريق.txt');
      assert.equal(ours.by, 'editor');
      assert.ok(!log.join('').includes('طريق'), 'a worker’s log holds no names of files either');
      await rm(folder, { recursive: true });
    });

    test('see what could not be done, and have it tried again', { timeout: 60_000 }, async () => {
      const queue = await WorkQueue.open(team.store, { onFault: (error) => assert.fail(String(error)), retries: 0 });
      const owner = await team.cookieOf(team.stranger);
      const inTheirs = (path: string): string => `/cases/${team.others}/api${path}`;
      await queue.weigh({ case: team.others });
      const { promise: failed, resolve } = Promise.withResolvers<void>();
      const workshop = {
        read: async () => {},
        weigh: async () => {
          resolve();
          throw new Error(`the disk is full at ${DAM.slice(0, 3)}`);
        },
      };
      await queue.work(workshop);
      await failed;
      let { json } = await team.ask(inTheirs('/failed'), { cookie: owner });
      while (json.length === 0) ({ json } = await team.ask(inTheirs('/failed'), { cookie: owner }));
      assert.equal(json[0].kind, 'weigh');
      await queue.close();
      const retried = await team.send('POST', inTheirs('/failed/retry'), owner);
      assert.deepEqual(retried.json, []);
    });
  });
}
