import type { Case } from '../case.ts';
import type { Digest } from '../ids.ts';
import { type Papers, paperOf } from '../papers.ts';
import { CaseError } from '../store/store.ts';
import { bytesOfRoot, type LogRoot, logRoot, rootOf } from './root.ts';
import { signerOf, signWith } from './signing.ts';
import { checkedStamp, type Stamped, stampRequest } from './time-stamp.ts';

/**
 * What others said of the case's log, on its shelf `proofs`: roots of so many entries, signatures and time stamps on them.
 * All of it can be checked without Isnad: `N.root.json` holds the very bytes that are signed and stamped.
 *
 * - `N.root.json`: the root of the first N entries
 * - `N.KEY.sig`, `KEY.pub`: a signature (64 bytes), and the key of it (PEM)
 * - `N.tsq`, `N.tsr`: the request for a time stamp, and the reply (DER)
 */
const NAME = /^(\d+)\.(?:root\.json|tsq|tsr|([0-9a-f]{16})\.sig)$/;

/** Signs the log as it is now; the root that was signed, and the name of the key. */
export async function signLog(
  opened: Case,
  keyFile: string,
): Promise<{ readonly root: LogRoot; readonly key: string }> {
  const root = await keptRoot(opened);
  const { key, publicKey, signature } = await signWith(keyFile, bytesOfRoot(root), opened.folder);
  await keep(opened, `${key}.pub`, publicKey);
  await keep(opened, `${root.entries}.${key}.sig`, signature);
  return { root, key };
}

/** A request for a time stamp on the log as it is now, under the name that it has among the proofs. */
export async function askForStamp(opened: Case): Promise<{
  readonly root: LogRoot;
  readonly name: string;
  readonly request: Uint8Array;
}> {
  const root = await keptRoot(opened);
  const name = `${root.entries}.tsq`;
  // Asked before and not answered yet: an answer to either would be one.
  const before = await fileOf(opened.papers, name);
  const request = before ?? stampRequest(bytesOfRoot(root));
  if (before === null) await keep(opened, name, request);
  return { root, name, request };
}

/**
 * Keeps the reply to a request, once it was checked.
 * @throws CaseError when it answers none of the requests of the case
 */
export async function keepStamp(
  opened: Case,
  reply: Uint8Array,
  trusted: readonly string[],
): Promise<{ readonly root: LogRoot; readonly stamped: Stamped }> {
  let why = new CaseError('nobody asked for a time stamp yet: isnad stamp CASE writes the request');
  for (const entries of await sizesIn(opened.papers)) {
    const request = await fileOf(opened.papers, `${entries}.tsq`);
    const root = await fileOf(opened.papers, `${entries}.root.json`);
    if (request === null || root === null) continue;
    try {
      const stamped = await checkedStamp(reply, root, request, trusted);
      await keep(opened, `${entries}.tsr`, reply);
      return { root: logRoot.parse(JSON.parse(new TextDecoder().decode(root))), stamped };
    } catch (error) {
      if (!(error instanceof CaseError)) throw error;
      why = error;
    }
  }
  throw why;
}

async function keptRoot(opened: Case): Promise<LogRoot> {
  const root = await rootOf(opened.store);
  await keep(opened, `${root.entries}.root.json`, bytesOfRoot(root));
  return root;
}

function keep({ papers }: Case, name: string, content: string | Uint8Array): Promise<void> {
  return papers.keep('proofs', name, [content]);
}

function fileOf(papers: Papers, name: string): Promise<Buffer | null> {
  return paperOf(papers, 'proofs', name);
}

/** Of how many entries there are roots, the most first. */
async function sizesIn(papers: Papers): Promise<number[]> {
  const sizes = (await papers.names('proofs')).map((name) => Number(NAME.exec(name)?.[1])).filter((size) => size > 0);
  return [...new Set(sizes)].toSorted((a, b) => b - a);
}

/** What a proof says of the log, and whether it holds. */
export interface Proof {
  readonly entries: number;
  readonly root: Digest;
  /** Names of the keys that signed it. */
  readonly signedBy: readonly string[];
  readonly stamped: Stamped | null;
}

/** A log as it was recomputed: the root and last hash of its first entries, null for more than it has. */
export type RootAt = (entries: number) => Pick<LogRoot, 'case' | 'head' | 'root'> | null;

/** Checks all proofs of a case; what is wrong with one goes to `fault`, under the name of its file. */
export async function checkProofs(
  papers: Papers,
  rootAt: RootAt,
  trusted: readonly string[],
  fault: (file: string, message: string) => void,
): Promise<Proof[]> {
  const proofs: Proof[] = [];
  const names = await papers.names('proofs');
  for (const name of names) if (!NAME.test(name) && !/^[0-9a-f]{16}\.pub$/.test(name)) fault(name, 'it is no proof');
  for (const entries of (await sizesIn(papers)).toReversed()) {
    const bytes = await fileOf(papers, `${entries}.root.json`);
    const said = bytes === null ? null : rootIn(bytes);
    const real = rootAt(entries);
    if (bytes === null || said === null) {
      fault(`${entries}.root.json`, bytes === null ? 'missing' : 'it was changed');
      continue;
    }
    if (real === null) fault(`${entries}.root.json`, `the log has fewer than ${entries} entries: it was cut`);
    else if (said.entries !== entries || said.case !== real.case || said.head !== real.head || said.root !== real.root)
      fault(`${entries}.root.json`, 'it is not the root of the log: the proof was changed, or the log was');
    const signedBy = await signersOf(papers, entries, bytes, names, fault);
    proofs.push({ entries, root: said.root, signedBy, stamped: await stampOn(papers, entries, bytes, trusted, fault) });
  }
  return proofs;
}

function rootIn(bytes: Uint8Array): LogRoot | null {
  try {
    const root = logRoot.parse(JSON.parse(new TextDecoder().decode(bytes)));
    return Buffer.compare(bytesOfRoot(root), bytes) === 0 ? root : null;
  } catch {
    return null;
  }
}

/** The roots that a case has proofs of: by how many entries. */
export async function provenSizes(papers: Papers): Promise<ReadonlySet<number>> {
  return new Set(await sizesIn(papers));
}

async function signersOf(
  papers: Papers,
  entries: number,
  bytes: Uint8Array,
  names: readonly string[],
  fault: (file: string, message: string) => void,
): Promise<string[]> {
  const signedBy: string[] = [];
  for (const name of names) {
    const [, size, key] = NAME.exec(name) ?? [];
    if (Number(size) !== entries || key === undefined) continue;
    const publicKey = await fileOf(papers, `${key}.pub`);
    const signature = (await fileOf(papers, name)) ?? new Uint8Array();
    if (publicKey === null) fault(name, `its key ${key}.pub is missing`);
    else if (signed(publicKey, bytes, signature) === key) signedBy.push(key);
    else fault(name, 'the signature does not hold');
  }
  return signedBy;
}

function signed(publicKey: Buffer, bytes: Uint8Array, signature: Uint8Array): string | null {
  try {
    return signerOf(publicKey, bytes, signature);
  } catch (error) {
    if (error instanceof CaseError) return null;
    throw error;
  }
}

async function stampOn(
  papers: Papers,
  entries: number,
  bytes: Uint8Array,
  trusted: readonly string[],
  fault: (file: string, message: string) => void,
): Promise<Stamped | null> {
  const reply = await fileOf(papers, `${entries}.tsr`);
  if (reply === null) return null;
  try {
    const stamped = await checkedStamp(reply, bytes, await fileOf(papers, `${entries}.tsq`), trusted);
    if (stamped.trusted === false) fault(`${entries}.tsr`, `«${stamped.authority}» is none of those that are trusted`);
    return stamped;
  } catch (error) {
    if (!(error instanceof CaseError)) throw error;
    fault(`${entries}.tsr`, error.message);
    return null;
  }
}
