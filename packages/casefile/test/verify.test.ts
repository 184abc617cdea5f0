import assert from 'node:assert/strict';
import { appendFile, cp, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, type TestContext, test } from 'node:test';
import { type Case, createCase } from '../src/case.ts';
import { hashOf } from '../src/hashing.ts';
import { documentId } from '../src/ids.ts';
import { pack } from '../src/store/packed.ts';
import { passingFolder } from './helpers/folder.ts';
import { arrivalOf, groupOf, NO_FINDINGS, type Report, refTo } from './helpers/reports.ts';
import { unlocked } from './helpers/unlocked.ts';
import { verdictOn } from './helpers/verdict.ts';

const DAM: Report = {
  id: 'dam',
  text: 'قال مدير السد إن 200 عائلة غادرت القرية.',
  title: 'انهيار سد',
  outlet: 'صحيفة المرفأ',
  claims: [{ words: '200 عائلة غادرت القرية', chain: ['مدير السد'] }],
  figures: [{ words: '200 عائلة', value: 200 }],
};
const FLOOD: Report = { id: 'flood', text: 'غمرت المياه الجسر.', claims: [{ words: 'غمرت المياه الجسر' }] };

async function keepWithBytes(opened: Case, report: Report): Promise<void> {
  const arrival = arrivalOf(`/box/${report.id}`, report);
  await opened.originals.keep(arrival.original!.hash, new TextEncoder().encode(JSON.stringify([report])));
  await opened.store.keep([arrival], opened.stamp());
}

/** A case of two reports with a group and a decision. */
async function soundCase(context: TestContext): Promise<string> {
  const folder = join(await passingFolder(context), 'case');
  const opened = await createCase(folder, 'السد', { by: 'ليلى' });
  for (const report of [DAM, FLOOD]) await keepWithBytes(opened, report);
  const groups = [groupOf('g', [refTo('dam', DAM, 0)], 1)];
  await opened.store.putFindings({ ...NO_FINDINGS, groups }, opened.stamp());
  const subject = { kind: 'claim', document: documentId.parse('dam'), item: 'c0' } as const;
  await opened.store.decide({ subject, decision: { kind: 'accept' }, note: null }, opened.stamp());
  await opened.close();
  return folder;
}

/** Changes the database as somebody would who knows SQL. */
function alter(folder: string, ...statements: readonly string[]): void {
  const connection = new DatabaseSync(join(folder, 'case.db'), { enableForeignKeyConstraints: false });
  for (const statement of statements) connection.exec(statement);
  connection.close();
}

/** The same, past the rules of the log. */
function alterUnlocked(folder: string, statement: string): void {
  const connection = new DatabaseSync(join(folder, 'case.db'), { enableForeignKeyConstraints: false });
  unlocked(connection, () => connection.exec(statement));
  connection.close();
}

test('a case that nobody touched is sound, and the verdict counts what was checked', async (context) => {
  const verdict = await verdictOn(await soundCase(context));
  assert.deepEqual([verdict.faults, verdict.notices, verdict.sound], [[], [], true]);
  assert.deepEqual([verdict.originals, verdict.documents, verdict.entries], [2, 2, 7]);
  assert.ok(verdict.anchors >= 6);
});

describe('what was altered is found, and named', () => {
  const hash = hashOf(new TextEncoder().encode(JSON.stringify([DAM])));
  const originalAt = (folder: string): string => join(folder, 'originals', hash.slice(0, 1), hash);
  const found = (title: string, harm: (folder: string) => void | Promise<void>, what: string, name: string): void => {
    test(title, async (context) => {
      const folder = await soundCase(context);
      await harm(folder);
      const verdict = await verdictOn(folder);
      assert.equal(verdict.sound, false);
      assert.ok(
        verdict.faults.some((fault) => fault.what === what && fault.name === name),
        JSON.stringify(verdict.faults),
      );
    });
  };
  const altered = (title: string, statement: string, what: string, name: string): void =>
    found(title, (folder) => alterUnlocked(folder, statement), what, name);

  found('a byte put to an original', (folder) => appendFile(originalAt(folder), ' '), 'original', hash);
  found('an original cut short', (folder) => truncate(originalAt(folder), 10), 'original', hash);
  found('an original taken away', (folder) => rm(originalAt(folder)), 'original', hash);

  altered('a word of a text', `UPDATE bodies SET text = replace(text, '200', '300')`, 'document', 'dam');
  altered('a title', `UPDATE documents SET title = 'غيره' WHERE id = 'dam'`, 'document', 'dam');
  altered('a date', `UPDATE documents SET published = '2020-01-01' WHERE id = 'flood'`, 'document', 'flood');
  altered(
    'a Reading',
    `UPDATE bodies SET reading = (SELECT reading FROM bodies WHERE document = 2) WHERE document = 1`,
    'document',
    'dam',
  );
  altered('a Reading that is no longer one', `UPDATE bodies SET reading = x'00' WHERE document = 1`, 'document', 'dam');
  found(
    'where words stand on pages',
    (folder) => {
      const layout = pack({ pages: [], places: [{ start: 0, end: 3, page: 7 }], notes: [] });
      alter(folder, `UPDATE bodies SET layout = x'${Buffer.from(layout).toString('hex')}' WHERE document = 1`);
    },
    'document',
    'dam',
  );
  altered('a claim in the lists', `UPDATE claims SET text = 'غيره' WHERE document = 1`, 'document', 'dam');
  altered('a figure in the lists', `UPDATE figures SET low = 2 WHERE document = 1`, 'document', 'dam');
  altered('a figure taken out', `DELETE FROM figures`, 'document', 'dam');
  altered('who a claim comes from', `UPDATE claims SET chain = '[]' WHERE document = 1`, 'document', 'dam');
  altered('an entry of the log', `UPDATE log SET by = 'غيرها' WHERE seq = 3`, 'log', '3');
  altered('an entry taken out', `DELETE FROM log WHERE seq = 6`, 'log', '7');
  altered('a decision in the log', `UPDATE log SET act = replace(act, 'accept', 'reject') WHERE seq = 7`, 'log', '7');
  altered('a decision forgotten', `DELETE FROM reviews`, 'review', '7');
  altered('a decision taken back by nobody', `UPDATE reviews SET undone = 6`, 'review', '7');
  altered('the name of the case', `UPDATE case_info SET name = 'غيره'`, 'log', '1');
  altered(
    'a document taken out',
    `DELETE FROM bodies WHERE document = 2; DELETE FROM claims WHERE document = 2;
     DELETE FROM documents WHERE number = 2`,
    'document',
    'flood',
  );
  altered(
    'a document put in',
    `INSERT INTO documents SELECT 9, 'forged', original, part, title, outlet, author, published, modified, address,
       length, claims, attributions, figures, flags, 2 FROM documents WHERE number = 1`,
    'document',
    'forged',
  );
  found('a rule taken away', (folder) => alter(folder, 'DROP TRIGGER log_is_never_cut'), 'database', 'case.db');
  altered('the words of a finding', `UPDATE bodies SET text = 'نص آخر' WHERE document = 1`, 'finding', 'g');
});

test('bytes that nothing refers to are told, and are no fault', async (context) => {
  const folder = await soundCase(context);
  await writeFile(join(folder, 'originals', 'stray'), 'x');
  const verdict = await verdictOn(folder);
  assert.equal(verdict.sound, true);
  assert.deepEqual(
    verdict.notices.map((notice) => notice.name),
    ['stray'],
  );
});

test('the log refuses to be changed by the program itself', async (context) => {
  const folder = await soundCase(context);
  assert.throws(() => alter(folder, `UPDATE log SET by = 'x'`), /append-only/);
  assert.throws(() => alter(folder, 'DELETE FROM log'), /append-only/);
});

/** What only says how it is kept. */
const HOW_KEPT = /^(sqlite_|derived)/;

/** Another value than a row has: of text one letter, of bytes one bit, of numbers one more. */
function otherValue(value: unknown): string | number | Uint8Array {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'string') return value === '' ? 'x' : `${value.slice(0, -1)}${value.endsWith('x') ? 'y' : 'x'}`;
  if (value instanceof Uint8Array) {
    const bytes = Uint8Array.from(value);
    bytes[bytes.length - 1]! ^= 1;
    return bytes;
  }
  return 'x';
}

test('whatever value of whatever row is changed behind the log’s back, it shows', async (context) => {
  const folder = await soundCase(context);
  const first = new DatabaseSync(join(folder, 'case.db'));
  const names = first.prepare(`select name from sqlite_master where type = 'table'`).all();
  const tables = names.map(({ name }) => String(name)).filter((name) => !HOW_KEPT.test(name));
  const rows = tables.map((table) => first.prepare(`select * from ${table} limit 1`).get() ?? {});
  first.close();
  const unseen: string[] = [];
  let changes = 0;
  for (const [index, table] of tables.entries()) {
    for (const [column, value] of Object.entries(rows[index]!)) {
      const copy = `${folder}-${changes}`;
      await cp(folder, copy, { recursive: true });
      const connection = new DatabaseSync(join(copy, 'case.db'), { enableForeignKeyConstraints: false });
      let refused = false;
      try {
        const change = connection.prepare(`update ${table} set "${column}" = ? where "${column}" is ?`);
        unlocked(connection, () => change.run(otherValue(value), value));
      } catch {
        // The table itself refuses such a value.
        refused = true;
      }
      connection.close();
      const sound = await verdictOn(copy).then(
        (verdict) => verdict.sound,
        () => false,
      );
      await rm(copy, { recursive: true });
      assert.ok(!refused || sound, 'a change that was refused changed nothing');
      if (refused) continue;
      changes++;
      if (sound) unseen.push(`${table}.${column}`);
    }
  }
  assert.deepEqual(unseen, []);
  context.diagnostic(`${changes} changes in ${tables.length} tables`);
});
