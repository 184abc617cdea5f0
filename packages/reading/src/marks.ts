import { READINGS, Reading, TokenKind, type Tokens, type Vocabulary, type Words } from '@isnad/text';

/**
 * Which tokens could matter to numbers, dates and figures. A form has its marks in one small array, so that a pass
 * over a document reads a few numbers for a token and the layers then look only where something is marked.
 */
export const Mark = {
  /** A word of a number. */
  NumberWord: 1 << 0,
  /** Digits. */
  Digits: 1 << 1,
  /** Begins an idiom that holds a number word and is no number. */
  Idiom: 1 << 2,
  /** Begins an address on the web. */
  Link: 1 << 3,
  /** A word of a date or a period. */
  DateWord: 1 << 4,
  /** Begins a hedge. */
  Hedge: 1 << 5,
  /** A dual. */
  Dual: 1 << 6,
  /** Thousands, dozens: an amount with no number. */
  Vague: 1 << 7,
  /** A multiple: ضعف, أضعاف. */
  Multiple: 1 << 8,
  /** Begins a period that is named and not measured: عهد, وقت. */
  Era: 1 << 9,
} as const;

/** Marks of all tokens: `marks[token]` is a sum of {@link Mark}. */
export type Marks = Uint16Array;

const CLITICS = [Reading.Whole, Reading.Conjunction, Reading.Particle, Reading.Article, Reading.Pronoun];

/** The marks of the forms of a vocabulary, filled while the lists are compiled. */
export class FormMarks {
  private readonly vocabulary: Vocabulary;
  private bits = new Uint16Array(256);

  constructor(vocabulary: Vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** Marks the first word of a phrase. */
  add(phrase: string, mark: number): void {
    const space = phrase.indexOf(' ');
    const form = this.vocabulary.intern(space < 0 ? phrase : phrase.slice(0, space));
    if (form >= this.bits.length) {
      const larger = new Uint16Array(Math.max(form + 1, this.bits.length * 2));
      larger.set(this.bits);
      this.bits = larger;
    }
    this.bits[form]! |= mark;
  }

  /** The marks of every token, under any of its readings. */
  of(words: Words): Marks {
    const { tokens, form } = words;
    const { bits } = this;
    const marks = new Uint16Array(tokens.count);
    for (let token = 0; token < tokens.count; token++) {
      const base = token * READINGS;
      if (tokens.kind[token] === TokenKind.Number) {
        marks[token] = Mark.Digits;
        continue;
      }
      let sum = endsAsDual(tokens, token) ? Mark.Dual : 0;
      for (const reading of CLITICS) {
        const id = form[base + reading]!;
        if (id >= 0 && id < bits.length) sum |= bits[id]!;
      }
      marks[token] = sum;
    }
    return marks;
  }
}

const TA = 0x62a;
const ALEF = 0x627;
const YA = 0x64a;
const NUN = 0x646;

/** ـتان and ـتين are the dual of a noun in ة in all but a few words. */
function endsAsDual(tokens: Tokens, token: number): boolean {
  const { norm, normStart } = tokens;
  const end = normStart[token + 1]!;
  if (norm[end - 1] !== NUN || norm[end - 3] !== TA) return false;
  const vowel = norm[end - 2];
  return (vowel === YA || vowel === ALEF) && end - normStart[token]! >= 5;
}
