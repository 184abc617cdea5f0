/** Documents kept for a fingerprint; the later ones are found through the fingerprints that set them apart. */
export const COPY_LIST = 64;
/** Most documents that a new one is laid against. */
const MOST = 32;

/**
 * The documents worth laying against a new one: those that share the most fingerprints, ties to the older.
 * @param lists for each fingerprint of the new document, the documents that have it
 */
export function copyCandidates(lists: readonly (readonly number[])[]): number[] {
  const counts = new Map<number, number>();
  for (const list of lists) for (const document of list) counts.set(document, (counts.get(document) ?? 0) + 1);
  // One fingerprint in common is a set phrase or chance, except where there are hardly any.
  const least = lists.length <= 6 ? 1 : 2;
  const ranked = [...counts].filter(([, count]) => count >= least);
  ranked.sort(([a, x], [b, y]) => y - x || a - b);
  return ranked.slice(0, MOST).map(([document]) => document);
}
