import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { SqlStore } from '../src/sql/store.ts';
import { openSqlite } from '../src/sqlite/open.ts';
import type { Store } from '../src/store/store.ts';
import { askingContract } from './asking-contract.ts';
import { findingsContract } from './findings-contract.ts';
import { passingFolder } from './helpers/folder.ts';
import { searchContract } from './search-contract.ts';
import { storeContract } from './store-contract.ts';

const STAMP = { at: '2026-01-01T00:00:00.000Z', by: 'test', tool: 'isnad test' };

storeContract('SQLite', async (context) => {
  const path = join(await passingFolder(context), 'case.db');
  const stores: Store[] = [];
  context.after(() => Promise.all(stores.map((store) => store.close())));
  const store = await SqlStore.create(openSqlite(path), 'case', STAMP);
  stores.push(store);
  return {
    store,
    reopen: async () => {
      const again = await SqlStore.open(openSqlite(path));
      stores.push(again);
      return again;
    },
  };
});

const made = async (context: TestContext): Promise<SqlStore> => {
  const path = join(await passingFolder(context), 'case.db');
  const store = await SqlStore.create(openSqlite(path), 'case', STAMP);
  context.after(() => store.close());
  return store;
};

searchContract('SQLite', made);
askingContract('SQLite', made);
findingsContract('SQLite', made);
