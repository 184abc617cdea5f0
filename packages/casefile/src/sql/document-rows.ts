import type { Insertable } from 'kysely';
import { digestOf } from '../hashing.ts';
import type { LogSeq, OriginalHash } from '../ids.ts';
import type { Act } from '../log/entry.ts';
import { layoutDigest, pack } from '../store/packed.ts';
import type { DocumentSources, PreparedDocument, ReadingRows } from '../store/records.ts';
import { originKey, rolesOf } from '../work/sources.ts';
import type { Tables } from './tables.ts';

/** A document that was read, as the log tells of it and as rows. */

/** Tables of rows that are one document's, in an order in which they can be written. */
export const ROW_TABLES = [
  'document_sources',
  'claims',
  'claim_places',
  'causes',
  'attributions',
  'figures',
  'figure_bounds',
  'acts',
  'document_flags',
] as const;

export type RowTable = (typeof ROW_TABLES)[number];

/** Tables that every document adds rows to, in an order in which they can be written. */
export const ARRIVAL_TABLES = ['log', 'originals', 'origins', 'documents', 'bodies', ...ROW_TABLES] as const;

export type ArrivalTable = (typeof ARRIVAL_TABLES)[number];

/** Rows of some of them; those of a table have the same columns in the same order. */
export type ArrivalRows = { readonly [table in ArrivalTable]?: ReadonlyArray<Insertable<Tables[table]>> };

/** The rows of one document; those of a table have the same columns in the same order. */
export type DocumentRows = { readonly [table in RowTable]: ReadonlyArray<Insertable<Tables[table]>> };

/** Writes rows within the transaction that it was made for. */
export interface RowWriter {
  write(rows: ArrivalRows): Promise<void>;
}

/** How the log tells that a document was read. */
export function readAct(
  { id, part, metadata, text, reading, layout }: PreparedDocument,
  original: OriginalHash,
): Act & { readonly kind: 'document read' } {
  return {
    kind: 'document read',
    document: id,
    original,
    part,
    metadata,
    text: digestOf(text),
    reading: reading.digest,
    layout: layoutDigest(layout),
  };
}

/** What lists show of it. */
export function documentRow({ metadata, text, rows }: PreparedDocument, logged: LogSeq) {
  const { claims, attributions, figures, flags } = rows;
  return {
    ...metadata,
    length: text.length,
    claims: claims.length,
    attributions: attributions.length,
    figures: figures.length,
    flags: flags.length,
    logged,
  };
}

/** Its words and what was read in them. */
export function bodyRow({ text, reading, layout }: PreparedDocument) {
  return { text, reading: reading.bytes, reading_digest: reading.digest, layout: pack(layout) };
}

/** What lists need of its Reading. */
export function documentRows(
  document: number,
  { claims, attributions, figures, causes, places, acts, flags }: ReadingRows,
  { tallies }: DocumentSources,
): DocumentRows {
  return {
    document_sources: rolesOf(tallies).map(({ key, role }) => ({ key, role, document })),
    claims: claims.map(({ id, start, end, text, modality, chain, earliest, latest }, position) => {
      const [links, origin] = [JSON.stringify(chain), originKey(chain)];
      return { document, position, id, start, end, text, modality, chain: links, origin, earliest, latest };
    }),
    claim_places: places.map(({ key, position }) => ({ key, document, position })),
    causes: causes.map(({ index, kind, cause, effect, marker, attribution }) => ({
      document,
      position: index,
      kind,
      cause_start: cause.start,
      cause_end: cause.end,
      effect_start: effect.start,
      effect_end: effect.end,
      marker_start: marker.start,
      marker_end: marker.end,
      attribution,
    })),
    attributions: attributions.map(({ id, start, end, text, source, stance, ...content }, position) => ({
      document,
      position,
      id,
      start,
      end,
      text,
      source,
      stance,
      content_start: content.contentStart,
      content_end: content.contentEnd,
    })),
    figures: figures.map(({ index, start, end, text, low, high, hedge, unit, per }) => {
      return { document, position: index, start, end, text, low, high, hedge, unit, per };
    }),
    figure_bounds: boundsOf(document, figures),
    acts: acts.map(({ index, start, end, text, who, act, count, nationality, reason, reasonKind, attribution }) => ({
      document,
      position: index,
      start,
      end,
      text,
      who_start: who.start,
      who_end: who.end,
      act_start: act.start,
      act_end: act.end,
      count,
      nationality,
      reason_start: reason?.start ?? null,
      reason_end: reason?.end ?? null,
      reason_kind: reasonKind,
      attribution,
    })),
    document_flags: flags.map(({ index, kind, message, start, end, text }) => {
      return { document, position: index, kind, message, start, end, text };
    }),
  };
}

/** Between which bounds figures lie (see filters.ts); none where none has any. */
function boundsOf(document: number, figures: ReadingRows['figures']): DocumentRows['figure_bounds'] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { low, high } of figures) {
    least = Math.min(least, low ?? least, high ?? least);
    most = Math.max(most, low ?? most, high ?? most);
  }
  return least === Number.POSITIVE_INFINITY ? [] : [{ document, least, most }];
}
