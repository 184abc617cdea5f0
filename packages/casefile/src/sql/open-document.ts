import { sql } from 'kysely';
import { sayFlag } from '../flags.ts';
import type { DocumentId } from '../ids.ts';
import { sourceKey } from '../sources.ts';
import type { OpenDocument } from '../store/records.ts';
import type { Bodies } from './bodies.ts';
import type { Database } from './database.ts';
import { everyCopyOf } from './findings.ts';
import { groupsOfClaims } from './groups.ts';
import { closestOlder, recordOf } from './lists.ts';
import { sourceLinks } from './sources.ts';
import { reviewsInDocument } from './standings.ts';

/**
 * A document as its reader's page needs it. Every statement is a way to the server and back: what its Reading says is
 * taken from the Reading and not from the rows that were made of it.
 */
export async function openDocument(database: Database, bodies: Bodies, id: DocumentId): Promise<OpenDocument | null> {
  const row = await database.selectFrom('documents').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) return null;
  const { number } = row;
  const body = await bodies.body(database, number, row.logged);
  // It was read again meanwhile.
  if (body === null) return openDocument(database, bodies, id);
  const { reading, layout } = body;
  const { claims, attributions, figures, flags } = body.rows;
  const origins = await database
    .selectFrom('origins')
    .select(['kind', 'place'])
    .where('original', '=', row.original)
    .orderBy('logged')
    .execute();
  const reviews = await reviewsInDocument(database, number);
  const chains = await sourceLinks(
    database,
    claims.map(({ chain }) => chain),
  );
  const copies = await everyCopyOf(database, id);
  const document = id;
  return {
    record: recordOf(row, reviews.rings(claims), closestOlder(copies).get(id) ?? null),
    origins,
    reading,
    layout,
    claims: claims.map((claim, at) => ({
      ...{ ...claim, document, chain: chains[at]! },
      review: reviews.of('claim', claim.id),
    })),
    attributions: attributions.map((one) => ({
      ...{ ...one, document, sourceKey: one.source === null ? null : sourceKey(one.source) },
      review: reviews.of('attribution', one.id),
    })),
    figures: figures.map((figure) => ({ ...figure, document, review: reviews.of('figure', String(figure.index)) })),
    flags: flags.map((flag) => ({
      ...{ ...flag, document, messages: sayFlag(flag.kind, flag.message) },
      review: reviews.of('flag', String(flag.index)),
    })),
    ...(await neighboursOf(database, number)),
    groups: Object.fromEntries(await groupsOfClaims(database, id)),
    copies,
  };
}

/** Characters of a text in which its first two words are looked for. */
const BEGINNING = 1000;

async function neighboursOf(
  database: Database,
  number: number,
): Promise<Pick<OpenDocument, 'number' | 'of' | 'previous' | 'next'>> {
  const { rows } = await sql<{ number: number; id: DocumentId; beginning: string; of: number }>`
    select number, id, substr(text, 1, ${sql.lit(BEGINNING)}) as beginning, (select max(number) from documents) as "of"
    from documents join bodies on bodies.document = documents.number
    where number in (${number - 1}, ${number + 1})`.execute(database);
  const previous = rows.find((row) => row.number < number)?.id ?? null;
  const next = rows.find((row) => row.number > number);
  return {
    number,
    of: rows[0]?.of ?? number,
    previous,
    next: next === undefined ? null : { id: next.id, words: next.beginning.trim().split(/\s+/, 2).join(' ') },
  };
}
