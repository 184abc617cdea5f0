import type { TestContext } from 'node:test';
import { createCase, openCase } from '../src/case.ts';
import { placeOf } from '../src/postgres/address.ts';
import type { Store } from '../src/store/store.ts';
import { askingContract } from './asking-contract.ts';
import { findingsContract } from './findings-contract.ts';
import { passingFolder } from './helpers/folder.ts';
import { sharedPostgres } from './helpers/shared-postgres.ts';
import { searchContract } from './search-contract.ts';
import { storeContract } from './store-contract.ts';

let database: Promise<string> | undefined;
let count = 0;

/** The store of a case by its address, made or opened by connections of its own. */
async function storeAt(context: TestContext, place: string, open: typeof openCase): Promise<Store> {
  const clock = (): Date => new Date('2026-01-01T00:00:00.000Z');
  const opened = await open(place, { workFolder: await passingFolder(context), clock });
  context.after(() => opened.close());
  return opened.store;
}

async function newPlace(): Promise<string> {
  database ??= (await sharedPostgres()).database();
  return placeOf(await database, `t${++count}`);
}

const make: typeof openCase = (place, options) => createCase(place, 'case', options);

storeContract('PostgreSQL', async (context) => {
  const place = await newPlace();
  return { store: await storeAt(context, place, make), reopen: () => storeAt(context, place, openCase) };
});

searchContract('PostgreSQL', async (context) => storeAt(context, await newPlace(), make));
askingContract('PostgreSQL', async (context) => storeAt(context, await newPlace(), make));
findingsContract('PostgreSQL', async (context) => storeAt(context, await newPlace(), make));
