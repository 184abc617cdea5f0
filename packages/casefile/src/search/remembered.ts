/** Words asked about last, remembered with what was said of them. */
const MOST = 100_000;

/** The same function, which works each word out once as long as it is remembered. */
export function remembered<T>(work: (word: string) => T): (word: string) => T {
  const known = new Map<string, T>();
  return (word) => {
    const found = known.get(word);
    if (found !== undefined) return found;
    const made = work(word);
    if (known.size >= MOST) known.clear();
    known.set(word, made);
    return made;
  };
}
