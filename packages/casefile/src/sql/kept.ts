/** What was asked for last is kept at hand, up to a size; what was not asked for the longest goes first. */
export class Kept<K, V> {
  readonly #most: number;
  readonly #sizeOf: (value: V) => number;
  readonly #values = new Map<K, V>();
  #size = 0;

  /** @param most sum of the sizes of what is kept, in whatever unit `sizeOf` counts */
  constructor(most: number, sizeOf: (value: V) => number) {
    this.#most = most;
    this.#sizeOf = sizeOf;
  }

  get(key: K): V | undefined {
    const value = this.#values.get(key);
    if (value === undefined) return undefined;
    this.#values.delete(key);
    this.#values.set(key, value);
    return value;
  }

  set(key: K, value: V): void {
    const before = this.#values.get(key);
    if (before !== undefined) this.#size -= this.#sizeOf(before);
    this.#values.delete(key);
    this.#values.set(key, value);
    this.#size += this.#sizeOf(value);
    for (const [oldest, old] of this.#values) {
      if (this.#size <= this.#most) return;
      this.#values.delete(oldest);
      this.#size -= this.#sizeOf(old);
    }
  }
}
