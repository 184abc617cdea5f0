import { type FormId, Phrases, Table, type Vocabulary } from '@isnad/text';
import type { Per } from '../contract.ts';
import { alternatives, type LanguageFiles, ListError, rowsOf } from '../lists.ts';
import { type FormMarks, Mark } from '../marks.ts';

/** What a word around a number does, by the roles of figure-words.tsv; a word may have several. */
export interface FigureWord {
  /** What befell those counted: words of one number tell the same thing. */
  readonly casualty?: number;
  readonly count?: true;
  readonly change?: 'rise' | 'fall';
  readonly total?: true;
  readonly part?: true;
  readonly partAfter?: true;
  readonly except?: true;
  readonly small?: true;
  /** 1 for more, −1 for less. */
  readonly comparative?: 1 | -1;
  readonly multiple?: number;
  readonly times?: true;
  readonly changeBy?: true;
  readonly by?: true;
  readonly multiply?: true;
  readonly farNoun?: true;
  readonly notUnit?: true;
  readonly score?: true;
  readonly goal?: true;
  readonly compared?: true;
  readonly negation?: true;
  readonly evidence?: true;
  readonly oneIdiom?: true;
  readonly pair?: true;
  readonly notPartitive?: true;
  readonly closer?: true;
  readonly dualDeterminer?: true;
}

export interface Rate {
  readonly per: Per;
  readonly near: boolean;
}

export interface VagueAmount {
  readonly low: number;
  readonly high: number | null;
}

export type UnitRole = 'money' | 'measure';

export interface FigureWords {
  readonly words: Table<FigureWord>;
  /** «من أصل», «من إجمالي» before a whole. */
  readonly wholes: Phrases<true>;
  readonly units: Phrases<UnitRole>;
  /** Forms of the units that are two of them: مترين. */
  readonly dualUnits: Table<true>;
  /** Adjectives that belong to a unit: دولار أميركي, متر مربع. */
  readonly unitAdjectives: Table<UnitRole>;
  readonly rates: Phrases<Rate>;
  readonly vague: Table<VagueAmount>;
  readonly notDuals: Table<true>;
  /** Letters of models that digits are written onto: إف 16. */
  readonly models: Table<true>;
  readonly ala: FormId;
  readonly an: FormId;
  /** Currency signs. */
  readonly signs: ReadonlySet<string>;
}

const ROLES: Readonly<Record<string, (value: string) => FigureWord>> = {
  casualty: (value) => ({ casualty: Number(value) }),
  count: () => ({ count: true }),
  rise: () => ({ change: 'rise' }),
  fall: () => ({ change: 'fall' }),
  total: () => ({ total: true }),
  part: () => ({ part: true }),
  'part-after': () => ({ partAfter: true }),
  except: () => ({ except: true }),
  small: () => ({ small: true }),
  comparative: (value) => ({ comparative: value === '-1' ? -1 : 1 }),
  multiple: (value) => ({ multiple: Number(value) }),
  times: () => ({ times: true }),
  'change-by': () => ({ changeBy: true }),
  by: () => ({ by: true }),
  multiply: () => ({ multiply: true }),
  'far-noun': () => ({ farNoun: true }),
  'not-unit': () => ({ notUnit: true }),
  score: () => ({ score: true }),
  goal: () => ({ goal: true }),
  compared: () => ({ compared: true }),
  negation: () => ({ negation: true }),
  evidence: () => ({ evidence: true }),
  'one-idiom': () => ({ oneIdiom: true }),
  pair: () => ({ pair: true }),
  'not-partitive': () => ({ notPartitive: true }),
  closer: () => ({ closer: true }),
  'dual-determiner': () => ({ dualDeterminer: true }),
};

const PERS: readonly string[] = ['hour', 'day', 'week', 'month', 'year'];

function isPer(name: string): name is Per {
  return PERS.includes(name);
}

/** @throws ListError when a list names a role or a period that there is not */
export function compileFigures(files: LanguageFiles, vocabulary: Vocabulary, marks: FormMarks): FigureWords {
  const words = new Table<FigureWord>(vocabulary);
  const wholes = new Phrases<true>(vocabulary);
  for (const { words: cell, role, value } of rowsOf(files, 'figure-words.tsv', ['words', 'role', 'value'])) {
    if (role === 'whole') {
      for (const phrase of alternatives(cell)) wholes.set(phrase, true);
      continue;
    }
    const fields = ROLES[role];
    if (fields === undefined) throw new ListError(`figure-words.tsv: «${cell}» has a role «${role}» that there is not`);
    for (const word of alternatives(cell)) {
      words.set(word, { ...words.get(vocabulary.intern(word)), ...fields(value) });
      marks.add(word, role === 'multiple' ? Mark.Multiple | Mark.FigureWord : Mark.FigureWord);
    }
  }
  // «خمسة من العراق» are not five of what Iraq is.
  for (const { name, other } of rowsOf(files, 'countries.tsv', ['name', 'other'])) {
    for (const country of [name, ...(other === '' ? [] : alternatives(other))].filter((each) => !each.includes(' '))) {
      words.set(country, { ...words.get(vocabulary.intern(country)), notPartitive: true });
      marks.add(country, Mark.FigureWord);
    }
  }
  const vague = new Table<VagueAmount>(vocabulary);
  for (const { words: cell, low, high } of rowsOf(files, 'vague-amounts.tsv', ['words', 'low', 'high'])) {
    for (const word of alternatives(cell)) {
      vague.set(word, { low: Number(low), high: high === '' ? null : Number(high) });
      marks.add(word, Mark.Vague);
    }
  }
  return {
    words,
    wholes,
    ...compileUnits(files, vocabulary, marks),
    rates: compileRates(files, vocabulary),
    vague,
    notDuals: listed(files, vocabulary, 'not-duals.tsv'),
    models: listed(files, vocabulary, 'models.tsv'),
    ala: vocabulary.intern('على'),
    an: vocabulary.intern('عن'),
  };
}

function listed(files: LanguageFiles, vocabulary: Vocabulary, name: string): Table<true> {
  const table = new Table<true>(vocabulary);
  for (const { words } of rowsOf(files, name, ['words'])) {
    for (const word of alternatives(words)) table.set(word, true);
  }
  return table;
}

function compileUnits(
  files: LanguageFiles,
  vocabulary: Vocabulary,
  marks: FormMarks,
): Pick<FigureWords, 'units' | 'dualUnits' | 'unitAdjectives' | 'signs'> {
  const units = new Phrases<UnitRole>(vocabulary);
  const dualUnits = new Table<true>(vocabulary);
  const unitAdjectives = new Table<UnitRole>(vocabulary);
  const signs = new Set<string>();
  for (const { words, role } of rowsOf(files, 'units.tsv', ['words', 'role'])) {
    for (const word of alternatives(words)) {
      if (role === 'money' || role === 'measure') units.set(word, role);
      else if (role === 'measure-dual') {
        units.set(word, 'measure');
        dualUnits.set(word, true);
        marks.add(word, Mark.Dual);
      } else if (role === 'money-adjective') unitAdjectives.set(word, 'money');
      else if (role === 'measure-adjective') unitAdjectives.set(word, 'measure');
      else if (role === 'sign') signs.add(word);
      else throw new ListError(`units.tsv: «${word}» has a role «${role}» that there is not`);
    }
  }
  return { units, dualUnits, unitAdjectives, signs };
}

function compileRates(files: LanguageFiles, vocabulary: Vocabulary): Phrases<Rate> {
  const rates = new Phrases<Rate>(vocabulary);
  for (const { phrase, per, place } of rowsOf(files, 'rates.tsv', ['phrase', 'per', 'place'])) {
    if (!isPer(per)) throw new ListError(`rates.tsv: «${phrase}» is per «${per}», which there is not`);
    rates.set(phrase, { per, near: place === 'near' });
  }
  return rates;
}
