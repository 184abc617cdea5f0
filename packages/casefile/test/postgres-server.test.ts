import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { openCase } from '../src/case.ts';
import { placeOf, shownPlace } from '../src/postgres/address.ts';
import { openPostgres } from '../src/postgres/database.ts';
import { CaseServer } from '../src/postgres/server.ts';
import { search } from '../src/search/hit.ts';
import { migrate } from '../src/sqlite/migrate.ts';
import { CaseBusy, CaseError } from '../src/store/store.ts';
import { verify } from '../src/verify.ts';
import { allOf } from './helpers/all.ts';
import { passingFolder } from './helpers/folder.ts';
import { DAM, FLOOD, keepReport } from './helpers/full-case.ts';
import { type PostgresServer, startPostgres } from './helpers/postgres.ts';
import { arrivalOf } from './helpers/reports.ts';
import { sharedPostgres } from './helpers/shared-postgres.ts';

/** What a server of cases does beyond what every store does. */

interface Desk {
  readonly address: string;
  readonly server: CaseServer;
  readonly workFolder: string;
  /** As another process of the same people would. */
  another(): CaseServer;
}

async function deskIn(context: TestContext, running?: PostgresServer): Promise<Desk> {
  const address = await (running ?? (await sharedPostgres())).database();
  const servers: CaseServer[] = [];
  const another = (): CaseServer => {
    const server = new CaseServer(address, { connections: 4 });
    servers.push(server);
    return server;
  };
  context.after(() => Promise.all(servers.map((server) => server.close())));
  return { address, server: another(), another, workFolder: await passingFolder(context) };
}

describe('a server of cases', () => {
  test('lists them by name, and keeps them apart', async (context) => {
    const { server, workFolder } = await deskIn(context);
    const [flood, dam] = [
      await server.create('flood', 'الفيضان', { workFolder }),
      await server.create('dam', 'السد', { workFolder }),
    ];
    await keepReport(dam, DAM);
    await Promise.all(Array.from({ length: 20 }, () => Promise.all([dam.store.summary(), flood.store.summary()])));
    assert.equal((await dam.store.documents({ limit: 9 })).total, 1);
    assert.equal((await flood.store.documents({ limit: 9 })).total, 0);
    assert.deepEqual(await search(flood.store, 'المدير', 9), []);
    assert.deepEqual(await allOf(flood.originals.names()), []);
    assert.deepEqual(
      (await server.cases()).map(({ name, title }) => [name, title]),
      [
        ['dam', 'السد'],
        ['flood', 'الفيضان'],
      ],
    );
    await dam.close();
    await flood.close();
  });

  test('makes no case of a name that is taken, or is none, and opens none that is not there', async (context) => {
    const { server, address, workFolder } = await deskIn(context);
    await (await server.create('dam', 'السد', { workFolder })).close();
    await assert.rejects(server.create('dam', 'آخر', { workFolder }), /there is a case already/);
    for (const name of ['', 'Dam', 'a b', '1a', 'a"; drop schema public', 'x'.repeat(56), '../a', 'pg-a'])
      await assert.rejects(server.open(name, { workFolder }), /no name of a case/);
    await assert.rejects(server.open('flood', { workFolder }), /the server has no case «flood»/);
    await assert.rejects(openCase(address), /names no case/);
    assert.deepEqual(
      (await server.cases()).map(({ title }) => title),
      ['السد'],
    );
  });

  test('that can’t be reached is told in words, without its password', async () => {
    const place = 'postgres://u:secret@localhost:1/x?case=a';
    await assert.rejects(
      openCase(place),
      (error) => error instanceof CaseError && /can’t be reached/.test(error.message),
    );
    assert.doesNotMatch(shownPlace(place), /secret/);
  });

  test('has steps of several processes take turns: one log, nothing twice, nothing lost', async (context) => {
    const { server, another, workFolder } = await deskIn(context);
    const first = await server.create('dam', 'السد', { workFolder });
    const all = [first, ...(await Promise.all([1, 2].map(() => another().open('dam', { workFolder }))))];
    const texts = Array.from({ length: 24 }, (_, at) => ({
      id: `r${at}`,
      text: `انهار السد رقم ${at} وغمرت المياه الجسر.`,
    }));
    await Promise.all(texts.map((report, at) => keepReport(all[at % all.length]!, report)));
    // The same report by all of them at once is one document.
    await Promise.all(all.map((opened) => keepReport(opened, FLOOD)));
    assert.equal((await first.store.documents({ limit: 1 })).total, 25);
    assert.deepEqual((await verify(first)).faults, []);
    for (const opened of all) await opened.close();
  });

  test('lets lists go on while a step waits, and tells who waits too long', async (context) => {
    const { server, address, workFolder } = await deskIn(context);
    const opened = await server.create('dam', 'السد', { workFolder, patience: 200 });
    const other = openPostgres(address, 'case_dam', 1);
    await other.transaction().execute(async (transaction) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(current_schema(), 1))`.execute(transaction);
      const waiting = [1, 2, 3].map(() => opened.store.keep([arrivalOf('/a', DAM)], opened.stamp()));
      assert.equal((await opened.store.documents({ limit: 1 })).total, 0);
      for (const one of waiting) await assert.rejects(one, CaseBusy);
    });
    await other.destroy();
    await opened.store.keep([arrivalOf('/a', DAM)], opened.stamp());
    assert.equal((await opened.store.documents({ limit: 1 })).total, 1);
    await opened.close();
  });
});

describe('the schema of a case in a server', () => {
  test('has every column of a case in a folder', async (context) => {
    const { server, address, workFolder } = await deskIn(context);
    await (await server.create('dam', 'السد', { workFolder })).close();
    const file = new DatabaseSync(':memory:');
    migrate(file);
    const folder = file
      .prepare(`select m.name as t, c.name as c from sqlite_schema as m, pragma_table_info(m.name) as c
        where m.type = 'table' and m.name not like 'sqlite%' order by 1, 2`)
      .all()
      .map(({ t, c }) => `${t}.${c}`);
    const database = openPostgres(address, 'case_dam', 1);
    const { rows } = await sql<{ name: string }>`select table_name || '.' || column_name as name
      from information_schema.columns where table_schema = 'case_dam'`.execute(database);
    await database.destroy();
    const there = new Set(rows.map(({ name }) => name));
    assert.deepEqual(
      folder.filter((name) => !there.has(name)),
      [],
    );
  });

  test('is brought up to date by steps that can be looked at first', async (context) => {
    const names = readdirSync(join(import.meta.dirname, '../src/postgres/migrations')).sort();
    const { server, address, workFolder } = await deskIn(context);
    await (await server.create('dam', 'السد', { workFolder })).close();
    assert.equal((await server.planned()).size, 0);
    const database = openPostgres<{ schema_version: { version: number } }>(address, 'case_dam', 1);
    await database.updateTable('schema_version').set({ version: 99 }).execute();
    await assert.rejects(server.open('dam', { workFolder }), /a newer Isnad made it/);
    await sql`create schema case_flood`.execute(database);
    await database.updateTable('schema_version').set({ version: names.length }).execute();
    assert.deepEqual(
      (await server.planned()).get('flood')?.map(({ name }) => name),
      names,
    );
    assert.deepEqual(
      (await server.migrate()).get('flood')?.map(({ name }) => name),
      names,
    );
    assert.equal((await server.planned()).size, 0);
    await database.destroy();
  });

  const ALTERED = [
    ['a word of a text', `update bodies set text = replace(text, 'القرية', 'المدينة')`],
    ['a claim', `update claims set text = text || ' نعم'`],
    [
      'an entry of the log',
      `alter table log disable trigger all; update log set by = 'آخر' where seq = 2; alter table log enable trigger all`,
    ],
    [
      'a document taken out',
      `set session_replication_role = replica; delete from documents; set session_replication_role = default`,
    ],
    ['a rule taken away', 'alter table log disable trigger log_is_never_changed'],
    ['bytes of an original', `select lo_put(object, 0, '\\x00') from stored_originals`],
  ] as const;
  for (const [title, statement] of ALTERED) {
    test(`shows it when ${title} was changed behind the log’s back`, async (context) => {
      const { server, address, workFolder } = await deskIn(context);
      const opened = await server.create('dam', 'السد', { workFolder });
      await keepReport(opened, DAM);
      assert.deepEqual((await verify(opened)).faults, []);
      const database = openPostgres(address, 'case_dam', 1);
      for (const one of statement.split('; ')) await sql.raw(one).execute(database);
      await database.destroy();
      assert.equal((await verify(opened)).sound, false);
      await opened.close();
    });
  }

  test('shows whatever of its schema is not as Isnad makes it, and leaves nothing of the comparison', async (context) => {
    const { server, address, workFolder } = await deskIn(context);
    const opened = await server.create('dam', 'السد', { workFolder });
    const database = openPostgres(address, 'case_dam', 1);
    const changed = [
      ['a key', 'alter table documents drop constraint documents_pkey cascade', /documents_pkey/],
      [
        'a guard that says yes',
        `create or replace function log_is_append_only() returns trigger language plpgsql as 'begin return new; end'`,
        /log_is_append_only/,
      ],
      ['a column', 'alter table log alter column by drop not null', /log\.by/],
      [
        'a trigger of somebody’s',
        'create trigger mine before insert on log execute function log_is_append_only()',
        /mine/,
      ],
      ['a table of somebody’s', 'create table mine (words text)', /mine/],
      ['a rule', 'create rule hush as on insert to log do instead nothing', /hush/],
    ] as const;
    for (const [title, statement, told] of changed) {
      const before = (await verify(opened)).faults.length;
      await sql.raw(statement).execute(database);
      const { faults } = await verify(opened);
      assert.ok(faults.length > before, title);
      assert.ok(
        faults.some(({ what, message }) => what === 'database' && told.test(message)),
        title,
      );
    }
    const { rows } = await sql`select from pg_namespace where nspname = 'isnad_model'`.execute(database);
    assert.equal(rows.length, 0);
    await database.destroy();
    await opened.close();
  });

  test('lets nobody rewrite the log by the way', async (context) => {
    const { server, address, workFolder } = await deskIn(context);
    await (await server.create('dam', 'السد', { workFolder })).close();
    const database = openPostgres(address, 'case_dam', 1);
    for (const statement of [`update log set by = 'x'`, 'delete from log', 'truncate log cascade'])
      await assert.rejects(sql.raw(statement).execute(database), /append-only/);
    await database.destroy();
  });
});

test('a server that is killed in the middle of steps keeps each whole or not at all, and is gone on with', async (context) => {
  const running = await startPostgres();
  context.after(() => running.stop());
  const { server, address, workFolder } = await deskIn(context, running);
  const opened = await server.create('dam', 'السد', { workFolder });
  const told: string[] = [];
  for (let round = 0; round < 3; round++) {
    const steps = Array.from({ length: 12 }, async (_, at) => {
      const id = `r${round}-${at}`;
      await opened.store.keep([arrivalOf(`/${id}`, { id, text: `انهار السد ${round} ${at}.` })], opened.stamp());
      told.push(id);
    });
    const outcomes = Promise.allSettled(steps);
    // Some steps are through, one is on its way, others wait.
    await steps[round * 2]!.catch(() => undefined);
    await running.restart('crash');
    for (const outcome of await outcomes)
      if (outcome.status === 'rejected') assert.ok(outcome.reason instanceof CaseError, String(outcome.reason));
  }
  const there = await openCase(placeOf(address, 'dam'), { workFolder: join(workFolder, 'again') });
  for (const id of told)
    assert.ok(
      (await search(there.store, 'السد', 100)).some(({ document }) => document === id),
      id,
    );
  assert.deepEqual(await there.store.faults(), []);
  await there.close();
  await opened.close();
});
