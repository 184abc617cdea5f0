import type { IntakeDocument, Unreadable } from '@isnad/intake';
import { type Language, read } from '@isnad/reading';
import { documentIdOf } from '../hashing.ts';
import type { DocumentId, OriginalHash } from '../ids.ts';
import type { Metadata } from '../log/entry.ts';
import { intake } from '../seams.ts';
import { indexTerms } from '../search/terms.ts';
import { packReading, rowsOfReading } from '../store/packed.ts';
import type { PreparedDocument } from '../store/records.ts';
import type { ReadInput } from './input.ts';

/** What a worker does with one input. */

/** Documents ready for the store. */
export interface Prepared {
  readonly format: string;
  readonly documents: readonly PreparedDocument[];
  readonly unreadable: readonly Unreadable[];
}

/** Readings as JSON, a line each. */
export interface ReadLines {
  readonly lines: readonly string[];
  readonly unreadable: readonly Unreadable[];
}

interface Opened {
  readonly format: string;
  readonly documents: readonly IntakeDocument[];
  readonly unreadable: readonly Unreadable[];
}

/** Documents of a case: named after their original's hash, or by the record's own id. */
export async function prepare(input: ReadInput, original: OriginalHash, language: Language): Promise<Prepared> {
  const { format, documents, unreadable } = await open(input);
  const parts = distinctParts(documents);
  return {
    format,
    unreadable,
    documents: documents.map((document, index) => {
      const part = parts[index]!;
      const id = input.kind === 'record' ? input.record.id : documentIdOf(original, part);
      return prepareDocument(id, part, document, language);
    }),
  };
}

/** Readings of one input, named after the file. */
export async function readLines(input: ReadInput, language: Language): Promise<ReadLines> {
  const { documents, unreadable } = await open(input);
  const parts = distinctParts(documents);
  const name = input.kind === 'file' ? input.name : input.record.id;
  const lines = documents.map(({ text, published, outlet }, index) => {
    const part = parts[index]!;
    const id = part === null ? name : `${name}#${part}`;
    return JSON.stringify(read({ id, text, published, outlet }, language));
  });
  return { lines, unreadable };
}

async function open(input: ReadInput): Promise<Opened> {
  if (input.kind === 'file') return intake(input.bytes, input.name);
  const { text, published, outlet } = input.record;
  const unknown = { title: null, author: null, modified: null, address: null };
  const document = { part: null, text, published, outlet, ...unknown, pages: [], places: [], notes: [] };
  return { format: 'record', documents: [document], unreadable: [] };
}

/** The documents' parts, where two have one name told apart by a number: «image.png», «image.png (2)». */
function distinctParts(documents: readonly IntakeDocument[]): Array<string | null> {
  const seen = new Map<string | null, number>();
  return documents.map(({ part }) => {
    const count = (seen.get(part) ?? 0) + 1;
    seen.set(part, count);
    if (count === 1) return part === null ? null : storable(part);
    return part === null ? `(${count})` : `${storable(part)} (${count})`;
  });
}

function prepareDocument(
  id: DocumentId,
  part: string | null,
  document: IntakeDocument,
  language: Language,
): PreparedDocument {
  const { title, outlet, author, published, modified, address, pages, places, notes } = document;
  const text = storable(document.text);
  const reading = read({ id, text, published, outlet }, language);
  return {
    id,
    part,
    metadata: storableMetadata({ title, outlet, author, published, modified, address }),
    text,
    layout: { pages, places, notes },
    reading: packReading(reading),
    rows: rowsOfReading(reading),
    terms: indexTerms(text, [title, outlet, author]),
  };
}

function storableMetadata({ title, outlet, author, published, modified, address }: Metadata): Metadata {
  return {
    title: title === null ? null : storable(title),
    outlet: outlet === null ? null : storable(outlet),
    author: author === null ? null : storable(author),
    published: published === null ? null : storable(published),
    modified: modified === null ? null : storable(modified),
    address: address === null ? null : storable(address),
  };
}

/**
 * Half a surrogate pair is no character, and U+0000 one that no database keeps in a text: as U+FFFD they keep their
 * place, and the offsets theirs.
 */
function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd');
}
