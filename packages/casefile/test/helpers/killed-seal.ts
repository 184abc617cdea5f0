/**
 * Run as a process: seals or opens a case and kills itself, as the system would, before the operation on the disk that it is
 * told. Arguments: `seal` or `unseal`, the case, the passphrase, number of the operation.
 */
import files from 'node:fs';
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

const [work = '', folder = '', passphrase = '', last = '0'] = process.argv.slice(2);
let operations = 0;

/** The same function, counted. */
function counted<F extends (...told: never[]) => unknown>(operation: F): F {
  return new Proxy(operation, {
    apply(target, self, told) {
      operations++;
      if (operations === Number(last)) process.kill(process.pid, 'SIGKILL');
      return Reflect.apply(target, self, told);
    },
  });
}

fs.open = counted(fs.open);
fs.rename = counted(fs.rename);
fs.mkdir = counted(fs.mkdir);
fs.rm = counted(fs.rm);
fs.stat = counted(fs.stat);
files.createReadStream = counted(files.createReadStream);
files.createWriteStream = counted(files.createWriteStream);
syncBuiltinESMExports();

const { sealCase, unsealCase } = await import('../../src/at-rest/seal.ts');
if (work === 'seal') await sealCase(folder, passphrase, { work: 4 });
else await unsealCase(folder, passphrase);
