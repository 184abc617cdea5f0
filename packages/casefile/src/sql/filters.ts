import { type RawBuilder, sql } from 'kysely';
import type { Filter } from '../search/fields.ts';

/** What the fields of a query ask, in SQL. */

const ROLES = { origin: ['origin'], cites: ['relay'], outlet: ['outlet'], source: ['origin', 'relay'] } as const;

/** Numbers of the documents that a field lets through, one perhaps more than once. */
export function documentsOf(filter: Filter): RawBuilder<unknown> {
  switch (filter.field) {
    case 'origin':
    case 'cites':
    case 'outlet':
    case 'source': {
      const roles = ROLES[filter.field];
      return sql`select document as number from document_sources
        where key in (select key from sources where ${holdsWords('key', filter.key)}) and role in (${sql.join(roles)})`;
    }
    case 'place':
      // From one place to the next: each is named by many claims.
      return sql`with recursive places (key) as (
          select min(key) from claim_places
          union all select (select min(key) from claim_places where key > places.key) from places where key is not null)
        select document as number from claim_places
        where key in (select key from places where ${holdsWords('key', filter.key)})`;
    case 'date':
      return sql`select number from documents where published >= ${filter.from ?? ''} and published <= ${filter.to ?? '9999'}`;
    case 'figure':
      return documentsWithin(filter);
    case 'type':
      return sql`select documents.number from documents join originals on originals.hash = documents.original
        where originals.format = ${filter.format}`;
    case 'grade':
      return sql`select group_claims.document as number from groups join group_claims on group_claims."group" = groups.number
        where groups.grade = ${filter.grade}`;
  }
}

/** The words stand in the name, side by side. */
function holdsWords(column: string, key: string): RawBuilder<boolean> {
  return sql<boolean>`instr(' ' || ${sql.ref(column)} || ' ', ${` ${key} `}) > 0`;
}

/** What a field asks of a claim; true for what was asked of its document, and for names of the chain. */
export function claimHolds(filter: Filter): RawBuilder<boolean> {
  switch (filter.field) {
    case 'place':
      return sql<boolean>`exists (select 1 from claim_places where claim_places.document = claims.document
        and claim_places.position = claims.position and ${holdsWords('claim_places.key', filter.key)})`;
    case 'figure':
      return sql<boolean>`exists (select 1 from figures where figures.document = claims.document
        and figures.start >= claims.start and figures."end" <= claims."end" and ${figureWithin(filter)})`;
    case 'grade':
      return sql<boolean>`exists (select 1 from group_claims join groups on groups.number = group_claims."group"
        where group_claims.document = claims.document and group_claims.position = claims.position
          and groups.grade = ${filter.grade})`;
    default:
      return sql<boolean>`true`;
  }
}

type FigureFilter = Extract<Filter, { field: 'figure' }>;

/** The bounds of a document say it of most, whatever else it has: its least figure lies within, or its greatest. */
function documentsWithin(filter: FigureFilter): RawBuilder<unknown> {
  const { low, high } = filter;
  if (high === null) return sql`select document as number from figure_bounds where most >= ${low}`;
  if (low === null) return sql`select document as number from figure_bounds where least <= ${high}`;
  return sql`select document as number from figure_bounds where most >= ${low} and least <= ${high}
    and (least >= ${low} or most <= ${high}
      or exists (select 1 from figures where figures.document = figure_bounds.document and ${figureWithin(filter)}))`;
}

/** The bounds of a figure: of one that is open on a side the bound that it has, of a reversed range the two as they lie. */
const LEAST = sql`case when figures.low > figures.high then figures.high else coalesce(figures.low, figures.high) end`;
const MOST = sql`case when figures.low > figures.high then figures.low else coalesce(figures.high, figures.low) end`;

/** Some of the figure may lie within. */
export function figureWithin({ low, high }: FigureFilter): RawBuilder<boolean> {
  const least = low === null ? sql`true` : sql`${MOST} >= ${low}`;
  const most = high === null ? sql`true` : sql`${LEAST} <= ${high}`;
  return sql<boolean>`(coalesce(figures.high, figures.low) is not null and ${least} and ${most})`;
}
