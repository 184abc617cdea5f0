/** Streams that hold a bounded number of things. */

/** A queue with a limit: `push` waits while it is full. */
export class Channel<T extends object> implements AsyncIterable<T> {
  readonly #capacity: number;
  readonly #items: T[] = [];
  #closed = false;
  #failure: { readonly error: unknown } | null = null;
  #wakeReader: (() => void) | null = null;
  #wakeWriters: Array<() => void> = [];

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** No more is taken in, or nobody reads any longer. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Returns when the item is queued; at once, and without it, when the channel is closed. */
  async push(item: T): Promise<void> {
    while (this.#items.length >= this.#capacity && !this.#closed) {
      await new Promise<void>((resolve) => this.#wakeWriters.push(resolve));
    }
    if (this.#closed) return;
    this.#items.push(item);
    this.#wakeReader?.();
  }

  /** Takes out what is queued and was not read yet. */
  drain(): T[] {
    const items = this.#items.splice(0);
    this.#wake();
    return items;
  }

  /** No more will come; what is queued is still read. */
  close(): void {
    this.#closed = true;
    this.#wake();
  }

  /** The reader gets the error after what is queued. */
  fail(error: unknown): void {
    this.#failure = { error };
    this.close();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    try {
      for (;;) {
        if (this.#items.length > 0) {
          const item = this.#items.shift();
          for (const wake of this.#wakeWriters.splice(0)) wake();
          if (item !== undefined) yield item;
        } else if (this.#failure !== null) throw this.#failure.error;
        else if (this.#closed) return;
        else await new Promise<void>((resolve) => (this.#wakeReader = resolve));
      }
    } finally {
      this.close();
    }
  }

  #wake(): void {
    this.#wakeReader?.();
    for (const wake of this.#wakeWriters.splice(0)) wake();
  }
}

/** `work` on every item, at most `width` at a time; results come in the order of the items, each as soon as it can. */
export async function* inOrder<S, T>(
  source: AsyncIterable<S>,
  width: number,
  work: (item: S) => Promise<T>,
): AsyncGenerator<T> {
  const channel = new Channel<{ readonly result: Promise<T> }>(width);
  const hands = new Budget(width);
  const feed = async (): Promise<void> => {
    for await (const item of source) {
      await hands.take(1);
      if (channel.closed) return;
      const result = work(item);
      // Awaited below; a rejection before its turn must not end the process.
      result.catch(() => {});
      await channel.push({ result });
    }
  };
  feed().then(
    () => channel.close(),
    (error) => channel.fail(error),
  );
  try {
    for await (const { result } of channel) {
      const done = await result;
      hands.give(1);
      yield done;
    }
  } finally {
    // Whoever feeds must not wait for ever when nobody reads any longer.
    hands.give(1);
  }
}

/**
 * Items in batches: one goes out when `full` says so, when its first item has waited `wait` milliseconds, or when
 * the source ends.
 */
export async function* inBatches<T>(
  source: AsyncIterable<T>,
  full: (batch: readonly T[]) => boolean,
  wait: number,
): AsyncGenerator<readonly T[]> {
  const iterator = source[Symbol.asyncIterator]();
  try {
    let pending = iterator.next();
    for (;;) {
      const first = await pending;
      if (first.done) return;
      const batch = [first.value];
      pending = iterator.next();
      pending.catch(() => {});
      const deadline = Promise.withResolvers<null>();
      const timer = setTimeout(() => deadline.resolve(null), wait);
      while (!full(batch)) {
        const next = await Promise.race([pending, deadline.promise]);
        if (next === null || next.done) break;
        batch.push(next.value);
        pending = iterator.next();
        pending.catch(() => {});
      }
      clearTimeout(timer);
      yield batch;
    }
  } finally {
    await iterator.return?.();
  }
}

/** Items so many at a time. */
export async function* together<T>(items: Iterable<T> | AsyncIterable<T>, count: number): AsyncGenerator<T[]> {
  let some: T[] = [];
  for await (const item of items) {
    some.push(item);
    if (some.length < count) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

/** An amount of something that users take of and give back; who asks for more than is left waits in line. */
export class Budget {
  readonly #whole: number;
  #left: number;
  readonly #line: Array<{ readonly amount: number; readonly go: () => void }> = [];

  constructor(whole: number) {
    this.#whole = whole;
    this.#left = whole;
  }

  /** Waits until so much can be had; more than the whole is had alone. Gives the amount to be given back. */
  async take(amount: number): Promise<number> {
    const taken = Math.min(amount, this.#whole);
    if (this.#line.length === 0 && taken <= this.#left) {
      this.#left -= taken;
      return taken;
    }
    await new Promise<void>((go) => this.#line.push({ amount: taken, go }));
    return taken;
  }

  give(amount: number): void {
    this.#left += amount;
    for (let next = this.#line[0]; next !== undefined && next.amount <= this.#left; next = this.#line[0]) {
      this.#line.shift();
      this.#left -= next.amount;
      next.go();
    }
  }
}
