import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Case } from '@isnad/casefile';
import { addPerson, openPeople, ownCase, setRole } from '@isnad/server';
import { openSession } from '../packages/server/src/people/sessions.ts';

/** A server or workers as processes of their own, and people who are in. */

const BIN = join(import.meta.dirname, '..', 'packages', 'cli', 'bin', 'isnad.cjs');

export interface Started {
  readonly child: ChildProcess;
  readonly port: number;
}

/** @param event the line of its log that tells that it is up */
export async function started(args: readonly string[], event: string): Promise<Started> {
  const child = spawn(process.execPath, [BIN, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const { promise, resolve, reject } = Promise.withResolvers<Started>();
  child.once('exit', () => reject(new Error(`${args[0]} ended`)));
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line = JSON.parse(text);
    if (line.event === event) resolve({ child, port: line.port });
  });
  return promise;
}

/** At once: a worker that is asked to end weighs first what it read, and nobody needs that here. */
export async function stopped({ child }: Started): Promise<void> {
  const over = once(child, 'exit');
  child.kill('SIGKILL');
  await over;
}

/** Reviewers of a case, each with a session; the first owns it. */
export async function people(
  store: string,
  opened: Case,
  count: number,
): Promise<{ readonly id: string; readonly cookies: readonly string[] }> {
  const database = await openPeople(store);
  const { id, name } = await opened.store.info();
  const cookies: string[] = [];
  const now = new Date();
  for (let number = 0; number < count; number++) {
    const person = await addPerson(database, { login: `user${number}`, name: '' }, now);
    if (number === 0) await ownCase(database, { id, name: 'bench', title: name }, person.id, now);
    else await setRole(database, id, person.id, 'reviewer');
    cookies.push(await openSession(database, person.id, 'bench', now));
  }
  await database.destroy();
  return { id, cookies };
}
