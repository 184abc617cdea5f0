import mammoth from 'mammoth';
import { checkZip, Zip } from '../archive/zip.ts';
import type { Context } from '../formats/context.ts';
import { type Part, plainDocument, UnreadableError } from '../formats/part.ts';
import type { FileSource } from '../formats/source.ts';
import { parsePage } from '../html/dom.ts';
import { textOf } from '../html/text.ts';
import { propertiesOf } from './properties.ts';

/** A Word document: its paragraphs, lists, tables, notes and text boxes, by mammoth. Pictures are left where they are. */
export async function* read(source: FileSource, context: Context): AsyncGenerator<Part> {
  await checkZip(source, context);
  const { value } = await mammoth.convertToHtml(
    { buffer: Buffer.from(await source.bytes()) },
    { convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })), externalFileAccess: false },
  );
  const page = parsePage(value).body;
  const text = page === null ? '' : textOf(page);
  if (text === '') throw new UnreadableError('no text', 'there are no words in the document; it may be all pictures');
  yield { kind: 'document', document: plainDocument(text, { ...(await coreProperties(source)), notes: [] }) };
}

async function coreProperties(source: FileSource) {
  const zip = await Zip.open(source);
  try {
    const entry = zip.find('docProps/core.xml');
    return propertiesOf(entry === undefined ? '' : new TextDecoder().decode(await zip.read(entry)));
  } finally {
    zip.close();
  }
}
