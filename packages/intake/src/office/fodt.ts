import { type Part, plainDocument, UnreadableError } from '../formats/part.ts';
import type { FileSource } from '../formats/source.ts';
import { xmlOf } from '../xml/walk.ts';
import { openDocumentText } from './odt.ts';

/** An OpenDocument text in one XML file. */
export async function* read(source: FileSource): AsyncGenerator<Part> {
  const text = openDocumentText(await xmlOf(source));
  if (text === '') throw new UnreadableError('no text', 'there are no words in the document');
  yield { kind: 'document', document: plainDocument(text, { notes: [] }) };
}
