import type { IntakeNote } from '../document.ts';
import { LIMITS } from '../limits.ts';

/** Rows as lines, cells parted by tabulators; empty rows and columns at the end go. */
export function tableText(rows: Iterable<readonly string[]>): {
  readonly text: string;
  readonly notes: readonly IntakeNote[];
} {
  const lines: string[] = [];
  const notes: IntakeNote[] = [];
  let cut = 0;
  for (const row of rows) {
    if (lines.length >= LIMITS.tableRows) {
      notes.push({ kind: 'limit', message: `the first ${LIMITS.tableRows} rows were read` });
      break;
    }
    if (row.slice(LIMITS.tableColumns).some((cell) => cell.trim() !== '')) cut++;
    const cells = row.slice(0, LIMITS.tableColumns).map((cell) => cell.replace(/\s+/gu, ' ').trim());
    const line = cells.join('\t').replace(/\t+$/, '');
    if (line !== '') lines.push(line);
  }
  if (cut > 0) {
    const message = `rows with more than ${LIMITS.tableColumns} cells, of which the first were read: ${cut}`;
    notes.push({ kind: 'limit', message });
  }
  return { text: lines.join('\n'), notes };
}
