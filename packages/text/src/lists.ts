/**
 * The lists of a language: tab-separated files, an entry a line, the first line naming the columns, `#` before a
 * comment. They come in as texts, so that what uses them touches no file; each package's own door reads them from disk.
 */

/** The texts of a language's lists by file name (`sayings.tsv`), and its models by theirs (`names.model`). */
export interface LanguageFiles {
  readonly lists: ReadonlyMap<string, string>;
  readonly models: ReadonlyMap<string, Uint8Array>;
}

/** One line of a list: its cells by column name. A cell left empty is the empty string. */
export interface Row {
  readonly [column: string]: string;
}

/** Thrown when a list is missing or a line of it can't be understood; the message names the file and the line. */
export class ListError extends Error {
  override readonly name = 'ListError';
}

/**
 * The rows of a list.
 * @param columns the columns that every row must have, as the file's first line names them
 * @throws ListError when the file is missing, lacks a column, or a line has more cells than there are columns
 */
export function rowsOf<C extends string>(
  files: LanguageFiles,
  name: string,
  columns: readonly C[],
): Record<C, string>[] {
  const text = files.lists.get(name);
  if (text === undefined) throw new ListError(`${name}: the list is missing`);
  const lines = text.split(/\r?\n/);
  const headed = lines.findIndex(isEntry);
  const header = (lines[headed] ?? '').split('\t').map((cell) => cell.trim());
  for (const column of columns) {
    if (!header.includes(column)) throw new ListError(`${name}: the first line names no column «${column}»`);
  }
  const rows: Record<C, string>[] = [];
  for (let line = headed + 1; line < lines.length; line++) {
    const words = lines[line]!;
    if (!isEntry(words)) continue;
    const cells = words.split('\t');
    if (cells.length > header.length)
      throw new ListError(`${name}:${line + 1}: ${cells.length} cells under ${header.length} columns`);
    const row = {} as Record<C, string>;
    for (const column of columns) row[column] = (cells[header.indexOf(column)] ?? '').trim();
    rows.push(row);
  }
  return rows;
}

function isEntry(line: string): boolean {
  return line.trim() !== '' && !line.startsWith('#');
}

/** The alternatives of a cell: «قال|يقول» is two. */
export function alternatives(cell: string): string[] {
  return cell
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
