import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { createCase } from '../src/case.ts';
import { search } from '../src/search/hit.ts';
import { passingFolder } from './helpers/folder.ts';
import { arrivalOf } from './helpers/reports.ts';

test('words of a step that was taken back are found by their beginning when they come again', async (context) => {
  const opened = await createCase(join(await passingFolder(context), 'case'), null);
  context.after(() => opened.close());
  const arrival = arrivalOf('/1', { id: 'dam', text: 'انهار السد فجرا' });
  const [document] = arrival.documents;
  // Who passes on for nobody: the database refuses it when all words are in.
  const sources = { tallies: [], edges: [{ from: 'nobody', to: 'no one', claims: 1 }] };
  await assert.rejects(
    opened.store.keep([{ ...arrival, documents: [{ ...document!, sources }] }], opened.stamp()),
    /FOREIGN KEY/,
  );
  await opened.store.keep([arrival], opened.stamp());
  assert.deepEqual(
    (await search(opened.store, 'انها*', 10)).map((hit) => hit.document),
    ['dam'],
  );
});
