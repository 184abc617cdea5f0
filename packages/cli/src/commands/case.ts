import { stat } from 'node:fs/promises';
import {
  type Added,
  add,
  type Case,
  causeOf,
  countFiles,
  createCase,
  filesBelow,
  filesOf,
  nameOf,
  pathOf,
  Readers,
  recordOf,
  recordSource,
  type Source,
  verify,
  weighCase,
} from '@isnad/casefile';
import { complain, Failure } from '../failure.ts';
import { onFile, withCase } from '../open.ts';
import { Progress } from '../progress.ts';
import { answerBad, linesOf, writeLine } from '../streams.ts';
import { certificatesIn } from './proving.ts';

/** `isnad new`: an empty case. */
export async function newCommand(folder: string, { name }: { name?: string }): Promise<void> {
  const opened = await onFile(folder, () => createCase(folder, name ?? null));
  await opened.close();
  await writeLine(`made the case ${folder}`);
}

export interface AddFlags {
  readonly json?: true;
  readonly jsonl?: true;
}

/** `isnad add`: brings files, folders or records into a case, and weighs it. */
export async function addCommand(folder: string, paths: readonly string[], flags: AddFlags): Promise<void> {
  if (flags.jsonl && paths.length > 0) throw new Failure('--jsonl', 'reads standard input, and takes no files');
  if (!flags.jsonl && paths.length === 0) throw new Failure('add', 'name a file or a folder, or give --jsonl');
  for (const path of paths) {
    await stat(path).catch((error: unknown) => {
      throw new Failure(path, causeOf(error));
    });
  }
  await withCase(folder, async (opened) => {
    const readers = new Readers({ pages: opened.pages });
    try {
      if (flags.jsonl) await addRecords(opened, readers);
      else await addFiles(opened, readers, paths, flags.json === true);
    } finally {
      await readers.close();
    }
  });
}

class Tally {
  readonly counts = { new: 0, known: 0, unreadable: 0, clash: 0, nothing: 0 };
  documents = 0;
  pages = 0;
  /** What could not be read, the whole or a part, by its cause: how many, and the first names. */
  readonly #causes = new Map<string, { count: number; names: string[] }>();

  count({ source, kept, pages, unreadable }: Added): void {
    this.counts[kept.kind]++;
    if (kept.kind === 'new') this.documents += kept.documents.length;
    this.pages += pages;
    for (const { part, kind } of unreadable) {
      const cause = this.#causes.get(kind) ?? { count: 0, names: [] };
      cause.count++;
      if (cause.names.length < NAMES) cause.names.push(part ?? nameOf(source));
      this.#causes.set(kind, cause);
    }
  }

  /** A line a cause, the most frequent first. */
  *causes(): Generator<string> {
    for (const [kind, { count, names }] of [...this.#causes].sort(([, a], [, b]) => b.count - a.count)) {
      const more = count > names.length ? ` and ${count - names.length} more` : '';
      yield `  ${kind}: ${count} (${names.join(', ')}${more})`;
    }
  }
}

/** Files and parts that the end names for each cause; all were told of as they came. */
const NAMES = 5;

async function addFiles(opened: Case, readers: Readers, paths: readonly string[], json: boolean): Promise<void> {
  const progress = new Progress('files');
  // Counted while the first are read: a folder may hold more names than anyone wants to wait for, or to remember.
  const counting = countFiles(paths).then(
    (whole) => progress.setWhole(whole),
    () => {},
  );
  const tally = new Tally();
  // The pictures of a bundle are done one by one, long before it is kept as one document.
  const ahead = new Map<Source, number>();
  const onPages = (source: Source, pages: number): void => {
    progress.pages(pages);
    if (source.kind !== 'bundle') return;
    ahead.set(source, (ahead.get(source) ?? 0) + pages);
    progress.step(pages);
  };
  for await (const added of add(opened, filesBelow(paths), readers, { onPages })) {
    const { source, kept, unreadable } = added;
    tally.count(added);
    progress.step(filesOf(source) - (ahead.get(source) ?? 0));
    ahead.delete(source);
    const file = pathOf(source);
    const documents = 'documents' in kept ? kept.documents : [];
    if (json) await writeLine(JSON.stringify({ file, kept: kept.kind, documents, unreadable }));
    for (const { part, message } of unreadable) complain(`${part === null ? file : `${file}#${part}`}: ${message}`, 2);
  }
  progress.end();
  await counting;
  const groups = await weighed(opened, tally);
  if (json) return;
  const { new: fresh, known, unreadable } = tally.counts;
  const pages = tally.pages > 0 ? `, ${tally.pages} pages` : '';
  await writeLine(
    `${fresh} new, ${known} known, ${unreadable} unreadable; ${tally.documents} documents${pages}${groups}`,
  );
  for (const line of tally.causes()) await writeLine(line);
}

async function addRecords(opened: Case, readers: Readers): Promise<void> {
  const tally = new Tally();
  const progress = new Progress('documents');
  // A bad line is answered in its place, so it goes along with the good ones and is told apart when it comes out.
  const bad = new Map<Source, { id: string | number | null; error: string }>();
  const sources = async function* (): AsyncGenerator<Source> {
    for await (const line of linesOf(process.stdin)) {
      const understood = line.kind === 'bad' ? line : recordOf(line.text);
      if (understood.kind === 'record') {
        yield recordSource(understood);
        continue;
      }
      const { id, error } = understood;
      const source: Source = { kind: 'nothing', from: { kind: 'record', place: String(id ?? '?') } };
      bad.set(source, { id, error });
      yield source;
    }
  };
  for await (const added of add(opened, sources(), readers)) {
    const { source, kept, unreadable } = added;
    const wrong = bad.get(source);
    if (wrong !== undefined) {
      bad.delete(source);
      await answerBad(wrong.id, wrong.error);
      continue;
    }
    tally.count(added);
    progress.step();
    const id = source.from.place;
    if (kept.kind === 'clash') await answerBad(id, 'another document of the case has this id');
    else if (kept.kind === 'unreadable') await answerBad(id, unreadable[0]?.message ?? 'unreadable');
    else await writeLine(JSON.stringify({ id, kept: kept.kind }));
  }
  progress.end();
  await weighed(opened, tally);
}

/** Weighs the case when there is something to weigh; what it found, in a few words. */
async function weighed(opened: Case, tally: Tally): Promise<string> {
  const before = await opened.store.summary();
  if (tally.counts.new === 0 && before.weighed) return '';
  const { groups, copies } = await weighCase(opened);
  return `; ${groups} groups, ${copies} copies`;
}

export interface VerifyFlags {
  readonly json?: true;
  readonly trust?: readonly string[];
}

/** `isnad verify`: status 0 only when all holds. */
export async function verifyCommand(folder: string, { json, trust = [] }: VerifyFlags): Promise<void> {
  const trusted = await certificatesIn(trust);
  const verdict = await withCase(folder, (opened) => verify(opened, { trusted }));
  if (!verdict.sound) process.exitCode = 1;
  if (json) return writeLine(JSON.stringify(verdict));
  const { faults, notices, originals, documents, anchors, entries, head, root, proofs } = verdict;
  for (const { what, name, message } of faults) await writeLine(`fault: ${what} ${name}: ${message}`);
  for (const { what, name, message } of notices) await writeLine(`notice: ${what} ${name}: ${message}`);
  for (const { entries: first, signedBy, stamped } of proofs) {
    for (const key of signedBy) await writeLine(`first ${first} entries: signed by the key ${key}`);
    if (stamped !== null) await writeLine(`first ${first} entries: there at ${stamped.at}, says ${stamped.authority}`);
  }
  const checked = `${originals} originals, ${documents} documents, ${anchors} anchors, ${entries} log entries`;
  await writeLine(`${verdict.sound ? 'sound' : 'not sound'}: ${checked}; log head ${head.hash}; root ${root}`);
}
