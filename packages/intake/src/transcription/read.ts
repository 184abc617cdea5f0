import { type Part, plainDocument, UnreadableError } from '../formats/part.ts';
import type { FileSource } from '../formats/source.ts';
import { assemble } from '../pages/assemble.ts';
import type { TextPage } from '../pages/line.ts';
import { xmlOf } from '../xml/walk.ts';
import { readAlto } from './alto.ts';
import { isPageXml } from './kinds.ts';
import { readPageXml } from './page-xml.ts';

/** A transcription that lies alone, without its image. */
export async function* read(source: FileSource): AsyncGenerator<Part> {
  const { page } = await transcriptionOf(source);
  if (page.lines.length === 0) throw new UnreadableError('no text', 'there are no lines in the transcription');
  const { text, ...placed } = assemble([page]);
  yield { kind: 'document', document: plainDocument(text, { ...placed, notes: [] }) };
}

/** A transcribed page, and the name of the image that it transcribes. */
export async function transcriptionOf(
  source: FileSource,
): Promise<{ readonly page: TextPage; readonly image: string | null }> {
  const xml = await xmlOf(source);
  return isPageXml(xml) ? readPageXml(xml) : readAlto(xml);
}
