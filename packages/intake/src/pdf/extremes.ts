/** Least and greatest of what a list's items give, of lists too long to be arguments of Math.min. */

export function least<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((found, item) => Math.min(found, of(item)), Number.POSITIVE_INFINITY);
}

export function greatest<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((found, item) => Math.max(found, of(item)), Number.NEGATIVE_INFINITY);
}
