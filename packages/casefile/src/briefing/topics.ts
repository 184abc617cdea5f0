import { normalKey, stem } from '@isnad/text';
import { listOf } from '../lists.ts';

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
/** Letters of the first word of a phrase, and of one that only a preposition has before it. */
const LETTERS = 3;
const ARTICLE = 'ال'.length;
/** Letters behind the article: «السد». */
const BEHIND_ARTICLE = 2;
const NO_TOPICS: ReadonlySet<string> = new Set(listOf('no-topics.tsv', ['word']).map(({ word }) => normalKey(word)));

/**
 * Topics by phrases of a noun and one with the article («صفارات الإنذار»), then by one word with the article
 * («الشركة»): again and again the phrase that stands for most weight among what is left. A noun of the whole case
 * («السد») heads only what nothing else does. The heaviest topic first, the rest last.
 */
export function topicsOf(matters: readonly Matter[]): Topic[] {
  const spoken = new Map<string, readonly Word[]>();
  const said = (text: string): readonly Word[] => {
    const words = spoken.get(text) ?? wordsOf(text);
    spoken.set(text, words);
    return words;
  };
  const words = matters.map(({ texts }) => texts.map(({ text }) => said(text)));
  const nouns = nounsIn(words.flat());
  const phrases = words.map((texts) => phrasesIn(texts, nouns));
  const subjects = words.map((texts) => nounsOf(texts, nouns));
  const weightOf = (places: readonly number[]) => places.reduce((sum, at) => sum + matters[at]!.weight, 0);
  const topics: { heading: string; matters: number[]; weight: number }[] = [];
  let left = matters.map((_, at) => at);
  const part = (among: readonly ReadonlyMap<string, string>[], keys: readonly string[]) => {
    const having = new Map(keys.map((key): [string, number[]] => [key, []]));
    among.forEach((of, at) => {
      for (const key of of.keys()) having.get(key)?.push(at);
    });
    for (;;) {
      let best: { key: string; places: number[]; score: number } | undefined;
      const isLeft = new Set(left);
      for (const [key, all] of having) {
        if (all.length < LEAST) continue;
        const places = all.filter((at) => isLeft.has(at));
        const score = weightOf(places);
        if (places.length >= LEAST && (best === undefined || score > best.score)) best = { key, places, score };
      }
      if (best === undefined) return;
      const { key, places, score } = best;
      topics.push({ heading: commonest(places.map((at) => among[at]!.get(key)!)), matters: places, weight: score });
      const taken = new Set(places);
      left = left.filter((at) => !taken.has(at));
    }
  };
  const common = commonIn(matters, said, (texts) => phrasesIn(texts, nouns));
  const telling = keysOf(phrases).filter((key) => !common.has(key));
  part(
    phrases,
    telling.filter((key) => key.includes(' ')),
  );
  part(
    phrases,
    telling.filter((key) => !key.includes(' ')),
  );
  const general = commonIn(matters, said, (texts) => nounsOf(texts, nouns));
  part(
    subjects,
    keysOf(subjects).filter((key) => general.has(key)),
  );
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

function keysOf(found: readonly ReadonlyMap<string, string>[]): string[] {
  return [...new Set(found.flatMap((of) => [...of.keys()]))].sort();
}

/** Keys that more than {@link MOST} of the documents have. */
function commonIn(
  matters: readonly Matter[],
  said: (text: string) => readonly Word[],
  find: (texts: readonly (readonly Word[])[]) => ReadonlyMap<string, string>,
): ReadonlySet<string> {
  const documents = Map.groupBy(
    matters.flatMap(({ texts }) => texts),
    ({ document }) => document,
  );
  if (documents.size < FEW) return new Set();
  const counts = new Map<string, number>();
  for (const texts of documents.values()) {
    for (const key of find(texts.map(({ text }) => said(text))).keys()) counts.set(key, (counts.get(key) ?? 0) + 1);
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
    const bare = word.replace(/^[وف]?[بك]?(?=ال\p{L}{2})/u, '').replace(/^[وف]?لل(?=\p{L}{2})/u, 'ال');
    const key = normalKey(bare);
    // «آلاف» is as if it began with the article in the normal form alone.
    const definite = /^ا\p{M}*ل/u.test(bare) && key.length >= ARTICLE + BEHIND_ARTICLE && !NO_TOPICS.has(key);
    return { text: bare, stem: stem(definite ? key.slice(ARTICLE) : key), definite };
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

/** Nouns with the article, wherever they stand, and those made definite by the next («سد الغدير»), each as it stands first. */
function nounsOf(texts: readonly (readonly Word[])[], nouns: ReadonlySet<string>): Map<string, string> {
  const found = new Map<string, string>();
  for (const words of texts) {
    words.forEach(({ stem, text, definite }, i) => {
      const next = words[i + 1];
      const isHead = next?.definite === true && nouns.has(stem);
      if ((definite || isHead) && !found.has(stem)) found.set(stem, definite ? text : `${text} ${next?.text}`);
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
