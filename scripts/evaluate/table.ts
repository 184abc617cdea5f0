/** A table as the evaluation and the benchmarks print it. */
export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  /** Cells by column; a number is printed with three decimals, an integer as it is. */
  readonly rows: ReadonlyArray<readonly (string | number)[]>;
  /** What a reader must know of how it was measured; one line each. */
  readonly notes?: readonly string[];
}

/** One part of an evaluation: takes the folder of the gold data, gives its tables. */
export type Section = (folder: string) => Table[] | Promise<Table[]>;

export function printTable(table: Table): void {
  const rows = table.rows.map((row) => row.map(cellText));
  const widths = table.columns.map((column, i) => Math.max(column.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ');
  console.log(`\n${table.title}`);
  console.log(line(table.columns));
  console.log(widths.map((width) => '─'.repeat(width)).join('──'));
  for (const row of rows) console.log(line(row));
  for (const note of table.notes ?? []) console.log(`  ${note}`);
}

function cellText(cell: string | number): string {
  if (typeof cell === 'string') return cell;
  return Number.isInteger(cell) ? String(cell) : cell.toFixed(3);
}

/** Counts of right, found and wanted answers, as precision, recall and F1 in a row of a table. */
export function scoreRow(name: string, right: number, found: number, wanted: number): (string | number)[] {
  const precision = found === 0 ? 0 : right / found;
  const recall = wanted === 0 ? 0 : right / wanted;
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return [name, precision.toFixed(3), recall.toFixed(3), f1.toFixed(3), right, found, wanted];
}

export const SCORE_COLUMNS = ['layer', 'P', 'R', 'F1', 'right', 'found', 'wanted'] as const;
