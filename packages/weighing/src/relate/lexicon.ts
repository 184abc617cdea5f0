import { alternatives, type LanguageFiles, rowsOf } from '@isnad/reading';
import { stemsOf } from './stems.ts';

/** What the lists say of a word. Masks have a bit for each axis of opposites.tsv. */
export interface Entry {
  /** Number of the set in synonyms.tsv; −1 for none. */
  readonly set: number;
  readonly place: boolean;
  readonly plus: number;
  readonly minus: number;
  readonly role: 'content' | 'plain' | 'negation' | 'condition';
  /** Places in {@link Lexicon.units} and {@link Lexicon.acts}: what figures of this noun count, what it says of them. */
  readonly unit: number;
  readonly act: number;
  /** Number of the field of fields.tsv, from 1 on; {@link NONE} for none. */
  readonly field: number;
}

/** The place of what no list says. */
export const NONE = 0;

const NOTHING: Entry = {
  set: -1,
  place: false,
  plus: 0,
  minus: 0,
  role: 'content',
  unit: NONE,
  act: NONE,
  field: NONE,
};

/** The number of the entry that says nothing. */
export const NO_ENTRY = 0;
/** Weight of a word that no list of common words has: 7 bits, so that packed words stay positive. */
export const MOST_WEIGHT = 127;
/** Most words in a phrase of the lists. */
const LONGEST = 3;

/** The words and phrases of the lists by the stems that they are found under. */
export class Lexicon {
  /** Names of the axes, as shown to a reader. */
  readonly axes: readonly string[];
  /** A bit for each axis whose lower end turns what it is said of into its contrary. */
  readonly denying: number;
  /** A bit for each axis of which two claims of one matter can hardly stand at both ends. */
  readonly clashing: number;
  /** The first word of each set of synonyms.tsv. */
  readonly sets: readonly string[];
  /** Kinds of things counted and what is said of them, as in measures.tsv; the first of each is the empty one. */
  readonly units: readonly string[];
  readonly acts: readonly string[];
  /** Places in {@link acts} of what is counted anew as it changes, and of what of this may also become less. */
  readonly growing: ReadonlySet<number>;
  readonly falling: ReadonlySet<number>;
  /** Entry by number. */
  readonly entries: readonly Entry[];
  private readonly weights = new Map<string, number>();
  private readonly byStems = new Map<string, number>();
  /** Stems of present forms without the letter of person: «رتفع» for يرتفع, ترتفع, نرتفع. */
  private readonly byVerb = new Map<string, number>();

  /** @throws ListError when a list is missing or a line of it can't be understood */
  constructor(files: LanguageFiles) {
    const building = new Map<string, Entry>();
    const verbs = new Set<string>();
    const add = (words: string, change: (entry: Entry) => Entry) => {
      for (const word of alternatives(words)) {
        const key = stemsOf(word).join(' ');
        const entry = change(building.get(key) ?? NOTHING);
        building.set(key, entry);
        if (key.startsWith('ي') && !entry.place) verbs.add(key);
      }
    };
    const axes: string[] = [];
    let [denying, clashing] = [0, 0];
    for (const { axis, pole, denies, clashes, words } of rowsOf(files, 'opposites.tsv', [
      'axis',
      'pole',
      'denies',
      'clashes',
      'words',
    ])) {
      if (!axes.includes(axis)) axes.push(axis);
      const bit = 1 << axes.indexOf(axis);
      if (denies === 'yes') denying |= bit;
      if (clashes === 'yes') clashing |= bit;
      add(words, (entry) =>
        pole === '+' ? { ...entry, plus: entry.plus | bit } : { ...entry, minus: entry.minus | bit },
      );
    }
    const sets: string[] = [];
    rowsOf(files, 'synonyms.tsv', ['words', 'kind']).forEach(({ words, kind }, set) => {
      sets.push(alternatives(words)[0] ?? '');
      add(words, (entry) => (entry.set >= 0 ? entry : { ...entry, set, place: kind === 'place' }));
    });
    const [units, acts] = [[''], ['']];
    const growing = new Set<number>();
    const falling = new Set<number>();
    for (const { words, unit, act, told } of rowsOf(files, 'measures.tsv', ['words', 'unit', 'act', 'told'])) {
      const places = { unit: placeIn(units, unit), act: placeIn(acts, act) };
      if (told !== '') growing.add(places.act);
      if (told === 'anew') falling.add(places.act);
      add(words, (entry) => (entry.unit === NONE && entry.act === NONE ? { ...entry, ...places } : entry));
    }
    rowsOf(files, 'fields.tsv', ['field', 'words']).forEach(({ words }, i) => {
      add(words, (entry) => (entry.field === NONE ? { ...entry, field: i + 1 } : entry));
    });
    for (const { words, role } of rowsOf(files, 'function-words.tsv', ['words', 'role'])) {
      add(words, (entry) => ({ ...entry, role: role === 'negation' || role === 'condition' ? role : 'plain' }));
    }
    this.readWeights(files);
    this.axes = axes;
    this.sets = sets;
    this.units = units;
    this.acts = acts;
    this.growing = growing;
    this.falling = falling;
    this.denying = denying;
    this.clashing = clashing;
    const entries = [NOTHING];
    for (const [key, entry] of building) {
      const verb = verbs.has(key) ? verbOf(key) : null;
      if (verb !== null) this.byVerb.set(verb, entries.length);
      this.byStems.set(key, entries.length);
      entries.push(entry);
    }
    this.entries = entries;
  }

  /**
   * The entry of the longest phrase that begins at a stem.
   * @returns its number and how many stems it takes; NO_ENTRY and 1 where the lists do not know the word
   */
  find(stems: readonly string[], at: number): { entry: number; length: number } {
    let key = stems.slice(at, at + LONGEST).join(' ');
    for (let length = Math.min(LONGEST, stems.length - at); length > 0; length--) {
      const entry = this.byStems.get(key) ?? (length === 1 ? this.verb(key) : undefined);
      if (entry !== undefined) return { entry, length };
      key = key.slice(0, key.lastIndexOf(' '));
    }
    return { entry: NO_ENTRY, length: 1 };
  }

  /** How much a stem tells of what is spoken of, 0 … {@link MOST_WEIGHT}: the rarer the more. */
  weightOf(stem: string): number {
    return this.weights.get(stem) ?? MOST_WEIGHT;
  }

  private readWeights(files: LanguageFiles): void {
    const rows = rowsOf(files, 'common-stems.tsv', ['stem', 'count']);
    const total = rows.reduce((sum, { count }) => sum + Number(count), 1);
    for (const { stem, count } of rows) {
      const rarity = 1 - Math.log(1 + Number(count)) / Math.log(1 + total);
      this.weights.set(stem, Math.round(MOST_WEIGHT * Math.min(1, rarity)));
    }
  }

  private verb(key: string): number | undefined {
    const verb = verbOf(key);
    return verb === null ? undefined : this.byVerb.get(verb);
  }
}

/** A present form without what marks its person and, before that, its future; null for what can't be one. */
function verbOf(word: string): string | null {
  const at = word.startsWith('س') ? 1 : 0;
  if (word.length - at < 4 || word.includes(' ') || !'يتنا'.includes(word[at]!)) return null;
  return word.slice(at + 1);
}

/** The place of a name in a list of names, to which it is added if it is new. */
function placeIn(names: string[], name: string): number {
  const at = names.indexOf(name);
  return at >= 0 ? at : names.push(name) - 1;
}
