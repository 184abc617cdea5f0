import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { askForStamp, custodyOf, isAddress, keepStamp, makeKey, rootOf, signLog } from '@isnad/casefile';
import { Failure } from '../failure.ts';
import { onFile, withCase } from '../open.ts';
import { writeLine } from '../streams.ts';

/** `isnad root`: what to write down, print or sign of a case. */
export async function rootCommand(folder: string, { json }: { json?: true }): Promise<void> {
  const root = await withCase(folder, ({ store }) => rootOf(store));
  if (json) return writeLine(JSON.stringify(root));
  await writeLine(`case ${root.case}`);
  await writeLine(`${root.entries} log entries, head ${root.head}`);
  await writeLine(`root ${root.root}`);
}

/** `isnad key`: a pair of keys for signing. */
export async function keyCommand(path: string): Promise<void> {
  const key = await onFile(path, () => makeKey(path));
  await writeLine(`made the key ${key}: ${path} is yours alone, ${path}.pub is for others`);
}

/** `isnad sign`: signs the log as it is now. */
export async function signCommand(folder: string, { key: path }: { key: string }): Promise<void> {
  const { root, key } = await withCase(folder, (opened) => onFile(path, () => signLog(opened, path)));
  await writeLine(`signed the root ${root.root} of ${root.entries} entries with the key ${key}`);
}

export interface StampFlags {
  /** File of the authority's answer. */
  readonly reply?: string;
  readonly trust?: readonly string[];
  /** Where to write the request, too. */
  readonly request?: string;
}

/** `isnad stamp`: writes a request for a time stamp, or keeps the reply to one. */
export async function stampCommand(folder: string, { reply, trust = [], request }: StampFlags): Promise<void> {
  if (reply === undefined) {
    const { root, name, request: bytes } = await withCase(folder, askForStamp);
    // A server keeps it where nobody can send it from.
    const file = request ?? (isAddress(folder) ? name : join(folder, 'proofs', name));
    if (request !== undefined || isAddress(folder)) await writeFile(file, bytes);
    await writeLine(`send ${file} to a time-stamping authority (RFC 3161, application/timestamp-query)`);
    await writeLine(`then: isnad stamp ${folder} --reply FILE (on the root ${root.root} of ${root.entries} entries)`);
    return;
  }
  const bytes = await onFile(reply, () => readFile(reply));
  const trusted = await certificatesIn(trust);
  const { root, stamped } = await withCase(folder, (opened) => onFile(reply, () => keepStamp(opened, bytes, trusted)));
  await writeLine(`kept: ${root.entries} entries were there at ${stamped.at}, says ${stamped.authority}`);
}

/** The certificates of authorities, of files in PEM that may hold several. */
export async function certificatesIn(paths: readonly string[]): Promise<string[]> {
  const certificates: string[] = [];
  for (const path of paths) {
    const found = (await onFile(path, () => readFile(path, 'utf8'))).match(CERTIFICATE);
    if (found === null) throw new Failure(path, 'holds no certificate in PEM');
    certificates.push(...found);
  }
  return certificates;
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/** `isnad custody`: who brought what in, when, from where, with what. */
export async function custodyCommand(folder: string, { json }: { json?: true }): Promise<void> {
  await withCase(folder, async ({ store }) => {
    for await (const custody of custodyOf(store)) {
      const { entry, at, by, tool, act, original, from } = custody;
      const told = [`${entry}`, at, by, tool, act, original ?? '–', from === null ? '–' : `${from.kind} ${from.place}`];
      await writeLine(json ? JSON.stringify(custody) : told.join('  '));
    }
  });
}
