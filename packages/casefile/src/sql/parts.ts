import type { ChainLink } from '@isnad/reading';
import { type RawBuilder, sql } from 'kysely';
import type { DocumentId } from '../ids.ts';
import type { Filter } from '../search/fields.ts';
import type { Part, Store } from '../store/store.ts';
import type { Database } from './database.ts';
import { claimHolds, figureWithin } from './filters.ts';
import { inSome } from './wanted.ts';

/** Claims and figures of documents, for search. */

type Row = Omit<Part, 'chain'> & { readonly chain: string | null };

export async function partsOf(
  database: Database,
  ...[scope, documents, filters]: Parameters<Store['parts']>
): Promise<readonly Part[]> {
  const select = scope === 'claims' ? claimsIn : figuresIn;
  const rows = await inSome(documents, async (some) => (await select(some, filters).execute(database)).rows);
  return rows.map(({ chain, ...row }) => ({ ...row, chain: chain === null ? [] : chainOf(chain) }));
}

function chainOf(json: string): readonly ChainLink[] {
  return JSON.parse(json);
}

function claimsIn(documents: readonly DocumentId[], filters: readonly Filter[]): RawBuilder<Row> {
  return sql<Row>`with ${chosen(documents)}
    select documents.id as document, claims.start, claims."end", claims.text, claims.text as words,
      claims.id as claim, null as figure, claims.chain
    from chosen join documents on documents.id = chosen.id
    join claims on claims.document = documents.number
    where ${all(filters.map(claimHolds))}
    order by chosen.place, claims.position`;
}

/** A figure stands in the smallest claim around it, or in none, and then it is found by its own words. */
function figuresIn(documents: readonly DocumentId[], filters: readonly Filter[]): RawBuilder<Row> {
  const conditions = filters.map((filter) => (filter.field === 'figure' ? figureWithin(filter) : claimHolds(filter)));
  return sql<Row>`with ${chosen(documents)}
    select documents.id as document, figures.start, figures."end", figures.text,
      coalesce(claims.text, figures.text) as words, claims.id as claim, figures.position as figure, claims.chain
    from chosen join documents on documents.id = chosen.id
    join figures on figures.document = documents.number
    left join claims on claims.document = figures.document and claims.position = (
      select position from claims as around
      where around.document = figures.document and around.start <= figures.start and around."end" >= figures."end"
      order by around."end" - around.start, around.position limit 1)
    where ${all(conditions)}
    order by chosen.place, figures.position`;
}

/** Documents in their order. */
function chosen(documents: readonly DocumentId[]): RawBuilder<unknown> {
  return sql`chosen (place, id) as (values ${sql.join(documents.map((id, at) => sql`(cast(${at} as integer), ${id})`))})`;
}

function all(conditions: readonly RawBuilder<boolean>[]): RawBuilder<boolean> {
  return conditions.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(conditions, sql` and `)}`;
}
