import { LIMITS } from '../limits.ts';

/** Work that was begun in its order and may end when it likes. An object, since awaiting a promise awaits what is in it. */
export interface Begun<R> {
  readonly result: Promise<R>;
}

/** Results in the order of what was asked, with several under way at once. */
export async function* inOrder<T, R>(items: Iterable<T>, begin: (item: T) => Promise<Begun<R>>): AsyncGenerator<R> {
  const waiting: Begun<R>[] = [];
  for (const item of items) {
    const begun = await begin(item);
    // One that fails is told when its turn comes.
    begun.result.catch(() => {});
    waiting.push(begun);
    if (waiting.length >= LIMITS.pagesInFlight) yield await waiting.shift()!.result;
  }
  for (const { result } of waiting) yield await result;
}
