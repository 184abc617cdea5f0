import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import type { Pool } from 'pg';
import type { Case, CaseOptions } from '../case.ts';
import { Incoming } from '../incoming.ts';
import { Lending } from '../lending.ts';
import type { Originals } from '../originals.ts';
import { caseOf, type Parts, stamper } from '../parts.ts';
import { S3Originals, s3Settings } from '../s3/originals.ts';
import type { Migration } from '../sql/migrations.ts';
import { SqlStore } from '../sql/store.ts';
import type { Tables } from '../sql/tables.ts';
import { CaseError } from '../store/store.ts';
import { addressOf, type CaseAddress, caseOfSchema, placeOf, schemaOfCase } from './address.ts';
import { poolOf, schemaOf } from './database.ts';
import { PostgresEngine } from './engine.ts';
import { MIGRATIONS, migratePostgres, plannedMigrations } from './migrate.ts';
import { LargeObjects, type OriginalsTable } from './originals.ts';
import { type PapersTable, PostgresPapers } from './papers.ts';
import { telling } from './refusals.ts';

/** The cases of one PostgreSQL database: each in a schema of its own, all by the same connections. */

/** Connections for lists, and for steps that wait for their turn: see `PostgresConnections`. */
const READING = 10;
const WRITING = 5;

export interface ServerOptions {
  /** Connections of this process at once; 15 unless told. */
  readonly connections?: number;
}

/** A case of a server, as lists show it. */
export interface CaseEntry {
  readonly name: string;
  readonly title: string;
  /** ISO instant. */
  readonly made: string;
}

interface PlaceTable {
  originals_place: { kind: CaseAddress['originals'] };
}

export class CaseServer {
  readonly #address: string;
  readonly #reading: Pool;
  readonly #writing: Pool;

  /** @param address of the database, without a case; the first question opens a connection */
  constructor(address: string, { connections = READING + WRITING }: ServerOptions = {}) {
    this.#address = address;
    const writing = Math.max(1, Math.round((connections * WRITING) / (READING + WRITING)));
    this.#reading = poolOf(address, Math.max(1, connections - writing));
    this.#writing = poolOf(address, writing);
  }

  /** In the order of their names; one whose making was broken off is left out. */
  async cases(): Promise<CaseEntry[]> {
    const entries: CaseEntry[] = [];
    for (const name of await this.#names()) {
      const database = schemaOf<Tables>(this.#reading, schemaOfCase(name));
      const info = await database.selectFrom('case_info').select(['name', 'made']).executeTakeFirst();
      if (info !== undefined) entries.push({ name, title: info.name, made: info.made });
    }
    return entries;
  }

  /**
   * Makes an empty case.
   * @throws CaseError when there is one of this name
   */
  async create(name: string, title: string, options: CaseOptions = {}): Promise<Case> {
    const parts = await this.make(name, 'database', options);
    return caseOf(parts, await SqlStore.create(parts.engine, title, stamper(options)()), options);
  }

  /**
   * @throws CaseError when there is none of this name
   * @throws MigrationError for a case from a newer Isnad
   */
  async open(name: string, options: CaseOptions = {}): Promise<Case> {
    const parts = await this.find(name, options);
    return caseOf(parts, await SqlStore.open(parts.engine), options);
  }

  /** What has to be run before this Isnad can open each of the cases; those that need nothing are left out. */
  async planned(): Promise<ReadonlyMap<string, readonly Migration[]>> {
    const planned = new Map<string, readonly Migration[]>();
    for (const name of await this.#names()) {
      const migrations = await plannedMigrations(schemaOf(this.#reading, schemaOfCase(name)), MIGRATIONS);
      if (migrations.length > 0) planned.set(name, migrations);
    }
    return planned;
  }

  /** Brings all cases up to date; what was run for each. */
  async migrate(): Promise<ReadonlyMap<string, readonly Migration[]>> {
    const run = new Map<string, readonly Migration[]>();
    for (const name of (await this.planned()).keys()) {
      const schema = schemaOfCase(name);
      run.set(name, await migratePostgres(schemaOf(this.#writing, schema), schema, MIGRATIONS));
    }
    return run;
  }

  /** Call it when all its cases are closed. */
  async close(): Promise<void> {
    await this.#reading.end();
    await this.#writing.end();
  }

  /** What a new case is kept in. */
  make(name: string, originals: CaseAddress['originals'], options: CaseOptions): Promise<Parts> {
    return telling(async () => {
      const database = await this.#migrated(name);
      await database.transaction().execute(async (transaction) => {
        await transaction.deleteFrom('originals_place').execute();
        await transaction.insertInto('originals_place').values({ kind: originals }).execute();
      });
      return this.#parts(name, options);
    });
  }

  /** @throws CaseError when there is no case of this name */
  find(name: string, options: CaseOptions): Promise<Parts> {
    return telling(async () => {
      const { rows } = await sql`select from pg_namespace where nspname = ${schemaOfCase(name)}`.execute(
        schemaOf(this.#reading, 'public'),
      );
      if (rows.length === 0) throw new CaseError(`the server has no case «${name}»`);
      await this.#migrated(name);
      return this.#parts(name, options);
    });
  }

  async #migrated(name: string): Promise<Kysely<PlaceTable>> {
    const schema = schemaOfCase(name);
    const database = schemaOf<PlaceTable>(this.#writing, schema);
    await migratePostgres(database, schema, MIGRATIONS);
    return database;
  }

  async #parts(name: string, { patience, workFolder }: CaseOptions): Promise<Parts> {
    const schema = schemaOfCase(name);
    const folder = workFolder ?? join(cacheFolder(), 'isnad', schema);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const incoming = new Incoming(join(folder, 'incoming'));
    await incoming.prepare();
    const lending = new Lending(incoming);
    const connections = {
      reading: schemaOf<Tables>(this.#reading, schema),
      writing: schemaOf<Tables>(this.#writing, schema),
    };
    return {
      place: placeOf(this.#address, name),
      folder,
      engine: new PostgresEngine(connections, patience),
      originals: await this.#originals(schema, incoming, lending),
      papers: new PostgresPapers(schemaOf<PapersTable>(this.#writing, schema)),
      readOnly: false,
      release: () => lending.close(),
    };
  }

  async #originals(schema: string, incoming: Incoming, lending: Lending): Promise<Originals> {
    const database = schemaOf<PlaceTable>(this.#reading, schema);
    const place = await database.selectFrom('originals_place').select('kind').executeTakeFirst();
    if (place?.kind === 's3') return new S3Originals(s3Settings(process.env), schema, incoming, lending);
    return new LargeObjects(schemaOf<OriginalsTable>(this.#writing, schema), incoming, lending);
  }

  async #names(): Promise<string[]> {
    const { rows } = await sql<{ schema: string }>`
      select nspname as schema from pg_namespace order by nspname`.execute(schemaOf(this.#reading, 'public'));
    return rows.flatMap(({ schema }) => caseOfSchema(schema) ?? []);
  }
}

/** What a new case is kept in, under an address that names it. */
export function makeInServer(place: string, options: CaseOptions): Promise<Parts> {
  const { database, name, originals } = addressOf(place);
  return alone(database, (server) => server.make(name, originals, options));
}

/** What the case of an address is kept in. */
export function openInServer(place: string, options: CaseOptions): Promise<Parts> {
  const { database, name } = addressOf(place);
  return alone(database, (server) => server.find(name, options));
}

/** With connections of its own, which go when the case is closed. */
async function alone(address: string, open: (server: CaseServer) => Promise<Parts>): Promise<Parts> {
  const server = new CaseServer(address);
  try {
    const parts = await open(server);
    return {
      ...parts,
      release: async () => {
        await parts.release();
        await server.close();
      },
    };
  } catch (error) {
    await server.close();
    throw error;
  }
}

function cacheFolder(): string {
  return process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
}
