/**
 * What was worked out of a store or database, kept as long as an entry of its log is the newest of its kind: lists are
 * asked for far more often than the log grows.
 */
export class KeptSince<S extends object, T> {
  readonly #known = new WeakMap<S, { readonly entry: number | null; readonly value: Promise<T> }>();

  /** @param entry of the log on which the value rests; null when there is none yet */
  of(source: S, entry: number | null, work: () => Promise<T>): Promise<T> {
    const before = this.#known.get(source);
    if (before !== undefined && before.entry === entry) return before.value;
    const value = work();
    this.#known.set(source, { entry, value });
    // What could not be read once may be there the next time.
    value.catch(() => this.#known.delete(source));
    return value;
  }
}
