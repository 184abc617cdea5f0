import type { Selectable } from 'kysely';
import type { ActRow, ReadingRows, StoredDocument } from '../store/records.ts';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

/** The rows of one document, as they were when it was kept. */
export async function rowsOfDocument(database: Database, document: number): Promise<ReadingRows> {
  const claims = await database
    .selectFrom('claims')
    .select(['id', 'start', 'end', 'text', 'modality', 'chain', 'earliest', 'latest'])
    .where('document', '=', document)
    .orderBy('position')
    .execute();
  const attributions = await database
    .selectFrom('attributions')
    .select(['id', 'start', 'end', 'text', 'source', 'stance'])
    .select(['content_start as contentStart', 'content_end as contentEnd'])
    .where('document', '=', document)
    .orderBy('position')
    .execute();
  const figures = await database
    .selectFrom('figures')
    .select(['position as index', 'start', 'end', 'text', 'low', 'high', 'hedge', 'unit', 'per'])
    .where('document', '=', document)
    .orderBy('position')
    .execute();
  const flags = await database
    .selectFrom('document_flags')
    .select(['position as index', 'kind', 'message', 'start', 'end', 'text'])
    .where('document', '=', document)
    .orderBy('position')
    .execute();
  const causes = await database
    .selectFrom('causes')
    .selectAll()
    .where('document', '=', document)
    .orderBy('position')
    .execute();
  const acts = await database
    .selectFrom('acts')
    .selectAll()
    .where('document', '=', document)
    .orderBy('position')
    .execute();
  const places = await database
    .selectFrom('claim_places')
    .select(['key', 'position'])
    .where('document', '=', document)
    .execute();
  return {
    claims: claims.map((claim) => ({ ...claim, chain: JSON.parse(claim.chain) })),
    attributions,
    figures,
    causes: causes.map((row) => ({
      index: row.position,
      kind: row.kind,
      cause: { start: row.cause_start, end: row.cause_end },
      effect: { start: row.effect_start, end: row.effect_end },
      marker: { start: row.marker_start, end: row.marker_end },
      attribution: row.attribution,
    })),
    acts: acts.map(actRow),
    places: places.toSorted(byPlace),
    flags,
  };
}

/** An act as its row has it. */
export function actRow(row: Selectable<Tables['acts']>): ActRow {
  const { reason_start: start, reason_end: end } = row;
  return {
    index: row.position,
    start: row.start,
    end: row.end,
    text: row.text,
    who: { start: row.who_start, end: row.who_end },
    act: { start: row.act_start, end: row.act_end },
    count: row.count,
    nationality: row.nationality,
    reason: start === null || end === null ? null : { start, end },
    reasonKind: row.reason_kind,
    attribution: row.attribution,
  };
}

function byPlace(a: { key: string; position: number }, b: { key: string; position: number }): number {
  return a.position - b.position || (a.key < b.key ? -1 : 1);
}

/** By which sources a document is found. */
export async function sourcesOfDocument(database: Database, document: number): Promise<StoredDocument['foundBy']> {
  const claims = await database
    .selectFrom('claims')
    .select('origin')
    .where('document', '=', document)
    .orderBy('position')
    .execute();
  const sources = await database
    .selectFrom('document_sources')
    .select(['key', 'role'])
    .where('document', '=', document)
    .orderBy('key')
    .orderBy('role')
    .execute();
  return { origins: claims.map(({ origin }) => origin), sources };
}
