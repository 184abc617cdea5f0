import { lstat, opendir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Origin } from '../log/entry.ts';
import { type TextRecord, textRecord } from '../work/input.ts';

/** Where what is added comes from. */

export type Source =
  /** A file on disk, read when its turn comes; a `passing` one is removed when it was kept. */
  | { readonly kind: 'file'; readonly from: Origin; readonly path: string; readonly passing: boolean }
  /** A line of JSONL: the bytes that are kept are the line itself. */
  | { readonly kind: 'record'; readonly from: Origin; readonly line: string; readonly record: TextRecord }
  /** A place in the order where there is nothing to add: a line that could not be understood. */
  | { readonly kind: 'nothing'; readonly from: Origin };

/**
 * A file as a source. The log holds its name, and for what lay below a folder the way from there: not where on whose
 * machine that folder was.
 */
export function fileSource(path: string, place = basename(resolve(path))): Source {
  return { kind: 'file', from: { kind: 'file', place }, path, passing: false };
}

/** What an upload left at `path`, under the name that its sender gave it. */
export function uploadSource(name: string, path: string): Source {
  return { kind: 'file', from: { kind: 'upload', place: name }, path, passing: true };
}

/** How a source is called in messages: the file's name without its folders, the record's id. */
export function nameOf({ from }: Source): string {
  return from.kind === 'record' ? from.place : basename(from.place);
}

/**
 * Every file below these paths, a folder's in the order of their names. What begins with a dot is passed over, and
 * links are not followed: a folder of evidence must not lead out of itself.
 */
export async function* filesBelow(paths: Iterable<string>): AsyncGenerator<Source> {
  for (const path of paths) {
    const there = await lstat(path);
    if (there.isDirectory()) yield* folderFiles(path, basename(resolve(path)));
    else yield fileSource(path);
  }
}

async function* folderFiles(folder: string, place: string): AsyncGenerator<Source> {
  const entries: { name: string; kind: 'folder' | 'file' }[] = [];
  for await (const entry of await opendir(folder)) {
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory()) entries.push({ name: entry.name, kind: 'folder' });
    else if (entry.isFile()) entries.push({ name: entry.name, kind: 'file' });
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name, kind } of entries) {
    const there = place === '' ? name : `${place}/${name}`;
    if (kind === 'folder') yield* folderFiles(join(folder, name), there);
    else yield fileSource(join(folder, name), there);
  }
}

/** How many files there are below these paths. */
export async function countFiles(paths: Iterable<string>): Promise<number> {
  let count = 0;
  for await (const _ of filesBelow(paths)) count++;
  return count;
}

/** What a line of JSONL says; blank lines say nothing. */
export type Line =
  | { readonly kind: 'record'; readonly line: string; readonly record: TextRecord }
  | { readonly kind: 'bad'; readonly id: string | number | null; readonly error: string };

/** Understands a line as a text record. */
export function recordOf(line: string): Line {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { kind: 'bad', id: null, error: 'not JSON' };
  }
  const parsed = textRecord.safeParse(value);
  if (parsed.success) return { kind: 'record', line, record: parsed.data };
  const [issue] = parsed.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
  return { kind: 'bad', id: idOf(value), error: `${where}${issue?.message ?? 'not a document'}` };
}

/** The id in a line that is otherwise wrong, to answer under; null when it has none. */
export function idOf(value: unknown): string | number | null {
  if (typeof value !== 'object' || value === null || !('id' in value)) return null;
  return typeof value.id === 'string' || typeof value.id === 'number' ? value.id : null;
}

/** A good line as a source. */
export function recordSource({ line, record }: Line & { kind: 'record' }): Source {
  return { kind: 'record', from: { kind: 'record', place: record.id }, line, record };
}
