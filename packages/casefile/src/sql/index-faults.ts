import { sql } from 'kysely';
import { IndexCheck } from '../search/index/check.ts';
import { indexTerms } from '../search/terms.ts';
import type { Database } from './database.ts';
import { pagesInOrder } from './paging.ts';
import { inPairs, type Pair } from './wanted.ts';

/** Documents, and rows of the index, that are looked at together. */
const PAGE = 500;

/** Where the index of words does not say what the documents say. */
export async function indexFaults(database: Database): Promise<string[]> {
  const segments = await database.selectFrom('index_segments').selectAll().orderBy('first').execute();
  const check = new IndexCheck(segments);
  for await (const { number, text, title, outlet, author } of documents(database)) {
    check.addDocument(number, indexTerms(text, [title, outlet, author]));
  }
  const faults: string[] = [];
  for await (const rows of pagesOfRows(database)) {
    const words = rows.flatMap(({ segment, kin, row }) =>
      check.addRow(segment, kin, row).map((word): Pair => [word, kin]),
    );
    const missing = await inPairs(words, (wanted) =>
      sql<{ word: string }>`with ${wanted} select a as word from wanted
        where not exists (select 1 from index_words where word = a and kin = b)`.execute(database),
    );
    for (const { word } of missing) faults.push(`«${word}» of the index is not found by its beginning`);
  }
  return [...check.faults(), ...faults];
}

interface Body {
  readonly number: number;
  readonly text: string;
  readonly title: string | null;
  readonly outlet: string | null;
  readonly author: string | null;
}

async function* documents(database: Database): AsyncGenerator<Body> {
  const pages = pagesInOrder(
    [0],
    ([after = 0]) =>
      database
        .selectFrom('documents')
        .innerJoin('bodies', 'bodies.document', 'documents.number')
        .select(['number', 'text', 'title', 'outlet', 'author'])
        .where('number', '>', after)
        .orderBy('number')
        .limit(PAGE)
        .execute(),
    ({ number }) => [number],
  );
  for await (const rows of pages) yield* rows;
}

interface IndexRow {
  readonly segment: number;
  readonly kin: string;
  readonly row: Uint8Array;
}

function pagesOfRows(database: Database): AsyncGenerator<readonly IndexRow[]> {
  return pagesInOrder<IndexRow, readonly [number, string]>(
    [-1, ''],
    ([segment, kin]) =>
      database
        .selectFrom('index_rows')
        .selectAll()
        .where(sql<boolean>`(segment, kin) > (${segment}, ${kin})`)
        .orderBy('segment')
        .orderBy('kin')
        .limit(PAGE)
        .execute(),
    ({ segment, kin }) => [segment, kin],
  );
}
