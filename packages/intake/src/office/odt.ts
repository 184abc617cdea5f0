import { checkZip, Zip } from '../archive/zip.ts';
import type { Context } from '../formats/context.ts';
import { type Part, plainDocument, UnreadableError } from '../formats/part.ts';
import type { FileSource } from '../formats/source.ts';
import { walkXml } from '../xml/walk.ts';
import { propertiesOf } from './properties.ts';

/** An OpenDocument text: paragraphs, lists and tables of its `content.xml`. No kept library reads it; its XML is plain. */
export async function* read(source: FileSource, context: Context): AsyncGenerator<Part> {
  await checkZip(source, context);
  const zip = await Zip.open(source);
  try {
    const xml = async (name: string) => {
      const entry = zip.find(name);
      return entry === undefined ? '' : new TextDecoder().decode(await zip.read(entry));
    };
    const content = await xml('content.xml');
    if (content === '') throw new UnreadableError('damaged', 'the document has no content.xml');
    const text = openDocumentText(content);
    if (text === '') throw new UnreadableError('no text', 'there are no words in the document');
    yield { kind: 'document', document: plainDocument(text, { ...propertiesOf(await xml('meta.xml')), notes: [] }) };
  } finally {
    zip.close();
  }
}

/** Elements whose words are no text of the document: tracked deletions, comments, what fields and forms are called. */
const PASSED_OVER = new Set(['tracked-changes', 'annotation', 'forms', 'sequence-decls', 'desc', 'title']);

export function openDocumentText(xml: string): string {
  const blocks: string[] = [];
  let line = '';
  let separator = '\n\n';
  let inParagraph = 0;
  let lists = 0;
  let passed = 0;
  let cells: string[] | null = null;
  const flush = (mark: string, apart: string) => {
    const words = line.replace(/[ \t]+$/g, '');
    line = '';
    if (words.trim() === '') return;
    if (cells !== null) cells.push(words);
    else blocks.push((blocks.length === 0 ? '' : apart) + mark + words);
  };
  walkXml(xml, {
    open(name, attributes) {
      if (passed > 0 || PASSED_OVER.has(name)) passed++;
      else if (name === 'p' || name === 'h') inParagraph++;
      else if (name === 's') line += ' '.repeat(Math.min(100, Number(attributes.c ?? 1) || 1));
      else if (name === 'tab') line += '\t';
      else if (name === 'line-break') line += '\n';
      else if (name === 'list') lists++;
      else if (name === 'table-row') cells = [];
    },
    text(text) {
      if (inParagraph > 0 && passed === 0) line += text.replace(/\s+/g, ' ');
    },
    close(name) {
      if (passed > 0) {
        passed--;
        return;
      }
      if (name === 'p' || name === 'h') {
        inParagraph--;
        flush(lists > 0 ? '• ' : '', lists > 0 ? '\n' : separator);
        separator = '\n\n';
      } else if (name === 'list') {
        lists--;
      } else if (name === 'table-row' && cells !== null) {
        line = cells.join('\t');
        cells = null;
        flush('', separator === '\n\n' && blocks.length > 0 ? '\n' : separator);
      }
    },
  });
  return blocks.join('').trim();
}
