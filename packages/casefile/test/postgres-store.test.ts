import type { TestContext } from 'node:test';
import { openPostgres } from '../src/postgres/database.ts';
import type { PostgresConnections } from '../src/postgres/engine.ts';
import { createPostgresStore, openPostgresStore } from '../src/postgres/store.ts';
import type { Tables } from '../src/sql/tables.ts';
import type { Store } from '../src/store/store.ts';
import { sharedPostgres } from './helpers/postgres.ts';
import { searchContract } from './search-contract.ts';
import { storeContract } from './store-contract.ts';

const STAMP = { at: '2026-01-01T00:00:00.000Z', by: 'test', tool: 'isnad test' };

let database: Promise<string> | undefined;
let count = 0;

async function schemaIn(): Promise<{ schema: string; connect: () => PostgresConnections }> {
  database ??= (await sharedPostgres()).database();
  const address = await database;
  const schema = `case_t${++count}`;
  return {
    schema,
    connect: () => ({
      reading: openPostgres<Tables>(address, schema, 3),
      writing: openPostgres<Tables>(address, schema, 2),
    }),
  };
}

storeContract('PostgreSQL', async (context) => {
  const { schema, connect } = await schemaIn();
  const stores: Store[] = [];
  context.after(() => Promise.all(stores.map((store) => store.close())));
  const store = await createPostgresStore(connect(), schema, 'case', STAMP);
  stores.push(store);
  return {
    store,
    reopen: async () => {
      const again = await openPostgresStore(connect(), schema);
      stores.push(again);
      return again;
    },
  };
});

searchContract('PostgreSQL', async (context: TestContext) => {
  const { schema, connect } = await schemaIn();
  const store = await createPostgresStore(connect(), schema, 'case', STAMP);
  context.after(() => store.close());
  return store;
});
