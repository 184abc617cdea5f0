import type { Page, SourceLink, SourceName } from '@isnad/server/api';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { ask } from '../api/client.ts';
import { sourcesNamed } from '../api/endpoints.ts';
import { cell, useCell } from '../store.ts';
import { type Ink, inkAt, UNNAMED } from './ink.ts';

/** The ink of a source, by its key in the case: bound once, the same in every room. */
export type InkOf = (key: string | null) => Ink;

/** Orders of the sources that were asked for; null for one that has none. They never change in a case. */
const orders = cell<ReadonlyMap<string, number | null>>(new Map());
const wanted = new Set<string>();

/** Keys of one question: an address has a length that servers take. */
const AT_ONCE = 30;

export function useInks(): InkOf {
  const known = useCell(orders);
  return useMemo(
    () => (key) => {
      if (key === null) return UNNAMED;
      const order = known.get(key);
      // Whoever holds this looks for inks whenever it draws, be it long after the room: what is not found is asked for.
      if (order === undefined) want(key);
      return order === undefined || order === null ? UNNAMED : inkAt(order);
    },
    [known],
  );
}

/** The inks of these sources; unlike `useInks` it brings a new rendering only when one of theirs is told. */
export function useInksOf(keys: readonly (string | null)[]): readonly Ink[] {
  const told = useSyncExternalStore(orders.watch, () =>
    keys.map((key) => (key === null ? '' : (orders.get().get(key) ?? '?'))).join(),
  );
  useEffect(() => {
    for (const key of keys) if (key !== null && !orders.get().has(key)) want(key);
  });
  return useMemo(
    () => told.split(',').map((order) => (order === '' || order === '?' ? UNNAMED : inkAt(Number(order)))),
    [told],
  );
}

/** Takes in sources that came with something else, so that they need not be asked for. */
export function tellInks(sources: readonly Pick<SourceName, 'key' | 'named' | 'order'>[]): void {
  const told = sources.map(({ key, named, order }) => [key, named ? order : null] as const);
  if (told.some(([key]) => orders.get().get(key) === undefined)) orders.set(new Map([...orders.get(), ...told]));
}

function want(key: string): void {
  // All that one drawing looks for is asked for together after it, and what came with it not at all.
  if (wanted.size === 0) setTimeout(() => void fetchWanted());
  wanted.add(key);
}

async function fetchWanted(): Promise<void> {
  const keys = [...wanted];
  wanted.clear();
  const missing = keys.filter((key) => !orders.get().has(key));
  if (missing.length === 0) return;
  // Not asked for twice while the answer is on its way.
  orders.set(new Map([...orders.get(), ...missing.map((key) => [key, null] as const)]));
  const questions: Promise<Page<SourceName>>[] = [];
  for (let from = 0; from < missing.length; from += AT_ONCE) {
    const path = sourcesNamed(missing.slice(from, from + AT_ONCE));
    questions.push(ask<Page<SourceName>>(path, AbortSignal.timeout(30_000)).then(({ value }) => value));
  }
  // Told once: each telling draws whatever has inks again.
  const found = (await Promise.all(questions)).flatMap(({ items }) => items);
  orders.set(new Map([...orders.get(), ...found.map(({ key, named, order }) => [key, named ? order : null] as const)]));
}

/** The key by which a source has an ink; null for one that is not named. */
export function keyOf(source: { readonly key: string; readonly named: boolean } | undefined): string | null {
  return source?.named ? source.key : null;
}

/** The key of whom words go back to: the end of their chain, else the outlet that says them itself. */
export function originKey(
  chain: readonly Pick<SourceLink, 'key' | 'named'>[],
  outletKey: string | null,
): string | null {
  const origin = chain.at(-1);
  return origin === undefined ? outletKey : keyOf(origin);
}
