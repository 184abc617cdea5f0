/**
 * What things are found by goes into indexes, and no database's index takes a word without end: PostgreSQL's pages hold
 * 2,704 bytes of a key. So many UTF-16 code units, at most three bytes each, fit in twice.
 */
const LONGEST = 400;

/** The beginning of a word or name that no writing has, whole of all others. */
export function withinLongest(word: string): string {
  if (word.length <= LONGEST) return word;
  const cut = word.slice(0, LONGEST);
  return cut.isWellFormed() ? cut : cut.slice(0, -1);
}
