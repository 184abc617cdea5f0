import { z } from 'zod';
import type { Cursor, Page, PageRequest } from '../store/records.ts';
import { BadCursor } from '../store/store.ts';

/** Lists are paged by the key of their last item, so a page costs the same wherever it lies. */

/** The cursor after an item, from the key that the list is ordered by. */
export function cursorOf(key: ReadonlyArray<string | number>): Cursor {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/**
 * The key in a request's cursor; null for the first page.
 * @throws BadCursor for anything that `cursorOf` did not make of such a key
 */
export function keyAfter<K extends z.ZodType>(page: PageRequest, key: K): z.infer<K> | null {
  if (page.after === undefined || page.after === null) return null;
  try {
    return key.parse(JSON.parse(Buffer.from(page.after, 'base64url').toString('utf8')));
  } catch {
    throw new BadCursor(`«${page.after}» is no place in this list`);
  }
}

/** A page of rows that were asked for with one more than the limit: the last says that there is more. */
export function pageOf<R, T>(
  rows: readonly R[],
  limit: number,
  keyOf: (row: R) => ReadonlyArray<string | number>,
  item: (row: R, index: number) => T,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row, index) => item(row, index)),
    next: rows.length > limit && last !== undefined ? cursorOf(keyOf(last)) : null,
  };
}

export const numberKey = z.tuple([z.int()]);
export const rowKey = z.tuple([z.int(), z.int()]);

/**
 * All rows in the order of their keys, a page after the other, each asked for behind the last key of the one before. A
 * key whose bytes are no text is read as another, which may stand before it, so that the same rows would come for ever: a
 * page that ends where the one before did is the last.
 */
export async function* pagesInOrder<R, K extends readonly (string | number)[]>(
  start: K,
  ask: (after: K) => Promise<readonly R[]>,
  keyOf: (row: R) => K,
): AsyncGenerator<readonly R[]> {
  for (let after = start; ; ) {
    const rows = await ask(after);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    const key = keyOf(last);
    if (key.every((part, place) => part === after[place])) return;
    after = key;
  }
}
