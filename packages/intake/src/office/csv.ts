import { parse } from 'csv-parse/sync';
import { type Part, plainDocument } from '../formats/part.ts';
import type { FileSource } from '../formats/source.ts';
import { textOfSource } from '../formats/text.ts';
import { LIMITS } from '../limits.ts';
import { delimiterOf } from './delimiter.ts';
import { tableText } from './table.ts';

/** A table of separated values, whatever separates them. */
export async function* read(source: FileSource): AsyncGenerator<Part> {
  const { text, notes } = await textOfSource(source);
  const rows: string[][] = parse(text, {
    delimiter: delimiterOf(text) ?? ',',
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    to: LIMITS.tableRows + 1,
  });
  const table = tableText(rows);
  yield { kind: 'document', document: plainDocument(table.text, { notes: [...notes, ...table.notes] }) };
}
