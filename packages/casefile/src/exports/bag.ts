import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, copyFile, lstat, mkdir, opendir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { type Case, isCase } from '../case.ts';
import { originalHash } from '../ids.ts';
import { syncFolder } from '../originals.ts';
import { SHELVES } from '../papers.ts';
import { rootOf } from '../proof/root.ts';
import { CaseError } from '../store/store.ts';
import { TOOL } from '../tool.ts';

/** A whole case as a BagIt bag (RFC 8493): its payload is the case itself, as it was at one moment. */

const DECLARATION = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';
const MANIFESTS = ['manifest-sha256.txt', 'tagmanifest-sha256.txt'] as const;

/** Writes a bag into an empty folder; the case may be open and written to meanwhile. */
export async function fillBag(opened: Case, folder: string): Promise<void> {
  const payload = join(folder, 'data');
  await mkdir(payload, { mode: 0o700 });
  // The root first, then the database: what comes in between adds to both, and changes neither.
  const root = await rootOf(opened.store);
  await opened.store.backup(join(payload, 'case.db'));
  for await (const name of opened.originals.names()) {
    const { data: hash } = originalHash.safeParse(name);
    if (hash === undefined) continue;
    await written(opened.originals.pieces(hash), join(payload, 'originals', hash.slice(0, 1), hash));
  }
  for (const shelf of SHELVES) {
    for (const name of await opened.papers.names(shelf)) {
      const pieces = await opened.papers.pieces(shelf, name);
      if (pieces !== null) await written(pieces, join(payload, shelf, name));
    }
  }
  let size = 0;
  const lines: string[] = [];
  for (const path of await filesBelow(payload)) {
    await chmod(path, 0o600);
    size += (await stat(path)).size;
    lines.push(`${await hashOfFile(path)}  ${nameIn(folder, path)}\n`);
  }
  const { name } = await opened.store.info();
  const info = [
    `External-Description: the case ${name.replace(/\s+/g, ' ')}`,
    `Bagging-Date: ${opened.stamp().at.slice(0, 10)}`,
    `Bag-Software-Agent: ${TOOL}`,
    `Payload-Oxum: ${size}.${lines.length}`,
    `Internal-Sender-Identifier: log root ${root.root} of ${root.entries} entries`,
  ];
  const tags = {
    'bagit.txt': DECLARATION,
    'bag-info.txt': `${info.join('\n')}\n`,
    'manifest-sha256.txt': lines.join(''),
  };
  const hashes: string[] = [];
  for (const [tag, text] of Object.entries(tags)) {
    await writeFile(join(folder, tag), text, { mode: 0o600 });
    hashes.push(`${await hashOfFile(join(folder, tag))}  ${tag}\n`);
  }
  await writeFile(join(folder, 'tagmanifest-sha256.txt'), hashes.join(''), { mode: 0o600 });
}

async function written(pieces: AsyncIterable<Uint8Array>, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  await writeFile(to, pieces, { mode: 0o600, flag: 'wx' });
}

async function copied(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  await copyFile(from, to);
}

/** What is wrong with a bag: files missing, changed, or beyond its manifest; empty when nothing is. */
export async function bagFaults(folder: string): Promise<string[]> {
  const faults: string[] = [];
  const declared = await readFile(join(folder, 'bagit.txt'), 'utf8').catch(() => '');
  if (!/^BagIt-Version: \d+\.\d+\r?\nTag-File-Character-Encoding: UTF-8\s*$/.test(declared))
    faults.push('bagit.txt does not declare a bag');
  const listed = new Set<string>();
  for (const manifest of MANIFESTS) {
    const entries = await entriesOf(folder, manifest);
    if (entries.length === 0) faults.push(`${manifest} is missing`);
    for (const { hash, name } of entries) {
      listed.add(name);
      const path = join(folder, name);
      // A link, or a name that climbs, would bring in what is not of the bag.
      const there = climbs(name) ? null : await lstat(path).catch(() => null);
      if (there?.isFile() !== true) faults.push(`${name} is missing`);
      else if ((await hashOfFile(path)) !== hash) faults.push(`${name} was changed`);
    }
  }
  for (const path of await filesBelow(join(folder, 'data')).catch(() => [])) {
    const name = nameIn(folder, path);
    if (!listed.has(name)) faults.push(`${name} is not in the manifest`);
  }
  return faults;
}

async function entriesOf(folder: string, manifest: string): Promise<Array<{ hash: string; name: string }>> {
  const lines = (await readFile(join(folder, manifest), 'utf8').catch(() => '')).split(/\r?\n/);
  return lines.flatMap((line) => {
    const [, hash, name] = /^([0-9a-f]{64})\s+\*?(.+)$/i.exec(line) ?? [];
    return hash === undefined || name === undefined ? [] : { hash: hash.toLowerCase(), name };
  });
}

function climbs(name: string): boolean {
  return name.startsWith('/') || name.includes('\\') || name.split('/').includes('..');
}

/** What a case holds, and nothing else. */
const PART = /^data\/(case\.db|originals\/[0-9a-f]\/[0-9a-f]{64}|(?:proofs|joined)\/[\w.-]+)$/;

/**
 * Makes a case of a bag, once all of it was checked.
 * @throws CaseError for a bag that is not whole or holds what no case does, or a folder that is not empty
 */
export async function importBag(bag: string, folder: string): Promise<void> {
  const faults = await bagFaults(bag);
  if (faults.length > 0) throw new CaseError(`the bag is not whole: ${faults.slice(0, 3).join('; ')}`);
  if (!isCase(join(bag, 'data'))) throw new CaseError('the bag holds no case');
  const names = (await entriesOf(bag, 'manifest-sha256.txt')).map(({ name }) => name);
  const strange = names.find((name) => !PART.test(name));
  if (strange !== undefined) throw new CaseError(`the bag holds ${strange}, which is no part of a case`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0) throw new CaseError('the folder is not empty');
  // The database last, under its name at once: a folder without it is no case.
  const parts = names.filter((name) => name !== 'data/case.db');
  for (const name of [...parts, 'data/case.db']) {
    const to = join(folder, name.slice('data/'.length));
    const passing = `${to}.incoming`;
    await copied(join(bag, name), passing);
    await chmod(passing, 0o600);
    await rename(passing, to);
  }
  await syncFolder(folder);
}

async function filesBelow(folder: string): Promise<string[]> {
  const files: string[] = [];
  for await (const entry of await opendir(folder, { recursive: true })) {
    if (!entry.isDirectory()) files.push(join(entry.parentPath, entry.name));
  }
  return files.toSorted();
}

function nameIn(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/');
}

async function hashOfFile(path: string): Promise<string> {
  const digest = createHash('sha256');
  for await (const chunk of createReadStream(path)) digest.update(chunk);
  return digest.digest('hex');
}
