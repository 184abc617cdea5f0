import { normalKey, normOf, TokenKind, type Tokens, tokenize } from '@isnad/text';

/** Finds names in running text, whatever is written on to them. Offsets are UTF-16 units, end exclusive. */

export interface FoundForm<T> {
  readonly start: number;
  readonly end: number;
  readonly value: T;
}

/** Words that are written on to the next one, in the order tried. */
const PREFIXES = ['و', 'ف', 'ب', 'ل', 'ك', 'وب', 'ول', 'وك', 'فب', 'فل', 'فك'];

/** A book of names: each under its words in normal form. */
export class Forms<T> {
  /** Names by their first word, the longest first. */
  readonly #byFirst = new Map<string, Array<{ readonly words: readonly string[]; readonly value: T }>>();
  readonly #nominatives: ReadonlyMap<string, string>;

  /** @param nominatives the case in which a word is entered, by its other ones; normal forms */
  constructor(nominatives: ReadonlyMap<string, string> = new Map()) {
    this.#nominatives = nominatives;
  }

  /** Enters a name; the first entry of a form stays. False when it was there, or has no word. */
  enter(name: string, value: T): boolean {
    const words = this.#wordsOf(name);
    const [first] = words;
    if (first === undefined) return false;
    const list = this.#byFirst.get(first) ?? [];
    if (list.some((one) => one.words.join(' ') === words.join(' '))) return false;
    list.push({ words, value });
    list.sort((a, b) => b.words.length - a.words.length);
    this.#byFirst.set(first, list);
    return true;
  }

  /** The value of a name as a whole; undefined for one that was not entered. */
  of(name: string): T | undefined {
    const words = this.#wordsOf(name);
    const list = this.#byFirst.get(words[0] ?? '') ?? [];
    return list.find((one) => one.words.join(' ') === words.join(' '))?.value;
  }

  /** The names in a text, from left to right, the longest at each place; quotation marks within a name are passed over. */
  findIn(text: string): FoundForm<T>[] {
    const tokens = tokenize(text);
    /** Tokens that are words; the names' words are looked for in these. */
    const words: number[] = [];
    for (let token = 0; token < tokens.count; token++) if (!isMark(tokens, token)) words.push(token);
    const norms = words.map((token) => this.#entered(normOf(tokens, token)));
    const found: FoundForm<T>[] = [];
    for (let at = 0; at < words.length; at++) {
      const hit = this.#at(norms, at);
      if (hit === null) continue;
      const first = words[at]!;
      at += hit.length - 1;
      const last = words[at]!;
      const start = afterLetters(text, tokens.start[first]!, tokens.end[first]!, hit.skipped);
      // «صحيفة «المرفأ»»: what opened within the name closes with it.
      const opened = last - first >= hit.length;
      const closed = opened && last + 1 < tokens.count && isMark(tokens, last + 1);
      found.push({ start, end: tokens.end[closed ? last + 1 : last]!, value: hit.value });
    }
    return found;
  }

  #at(norms: readonly string[], at: number): { value: T; length: number; skipped: number } | null {
    for (const { word, skipped } of readings(norms[at]!)) {
      for (const { words, value } of this.#byFirst.get(this.#entered(word)) ?? []) {
        if (words.every((one, i) => i === 0 || norms[at + i] === one)) return { value, length: words.length, skipped };
      }
    }
    return null;
  }

  #wordsOf(name: string): string[] {
    const words = normalKey(name).split(/[^\p{L}\p{N}]+/u);
    return words.filter((word) => word !== '').map((word) => this.#entered(word));
  }

  #entered(word: string): string {
    return this.#nominatives.get(word) ?? word;
  }
}

function isMark(tokens: Tokens, token: number): boolean {
  return tokens.kind[token] === TokenKind.Quote;
}

/** A written word as the words that it may be: as it is, and without what is written on to it. */
function* readings(norm: string): Generator<{ word: string; skipped: number }> {
  yield { word: norm, skipped: 0 };
  for (const prefix of PREFIXES) {
    if (!norm.startsWith(prefix) || norm.length < prefix.length + 2) continue;
    yield { word: norm.slice(prefix.length), skipped: prefix.length };
    // «للأسد» is ل and «الأسد».
    if (prefix.endsWith('ل') && norm.startsWith(`${prefix}ل`))
      yield { word: `ال${norm.slice(prefix.length + 1)}`, skipped: prefix.length };
  }
}

/** Where a word goes on after so many letters: marks between them count for none. */
function afterLetters(text: string, start: number, end: number, letters: number): number {
  let at = start;
  while (at < end && normalKey(text.slice(start, at)).length < letters) at++;
  return at;
}
