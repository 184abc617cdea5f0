import type { Outgoing, OutgoingDocument } from './outgoing.ts';

/**
 * A case as tables: documents, claims with their chains and anchors, groups, figures, copies, and where it all came from. Offsets are
 * UTF-16 units into a document's text, end exclusive.
 */

export type Cell = string | number | boolean | null;

export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  rows(outgoing: Outgoing): AsyncIterable<readonly Cell[]>;
}

/** A table with the rows that each document gives. */
function ofDocuments(
  name: string,
  columns: readonly string[],
  rowsOf: (document: OutgoingDocument) => Iterable<readonly Cell[]>,
): Table {
  return {
    name,
    columns,
    async *rows(outgoing) {
      for await (const document of outgoing.documents()) yield* rowsOf(document);
    },
  };
}

export const TABLES: readonly Table[] = [
  ofDocuments(
    'documents',
    ['document', 'title', 'outlet', 'author', 'published', 'address', 'original', 'part', 'claims'],
    ({ id, title, outlet, author, published, address, original, claims }) => [
      [id, title, outlet, author, published, address, original?.hash ?? null, original?.part ?? null, claims.length],
    ],
  ),
  ofDocuments(
    'claims',
    [
      ...['document', 'claim', 'start', 'end', 'before', 'words', 'after', 'page'],
      ...['modality', 'chain, origin last', 'status', 'decided', 'by', 'note'],
    ],
    ({ id, claims }) =>
      claims.map(({ id: claim, anchor, page, modality, chain, status, review }) => [
        ...[id, claim, anchor.start, anchor.end, anchor.prefix, anchor.exact, anchor.suffix, page?.page ?? null],
        ...[modality, chain.join(' > '), status, review.at === '' ? null : review.at, review.by, review.note],
      ]),
  ),
  {
    name: 'groups',
    columns: [
      ...['group', 'grade', 'certain routes', 'possible routes', 'Admiralty code', 'recorder’s grade'],
      ...['because', 'document', 'claim', 'words'],
    ],
    async *rows(outgoing) {
      for await (const { id, grade, certain, possible, admiralty, recorder, because, claims } of outgoing.groups()) {
        for (const { document, claim, text } of claims)
          yield [id, grade, certain, possible, admiralty, recorder, because.en, document, claim, text];
      }
    },
  },
  ofDocuments(
    'figures',
    ['document', 'start', 'end', 'words', 'low', 'high', 'hedge', 'unit', 'per'],
    ({ id, reading }) =>
      reading.figures.map(({ start, end, text, low, high, hedge, unit, per }) => [
        ...[id, start, end, text, low, high, hedge, unit, per],
      ]),
  ),
  {
    name: 'custody',
    columns: ['entry', 'when', 'by', 'tool', 'what', 'original', 'bytes', 'format', 'from', 'place'],
    async *rows(outgoing) {
      for await (const { entry, at, by, tool, act, original, size, format, from } of outgoing.custody())
        yield [entry, at, by, tool, act, original, size, format, from?.kind ?? null, from?.place ?? null];
    },
  },
  {
    name: 'copies',
    columns: ['a', 'b', 'shared', 'kind', 'first'],
    async *rows(outgoing) {
      for await (const { a, b, shared, kind, first } of outgoing.copies()) {
        yield [outgoing.nameOf(a), outgoing.nameOf(b), shared, kind, first === null ? null : outgoing.nameOf(first)];
      }
    },
  },
];
