import { type Part, UnreadableError } from '../formats/part.ts';
import type { FileSource } from '../formats/source.ts';
import { textOfSource } from '../formats/text.ts';
import { LIMITS } from '../limits.ts';
import { declaredCharset } from './charset.ts';
import { readPage } from './page.ts';

/** A web page. */
export async function* read(source: FileSource): AsyncGenerator<Part> {
  yield { kind: 'document', document: await readPageOf(source) };
}

/** @throws UnreadableError for a page without text, or too large */
export async function readPageOf(source: FileSource) {
  if (source.size > LIMITS.htmlBytes) {
    throw new UnreadableError('too large', `a web page of ${source.size} bytes; ${LIMITS.htmlBytes} are read`);
  }
  const { text, notes } = await textOfSource(source, declaredCharset(await source.bytes()));
  const document = readPage(text, notes);
  if (document.text.trim() === '') throw new UnreadableError('no text', 'there is no text on the page');
  return document;
}
