import { readText } from '../encoding/text.ts';
import { LIMITS } from '../limits.ts';
import { headOf } from './head.ts';
import { type Part, plainDocument, UnreadableError } from './part.ts';
import type { FileSource } from './source.ts';

/** Plain text. */
export async function* read(source: FileSource): AsyncGenerator<Part> {
  const { text, notes } = await textOfSource(source);
  yield { kind: 'document', document: plainDocument(text, { ...headOf(text), notes }) };
}

/**
 * The text of a file in any encoding, within the limit of a document.
 * @param declared the encoding that the file itself states
 */
export async function textOfSource(source: FileSource, declared: string | null = null) {
  const decoded = readText(await source.bytes(), source.charset ?? declared);
  if (decoded.text.length > LIMITS.textCharacters) {
    throw new UnreadableError(
      'too large',
      `it has ${decoded.text.length} characters; ${LIMITS.textCharacters} are read`,
    );
  }
  if (decoded.text.trim() === '') throw new UnreadableError('no text', 'there is no text in the file');
  return decoded;
}
