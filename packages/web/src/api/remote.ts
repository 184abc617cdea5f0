import { useEffect } from 'react';
import { type Cell, cell, useCell } from '../store.ts';
import { ask, Problem } from './client.ts';

/** What was asked of the API and where that stands. A value stays on the screen while a newer one is on its way. */
export interface Fetched<T> {
  readonly value: T | null;
  readonly problem: Problem | null;
  readonly pending: boolean;
}

const NOTHING: Fetched<never> = { value: null, problem: null, pending: false };

/** The answer of one path: fetched when somebody looks, fetched again when the case has changed and somebody still looks. */
export class Remote<T> {
  readonly path: string;
  readonly state: Cell<Fetched<T>> = cell<Fetched<T>>(NOTHING);
  #tag: string | null = null;
  #users = 0;
  #stale = true;
  #asking: AbortController | null = null;

  constructor(path: string) {
    this.path = path;
  }

  get isUsed(): boolean {
    return this.#users > 0;
  }

  /** Fetches it if need be, while it is looked at; the answer ends the look. */
  look(): () => void {
    this.#users++;
    if (this.#stale && this.#asking === null) void this.#fetch();
    return () => {
      this.#users--;
      if (this.#users === 0) this.#drop();
    };
  }

  /** What it held may be old. */
  outdate(): void {
    this.#stale = true;
    this.#drop();
    if (this.isUsed) void this.#fetch();
  }

  /** Changes the value here, ahead of the answer that will say the same. */
  patch(change: (value: T) => T): void {
    const { value } = this.state.get();
    if (value !== null) this.state.set({ ...this.state.get(), value: change(value) });
  }

  #drop(): void {
    this.#asking?.abort();
    this.#asking = null;
  }

  async #fetch(): Promise<void> {
    const asking = new AbortController();
    this.#asking = asking;
    this.state.set({ ...this.state.get(), pending: true });
    try {
      const { value, tag } = await ask<T>(this.path, asking.signal);
      if (this.#asking !== asking) return;
      const known = this.state.get().value;
      const isSame = known !== null && tag !== null && tag === this.#tag;
      this.#tag = tag;
      this.#stale = false;
      this.state.set({ value: isSame ? known : value, problem: null, pending: false });
    } catch (error) {
      if (this.#asking !== asking || asking.signal.aborted) return;
      if (!(error instanceof Problem)) throw error;
      this.state.set({ ...this.state.get(), problem: error, pending: false });
    } finally {
      if (this.#asking === asking) this.#asking = null;
    }
  }
}

/** Answers that nobody looks at and that are kept all the same, of one kind: the way back is then at once. */
const KEPT = 60;
const kinds: Array<ReadonlyMap<string, { outdate(): void }>> = [];

/** All answers of one type, by path. */
export function remotes<T>(): (path: string) => Remote<T> {
  const known = new Map<string, Remote<T>>();
  kinds.push(known);
  return (path) => {
    const found = known.get(path) ?? new Remote<T>(path);
    known.delete(path);
    known.set(path, found);
    for (const [oldest, remote] of known) {
      if (known.size <= KEPT) break;
      if (!remote.isUsed) known.delete(oldest);
    }
    return found;
  };
}

/** The case has changed: what is on the screen is asked for again, the rest when it is looked at. */
export function outdateAll(): void {
  for (const known of kinds) for (const remote of known.values()) remote.outdate();
}

const none = cell<Fetched<never>>(NOTHING);

/** What a path answers, for as long as the component stands; null asks for nothing. */
export function useRemote<T>(remote: Remote<T> | null): Fetched<T> {
  useEffect(() => remote?.look(), [remote]);
  const state: Cell<Fetched<T>> = remote?.state ?? idle();
  return useCell(state);
}

function idle<T>(): Cell<Fetched<T>> {
  return none;
}
