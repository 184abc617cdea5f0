import { tokenize } from './tokens.ts';
import { type FormId, NO_FORM, type Vocabulary } from './vocabulary.ts';
import { formOf, IMPOSSIBLE, READINGS, Reading, type Words } from './words.ts';

/** Readings under which a list's entries may be met, as bits: `1 << Reading.Whole | …`. */
export type ReadingMask = number;

export const WHOLE: ReadingMask = 1 << Reading.Whole;
/** The word itself, with or without و or ف. */
export const CONJOINED: ReadingMask = WHOLE | (1 << Reading.Conjunction);
/** With any of the proclitics, the article included. */
export const PROCLITIC: ReadingMask = CONJOINED | (1 << Reading.Particle) | (1 << Reading.Article);
/** With any clitic at either end. */
export const ANY_CLITIC: ReadingMask = PROCLITIC | (1 << Reading.Pronoun);

/** What a single word of a list is good for. */
export class Table<T> {
  private readonly vocabulary: Vocabulary;
  private readonly entries: (T | undefined)[] = [];
  /** 1 for a form that has an entry: most questions end here. */
  private present = new Uint8Array(0);

  constructor(vocabulary: Vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** Enters a word (normalised first); a word entered twice keeps the later entry. */
  set(word: string, entry: T): void {
    const form = this.vocabulary.intern(word);
    while (this.entries.length <= form) this.entries.push(undefined);
    this.entries[form] = entry;
    this.present = marked(this.present, form);
  }

  /** The entry of a word (normalised first). */
  of(word: string): T | undefined {
    return this.get(this.vocabulary.intern(word));
  }

  get(form: FormId | number): T | undefined {
    return this.present[form] === 1 ? this.entries[form] : undefined;
  }

  /** The entry of a token under the first reading of the mask that has one, least taken off first. */
  at(words: Words, token: number, mask: ReadingMask): T | undefined {
    const reading = this.readingAt(words, token, mask);
    return reading < 0 ? undefined : this.entries[words.form[token * READINGS + reading]!];
  }

  /** The first reading of the mask under which the token has an entry; −1 when none has. */
  readingAt(words: Words, token: number, mask: ReadingMask): Reading | -1 {
    const base = token * READINGS;
    for (let reading = 0; reading < READINGS; reading++) {
      if ((mask & (1 << reading)) === 0) continue;
      if (this.present[words.form[base + reading]!] === 1) return reading as Reading;
    }
    return -1;
  }
}

/** A phrase that was found: its entry, the token after its last, and what its first token's clitics take off. */
export interface PhraseMatch<T> {
  readonly entry: T;
  readonly end: number;
  readonly reading: Reading;
}

/**
 * Entries of one word or several, found longest first. The first word may carry the proclitics of a mask, the others
 * stand as entered; a blank line ends every phrase.
 */
export class Phrases<T> {
  private readonly vocabulary: Vocabulary;
  /** Children of a node by form; undefined for one that no phrase goes on from. */
  private readonly children: (Map<FormId, number> | undefined)[] = [undefined];
  private readonly entries: (T | undefined)[] = [undefined];
  /** 1 for a form that begins a phrase. */
  private begins = new Uint8Array(0);

  constructor(vocabulary: Vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** Enters a phrase; one entered twice keeps the later entry. An empty phrase is refused with a RangeError. */
  set(phrase: string, entry: T): void {
    const tokens = tokenize(phrase);
    if (tokens.count === 0) throw new RangeError('a phrase needs at least one word');
    let node = 0;
    for (let token = 0; token < tokens.count; token++) {
      const form = this.vocabulary.internUnits(tokens.norm, tokens.normStart[token]!, tokens.normStart[token + 1]!);
      if (token === 0) this.begins = marked(this.begins, form);
      const children = this.children[node] ?? new Map<FormId, number>();
      this.children[node] = children;
      let child = children.get(form);
      if (child === undefined) {
        child = this.entries.push(undefined) - 1;
        this.children.push(undefined);
        children.set(form, child);
      }
      node = child;
    }
    this.entries[node] = entry;
  }

  /** True when some phrase begins with the token under a reading of the mask: a cheap question before `longest`. */
  mayBegin(words: Words, token: number, mask: ReadingMask): boolean {
    const base = token * READINGS;
    for (let reading = 0; reading < READINGS; reading++) {
      if ((mask & (1 << reading)) !== 0 && this.begins[words.form[base + reading]!] === 1) return true;
    }
    return false;
  }

  /** The longest phrase that begins at a token; among readings of the mask, the one that reaches farthest. */
  longest(words: Words, token: number, mask: ReadingMask): PhraseMatch<T> | undefined {
    let best: PhraseMatch<T> | undefined;
    const base = token * READINGS;
    for (let reading = 0; reading < READINGS; reading++) {
      if ((mask & (1 << reading)) === 0 || words.skip[base + reading] === IMPOSSIBLE) continue;
      const form = formOf(words, token, reading as Reading);
      if (this.begins[form] !== 1) continue;
      const match = this.follow(words, token, form, reading as Reading);
      if (match !== undefined && (best === undefined || match.end > best.end)) best = match;
    }
    return best;
  }

  private follow(words: Words, token: number, first: FormId, reading: Reading): PhraseMatch<T> | undefined {
    const { count, gap } = words.tokens;
    let node = this.children[0]?.get(first);
    let entry: T | undefined;
    let end = token;
    for (let next = token + 1; node !== undefined; next++) {
      const here = this.entries[node];
      if (here !== undefined) {
        entry = here;
        end = next;
      }
      if (next >= count || gap[next] === 3) break;
      const below: Map<FormId, number> | undefined = this.children[node];
      const form = formOf(words, next, Reading.Whole);
      if (below === undefined || form === NO_FORM) break;
      node = below.get(form);
    }
    return entry === undefined ? undefined : { entry, end, reading };
  }
}

/** Marks a form, in a larger array where it lies beyond the end. */
function marked(forms: Uint8Array<ArrayBuffer>, form: FormId): Uint8Array<ArrayBuffer> {
  if (form < forms.length) {
    forms[form] = 1;
    return forms;
  }
  const larger = new Uint8Array(Math.max(64, form + 1, forms.length * 2));
  larger.set(forms);
  larger[form] = 1;
  return larger;
}
