import { type FormId, Phrases, Table, type Vocabulary } from '@isnad/text';
import { alternatives, type LanguageFiles, ListError, rowsOf } from '../lists.ts';
import { type FormMarks, Mark } from '../marks.ts';
import type { NounWords } from '../nouns.ts';

/** What a word does in a number, by role; a word may have several (خمس is 5 and a fifth). */
export interface NumberWord {
  readonly unit?: number;
  /** A unit that never stands alone: أحد, اثنا. */
  readonly bound?: boolean;
  readonly ten?: number;
  readonly tens?: number;
  readonly hundreds?: number;
  /** The scale of ألف, آلاف, ألفان and of دزينة. */
  readonly scale?: number;
  /** True for a plural (آلاف), which says no number alone. */
  readonly plural?: boolean;
  /** 2 for a dual: ألفان. */
  readonly times?: number;
  /** ألفا: one thousand after a number, two thousand before a noun. */
  readonly alef?: boolean;
  /** The denominator of one part. */
  readonly part?: number;
  readonly parts?: number;
  readonly twoParts?: number;
  readonly ordinal?: number;
  readonly boundOrdinal?: number;
  readonly percent?: boolean;
  readonly percentJoined?: boolean;
  readonly point?: boolean;
  readonly minus?: boolean;
}

export interface NumberWords {
  readonly words: Table<NumberWord>;
  readonly idioms: Phrases<true>;
  readonly nouns: NounWords;
  /** Words that ask for an amount: فوق, بين. */
  readonly amounts: Table<true>;
  /** ال apart from what it belongs to: الـ17. */
  readonly article: FormId;
  readonly min: FormId;
  readonly kull: FormId;
  readonly ala: FormId;
  readonly fi: FormId;
  readonly ila: FormId;
  readonly bayn: FormId;
}

/** The fields that a role of number-words.tsv gives a word. */
const ROLES: Readonly<Record<string, (value: number) => NumberWord>> = {
  unit: (unit) => ({ unit }),
  'bound-unit': (unit) => ({ unit, bound: true }),
  ten: (ten) => ({ ten }),
  tens: (tens) => ({ tens }),
  hundreds: (hundreds) => ({ hundreds }),
  scale: (scale) => ({ scale }),
  scales: (scale) => ({ scale, plural: true }),
  'two-scales': (scale) => ({ scale, times: 2 }),
  'scale-alef': (scale) => ({ scale, alef: true }),
  dozen: (scale) => ({ scale }),
  'two-dozens': (scale) => ({ scale, times: 2 }),
  part: (part) => ({ part }),
  parts: (parts) => ({ parts }),
  'two-parts': (twoParts) => ({ twoParts }),
  ordinal: (ordinal) => ({ ordinal }),
  'bound-ordinal': (boundOrdinal) => ({ boundOrdinal }),
  percent: () => ({ percent: true }),
  'percent-joined': () => ({ percentJoined: true }),
  point: () => ({ point: true }),
  minus: () => ({ minus: true }),
};

const LINKS = ['http', 'https', 'www'];

/** @throws ListError when number-words.tsv names a role that there is not */
export function compileNumbers(
  files: LanguageFiles,
  vocabulary: Vocabulary,
  marks: FormMarks,
  nouns: NounWords,
): NumberWords {
  const words = new Table<NumberWord>(vocabulary);
  for (const { words: cell, role, value } of rowsOf(files, 'number-words.tsv', ['words', 'role', 'value'])) {
    const fields = ROLES[role];
    if (fields === undefined) throw new ListError(`number-words.tsv: «${cell}» has a role «${role}» that there is not`);
    for (const word of alternatives(cell)) {
      words.set(word, { ...words.get(vocabulary.intern(word)), ...fields(Number(value)) });
      marks.add(word, Mark.NumberWord);
    }
  }
  const idioms = new Phrases<true>(vocabulary);
  for (const { phrase } of rowsOf(files, 'number-idioms.tsv', ['phrase'])) {
    idioms.set(phrase, true);
    marks.add(phrase, Mark.Idiom);
  }
  for (const link of LINKS) marks.add(link, Mark.Link);
  const amounts = new Table<true>(vocabulary);
  amounts.set('بين', true);
  for (const { phrase, side } of rowsOf(files, 'hedges.tsv', ['phrase', 'side'])) {
    if (side === 'before' && !phrase.includes(' ')) amounts.set(phrase, true);
  }
  const id = (word: string) => vocabulary.intern(word);
  return {
    words,
    idioms,
    nouns,
    amounts,
    article: id('ال'),
    min: id('من'),
    kull: id('كل'),
    ala: id('على'),
    fi: id('في'),
    ila: id('إلى'),
    bayn: id('بين'),
  };
}
