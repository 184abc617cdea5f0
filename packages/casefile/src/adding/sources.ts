import { lstat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
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

/** A file as a source. */
export function fileSource(path: string): Source {
  return { kind: 'file', from: { kind: 'file', place: resolve(path) }, path, passing: false };
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
    if (!there.isDirectory()) yield fileSource(path);
    else
      for await (const { source } of filesIn(path))
        yield typeof source === 'string' ? fileSource(source) : bundleSource(source);
  }
}

function bundleSource({ paths }: Scans): Source {
  return { kind: 'bundle', from: { kind: 'file', place: resolve(dirname(paths[0] ?? '')) }, paths };
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
