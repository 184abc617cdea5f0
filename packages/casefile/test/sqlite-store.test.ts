import { join } from 'node:path';
import { createSqliteStore, openSqliteStore } from '../src/sqlite/store.ts';
import type { Store } from '../src/store/store.ts';
import { passingFolder } from './helpers/folder.ts';
import { searchContract } from './search-contract.ts';
import { storeContract } from './store-contract.ts';

storeContract('SQLite', async (context) => {
  const path = join(await passingFolder(context), 'case.db');
  const stores: Store[] = [];
  context.after(() => Promise.all(stores.map((store) => store.close())));
  const stamp = { at: '2026-01-01T00:00:00.000Z', by: 'test', tool: 'isnad test' };
  const store = await createSqliteStore(path, 'case', stamp);
  stores.push(store);
  return {
    store,
    reopen: async () => {
      const again = await openSqliteStore(path);
      stores.push(again);
      return again;
    },
  };
});

searchContract('SQLite', async (context) => {
  const store = await createSqliteStore(join(await passingFolder(context), 'case.db'), 'case', {
    at: '2026-01-01T00:00:00.000Z',
    by: 'test',
    tool: 'isnad test',
  });
  context.after(() => store.close());
  return store;
});
