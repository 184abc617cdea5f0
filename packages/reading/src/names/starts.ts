import { IMPOSSIBLE, READINGS, Reading, TokenKind, type Words } from '@isnad/text';
import { rangeHash } from './features.ts';
import type { Gazetteer } from './gazetteer.ts';

/** Where names begin in their first words: how much of the normal form is و, ف, ب, ل or ك joined to it. */
export class Starts {
  private readonly words: Words;
  private readonly gazetteer: Gazetteer;
  /** Hashes of the words that the document has as they stand; undefined until they are asked for. */
  private whole: Set<number> | undefined;

  constructor(words: Words, gazetteer: Gazetteer) {
    this.words = words;
    this.gazetteer = gazetteer;
  }

  /** Lists decide where they know the word; else what else the document says; else only و, and ب before an article. */
  skipOf(token: number): number {
    const { words, gazetteer } = this;
    const { norm, normStart } = words.tokens;
    const base = token * READINGS;
    const from = normStart[token]!;
    const to = normStart[token + 1]!;
    const { classes } = gazetteer;
    for (let reading = 0; reading <= Reading.Particle; reading++) {
      const form = words.form[base + reading]!;
      if (form >= 0 && form < classes.length && classes[form] !== 0) return words.skip[base + reading]!;
    }
    const particle = words.skip[base + Reading.Particle]!;
    const conjunction = words.skip[base + Reading.Conjunction]!;
    for (const skip of [particle, conjunction]) {
      if (skip === IMPOSSIBLE || norm[from + skip - 1] === SIN || to - from - skip < 3) continue;
      const article = norm[from + skip] === ALEF && norm[from + skip + 1] === LAM;
      if (article || this.stands(rangeHash(norm, from + skip, to))) return skip;
    }
    // «وولفويتز», «ويلسون»: in names from elsewhere a و before و, ي or ا is the name's own.
    const next = norm[from + 1];
    const own = next === WAW || next === YA || next === ALEF;
    return conjunction !== IMPOSSIBLE && norm[from] === WAW && !own ? conjunction : 0;
  }

  private stands(hash: number): boolean {
    if (this.whole === undefined) {
      this.whole = new Set();
      const { norm, normStart, kind, count } = this.words.tokens;
      for (let token = 0; token < count; token++) {
        if (kind[token] === TokenKind.Word) this.whole.add(rangeHash(norm, normStart[token]!, normStart[token + 1]!));
      }
    }
    return this.whole.has(hash);
  }
}

const ALEF = 0x627;
const SIN = 0x633;
const LAM = 0x644;
const WAW = 0x648;
const YA = 0x64a;
