import { alternatives, type LanguageFiles, type MentionType, rowsOf } from '@isnad/reading';
import { normalKey, stem } from '@isnad/text';
import { type Lexicon, MOST_WEIGHT } from '../relate/lexicon.ts';
import type { NameWord } from './identity.ts';
import { skeleton } from './skeleton.ts';

/** Who a chain's link is, as far as its own words tell. */
export type Naming =
  | { readonly kind: 'listed'; readonly id: string; readonly name: string; readonly state: string | null }
  | {
      readonly kind: 'named';
      readonly name: string;
      readonly words: readonly NameWord[];
      readonly state: string | null;
    }
  /** A description without a name: nobody else's than its document's. Papers that were found are something definite. */
  | { readonly kind: 'described'; readonly name: string; readonly definite: boolean };

/** The lists of reading that hold names with an id. */
const NAME_LISTS = ['outlets.tsv', 'bodies.tsv', 'groups.tsv'];
/** A longer list of words is a description, not a name. */
const NAME_WORDS = 5;
/** «وكالات الأنباء» are any, «وكالة أنباء السهل» is one. */
const NAMED_OUTLET = 3;
/** The weight of a word that common prose hardly has. */
const RARE = MOST_WEIGHT - 4;

interface Listed {
  readonly id: string;
  readonly name: string;
}

/** The lists by which sources are known across documents. */
export class SourceNames {
  private readonly listed = new Map<string, Listed>();
  /** Words in the longest listed name. */
  private longest = 1;
  private readonly unnamed = new Set<string>();
  /** Class nouns that stand before a name, and titles. */
  private readonly heads = new Set<string>();
  /** Class nouns alone: صحيفة, وكالة. */
  private readonly classNouns = new Set<string>();
  /** Those of one outlet and of one body: صحيفة, not صحف; لجنة, not لجان. */
  private readonly outletNouns = new Set<string>();
  private readonly bodyNouns = new Set<string>();
  /** Class nouns for what is written. */
  private readonly papers = new Set<string>();
  private readonly lexicon: Lexicon;
  private readonly offices = new Set<string>();
  /** Countries, capitals and nationalities by stem. */
  private readonly states = new Map<string, Listed>();

  /**
   * @param own weighing's lists
   * @param reading reading's lists of names
   * @throws ListError when a list lacks a column
   */
  constructor(own: LanguageFiles, reading: LanguageFiles, lexicon: Lexicon) {
    this.lexicon = lexicon;
    for (const list of NAME_LISTS) {
      for (const { id, name, other, latin } of listed(reading, list, ['id', 'name', 'other', 'latin'])) {
        this.list({ id: `${list.replace('.tsv', '')}:${id}`, name }, [name, ...[other, latin].flatMap(alternatives)]);
      }
    }
    for (const { name, other } of listed(reading, 'people.tsv', ['name', 'other'])) {
      this.list({ id: `people:${name}`, name }, [name, ...alternatives(other)]);
    }
    for (const { words } of rowsOf(own, 'state-organs.tsv', ['words'])) {
      for (const word of alternatives(words)) this.offices.add(stemmed(word));
    }
    for (const { words } of rowsOf(own, 'unnamed.tsv', ['words'])) {
      for (const word of alternatives(words)) this.unnamed.add(stemmed(word));
    }
    for (const { word, plural, type } of listed(reading, 'heads.tsv', ['word', 'plural', 'type'])) {
      if (type === 'media') this.outletNouns.add(stemmed(word));
      if (type === 'organization') this.bodyNouns.add(stemmed(word));
      for (const form of [word, ...alternatives(plural)]) {
        this.heads.add(stemmed(form));
        this.classNouns.add(stemmed(form));
        if (type === 'document') this.papers.add(stemmed(form));
      }
    }
    for (const { word, feminine, plural, kind } of listed(reading, 'roles.tsv', [
      'word',
      'feminine',
      'plural',
      'kind',
    ])) {
      for (const form of [word, feminine, ...alternatives(plural)]) {
        this.heads.add(stemmed(form));
        if (kind === 'office' || kind === 'rank') this.offices.add(stemmed(form));
      }
    }
    this.readStates(reading);
  }

  private list(entry: Listed, forms: readonly string[]): void {
    for (const form of forms) {
      const words = wordsIn(form);
      this.longest = Math.max(this.longest, words.length);
      const key = words.join(' ');
      if (!this.listed.has(key)) this.listed.set(key, entry);
    }
  }

  private readStates(reading: LanguageFiles): void {
    const columns = ['id', 'name', 'other', 'capital', 'nationality', 'irregular'] as const;
    for (const { id, name, other, capital, nationality, irregular } of listed(reading, 'countries.tsv', columns)) {
      const state = { id: `state:${id}`, name };
      for (const form of [name, ...[other, capital, nationality, irregular].flatMap(alternatives)]) {
        if (!form.includes(' ') && !this.states.has(stemmed(form))) this.states.set(stemmed(form), state);
      }
    }
  }

  /** The name of a state by its id. */
  stateName(id: string): string {
    for (const state of this.states.values()) if (state.id === id) return state.name;
    return id;
  }

  /**
   * Reads who a source is from the words that name it.
   * @param name the fullest name
   * @param type what reading knows it for; null where it knows no name in it
   * @param described other words for the same one in its document, from which a state or a title may be told
   */
  read(name: string, type: MentionType | null, described: readonly string[] = []): Naming {
    const written = writtenWords(this.withoutRest(name));
    const words = written.map(({ key }) => key);
    const state = this.stateOf([words, ...described.map(wordsIn)], type === 'person');
    const rest = withoutNumbers(words);
    const listed = this.listedIn(words, type);
    // «تقرير صادر عن صحيفة …» is the paper; «شاهد من رويترز» is a witness.
    const isPaper = rest.length > 0 && isAmong(this.papers, rest[0]!);
    const isWhole = listed !== null && (listed.words === words.length || isPaper);
    // «وكالة أنباء السهل» has a name of its own, «وكالات الأنباء» has none.
    const isLong = (type === 'media' || type === 'organization') && words.length >= NAMED_OUTLET;
    const isOutlet = isLong || isNamedByNoun(words, this.outletNouns);
    // A body is no other than one of the very same words: «وزارة الداخلية» may be that of any state.
    // «تقرير لجنة التحقيق» is the body's.
    const body = isPaper ? words.slice(1) : words;
    if (listed === null && state === null && type !== 'person' && isNamedByNoun(body, this.bodyNouns)) {
      return { kind: 'listed', id: `body:${body.join(' ')}`, name, state };
    }
    if (!isWhole && !isOutlet && (rest.length === 0 || this.isUnnamed(rest)))
      return { kind: 'described', name, definite: false };
    if (listed !== null) return { kind: 'listed', id: listed.id, name: listed.name, state };
    const left = this.ownWords(written, type === 'media');
    // «فارس الخطيب»: what reading knows for a name may be of words that are also a country's or a title.
    const isWholeName = type === 'person' && words.length >= 2 && !isAmong(this.heads, words[0]!);
    const own =
      isOutlet || isWholeName || (left.length === 0 && type !== null && state === null && words.length >= 2)
        ? written
        : left;
    const spelled = (of: readonly WrittenWord[]) => of.map(({ key }) => ({ key, sounds: skeleton(key) }));
    // An office without its holder's name is a source of its own: «وزارة الداخلية التركية».
    if (own.length === 0 && state !== null) return { kind: 'named', name, words: spelled(written), state };
    const isName =
      isOutlet ||
      type !== null ||
      (own.length >= 2 && own.every(({ key }) => this.lexicon.weightOf(stem(key)) >= RARE));
    if (own.length > 0 && own.length <= NAME_WORDS && isName) {
      return { kind: 'named', name: own.map(({ text }) => text).join(' '), words: spelled(own), state };
    }
    return { kind: 'described', name, definite: isPaper };
  }

  /** «صحيفة «المرصد الأهلي» من الوصول»: what stands behind the marks of a name does not belong to it. */
  private withoutRest(name: string): string {
    const marked = /^([^«"“”»]*)[«"“]([^«"“”»]+)[»"”]/u.exec(name);
    if (marked === null) return name;
    const before = wordsIn(marked[1]!);
    return before.length > 0 && before.every((word) => isAmong(this.classNouns, word)) ? marked[0] : name;
  }

  private isUnnamed(words: readonly string[]): boolean {
    const first = words[0]!;
    const two = words.slice(0, 2).map(stemmed).join(' ');
    return this.unnamed.has(stemmed(first)) || this.unnamed.has(two);
  }

  /**
   * The longest listed name among the words, and how many of them it is. «العميد فارس الخطيب» is no agency, nor «اللواء
   * ماهر» a newspaper: a name of one word counts by itself or behind its class noun, and a person is a listed person.
   */
  private listedIn(words: readonly string[], type: MentionType | null): (Listed & { readonly words: number }) | null {
    const isPaper = words.length > 0 && isAmong(this.papers, words[0]!);
    for (let length = Math.min(this.longest, words.length); length > 0; length--) {
      for (let at = 0; at + length <= words.length; at++) {
        const part = words.slice(at, at + length);
        const found = this.listed.get(part.join(' ')) ?? this.listed.get(withoutArticle(part));
        if (found === undefined || !isOfType(found.id, type)) continue;
        const alone = length > 1 || length === words.length || isPaper;
        // «إذاعة المرسى» is nobody's name.
        const behindNoun = at === 1 && isAmong(this.classNouns, words[0]!) && !found.id.startsWith('people:');
        if (alone || (behindNoun && this.mayBeCalled(found.id, part[0]!))) return { ...found, words: length };
      }
    }
    return null;
  }

  /** «منظمة اليونيسف» is اليونيسف, «المرصد الأهلي» is not the club of that common word. */
  private mayBeCalled(id: string, word: string): boolean {
    return !id.startsWith('bodies:') || this.lexicon.weightOf(stem(word)) >= RARE;
  }

  /** The words that are neither class noun, title nor nationality: the name itself. A paper may be called by any noun. */
  private ownWords(words: readonly WrittenWord[], media: boolean): WrittenWord[] {
    return words.filter(({ key: word }, i) => {
      const key = stemmed(word);
      const isNoun = isAmong(this.heads, word) || this.offices.has(key);
      return !(isNoun && (!media || i === 0)) && !this.states.has(key);
    });
  }

  /**
   * The state of whose organs a source is one: it is named by an office and a nationality, or is the state itself. Of a
   * person only a nationality tells: «العميد فارس الخطيب» is nobody's.
   */
  private stateOf(forms: readonly (readonly string[])[], person: boolean): string | null {
    for (const words of forms) {
      const keys = words.map(stemmed);
      const told = person ? words.filter((word) => /ي[هة]?$/.test(word)).map(stemmed) : keys;
      const state = told.map((key) => this.states.get(key)).find((found) => found !== undefined);
      if (state === undefined) continue;
      if (keys.length === 1 || keys.some((key) => this.offices.has(key))) return state.id;
    }
    return null;
  }
}

/** «إذاعة المرسى», «وكالة أنباء السهل»: what stands with the article behind a noun of one is that one's name. */
function isNamedByNoun([noun, ...rest]: readonly string[], nouns: ReadonlySet<string>): boolean {
  if (noun === undefined || noun.startsWith('ال') || !isAmong(nouns, noun)) return false;
  return rest.length > 0 && rest.length < NAME_WORDS && rest.some((word) => word.startsWith('ال'));
}

/** A person is sought among persons and an outlet among outlets; what reading knows for neither, everywhere. */
function isOfType(id: string, type: MentionType | null): boolean {
  if (type === 'person') return id.startsWith('people:');
  return type !== 'media' || id.startsWith('outlets:');
}

/** The rows of a list of names; a language may come without one. */
function listed<C extends string>(files: LanguageFiles, name: string, columns: readonly C[]): Record<C, string>[] {
  return files.lists.has(name) ? rowsOf(files, name, columns) : [];
}

/** The words of a name in normal form, without marks between them. */
function wordsIn(text: string): string[] {
  return writtenWords(text).map(({ key }) => key);
}

/** A word of a name in normal form and as it is written. */
interface WrittenWord {
  readonly key: string;
  readonly text: string;
}

function writtenWords(text: string): WrittenWord[] {
  return text.split(/[^\p{L}\p{M}\p{N}\u0640]+/u).flatMap((word) => {
    const key = normalKey(word);
    return key === '' ? [] : [{ key, text: word }];
  });
}

/** Stems of words; the article goes first, so that الوثائق and وثائق meet, whose و is no «and». */
function stemmed(words: string): string {
  return wordsIn(words)
    .map((word) => stem(withoutArticle([word])))
    .join(' ');
}

/** Whether a word is in a list, by itself or behind a joined preposition: «لوثائق». */
function isAmong(list: ReadonlySet<string>, word: string): boolean {
  return list.has(stemmed(word)) || (/^[لبك]/.test(word) && word.length >= 5 && list.has(stemmed(word.slice(1))));
}

function withoutArticle(words: readonly string[]): string {
  return words.join(' ').replace(/^ال(?=.{3})/, '');
}

/** «ثلاثة شهود» is headed by شهود, «3 شهود» as well. */
function withoutNumbers(words: readonly string[]): string[] {
  return words.filter((word) => !/^\d/.test(word));
}
