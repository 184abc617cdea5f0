import type { CopyWords } from './words.ts';

/** A set phrase: its words, and how many words on either side belong to it whatever they are. */
export interface Phrase {
  readonly words: CopyWords;
  readonly around: number;
}

/** The set phrases of a language, found in the words of a text. */
export class Formulas {
  private readonly byFirst = new Map<number, Phrase[]>();

  /** @param phrases one without words is passed over */
  constructor(phrases: readonly Phrase[]) {
    for (const phrase of phrases) {
      const first = phrase.words.hash[0];
      if (first === undefined) continue;
      const known = this.byFirst.get(first);
      if (known === undefined) this.byFirst.set(first, [phrase]);
      else known.push(phrase);
    }
    for (const list of this.byFirst.values()) list.sort((a, b) => b.words.count - a.words.count);
  }

  /** 1 for each word that is part of a set phrase, 0 for the others. */
  mark(words: CopyWords): Uint8Array {
    const marks = new Uint8Array(words.count);
    for (let at = 0; at < words.count; ) {
      const phrase = this.phraseAt(words.hash, at);
      if (phrase === undefined) at++;
      else {
        marks.fill(1, Math.max(0, at - phrase.around), at + phrase.words.count + phrase.around);
        at += phrase.words.count;
      }
    }
    return marks;
  }

  private phraseAt(hash: Uint32Array, at: number): Phrase | undefined {
    return this.byFirst.get(hash[at]!)?.find((phrase) => standsAt(phrase.words.hash, hash, at));
  }
}

function standsAt(phrase: Uint32Array, hash: Uint32Array, at: number): boolean {
  if (at + phrase.length > hash.length) return false;
  for (let i = 1; i < phrase.length; i++) if (phrase[i] !== hash[at + i]) return false;
  return true;
}
