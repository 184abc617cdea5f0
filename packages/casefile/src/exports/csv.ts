import { Readable } from 'node:stream';
import type { ExportFolder } from './folder.ts';
import type { Outgoing } from './outgoing.ts';
import { type Cell, TABLES } from './tables.ts';

/** The tables as CSV (RFC 4180), for spreadsheets that take nothing in them for a formula. */

/** Spreadsheets take a file for UTF-8 when it begins so. */
const MARK = '\ufeff';

/** A spreadsheet may take what begins so for a formula, and run it. */
const FORMULA = /^[=+\-@\t\r]/;

export async function exportCsv(outgoing: Outgoing, folder: ExportFolder): Promise<void> {
  for (const { name, columns, rows } of TABLES) {
    const lines = async function* (): AsyncGenerator<string> {
      yield MARK + csvLine(columns);
      for await (const cells of rows(outgoing)) yield csvLine(cells);
    };
    await folder.write(`${name}.csv`, Readable.from(lines()));
  }
}

export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
