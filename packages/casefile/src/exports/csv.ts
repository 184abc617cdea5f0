/** Tables as CSV (RFC 4180), for spreadsheets that take nothing in them for a formula. */

export type Cell = string | number | boolean | null;

/** A spreadsheet may take what begins so for a formula, and run it. */
const FORMULA = /^[=+\-@\t\r]/;

export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
