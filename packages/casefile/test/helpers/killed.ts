/**
 * Run as a process: imports a folder into a case, decides on its claims or exports it, and kills itself, as the system would,
 * before the operation on the disk or the database that it is told. Says how many operations there were when it lives to
 * the end.
 *
 * Arguments: what to do, the case, number of the operation (0: none), and
 * - `import`: the folder of reports
 * - `review`: a number that tells this run from others; each decision is told, a line of JSON, once it was kept
 * - `export`: the format, and where to
 */
import { writeSync } from 'node:fs';
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { StatementSync } from 'node:sqlite';

const [work = '', folder = '', last = '0', ...told] = process.argv.slice(2);
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
fs.copyFile = counted(fs.copyFile);
fs.writeFile = counted(fs.writeFile);
fs.chmod = counted(fs.chmod);
syncBuiltinESMExports();
StatementSync.prototype.run = counted(StatementSync.prototype.run);
// An export writes little and reads much: it may end between two pages of a list, too.
if (work === 'export') StatementSync.prototype.all = counted(StatementSync.prototype.all);

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
  case 'review':
    await review(Number(told[0]));
    break;
  case 'export':
    await exportCase(opened, told[1] ?? '', { format: exportFormat.parse(told[0]) });
    break;
}
await opened.close();
writeSync(1, `${operations}\n`);

/** Accepts, rejects and corrects some claims, and takes every third decision back. */
async function review(run: number): Promise<void> {
  const { items } = await opened.store.claims({}, { limit: 200 });
  for (let step = 0; step < 9; step++) {
    const claim = items[(run * 7 + step) % items.length]!;
    const subject = { kind: 'claim', document: claim.document, item: claim.id } as const;
    const correction = { of: 'claim', modality: 'alleged' } as const;
    const decisions = [{ kind: 'accept' }, { kind: 'reject' }, { kind: 'correct', correction }] as const;
    const decision = decisions[(run + step) % decisions.length]!;
    const { entry } = await opened.store.decide({ subject, decision, note: `${run}.${step}` }, opened.stamp());
    tell({ entry, decision: decision.kind, undone: false });
    if (step % 3 !== 2) continue;
    await opened.store.undo(entry, null, opened.stamp());
    tell({ entry, decision: decision.kind, undone: true });
  }
}

function tell(kept: object): void {
  writeSync(1, `${JSON.stringify(kept)}\n`);
}
