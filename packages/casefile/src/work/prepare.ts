import type { IntakeDocument } from '@isnad/intake';
import { type Language, type Reading, read } from '@isnad/reading';
import { holds, spansOf } from '../anchors.ts';
import type { DocumentId } from '../ids.ts';
import type { Metadata } from '../log/entry.ts';
import { isNamed } from '../seams.ts';
import { indexTerms } from '../search/terms.ts';
import { packReading, rowsOfReading } from '../store/packed.ts';
import type { Layout, PreparedDocument } from '../store/records.ts';
import { sourcesOf } from './sources.ts';

/** What a reading thread makes of one document. */

/** All that the store is given of it. */
export function prepareDocument(id: DocumentId, document: IntakeDocument, language: Language): PreparedDocument {
  const { part, text: words, title, outlet, author, published, modified, address, ...layout } = document;
  const text = storable(words);
  const metadata = storableMetadata({ title, outlet, author, published, modified, address });
  const reading = read({ id, text, published: metadata.published, outlet: metadata.outlet }, language);
  return preparedReading(id, storablePart(part), metadata, layout, reading);
}

/** All that the store is given of a document that was read. */
export function preparedReading(
  id: DocumentId,
  part: string | null,
  metadata: Metadata,
  layout: Layout,
  reading: Reading,
): PreparedDocument {
  const { text } = reading;
  // What is kept is kept for good: a Reading that points beside the words is the reader's fault, and goes no further.
  for (const span of spansOf(reading)) {
    if (!holds(text, span)) throw new Error(`«${span.text.slice(0, 40)}» does not stand at ${span.start}–${span.end}`);
  }
  return {
    id,
    part,
    metadata,
    text,
    layout,
    reading: packReading(reading),
    rows: rowsOfReading(reading),
    sources: sourcesOf(reading, metadata.outlet, isNamed),
    terms: indexTerms(text, [metadata.title, metadata.outlet, metadata.author]),
  };
}

/** Its Reading as a line of JSON. */
export function readingLine(id: string, { text, published, outlet }: IntakeDocument, language: Language): string {
  return JSON.stringify(read({ id, text, published, outlet }, language));
}

function storablePart(part: string | null): string | null {
  return part === null ? null : storable(part);
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
