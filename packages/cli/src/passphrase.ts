import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { Failure } from './failure.ts';

/**
 * Asks for a passphrase: on a terminal without showing it, else the first line of standard input.
 * @throws Failure when there is none, or the second time it is another
 */
export async function askPassphrase(twice: boolean): Promise<string> {
  const terminal = process.stdin.isTTY === true;
  const hidden = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: hidden, terminal });
  const ask = async (question: string): Promise<string> => {
    if (terminal) process.stderr.write(question);
    const { promise, resolve } = Promise.withResolvers<string>();
    lines.once('line', resolve);
    lines.once('close', () => resolve(''));
    const line = await promise;
    if (terminal) process.stderr.write('\n');
    return line;
  };
  try {
    const passphrase = await ask('passphrase: ');
    if (passphrase === '') throw new Failure('passphrase', 'type one, or give it as the first line of standard input');
    if (terminal && twice && (await ask('once more: ')) !== passphrase)
      throw new Failure('passphrase', 'not the same twice');
    return passphrase.normalize('NFC');
  } finally {
    lines.close();
  }
}
