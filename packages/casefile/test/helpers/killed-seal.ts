/**
 * Run as a process: seals or opens a case and kills itself, as the system would, before the operation on the disk that it is
 * told. Arguments: `seal` or `unseal`, the case, the passphrase, number of the operation.
 */
import files from 'node:fs';
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { Countdown } from './counting.ts';

const [work = '', folder = '', passphrase = '', last = '0'] = process.argv.slice(2);
const countdown = new Countdown(Number(last));

fs.open = countdown.counted(fs.open);
fs.rename = countdown.counted(fs.rename);
fs.mkdir = countdown.counted(fs.mkdir);
fs.rm = countdown.counted(fs.rm);
fs.stat = countdown.counted(fs.stat);
files.createReadStream = countdown.counted(files.createReadStream);
files.createWriteStream = countdown.counted(files.createWriteStream);
syncBuiltinESMExports();

const { sealCase, unsealCase } = await import('../../src/at-rest/seal.ts');
if (work === 'seal') await sealCase(folder, passphrase, { work: 4 });
else await unsealCase(folder, passphrase);
