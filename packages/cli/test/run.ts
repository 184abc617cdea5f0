import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** The command as people run it: a process. */

export const BIN = join(import.meta.dirname, '..', 'bin', 'isnad.cjs');

export interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
  /** Standard output as JSON, a value a line. */
  readonly lines: ReadonlyArray<ReturnType<typeof JSON.parse>>;
}

export function start(
  args: readonly string[],
  cwd = process.cwd(),
  environment: Readonly<Record<string, string>> = {},
): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [BIN, ...args], { cwd, env: { ...process.env, ...environment } });
}

/** Runs the command to its end. */
export async function isnad(args: readonly string[], input: string | Uint8Array = '', cwd?: string): Promise<Ran> {
  const child = start(args, cwd);
  // The command may end without reading all; that is its right.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return ended(child);
}

export async function ended(child: ChildProcessWithoutNullStreams): Promise<Ran> {
  const { promise, resolve } = Promise.withResolvers<number | null>();
  child.once('close', (code) => resolve(code));
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (err += text));
  const status = await promise;
  return {
    status,
    out,
    err,
    get lines() {
      return out.trim() === ''
        ? []
        : out
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line));
    },
  };
}

/** The first line that a running command prints. */
export async function firstLine(child: ChildProcessWithoutNullStreams): Promise<string> {
  let out = '';
  for await (const text of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    out += text;
    if (out.includes('\n')) return out.slice(0, out.indexOf('\n'));
  }
  throw new Error('the command ended without a line');
}

export async function folderFor(context: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'isnad-cli-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export function jsonl(...values: readonly unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('');
}
