import { useSyncExternalStore } from 'react';

/** One value that screens watch. */
export interface Cell<T> {
  get(): T;
  set(value: T): void;
  /** Calls back after every change; the answer ends it. */
  watch(listener: () => void): () => void;
}

export function cell<T>(first: T): Cell<T> {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of listeners) listener();
    },
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The value of a cell, and a new rendering whenever it changes. */
export function useCell<T>(watched: Cell<T>): T {
  return useSyncExternalStore(watched.watch, watched.get);
}
