import readXlsxFile from 'read-excel-file/node';
import { checkZip } from '../archive/zip.ts';
import type { Context } from '../formats/context.ts';
import { type Part, plainDocument, UnreadableError } from '../formats/part.ts';
import type { FileSource } from '../formats/source.ts';
import { tableText } from './table.ts';

/** A workbook: a document a sheet, named by it. */
export async function* read(source: FileSource, context: Context): AsyncGenerator<Part> {
  await checkZip(source, context);
  const sheets = await readXlsxFile(Buffer.from(await source.bytes()));
  let any = false;
  for (const { sheet, data } of sheets) {
    const { text, notes } = tableText(data.map((row) => row.map(cellText)));
    if (text === '') continue;
    any = true;
    yield { kind: 'document', document: plainDocument(text, { part: sheet, title: sheet, notes }) };
  }
  if (!any) throw new UnreadableError('no text', 'there is nothing in the workbook’s sheets');
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return String(cell);
}
