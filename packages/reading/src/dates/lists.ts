import { type FormId, Phrases, Table, type Vocabulary } from '@isnad/text';
import { alternatives, type LanguageFiles, ListError, rowsOf } from '../lists.ts';
import { type FormMarks, Mark } from '../marks.ts';
import type { Calendar, Direction, Unit } from './when.ts';

/** What a word does in a date, by the roles of date-words.tsv; a word may have several. */
export interface DateWord {
  readonly weekday?: number;
  /** A weekday without its article, after an ordinal: أول جمعة. */
  readonly weekdayName?: number;
  readonly day?: number;
  readonly unit?: Unit;
  /** 1 for a unit in the singular, 2 for the dual, 0 for the plural. */
  readonly count?: 0 | 1 | 2;
  readonly direction?: Direction | null;
  readonly determiner?: 'this' | 'that';
  readonly few?: 'before' | 'after';
  readonly dayPart?: true;
  readonly dayAdverb?: true;
  readonly part?: 'start' | 'mid' | 'end' | 'rest';
  readonly lead?: 'ago' | 'after' | 'since' | 'until' | 'for' | 'length' | 'whole';
  readonly season?: string;
  readonly decade?: number;
  readonly firstDay?: true;
  readonly yearMark?: 'ce' | 'bce' | 'ah';
  readonly dated?: true;
  readonly every?: true;
  /** Makes an amount of time before it a rate: يوميا. */
  readonly often?: true;
  /** Before digits and م, makes them metres: مسافة. */
  readonly length?: true;
  /** After a year, its side: أو بعده. */
  readonly onward?: 'since' | 'until';
  readonly notToday?: true;
  readonly office?: true;
  readonly nameHead?: true;
  readonly namedToday?: true;
  /** 0 for a word of age itself, 1 for a verb that gives the age in years, 2 for a word right before it. */
  readonly age?: 0 | 1 | 2;
  readonly era?: true;
  readonly eraNoun?: true;
  readonly eraAdjective?: true;
  readonly recently?: true;
  readonly yearNoun?: true;
  readonly entire?: true;
}

export interface Month {
  readonly month: number;
  readonly calendar: Calendar;
  /** Whether the name alone is the month, needs something beside it, or needs شهر, من or a year (صفر, also zero). */
  readonly alone: 'yes' | 'led' | 'said';
}

export interface Feast {
  readonly calendar: Calendar;
  readonly rule: string;
  readonly days: number;
}

export interface KnownDate {
  readonly month: number;
  readonly day: number;
  readonly year: number;
}

export interface DateWords {
  readonly words: Table<DateWord>;
  readonly phrases: Phrases<DateWord>;
  readonly months: Phrases<Month>;
  readonly feasts: Phrases<Feast>;
  /** Words before a day whose year they supply: هجمات 11 سبتمبر. */
  readonly known: Table<readonly KnownDate[]>;
  /** Nouns whose number names and counts nothing: رقم, المادة. */
  readonly labels: Table<true>;
  readonly keywords: DateKeywords;
}

export interface DateKeywords {
  readonly min: FormId;
  readonly fi: FormId;
  readonly ila: FormId;
  readonly hatta: FormId;
  readonly bayn: FormId;
  readonly aw: FormId;
  readonly ma: FormId;
  readonly al: FormId;
  readonly wa: FormId;
  readonly half: FormId;
  readonly quarter: FormId;
  readonly third: FormId;
  readonly now: FormId;
  readonly last: FormId;
}

const UNITS: readonly string[] = ['S', 'MIN', 'H', 'D', 'W', 'M', 'Y', 'DEC', 'CEN', 'WE'];

function isUnit(value: string): value is Unit {
  return UNITS.includes(value);
}

const DIRECTIONS: Readonly<Record<string, Direction | null>> = { '-1': -1, '0': 0, '1': 1, '?': null };
const PARTS: Readonly<Record<string, 'start' | 'mid' | 'end' | 'rest'>> = {
  start: 'start',
  mid: 'mid',
  end: 'end',
  rest: 'rest',
};
const YEAR_MARKS: Readonly<Record<string, 'ce' | 'bce' | 'ah'>> = { ce: 'ce', bce: 'bce', ah: 'ah' };

function unitFields(value: string, count: 0 | 1 | 2): DateWord | undefined {
  return isUnit(value) ? { unit: value, count } : undefined;
}

/** The fields that a role gives a word; undefined for a value that the role does not know. */
const ROLES: Readonly<Record<string, (value: string) => DateWord | undefined>> = {
  weekday: (value) => ({ weekday: Number(value) }),
  'weekday-name': (value) => ({ weekdayName: Number(value) }),
  day: (value) => ({ day: Number(value) }),
  unit: (value) => unitFields(value, 1),
  'two-units': (value) => unitFields(value, 2),
  units: (value) => unitFields(value, 0),
  direction: (value) => (DIRECTIONS[value] === undefined ? undefined : { direction: DIRECTIONS[value] }),
  this: () => ({ determiner: 'this' }),
  that: () => ({ determiner: 'that' }),
  few: (value) => ({ few: value === '0' ? 'before' : 'after' }),
  'day-part': () => ({ dayPart: true }),
  'day-adverb': () => ({ dayAdverb: true }),
  part: (value) => (PARTS[value] === undefined ? undefined : { part: PARTS[value] }),
  ago: () => ({ lead: 'ago' }),
  after: () => ({ lead: 'after' }),
  since: () => ({ lead: 'since' }),
  until: () => ({ lead: 'until' }),
  for: (value) => ({ lead: value === '1' ? 'length' : 'for' }),
  whole: () => ({ lead: 'whole' }),
  season: (season) => ({ season }),
  decade: (value) => ({ decade: Number(value) }),
  'first-day': () => ({ firstDay: true }),
  'year-mark': (value) => (YEAR_MARKS[value] === undefined ? undefined : { yearMark: YEAR_MARKS[value] }),
  dated: () => ({ dated: true }),
  every: () => ({ every: true }),
  often: () => ({ often: true }),
  length: () => ({ length: true }),
  onward: (value) => (value === 'since' || value === 'until' ? { onward: value } : undefined),
  'not-today': () => ({ notToday: true }),
  office: () => ({ office: true }),
  'name-head': () => ({ nameHead: true }),
  'named-today': () => ({ namedToday: true }),
  age: (value) => ({ age: value === '2' ? 2 : value === '1' ? 1 : 0 }),
  era: () => ({ era: true }),
  'era-noun': () => ({ eraNoun: true }),
  'era-adjective': () => ({ eraAdjective: true }),
  recently: () => ({ recently: true }),
  'year-noun': () => ({ yearNoun: true }),
  entire: () => ({ entire: true }),
};

/** What the words of a role may begin; words of the other roles are asked for beside a date. */
const BEGINS: Readonly<Record<string, number>> = {
  weekday: Mark.Weekday,
  day: Mark.Day,
  unit: Mark.Unit,
  'two-units': Mark.Unit,
  units: Mark.Unit,
  this: Mark.Determiner,
  that: Mark.Determiner,
  few: Mark.Few,
  'day-part': Mark.DayPart,
  'day-adverb': Mark.Adverb,
  recently: Mark.Adverb,
  part: Mark.Part,
  whole: Mark.Whole,
  season: Mark.Season,
  decade: Mark.Decade,
  'first-day': Mark.FirstDay,
  'year-noun': Mark.YearNoun,
  era: Mark.Era,
  'era-noun': Mark.Era,
};

/** @throws ListError when a list names a role, calendar or value that there is not */
export function compileDates(files: LanguageFiles, vocabulary: Vocabulary, marks: FormMarks): DateWords {
  const words = new Table<DateWord>(vocabulary);
  const phrases = new Phrases<DateWord>(vocabulary);
  for (const { words: cell, role, value } of rowsOf(files, 'date-words.tsv', ['words', 'role', 'value'])) {
    const fields = ROLES[role]?.(value);
    if (fields === undefined) throw new ListError(`date-words.tsv: «${cell}» has the role «${role}» ${value}, unknown`);
    for (const word of alternatives(cell)) {
      if (word.includes(' ') || word.includes('.')) phrases.set(word, fields);
      else words.set(word, { ...words.get(vocabulary.intern(word)), ...fields });
      marks.add(word, (BEGINS[role] ?? 0) | Mark.DateWord);
    }
  }
  const id = (word: string) => vocabulary.intern(word);
  return {
    words,
    phrases,
    months: compileMonths(files, vocabulary, marks),
    feasts: compileFeasts(files, vocabulary, marks),
    known: compileKnown(files, vocabulary),
    labels: compileLabels(files, vocabulary),
    keywords: {
      min: id('من'),
      fi: id('في'),
      ila: id('إلى'),
      hatta: id('حتى'),
      bayn: id('بين'),
      aw: id('أو'),
      ma: id('ما'),
      al: id('ال'),
      wa: id('و'),
      half: id('نصف'),
      quarter: id('ربع'),
      third: id('ثلث'),
      now: id('الآن'),
      last: id('آخر'),
    },
  };
}

function compileMonths(files: LanguageFiles, vocabulary: Vocabulary, marks: FormMarks): Phrases<Month> {
  const months = new Phrases<Month>(vocabulary);
  for (const row of rowsOf(files, 'months.tsv', ['names', 'month', 'calendar', 'alone'])) {
    const month: Month = {
      month: Number(row.month),
      calendar: calendarNamed(row.calendar, 'months.tsv'),
      alone: row.alone === 'yes' ? 'yes' : row.alone === 'said' ? 'said' : 'led',
    };
    for (const name of alternatives(row.names)) {
      months.set(name, month);
      marks.add(name, Mark.Month);
    }
  }
  return months;
}

function compileFeasts(files: LanguageFiles, vocabulary: Vocabulary, marks: FormMarks): Phrases<Feast> {
  const feasts = new Phrases<Feast>(vocabulary);
  for (const { names, calendar, rule, days } of rowsOf(files, 'feasts.tsv', ['names', 'calendar', 'rule', 'days'])) {
    const feast: Feast = {
      calendar: calendar === '' ? 'gregorian' : calendarNamed(calendar, 'feasts.tsv'),
      rule,
      days: Number(days),
    };
    for (const name of alternatives(names)) {
      feasts.set(name, feast);
      marks.add(name, Mark.Feast);
    }
  }
  return feasts;
}

function compileKnown(files: LanguageFiles, vocabulary: Vocabulary): Table<readonly KnownDate[]> {
  const known = new Table<readonly KnownDate[]>(vocabulary);
  for (const { events, month, day, year } of rowsOf(files, 'known-dates.tsv', ['events', 'month', 'day', 'year'])) {
    const date: KnownDate = { month: Number(month), day: Number(day), year: Number(year) };
    for (const event of alternatives(events)) {
      known.set(event, [...(known.get(vocabulary.intern(event)) ?? []), date]);
    }
  }
  return known;
}

function compileLabels(files: LanguageFiles, vocabulary: Vocabulary): Table<true> {
  const labels = new Table<true>(vocabulary);
  for (const { words } of rowsOf(files, 'number-labels.tsv', ['words'])) {
    for (const word of alternatives(words)) labels.set(word, true);
  }
  return labels;
}

function calendarNamed(name: string, file: string): Calendar {
  if (name !== 'gregorian' && name !== 'hijri') throw new ListError(`${file}: there is no calendar «${name}»`);
  return name;
}
