/**
 * Run as a process: imports a folder into a case and kills itself, as the system would, before the operation on the
 * disk or the database that it is told. Says how many operations there were when it lives to the end.
 *
 * Arguments: case, folder of reports, number of the operation (0: none).
 */
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { StatementSync } from 'node:sqlite';

const [folder = '', reports = '', last = '0'] = process.argv.slice(2);
let operations = 0;

function count(): void {
  operations++;
  if (operations === Number(last)) process.kill(process.pid, 'SIGKILL');
}

/** The same function, counted. */
function counted<F extends (...told: never[]) => unknown>(operation: F): F {
  return new Proxy(operation, {
    apply(target, self, told) {
      count();
      return Reflect.apply(target, self, told);
    },
  });
}

// Every write goes through these: the file system's under their exported names, the database's in the prototype.
fs.open = counted(fs.open);
fs.rename = counted(fs.rename);
fs.mkdir = counted(fs.mkdir);
syncBuiltinESMExports();
StatementSync.prototype.run = counted(StatementSync.prototype.run);

const { add, createCase, filesBelow, isCase, openCase, Readers, weighCase } = await import('../../src/index.ts');
const opened = isCase(folder) ? await openCase(folder) : await createCase(folder, 'تجربة');
const readers = new Readers();
for await (const _ of add(opened, filesBelow([reports]), readers, { batch: 8 }));
await weighCase(opened);
await readers.close();
await opened.close();
console.log(operations);
