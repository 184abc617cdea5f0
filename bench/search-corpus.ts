import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reading } from '@isnad/reading';
import { randomFrom } from '../scripts/random.ts';

/**
 * Reports for the benchmark of search, made one after another so that their text need not be held: words of Isnad's own
 * lists as frequent as words are (Zipf), with the clitics and endings that Arabic gives them, and now and then a word
 * that nobody has seen, as names and slips are.
 */

export const SENTENCES = 10;
const WORDS = 14;
const SOURCES = 4000;
const NEW = 0.02;

/** What stands before and after a word, as often as about in the press. */
const BEFORE = spread({ '': 55, ال: 25, و: 6, وال: 3, ب: 3, بال: 2, ل: 3, لل: 2, ف: 1 });
const AFTER = spread({ '': 80, ه: 4, ها: 4, ات: 4, ين: 3, ية: 3, هم: 2 });
const LETTERS = 'ابتثجحخدذرزسشصضطظعغفقكلمنهوي';

export class SearchCorpus {
  readonly #random: () => number;
  readonly #words: readonly string[];
  readonly #sources: readonly string[];

  constructor(seed = 1) {
    this.#random = randomFrom(seed);
    this.#words = shuffled(listedWords(), randomFrom(3));
    const name = randomFrom(5);
    this.#sources = Array.from({ length: SOURCES }, () => `${this.#listed(name)} ${this.#listed(name)}`);
  }

  /** A word as a report or a query may have it. */
  word(): string {
    const random = this.#random;
    if (random() < NEW) return Array.from({ length: 4 + pick(4, random) }, () => LETTERS[pick(28, random)]!).join('');
    // The n-th word with a chance of about 1/n.
    const bare = this.#words[Math.floor(this.#words.length ** random()) - 1]!;
    if (bare.length < 3) return bare;
    return `${BEFORE[pick(BEFORE.length, random)]}${bare}${AFTER[pick(AFTER.length, random)]}`;
  }

  source(): string {
    return this.#sources[Math.floor(SOURCES ** this.#random()) - 1]!;
  }

  /** A report of ten sentences, each a claim, every other one with its source. */
  report(number: number): Reading {
    const sentences: { start: number; end: number; text: string }[] = [];
    let text = '';
    for (let i = 0; i < SENTENCES; i++) {
      const said = `${Array.from({ length: WORDS }, () => this.word()).join(' ')}.`;
      sentences.push({ start: text.length, end: text.length + said.length, text: said });
      text += `${said} `;
    }
    const claims = sentences.map((sentence, i): Reading['claims'][number] => ({
      ...{ ...sentence, id: `c${i}`, modality: 'stated', figures: [], dates: [], mentions: [] },
      chain: i % 2 === 0 ? [] : [{ entity: null, name: this.source(), attribution: null }],
    }));
    const published = new Date(Date.UTC(2012, 0, 1 + (number % 3000))).toISOString().slice(0, 10);
    return {
      ...{ id: `d${number}`, language: 'ar', text, published, outlet: this.source(), sentences, claims },
      ...{ blocks: [], entities: [], mentions: [], numbers: [], figures: [], dates: [], attributions: [], causes: [] },
      ...{ acts: [], flags: [] },
    };
  }

  #listed(random: () => number): string {
    return this.#words[pick(this.#words.length, random)]!;
  }
}

function spread(shares: { readonly [word: string]: number }): string[] {
  return Object.entries(shares).flatMap(([word, share]) => Array<string>(share).fill(word));
}

function pick(count: number, random: () => number): number {
  return Math.floor(random() * count);
}

/** Words of the lists that the packages read Arabic by. */
function listedWords(): string[] {
  const words = new Set<string>();
  for (const name of ['reading', 'weighing', 'casefile']) {
    const folder = join(import.meta.dirname, '..', 'packages', name, 'data', 'ar');
    for (const file of readdirSync(folder).filter((one) => one.endsWith('.tsv'))) {
      for (const [word] of readFileSync(join(folder, file), 'utf8').matchAll(/[\u0621-\u064a]{2,}/g)) words.add(word);
    }
  }
  return [...words].sort();
}

function shuffled(words: readonly string[], random: () => number): string[] {
  const left = [...words];
  for (let i = left.length - 1; i > 0; i--) {
    const j = pick(i + 1, random);
    [left[i], left[j]] = [left[j]!, left[i]!];
  }
  return left;
}
