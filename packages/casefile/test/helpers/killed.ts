/**
 * Run as a process: imports a folder into a case or exports it, and kills itself, as the system would,
 * before the operation on the disk or the database that it is told. Says how many operations there were when it lives to
 * the end.
 *
 * Arguments: what to do, the case, number of the operation (0: none), and
 * - `import`: the folder of reports
 * - `export`: the format, and where to
 */
import { writeSync } from 'node:fs';
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { StatementSync } from 'node:sqlite';
import { Countdown } from './counting.ts';

const [work = '', folder = '', last = '0', ...told] = process.argv.slice(2);
const countdown = new Countdown(Number(last));

// Every write goes through these: the file system's under their exported names, the database's in the prototype.
fs.open = countdown.counted(fs.open);
fs.rename = countdown.counted(fs.rename);
fs.mkdir = countdown.counted(fs.mkdir);
fs.copyFile = countdown.counted(fs.copyFile);
fs.writeFile = countdown.counted(fs.writeFile);
fs.chmod = countdown.counted(fs.chmod);
syncBuiltinESMExports();
StatementSync.prototype.run = countdown.counted(StatementSync.prototype.run);
// An export writes little and reads much: it may end between two pages of a list, too.
if (work === 'export') StatementSync.prototype.all = countdown.counted(StatementSync.prototype.all);

const isnad = await import('../../src/index.ts');
const { add, createCase, exportCase, exportFormat, filesBelow, isCase, openCase, Readers, weighCase } = isnad;
const opened = isCase(folder) ? await openCase(folder) : await createCase(folder, 'تجربة');
switch (work) {
  case 'import': {
    const readers = new Readers();
    for await (const _ of add(opened, filesBelow([told[0] ?? '']), readers, { batch: 8 }));
    await weighCase(opened);
    await readers.close();
    break;
  }
  case 'export':
    await exportCase(opened, told[1] ?? '', { format: exportFormat.parse(told[0]) });
    break;
}
await opened.close();
writeSync(1, `${countdown.operations}\n`);
