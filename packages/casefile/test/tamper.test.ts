import assert from 'node:assert/strict';
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import { zstdDecompressSync } from 'node:zlib';
import { passingFolder } from './helpers/folder.ts';
import { fullCase } from './helpers/full-case.ts';
import { unlocked } from './helpers/unlocked.ts';
import { verdictOn } from './helpers/verdict.ts';

/** Changes tried of each kind; a campaign tries more: `npm run campaign:tamper`. */
const CHANGES = Number(process.env.CHANGES ?? 40);

/** Numbers that look random and are the same at every run (Lehmer's generator). */
function* lehmer(seed: number): Generator<number> {
  for (let state = seed; ; state = (state * 48_271) % 2_147_483_647) yield state;
}

class Dice {
  readonly #numbers = lehmer(20_260_304);

  /** From 0 up to `below`, exclusive. */
  below(below: number): number {
    return (this.#numbers.next().value ?? 0) % below;
  }

  of<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }

  /** The same bytes but for one bit. */
  flipped(bytes: Uint8Array): { bytes: Uint8Array; at: number } {
    const changed = Uint8Array.from(bytes);
    const at = this.below(changed.length);
    changed[at]! ^= 1 << this.below(8);
    return { bytes: changed, at };
  }
}

/** Whether verify finds nothing wrong; false, too, for a case that can't even be opened. */
async function isSound(folder: string): Promise<boolean> {
  try {
    return (await verdictOn(folder)).sound;
  } catch {
    return false;
  }
}

async function copyOf(folder: string, context: TestContext): Promise<string> {
  const copy = join(await passingFolder(context), 'copy');
  await cp(folder, copy, { recursive: true });
  return copy;
}

/** What only says how it is kept. */
const HOW_KEPT = /^(sqlite_|derived)/;

/** Every row of these tables, as SQLite gives it. */
function rowsIn(path: string, names: readonly string[]): string {
  const connection = new DatabaseSync(path, { readOnly: true });
  try {
    const tables = names.map((table) => connection.prepare(`select * from ${table}`).all());
    return JSON.stringify(tables, (_, value) => (value instanceof Uint8Array ? contentOf(value) : value));
  } finally {
    connection.close();
  }
}

/** What compressed bytes hold; the bytes where they hold nothing. */
function contentOf(bytes: Uint8Array): string {
  try {
    return zstdDecompressSync(bytes).toString('utf8');
  } catch {
    return Buffer.from(bytes).toString('hex');
  }
}

/** The tables but for those that only say how it is kept. */
function tablesIn(path: string): string[] {
  const connection = new DatabaseSync(path, { readOnly: true });
  const names = connection.prepare(`select name from sqlite_schema where type = 'table' order by name`).all();
  connection.close();
  return names.map(({ name }) => String(name)).filter((name) => !HOW_KEPT.test(name));
}

test('a bit changed in whatever value of the database is found', async (context) => {
  const folder = await copyOf(await fullCase(await passingFolder(context)), context);
  const path = join(folder, 'case.db');
  const prepare = new DatabaseSync(path);
  prepare.exec('PRAGMA journal_mode = DELETE');
  prepare.close();
  const tables = tablesIn(path);
  const whole = await readFile(path);
  const dice = new Dice();
  const unseen: string[] = [];
  const touched = new Set<string>();
  let changes = 0;
  while (changes < CHANGES) {
    await writeFile(path, whole);
    const connection = new DatabaseSync(path, { enableForeignKeyConstraints: false });
    const table = dice.of(tables.filter((name) => connection.prepare(`select 1 from ${name}`).get() !== undefined));
    const keys = connection.prepare(`select name from pragma_table_info('${table}') where pk > 0`).all();
    const columns = connection.prepare(`select name from pragma_table_info('${table}')`).all();
    const column = String(dice.of(columns).name);
    const row = dice.of(connection.prepare(`select * from ${table}`).all());
    const where = keys.map(({ name }) => `"${name}" = ?`).join(' and ');
    const values = keys.map(({ name }) => row[String(name)] ?? null);
    const changed = changedValue(row[column] ?? null, dice);
    let done = false;
    if (changed !== null) {
      try {
        const sql = `update ${table} set "${column}" = ${changed.as} where ${where === '' ? 'true' : where}`;
        const change = connection.prepare(sql);
        done = unlocked(connection, () => change.run(changed.value, ...values)).changes > 0;
      } catch {
        // The table itself refuses such a value.
      }
    }
    connection.close();
    if (!done) continue;
    changes++;
    touched.add(`${table}.${column}`);
    if (holdsTheSame(row[column], changed?.value)) continue;
    if (await isSound(folder)) unseen.push(`${table}.${column}: ${String(row[column])} -> ${String(changed?.value)}`);
  }
  assert.deepEqual(unseen, []);
  context.diagnostic(`${changes} changes, in ${touched.size} columns`);
});

test('a key whose bytes are no text is found, and verifying comes to its end', async (context) => {
  const full = await fullCase(await passingFolder(context));
  for (const [table, column] of [
    ['group_lists', 'kind'],
    ['source_findings', 'key'],
    ['index_rows', 'kin'],
    ['sources', 'key'],
  ] as const) {
    const folder = await copyOf(full, context);
    const connection = new DatabaseSync(join(folder, 'case.db'), { enableForeignKeyConstraints: false });
    const change = `update ${table} set ${column} = cast(x'f76f72' as text)
      where ${column} = (select max(${column}) from ${table})`;
    assert.ok(connection.prepare(change).run().changes > 0, `${table}.${column}`);
    connection.close();
    assert.equal(await isSound(folder), false, `${table}.${column}`);
  }
});

/** A bit of a compressed value that its format leaves free says nothing. */
function holdsTheSame(a: unknown, b: unknown): boolean {
  return a instanceof Uint8Array && b instanceof Uint8Array && contentOf(a) === contentOf(b);
}

/** A value one bit away, and how SQL takes it; null where there is no bit to change. */
function changedValue(value: unknown, dice: Dice): { value: number | Uint8Array; as: string } | null {
  if (typeof value === 'number') {
    if (Number.isInteger(value)) return { value: value ^ (1 << dice.below(20)), as: '?' };
    return { value: value + 2 ** -dice.below(20), as: '?' };
  }
  if (value instanceof Uint8Array) return value.length === 0 ? null : { value: dice.flipped(value).bytes, as: '?' };
  if (typeof value !== 'string' || value === '') return null;
  // The bytes of a text may be no UTF-8 afterwards: so be it.
  return { value: dice.flipped(Buffer.from(value)).bytes, as: 'cast(? as text)' };
}

test('a bit changed anywhere in the file of the database is found, or changes no row', async (context) => {
  const folder = await copyOf(await fullCase(await passingFolder(context)), context);
  const path = join(folder, 'case.db');
  const whole = await readFile(path);
  const tables = tablesIn(path);
  const before = rowsIn(path, tables);
  const dice = new Dice();
  const unseen: string[] = [];
  let harmless = 0;
  for (let change = 0; change < CHANGES; change++) {
    const { bytes, at } = dice.flipped(whole);
    await writeFile(path, bytes);
    const sound = await isSound(folder);
    for (const left of ['case.db-wal', 'case.db-shm']) await rm(join(folder, left), { force: true });
    if (!sound) continue;
    harmless++;
    await writeFile(path, bytes);
    const rows = rowsIn(path, tables);
    if (rows !== before) unseen.push(`${at}: ${difference(before, rows)}`);
    for (const left of ['case.db-wal', 'case.db-shm']) await rm(join(folder, left), { force: true });
  }
  assert.deepEqual(unseen, []);
  context.diagnostic(`${CHANGES} changes; ${harmless} fell where nothing is kept, or on the index of words`);
});

/** Where two texts begin to differ, with what stands around. */
function difference(a: string, b: string): string {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return `${a.slice(at - 60, at + 40)} -> ${b.slice(at - 60, at + 40)}`;
}

test('a bit changed in whatever original is found, and the original named', async (context) => {
  const folder = await copyOf(await fullCase(await passingFolder(context)), context);
  const originals = (await readdir(join(folder, 'originals'), { recursive: true, withFileTypes: true })).filter(
    (entry) => entry.isFile(),
  );
  assert.equal(originals.length, 2);
  const dice = new Dice();
  for (let change = 0; change < CHANGES; change++) {
    const entry = dice.of(originals);
    const path = join(entry.parentPath, entry.name);
    const whole = await readFile(path);
    await writeFile(path, dice.flipped(whole).bytes);
    const { faults } = await verdictOn(folder);
    assert.deepEqual(
      faults.map(({ what, name }) => [what, name]),
      [['original', entry.name]],
    );
    await writeFile(path, whole);
  }
});
