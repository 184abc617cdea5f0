import { CaseServer, search } from '@isnad/casefile';
import { type Kysely, sql } from 'kysely';
import { schemaOfCase } from '../packages/casefile/src/postgres/address.ts';
import { poolOf, schemaOf } from '../packages/casefile/src/postgres/database.ts';
import { PostgresIndexDesk } from '../packages/casefile/src/postgres/rows.ts';
import { wordOf } from '../packages/casefile/src/search/word.ts';
import { IndexWriter } from '../packages/casefile/src/sql/index-writer.ts';
import type { Tables } from '../packages/casefile/src/sql/tables.ts';
import { startPostgres } from '../packages/casefile/test/helpers/postgres.ts';
import { printTable, type Table } from '../scripts/evaluate/table.ts';
import { randomFrom } from '../scripts/random.ts';

/**
 * `npm run campaign:million`: search of a case of a million documents on PostgreSQL. To read as many would take days, so
 * their rows are made: log, originals, documents with their texts, four claims each, and the index of words by the
 * writer that every case has. Readings are bytes without a meaning, and nothing was weighed.
 */

const DOCUMENTS = Number(process.env.MILLION_DOCUMENTS ?? 1_000_000);
/** Words of one document. */
const LENGTH = Number(process.env.MILLION_WORDS ?? 100);
/** Documents that are written in one step. */
const TOGETHER = 32_768;
const TEXTS = 2048;
const CLAIMS = 4;
const QUERIES = 300;
const P95 = 200;

/** Words as frequent as words are: the n-th with a chance of about 1 / (n + 2.7), after Mandelbrot. */
const VOCABULARY = 60_000;
const SHIFT = 2.7;
const LETTERS = 'ابتثجحخدذرزسشصضطظعغفقكلمنهوي';

class Speaker {
  readonly #random = randomFrom(7);
  readonly #words: string[];
  readonly #kin: string[];
  readonly #until: Float64Array;

  constructor() {
    const distinct = new Set<string>();
    while (distinct.size < VOCABULARY) distinct.add(this.#word());
    this.#words = [...distinct];
    this.#kin = this.#words.map((word) => wordOf(word).kin);
    let sum = 0;
    this.#until = Float64Array.from(this.#words, (_, n) => {
      sum += 1 / (n + SHIFT);
      return sum;
    });
  }

  /** A text with what the index is given of it. */
  text(): { readonly forms: string; readonly kin: string } {
    const chosen = Array.from({ length: LENGTH }, () => this.#next());
    return {
      forms: chosen.map((n) => this.#words[n]).join(' '),
      kin: chosen.map((n) => this.#kin[n]).join(' '),
    };
  }

  #word(): string {
    const length = 3 + Math.floor(this.#random() * 4);
    return Array.from({ length }, () => LETTERS[Math.floor(this.#random() * LETTERS.length)]!).join('');
  }

  #next(): number {
    const at = this.#random() * this.#until.at(-1)!;
    let [low, high] = [0, this.#until.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#until[middle]! < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** As large as the packed Reading of a short report. */
const READING = bytesFrom(randomFrom(11), 2000);

const postgres = await startPostgres();
try {
  const store = await postgres.database();
  const house = new CaseServer(store);
  const opened = await house.create('million', 'million', { by: 'bench' });
  const pool = poolOf(store, 2);
  const database = schemaOf<Tables>(pool, schemaOfCase('million'));
  const begun = performance.now();
  const queries = await filled(database, (await opened.store.head()).seq);
  const made = (performance.now() - begun) / 1000;
  await sql`analyze`.execute(database);
  printTable(await sizes(database, made));
  // The first query of a process reads how long documents are; each of the others is one that nobody has asked before.
  await search(opened.store, queries[0]!, 10);
  const took: number[] = [];
  let cpu = 0;
  for (const query of queries.slice(1)) {
    const [at, used] = [performance.now(), process.cpuUsage()];
    const hits = await search(opened.store, query, 10);
    await opened.store.records(hits.map(({ document }) => document));
    await opened.store.claimsAt(hits.map(({ document, start }) => ({ document, at: start })));
    took.push(performance.now() - at);
    const { user, system } = process.cpuUsage(used);
    cpu += (user + system) / 1000;
  }
  took.sort((a, b) => a - b);
  printTable({
    title: `Search in ${DOCUMENTS} documents: ${took.length} queries of two words that stand side by side somewhere`,
    columns: ['p50 ms', 'p95 ms', 'target', 'most', 'processor ms a query, without PostgreSQL', 'memory MB'],
    rows: [
      [
        took[Math.floor(took.length / 2)]!,
        took[Math.floor(took.length * 0.95)]!,
        P95,
        took.at(-1)!,
        cpu / took.length,
        Math.round(process.memoryUsage().rss / 2 ** 20),
      ],
    ],
    notes: ['each with the records and claims that a list of hits shows; one query after another'],
  });
  await pool.end();
  await opened.close();
  await house.close();
} finally {
  await postgres.stop();
}

function bytesFrom(random: () => number, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => Math.floor(random() * 256));
}

/** Makes the rows, and gives queries. @param base entries that the log has */
async function filled(database: Kysely<Tables>, base: number): Promise<string[]> {
  const speaker = new Speaker();
  const queries: string[] = [];
  const every = Math.floor(DOCUMENTS / (QUERIES + 1));
  for (let first = 1; first <= DOCUMENTS; first += TOGETHER) {
    const texts = Array.from({ length: Math.min(TOGETHER, DOCUMENTS - first + 1) }, () => speaker.text());
    await database.transaction().execute(async (transaction) => {
      // Rows that are right by their making need no looking up of what they point at.
      await sql`set local session_replication_role = replica`.execute(transaction);
      for (let at = 0; at < texts.length; at += TEXTS) {
        const some = texts.slice(at, at + TEXTS).map(({ forms }) => forms);
        await rowsOf(transaction, first + at, base, some);
      }
      const terms = texts.map((text, at) => ({ number: first + at, terms: { ...text, body: LENGTH } }));
      await new IndexWriter(transaction, new PostgresIndexDesk(transaction)).write(terms);
    });
    texts.forEach(({ forms }, at) => {
      const [start] = [(first + at) % (LENGTH - 2)];
      if ((first + at) % every === 0)
        queries.push(
          forms
            .split(' ')
            .slice(start, start + 2)
            .join(' '),
        );
    });
    console.error(`${first + texts.length - 1} documents`);
  }
  return queries;
}

async function rowsOf(database: Kysely<Tables>, first: number, base: number, texts: readonly string[]): Promise<void> {
  const last = first + texts.length - 1;
  const hash = sql`encode(sha256(cast(cast(n as text) as bytea)), 'hex')`;
  await sql`insert into log (seq, at, by, tool, kind, act, previous, hash)
    select ${base} + 2 * n - half, '2026-01-01T00:00:00.000Z', 'bench', 'isnad',
      case half when 1 then 'original kept' else 'document read' end,
      cast('{"document":"' || n || '","original":"' || ${hash} || '"}' as json), ${hash}, ${hash}
    from generate_series(${first}::bigint, ${last}::bigint) as n, generate_series(0, 1) as half`.execute(database);
  await sql`insert into originals (hash, size, format, logged)
    select ${hash}, ${LENGTH * 10}, 'text', ${base} + 2 * n - 1
    from generate_series(${first}::bigint, ${last}::bigint) as n`.execute(database);
  await sql`insert into origins (original, kind, place, logged)
    select ${hash}, 'record', 'd' || n, ${base} + 2 * n - 1
    from generate_series(${first}::bigint, ${last}::bigint) as n`.execute(database);
  await sql`insert into documents (number, id, original, outlet, published, length, claims, attributions, figures, flags,
      logged)
    select n, 'd' || n, ${hash}, 'outlet ' || n % 40, cast(date '2010-01-01' + cast(n % 3000 as integer) as text),
      length(text), ${CLAIMS}, 0, 0, 0, ${base} + 2 * n
    from unnest(${[...texts]}::text[]) with ordinality as told (text, place), lateral (select ${first - 1} + place) as of (n)
  `.execute(database);
  await sql`insert into bodies (document, text, reading, reading_digest, layout)
    select ${first - 1} + place, text, ${READING}, '', ''
    from unnest(${[...texts]}::text[]) with ordinality as told (text, place)`.execute(database);
  await sql`insert into claims (document, position, id, start, "end", text, modality, chain, origin)
    select ${first - 1} + place, part, 'c' || part, length(text) * part / ${CLAIMS},
      length(text) * (part + 1) / ${CLAIMS}, substr(text, length(text) * part / ${CLAIMS} + 1, length(text) / ${CLAIMS}),
      'stated', '[]', 'source ' || (place * 7 + part) % 400
    from unnest(${[...texts]}::text[]) with ordinality as told (text, place), generate_series(0, ${CLAIMS - 1}) as part
  `.execute(database);
}

async function sizes(database: Kysely<Tables>, made: number): Promise<Table> {
  const { rows } = await sql<{ name: string; rows: number; bytes: number }>`
    select relname as name, reltuples as rows, pg_total_relation_size(oid) as bytes from pg_class
    where relnamespace = current_schema()::regnamespace and relkind = 'r' and reltuples > 0
    order by bytes desc limit 9`.execute(database);
  return {
    title: `Rows of a case of ${DOCUMENTS} documents of ${LENGTH} words, made in ${made.toFixed(0)} s`,
    columns: ['table', 'rows', 'MB with its indexes', 'bytes a document'],
    rows: rows.map(({ name, rows: count, bytes }) => [name, count, bytes / 1e6, bytes / DOCUMENTS]),
    notes: [],
  };
}
