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
  /** Begins a hedge. */
  Hedge: 1 << 4,
  /** A dual. */
  Dual: 1 << 5,
  /** Thousands, dozens: an amount with no number. */
  Vague: 1 << 6,
  /** A multiple: ضعف, أضعاف. */
  Multiple: 1 << 7,
  // What may begin a date or a period, by the reader that it calls for.
  Weekday: 1 << 8,
  /** أمس, اليوم. */
  Day: 1 << 9,
  /** A unit of time. */
  Unit: 1 << 10,
  /** هذا, ذلك. */
  Determiner: 1 << 11,
  DayPart: 1 << 12,
  /** بداية, نهاية, آخر. */
  Part: 1 << 13,
  /** طوال. */
  Whole: 1 << 14,
  Season: 1 << 15,
  Decade: 1 << 16,
  Feast: 1 << 17,
  Month: 1 << 18,
  /** A period that is named and not measured: عهد, الفترة. */
  Era: 1 << 19,
  /** فجرا, مؤخرا. */
  Adverb: 1 << 20,
  /** عدة, بضعة. */
  Few: 1 << 21,
  /** موسم. */
  YearNoun: 1 << 22,
  /** فاتح. */
  FirstDay: 1 << 23,
  // What is asked for beside a number or a date, most often in vain.
  /** Any word of date-words.tsv, or the first of a phrase there. */
  DateWord: 1 << 24,
  /** Any word of figure-words.tsv. */
  FigureWord: 1 << 25,
} as const;

/** All marks that may begin a date. */
export const DATE_MARKS =
  Mark.Weekday |
  Mark.Day |
  Mark.Unit |
  Mark.Determiner |
  Mark.DayPart |
  Mark.Part |
  Mark.Whole |
  Mark.Season |
  Mark.Decade |
  Mark.Feast |
  Mark.Month |
  Mark.Era |
  Mark.Adverb |
  Mark.Few |
  Mark.YearNoun |
  Mark.FirstDay;

/** Marks of all tokens: `marks[token]` is a sum of {@link Mark}. */
export type Marks = Int32Array;

const CLITICS = [Reading.Whole, Reading.Conjunction, Reading.Particle, Reading.Article, Reading.Pronoun];

/** The marks of the forms of a vocabulary, filled while the lists are compiled. */
export class FormMarks {
  private readonly vocabulary: Vocabulary;
  private bits = new Int32Array(256);

  constructor(vocabulary: Vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** Marks the first word of a phrase. */
  add(phrase: string, mark: number): void {
    const space = phrase.indexOf(' ');
    const form = this.vocabulary.intern(space < 0 ? phrase : phrase.slice(0, space));
    if (form >= this.bits.length) {
      const larger = new Int32Array(Math.max(form + 1, this.bits.length * 2));
      larger.set(this.bits);
      this.bits = larger;
    }
    this.bits[form]! |= mark;
  }

  /** The marks of every token, under any of its readings. */
  of(words: Words): Marks {
    const { tokens, form } = words;
    const { bits } = this;
    const marks = new Int32Array(tokens.count);
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
