import { normalKey, stem } from '@isnad/text';

/** Parts findings by what they speak of, under headings in the words of the reports. */

/** A finding, as far as its topic goes. */
export interface Matter {
  /** Its claims. */
  readonly texts: readonly { readonly text: string; readonly document: string }[];
  /** Above 0; what weighs more counts more for a heading. */
  readonly weight: number;
}

export interface Topic {
  /** Null for the rest, which has none in common. */
  readonly heading: string | null;
  /** Places of its matters in the list given. */
  readonly matters: readonly number[];
}

/** Matters that a heading stands over at least. */
const LEAST = 2;
/** A phrase that more of all documents have than this is what the case is about, and parts nothing; of few, none is. */
const MOST = 0.5;
const FEW = 4;
/** Letters of a word that may head. */
const LETTERS = 3;
/** Whether the phrases are what the case is about, and whether they are of two words. */
const PASSES = [
  [false, true],
  [false, false],
  [true, true],
  [true, false],
] as const;

/**
 * Topics by phrases of a noun and one with the article («صفارات الإنذار»), then by one word with the article
 * («الشركة»): again and again the phrase that stands for most weight among what is left. What the whole case is about
 * heads only what nothing else does. The heaviest topic first, the rest last.
 */
export function topicsOf(matters: readonly Matter[]): Topic[] {
  const words = matters.map(({ texts }) => texts.map(({ text }) => wordsOf(text)));
  const nouns = nounsIn(words.flat());
  const phrases = words.map((texts) => phrasesIn(texts, nouns));
  const common = commonPhrases(matters, nouns);
  const weightOf = (places: readonly number[]) => places.reduce((sum, at) => sum + matters[at]!.weight, 0);
  const topics: { heading: string; matters: number[]; weight: number }[] = [];
  let left = matters.map((_, at) => at);
  const all = [...new Set(phrases.flatMap((of) => [...of.keys()]))].sort();
  for (const [isCommon, isPair] of PASSES) {
    const keys = all.filter((key) => common.has(key) === isCommon && key.includes(' ') === isPair);
    for (;;) {
      let best: { key: string; places: number[]; score: number } | undefined;
      for (const key of keys) {
        const places = left.filter((at) => phrases[at]!.has(key));
        const score = weightOf(places);
        if (places.length >= LEAST && (best === undefined || score > best.score)) best = { key, places, score };
      }
      if (best === undefined) break;
      const { key, places, score } = best;
      topics.push({ heading: commonest(places.map((at) => phrases[at]!.get(key)!)), matters: places, weight: score });
      const taken = new Set(places);
      left = left.filter((at) => !taken.has(at));
    }
  }
  const ordered: Topic[] = topics.sort((x, y) => y.weight - x.weight);
  return left.length === 0 ? ordered : [...ordered, { heading: null, matters: left }];
}

/**
 * Stems of words that are nouns by where they stand: with the article, first in a claim, which stands behind أن or is a
 * noun phrase more often than not, or behind a short word that many words follow, as prepositions do.
 */
function nounsIn(texts: readonly (readonly Word[])[]): ReadonlySet<string> {
  const followers = new Map<string, Set<string>>();
  for (const words of texts) {
    words.forEach(({ stem }, i) => {
      const before = words[i - 1]?.text;
      if (before === undefined || before.length > LETTERS) return;
      followers.set(before, (followers.get(before) ?? new Set()).add(stem));
    });
  }
  const isNoun = ({ definite }: Word, before: Word | undefined) =>
    definite || before === undefined || (followers.get(before.text)?.size ?? 0) >= FOLLOWERS;
  return new Set(
    texts.flatMap((words) => words.filter((word, i) => isNoun(word, words[i - 1])).map(({ stem }) => stem)),
  );
}

/** Different words that follow a preposition at least. */
const FOLLOWERS = 4;

/** Phrases that more than {@link MOST} of the documents have. */
function commonPhrases(matters: readonly Matter[], nouns: ReadonlySet<string>): ReadonlySet<string> {
  const documents = Map.groupBy(
    matters.flatMap(({ texts }) => texts),
    ({ document }) => document,
  );
  if (documents.size < FEW) return new Set();
  const counts = new Map<string, number>();
  for (const texts of documents.values()) {
    const phrases = phrasesIn(
      texts.map(({ text }) => wordsOf(text)),
      nouns,
    );
    for (const key of phrases.keys()) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return new Set([...counts].flatMap(([key, count]) => (count > MOST * documents.size ? [key] : [])));
}

interface Word {
  readonly text: string;
  readonly stem: string;
  readonly definite: boolean;
}

/** The words of a text without a joined و, ف, ب, ك or ل before the article. */
function wordsOf(text: string): Word[] {
  return (text.match(/[\p{L}\p{M}]+|[^\p{L}\p{M}\s]+/gu) ?? []).map((word) => {
    const bare = word.replace(/^[وف]?[بك]?(?=ال\p{L}{3})/u, '').replace(/^[وف]?لل(?=\p{L}{3})/u, 'ال');
    const key = normalKey(bare);
    const definite = key.startsWith('ال') && key.length >= LETTERS + 2;
    return { text: bare, stem: stem(definite ? key.slice(2) : key), definite };
  });
}

/** The phrases of a matter by key, each as it stands there first. */
function phrasesIn(texts: readonly (readonly Word[])[], nouns: ReadonlySet<string>): Map<string, string> {
  const found = new Map<string, string>();
  const add = (key: string, text: string) => {
    if (!found.has(key)) found.set(key, text);
  };
  for (const words of texts) {
    words.forEach((word, i) => {
      if (!word.definite) return;
      const before = words[i - 1];
      // Neither the second noun of «مدير المستشفى» nor the adjective of «المنظمة الجديدة» is what is spoken of.
      if (before === undefined || (!before.definite && !nouns.has(before.stem))) add(word.stem, word.text);
      if (before === undefined || before.definite || normalKey(before.text).length < LETTERS) return;
      if (!nouns.has(before.stem) && !/(?:ه|ات)$/.test(normalKey(before.text))) return;
      add(`${before.stem} ${word.stem}`, `${before.text} ${word.text}`);
    });
  }
  return found;
}

/** The text that stands most often; the first of equals. */
function commonest(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].reduce((best, other) => (other[1] > best[1] ? other : best))[0];
}
