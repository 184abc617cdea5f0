import writeExcel, { type Row, type SheetData } from 'write-excel-file/node';
import type { ExportFolder } from './folder.ts';
import type { Outgoing } from './outgoing.ts';
import { type Cell, TABLES } from './tables.ts';

/**
 * The tables as one workbook (ECMA-376). Every text is a cell of type text, which no spreadsheet runs; the sheets run from
 * right to left. A sheet holds 1,048,575 rows below its head: what is beyond stands in further sheets of the same name.
 */

const ROWS = 1_048_575;
/** What a cell holds at most, in UTF-16 units: more, and the whole workbook is refused. */
const CELL = 32_767;

export async function exportXlsx(outgoing: Outgoing, folder: ExportFolder): Promise<void> {
  const sheets: Array<{ sheet: string; data: SheetData; rightToLeft: true; stickyRowsCount: 1 }> = [];
  for (const { name, columns, rows } of TABLES) {
    const head = (): Row => columns.map((column) => ({ value: column, type: String, fontWeight: 'bold' }));
    let data: SheetData = [];
    let count = 0;
    for await (const cells of rows(outgoing)) {
      if (count % ROWS === 0) {
        data = [head()];
        const sheet = count === 0 ? name : `${name} ${count / ROWS + 1}`;
        sheets.push({ sheet, data, rightToLeft: true, stickyRowsCount: 1 });
      }
      for (const cell of cells) if (typeof cell === 'string') folder.check(cell);
      data.push(cells.map(cellOf));
      count++;
    }
    if (count === 0) sheets.push({ sheet: name, data: [head()], rightToLeft: true, stickyRowsCount: 1 });
  }
  await folder.writeBytes('case.xlsx', await writeExcel(sheets).toBuffer());
}

function cellOf(cell: Cell): Row[number] {
  if (cell === null) return null;
  if (typeof cell !== 'string') return { value: cell, type: typeof cell === 'number' ? Number : Boolean };
  return { value: cell.slice(0, CELL).toWellFormed(), type: String };
}
