import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { cp, mkdir, opendir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { type Case, isCase } from '../case.ts';
import { CaseError } from '../store/store.ts';
import { TOOL } from '../tool.ts';

/** A whole case as a BagIt bag (RFC 8493): its payload is the case itself, as it was at one moment. */

const DECLARATION = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

/**
 * Writes a bag into a folder that is empty or not there yet; the case may be open and written to meanwhile.
 * @throws CaseError when something is there already
 */
export async function exportBag(opened: Case, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) throw new CaseError('the folder of the bag is not empty');
  const payload = join(folder, 'data');
  await mkdir(payload);
  // The database first: every original that it names is there by then.
  await opened.store.backup(join(payload, 'case.db'));
  for await (const hash of opened.originals.names()) {
    const from = join(opened.folder, 'originals', hash.slice(0, 1), hash);
    await cp(from, join(payload, 'originals', hash.slice(0, 1), hash));
  }
  const files = await filesBelow(payload);
  const manifest = await Promise.all(files.map(async (path) => `${await hashOfFile(path)}  ${nameIn(folder, path)}\n`));
  const sizes = await Promise.all(files.map(async (path) => (await stat(path)).size));
  const { name } = await opened.store.info();
  const { seq, hash } = await opened.store.head();
  const info = [
    `External-Description: the case ${name.replace(/\s+/g, ' ')}`,
    `Bagging-Date: ${opened.stamp().at.slice(0, 10)}`,
    `Bag-Software-Agent: ${TOOL}`,
    `Payload-Oxum: ${sizes.reduce((sum, size) => sum + size, 0)}.${files.length}`,
    `Internal-Sender-Identifier: log entry ${seq} ${hash}`,
  ];
  await writeFile(join(folder, 'manifest-sha256.txt'), manifest.join(''));
  await writeFile(join(folder, 'bagit.txt'), DECLARATION);
  await writeFile(join(folder, 'bag-info.txt'), `${info.join('\n')}\n`);
  const tags = ['bagit.txt', 'bag-info.txt', 'manifest-sha256.txt'];
  const hashes = await Promise.all(tags.map(async (tag) => `${await hashOfFile(join(folder, tag))}  ${tag}\n`));
  await writeFile(join(folder, 'tagmanifest-sha256.txt'), hashes.join(''));
}

/** What is wrong with a bag: files missing, changed, or beyond its manifest; empty when nothing is. */
export async function bagFaults(folder: string): Promise<string[]> {
  const faults: string[] = [];
  const listed = new Set<string>();
  for (const manifest of ['manifest-sha256.txt', 'tagmanifest-sha256.txt']) {
    const lines = (await readFile(join(folder, manifest), 'utf8').catch(() => '')).split('\n');
    if (lines.length === 1) faults.push(`${manifest} is missing`);
    for (const line of lines) {
      const [, hash, name] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
      if (hash === undefined || name === undefined) continue;
      listed.add(name);
      const real = await hashOfFile(join(folder, name)).catch(() => null);
      if (real === null) faults.push(`${name} is missing`);
      else if (real !== hash) faults.push(`${name} was changed`);
    }
  }
  for (const path of await filesBelow(join(folder, 'data'))) {
    const name = nameIn(folder, path);
    if (!listed.has(name)) faults.push(`${name} is not in the manifest`);
  }
  return faults;
}

/**
 * Makes a case of a bag, once all of it was checked.
 * @throws CaseError for a bag that is not whole, or a folder that is not empty
 */
export async function importBag(bag: string, folder: string): Promise<void> {
  const faults = await bagFaults(bag);
  if (faults.length > 0) throw new CaseError(`the bag is not whole: ${faults.slice(0, 3).join('; ')}`);
  if (!isCase(join(bag, 'data'))) throw new CaseError('the bag holds no case');
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) throw new CaseError('the folder is not empty');
  await cp(join(bag, 'data', 'originals'), join(folder, 'originals'), { recursive: true, force: true }).catch(ifNone);
  // Last, under its name at once: a folder without it is no case.
  const passing = join(folder, 'incoming.db');
  await cp(join(bag, 'data', 'case.db'), passing);
  await rename(passing, join(folder, 'case.db'));
  await rm(passing, { force: true });
}

function ifNone(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

async function filesBelow(folder: string): Promise<string[]> {
  const files: string[] = [];
  for await (const entry of await opendir(folder, { recursive: true })) {
    if (entry.isFile()) files.push(join(entry.parentPath, entry.name));
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
