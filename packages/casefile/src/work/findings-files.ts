import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { isRunning } from '../incoming.ts';
import type { FoundOne } from '../seams.ts';
import type { FindingsFeed, KnownFindings } from '../store/store.ts';

/** Files in which a weighing hands over what it found, one a kind, a finding a line: not all of it is ever in memory. */

const KINDS = ['known', 'group', 'copy', 'series', 'flag'] as const satisfies readonly FoundOne['kind'][];

/** Files of this process in a case's folder. */
function pathOf(folder: string, kind: FoundOne['kind']): string {
  return join(folder, `weighing-${process.pid}-${kind}.jsonl`);
}

export async function writeFindings(folder: string, findings: AsyncIterable<FoundOne>): Promise<void> {
  const files = new Map(KINDS.map((kind) => [kind, createWriteStream(pathOf(folder, kind), { mode: 0o600 })]));
  try {
    for await (const { kind, finding } of findings) {
      // Where lines are read again these would end one.
      const json = JSON.stringify(finding).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
      const file = files.get(kind)!;
      if (!file.write(`${json}\n`)) await once(file, 'drain');
    }
  } finally {
    for (const file of files.values()) {
      file.end();
      await once(file, 'close');
    }
  }
}

/** @param known what stays of the findings that the case has; null for nothing */
export function readFindings(folder: string, known: Omit<KnownFindings, 'groups'> | null): FindingsFeed {
  return {
    ...(known === null ? {} : { known: { ...known, groups: found(folder, 'known') } }),
    groups: found(folder, 'group'),
    copies: found(folder, 'copy'),
    figures: found(folder, 'series'),
    flags: found(folder, 'flag'),
  };
}

/** The findings of one kind. */
async function* found<K extends FoundOne['kind']>(
  folder: string,
  kind: K,
): AsyncGenerator<(FoundOne & { kind: K })['finding']> {
  const input = createReadStream(pathOf(folder, kind));
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) yield JSON.parse(line);
}

export async function removeFindings(folder: string): Promise<void> {
  for (const kind of KINDS) await rm(pathOf(folder, kind), { force: true });
}

/** Removes what weighings that were broken off left. */
export async function sweepFindings(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const owner = /^weighing-(\d+)\b.*\.jsonl$/.exec(name)?.[1];
    if (owner !== undefined && !isRunning(Number(owner))) await rm(join(folder, name), { force: true });
  }
}
