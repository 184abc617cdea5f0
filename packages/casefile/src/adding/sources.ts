import { lstat } from 'node:fs/promises';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { filesIn, type Scans } from '@isnad/intake';
import type { Origin } from '../log/entry.ts';
import { type TextRecord, textRecord } from '../work/input.ts';

/** Where what is added comes from. */

export type Source =
  /** A file on disk, read when its turn comes; a `passing` one is removed when it was kept. */
  | { readonly kind: 'file'; readonly from: Origin; readonly path: string; readonly passing: boolean }
  /** Pictures of pages that lie together, with their transcriptions: kept as one original, one document. */
  | { readonly kind: 'bundle'; readonly from: Origin; readonly paths: readonly string[] }
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
 * What there is to read below these paths, a folder's files in the order of their names and then its folders. Links are
 * not followed: a folder of evidence must not lead out of itself.
 */
export async function* filesBelow(paths: Iterable<string>): AsyncGenerator<Source> {
  for (const path of paths) {
    const there = await lstat(path);
    if (!there.isDirectory()) {
      yield fileSource(path);
      continue;
    }
    for await (const { source } of filesIn(path)) {
      if (typeof source === 'string') yield fileSource(source, placeBelow(path, source));
      else yield bundleSource(source, path);
    }
  }
}

/** Where a file lies, from the folder that was added on. */
function placeBelow(folder: string, path: string): string {
  return relative(dirname(resolve(folder)), resolve(path))
    .split(sep)
    .join('/');
}

function bundleSource({ paths }: Scans, folder: string): Source {
  return { kind: 'bundle', from: { kind: 'file', place: placeBelow(folder, dirname(paths[0] ?? '')) }, paths };
}

/** Where a source is on this machine, for who added it; the log holds less. */
export function pathOf(source: Source): string {
  if (source.kind === 'file') return source.path;
  return source.kind === 'bundle' ? dirname(source.paths[0] ?? '') : source.from.place;
}

/** How many files a source is made of. */
export function filesOf(source: Source): number {
  return source.kind === 'bundle' ? source.paths.length : 1;
}

/** How many files there are to read below these paths. */
export async function countFiles(paths: Iterable<string>): Promise<number> {
  let count = 0;
  for await (const source of filesBelow(paths)) count += filesOf(source);
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
