import { type FormId, normalKey, Phrases, Table, type Vocabulary } from '@isnad/text';
import type { MentionType } from '../contract.ts';
import { conjugate } from '../grammar/conjugation.ts';
import { alternatives, type LanguageFiles, ListError, rowsOf } from '../lists.ts';
import type { Entry, Gender } from './entry.ts';
import { type Count, type Form, headForms, nationalityForms, roleForms } from './inflection.ts';

/** A class noun («صحيفة»), a title or calling («مراسل») or a nationality («بلجيكي») in one of its forms. */
export interface Noun {
  readonly lemma: string;
  readonly gender: Gender;
  readonly count: Count;
}

export interface Head extends Noun {
  readonly type: MentionType;
  /** Whether it points back when it stands alone: always, only where the document has one, or never. */
  readonly back: Back;
  /** A person's name behind it is the name of the thing. */
  readonly eponym: boolean;
}

export type Back = 'always' | 'found' | '';

export interface Role extends Noun {
  readonly kind: string;
  /** Before another noun it is another office than alone. */
  readonly otherInConstruct: boolean;
}

export interface Nationality extends Noun {
  /** Id of its country; empty for peoples and regions. */
  readonly country: string;
  /** It is an ordinary word, too («مالي»). */
  readonly ordinary: boolean;
}

/** What the lists know a word as: bits of {@link Gazetteer.classes} and {@link Gazetteer.phrases}. */
export const Class = {
  Given: 1 << 0,
  Family: 1 << 1,
  Particle: 1 << 2,
  Nationality: 1 << 3,
  Role: 1 << 4,
  OrganizationHead: 1 << 5,
  PlaceHead: 1 << 6,
  MediaHead: 1 << 7,
  DocumentHead: 1 << 8,
  Country: 1 << 9,
  Place: 1 << 10,
  Body: 1 << 11,
  Group: 1 << 12,
  Media: 1 << 13,
  Person: 1 << 14,
  /** An ordinary word that is a name, too. */
  Common: 1 << 15,
} as const;

/** How many bits of {@link Class} there are. */
export const CLASSES = 16;

/** Classes that a word may have once the article is taken off; a name's article is part of it. */
export const AFTER_ARTICLE =
  Class.Nationality | Class.Role | Class.OrganizationHead | Class.PlaceHead | Class.MediaHead | Class.DocumentHead;

/** The lists of names, compiled. */
export interface Gazetteer {
  readonly vocabulary: Vocabulary;
  /** Bits of {@link Class} by form id: what single words are. */
  readonly classes: Int32Array;
  /** Bits of {@link Class} of what is written in several words. */
  readonly phrases: Phrases<number>;
  /** Names of one word or several, with all that each may stand for. */
  readonly names: Phrases<readonly Entry[]>;
  readonly heads: Table<Head>;
  readonly roles: Table<Role>;
  readonly nationalities: Table<Nationality>;
  readonly givenNames: Table<Gender>;
  /** Normal form of the nominative of a particle of names: «أبو» for «أبي». */
  readonly nominatives: Table<string>;
  /** Country entries by id. */
  readonly countries: ReadonlyMap<string, Entry>;
  /** Class nouns by which a name of a kind is spoken of. */
  readonly kindNouns: ReadonlyMap<string, readonly string[]>;
  /** هذا، هذه … */
  readonly demonstratives: Table<true>;
  /** Verbs behind which a place is their object. */
  readonly placeVerbs: Table<true>;
  /** أن and إن, which have one normal form. */
  readonly that: FormId;
}

const LIST_CLASS = {
  country: Class.Country,
  place: Class.Place,
  body: Class.Body,
  group: Class.Group,
  outlet: Class.Media,
  person: Class.Person,
} as const;

const HEAD_CLASS: Readonly<Record<string, number>> = {
  organization: Class.OrganizationHead,
  place: Class.PlaceHead,
  media: Class.MediaHead,
  document: Class.DocumentHead,
};

/** @throws ListError when a list is missing or a line of it can't be understood */
export function createGazetteer(files: LanguageFiles, vocabulary: Vocabulary): Gazetteer {
  const compiler = new Compiler(files, vocabulary);
  compiler.countries();
  compiler.named();
  compiler.patterns();
  compiler.persons();
  compiler.roles();
  compiler.heads();
  compiler.common();
  return compiler.done();
}

class Compiler {
  private readonly files: LanguageFiles;
  private readonly vocabulary: Vocabulary;
  private classes = new Int32Array(1 << 14);
  private readonly phraseBits = new Map<string, number>();
  private readonly entries = new Map<string, Entry[]>();
  private readonly headTable: Table<Head>;
  private readonly roleTable: Table<Role>;
  private readonly nationalityTable: Table<Nationality>;
  private readonly givenTable: Table<Gender>;
  private readonly nominatives: Table<string>;
  private readonly countryById = new Map<string, Entry>();

  constructor(files: LanguageFiles, vocabulary: Vocabulary) {
    this.files = files;
    this.vocabulary = vocabulary;
    this.headTable = new Table(vocabulary);
    this.roleTable = new Table(vocabulary);
    this.nationalityTable = new Table(vocabulary);
    this.givenTable = new Table(vocabulary);
    this.nominatives = new Table(vocabulary);
  }

  countries(): void {
    const columns = ['id', 'name', 'other', 'capital', 'nationality', 'irregular', 'ordinary'] as const;
    for (const row of rowsOf(this.files, 'countries.tsv', columns)) {
      const country = entry('country', 'place', row.id, row.name, { kind: 'country', country: row.id });
      this.countryById.set(row.id, country);
      this.enter(country, [row.name, ...alternatives(row.other)]);
      for (const name of alternatives(row.capital)) {
        this.enter(entry('place', 'place', name, name, { kind: 'city', country: row.id, seatOf: row.id }), [name]);
      }
      this.nationality(row, row.id);
    }
    for (const row of rowsOf(this.files, 'peoples.tsv', ['nationality', 'irregular', 'ordinary'])) {
      this.nationality(row, '');
    }
  }

  named(): void {
    for (const row of rowsOf(this.files, 'places.tsv', ['name', 'other', 'country', 'kind'])) {
      this.enter(entry('place', 'place', row.name, row.name, row), [row.name, ...alternatives(row.other)]);
    }
    for (const row of rowsOf(this.files, 'outlets.tsv', ['id', 'name', 'other', 'latin', 'kind', 'country'])) {
      this.enter(entry('outlet', 'media', row.id, row.name, row), namesOf(row));
    }
    for (const row of rowsOf(this.files, 'groups.tsv', ['id', 'name', 'other', 'kind', 'latin'])) {
      this.enter(entry('group', 'organization', row.id, row.name, row), namesOf(row));
    }
    for (const row of rowsOf(this.files, 'bodies.tsv', ['id', 'name', 'other', 'latin'])) {
      this.enter(entry('body', 'organization', row.id, row.name, {}), namesOf(row));
    }
  }

  /** «وكالة الأنباء السورية», «التلفزيون السوري», for all nationalities. */
  patterns(): void {
    const patterns = rowsOf(this.files, 'name-patterns.tsv', ['pattern', 'kind']);
    for (const { id, nationality } of rowsOf(this.files, 'countries.tsv', ['id', 'nationality'])) {
      for (const { pattern, kind } of patterns) {
        const names = alternatives(nationality)
          .filter((stem) => !stem.includes(' '))
          .map((stem) => pattern.replace('{m}', `ال${stem}`).replace('{f}', `ال${stem}ة`));
        if (names.length === 0) continue;
        this.enter(entry('outlet', 'media', `${pattern} ${id}`, names[0]!, { kind, country: id }), names);
      }
    }
  }

  persons(): void {
    for (const { name, other, gender } of rowsOf(this.files, 'people.tsv', ['name', 'other', 'gender'])) {
      const person = entry('person', 'person', name, name, { gender: genderOf(gender) });
      this.enter(person, [name, ...alternatives(other)]);
    }
    for (const { name, gender } of rowsOf(this.files, 'given-names.tsv', ['name', 'gender'])) {
      for (const spelling of spellings(name)) {
        this.mark(spelling, Class.Given);
        if (!spelling.includes(' ')) this.givenTable.set(spelling, genderOf(gender));
      }
    }
    for (const { name } of rowsOf(this.files, 'family-names.tsv', ['name'])) {
      for (const spelling of spellings(name)) this.mark(spelling, Class.Family);
    }
    for (const { word, nominative } of rowsOf(this.files, 'name-particles.tsv', ['word', 'nominative'])) {
      this.mark(word, Class.Particle);
      if (nominative !== '') this.nominatives.set(word, normalKey(nominative));
    }
  }

  roles(): void {
    const columns = ['word', 'feminine', 'plural', 'kind', 'construct'] as const;
    for (const { word, feminine, plural, kind, construct } of rowsOf(this.files, 'roles.tsv', columns)) {
      const otherInConstruct = construct === 'other';
      const her = feminine === '-' ? undefined : feminine === '' ? `${word}ة` : feminine;
      for (const form of roleForms(word, her, alternatives(plural))) {
        const { gender, count } = form;
        this.noun(this.roleTable, Class.Role, form, { lemma: word, kind, otherInConstruct, gender, count });
      }
    }
  }

  heads(): void {
    const columns = ['word', 'plural', 'gender', 'type', 'back', 'eponym'] as const;
    for (const { word, plural, gender, type, back, eponym } of rowsOf(this.files, 'heads.tsv', columns)) {
      const bits = HEAD_CLASS[type];
      if (bits === undefined) throw new ListError(`heads.tsv: «${word}» has the unknown type «${type}»`);
      const headType = type as MentionType;
      const forms: Form[] =
        gender === 'p'
          ? [{ form: word, gender: 'f', count: 'p' }]
          : headForms(word, genderOf(gender), alternatives(plural));
      for (const form of forms) {
        const head: Head = {
          lemma: word,
          type: headType,
          gender: form.gender,
          count: form.count,
          back: back === 'always' || back === 'found' ? back : '',
          eponym: eponym === 'yes',
        };
        this.noun(this.headTable, bits, form, head);
      }
    }
  }

  common(): void {
    for (const { word } of rowsOf(this.files, 'common-words.tsv', ['word'])) {
      for (const spelling of spellings(word)) this.mark(spelling, Class.Common);
    }
  }

  done(): Gazetteer {
    const { vocabulary, classes } = this;
    const names = new Phrases<readonly Entry[]>(vocabulary);
    for (const [spelling, entries] of this.entries) names.set(spelling, entries);
    const phrases = new Phrases<number>(vocabulary);
    for (const [spelling, bits] of this.phraseBits) phrases.set(spelling, bits);
    return {
      vocabulary,
      classes,
      phrases,
      names,
      heads: this.headTable,
      roles: this.roleTable,
      nationalities: this.nationalityTable,
      givenNames: this.givenTable,
      nominatives: this.nominatives,
      countries: this.countryById,
      kindNouns: new Map(
        rowsOf(this.files, 'name-kinds.tsv', ['kind', 'nouns']).map(({ kind, nouns }) => [kind, alternatives(nouns)]),
      ),
      demonstratives: demonstrativesOf(this.files, vocabulary),
      placeVerbs: placeVerbsOf(this.files, vocabulary),
      that: vocabulary.intern('أن'),
    };
  }

  /** Enters a name under all its spellings; a spelling keeps every entry that has it. */
  private enter(named: Entry, names: readonly string[]): void {
    for (const name of names) {
      for (const spelling of spellings(name)) {
        this.mark(spelling, LIST_CLASS[named.list]);
        const known = this.entries.get(spelling);
        if (known === undefined) this.entries.set(spelling, [named]);
        else if (!known.some((other) => other.list === named.list && other.id === named.id)) known.push(named);
      }
    }
  }

  private nationality(row: Record<'nationality' | 'irregular' | 'ordinary', string>, country: string): void {
    const plurals = alternatives(row.irregular);
    for (const [index, stem] of alternatives(row.nationality).entries()) {
      for (const form of nationalityForms(stem, index === 0 ? plurals : [])) {
        const noun = { lemma: stem, country, ordinary: row.ordinary !== '', gender: form.gender, count: form.count };
        this.noun(this.nationalityTable, Class.Nationality, form, noun);
      }
    }
  }

  /** A form that two nouns share stays with the one entered first. */
  private noun<N extends Noun>(table: Table<N>, bits: number, { form }: Form, noun: N): void {
    this.mark(form, bits);
    if (form.includes(' ')) return;
    if (table.get(this.vocabulary.intern(form)) === undefined) table.set(form, noun);
  }

  private mark(spelling: string, bits: number): void {
    if (spelling.includes(' ')) {
      this.phraseBits.set(spelling, (this.phraseBits.get(spelling) ?? 0) | bits);
      return;
    }
    const form = this.vocabulary.intern(spelling);
    if (form >= this.classes.length) {
      const larger = new Int32Array(Math.max(form + 1, this.classes.length * 2));
      larger.set(this.classes);
      this.classes = larger;
    }
    this.classes[form]! |= bits;
  }
}

function demonstrativesOf(files: LanguageFiles, vocabulary: Vocabulary): Table<true> {
  const table = new Table<true>(vocabulary);
  for (const { word, classes } of rowsOf(files, 'particles.tsv', ['word', 'classes'])) {
    if (alternatives(classes).includes('demonstrative')) table.set(word, true);
  }
  return table;
}

function placeVerbsOf(files: LanguageFiles, vocabulary: Vocabulary): Table<true> {
  const table = new Table<true>(vocabulary);
  for (const { past, present } of rowsOf(files, 'place-verbs.tsv', ['past', 'present'])) {
    for (const { form } of conjugate(past, present)) table.set(form, true);
  }
  return table;
}

function entry(
  list: Entry['list'],
  type: MentionType,
  id: string,
  name: string,
  more: Partial<Pick<Entry, 'kind' | 'country' | 'gender' | 'seatOf'>>,
): Entry {
  const { kind = '', country = '', gender = '', seatOf = '' } = more;
  return { id, type, name, list, kind, country, gender, seatOf };
}

function namesOf(row: { readonly name: string; readonly other: string; readonly latin: string }): string[] {
  return [row.name, ...alternatives(row.other), ...alternatives(row.latin)];
}

function genderOf(cell: string): Gender {
  return cell === 'm' || cell === 'f' ? cell : '';
}

/**
 * A name as it may be met: with ل joined to its article («للأمم المتحدة», where the alef is lost), and names of God's
 * servants in one word or two.
 */
function spellings(name: string): string[] {
  const forms = [name];
  if (/^عبد ال/.test(name)) forms.push(name.replace(' ', ''));
  else if (/^عبدال/.test(name)) forms.push(name.replace('عبد', 'عبد '));
  if (name.startsWith('ال') && name.length > 4)
    forms.push(name[2] === 'ل' ? `ل${name.slice(2)}` : `لل${name.slice(2)}`);
  return forms;
}
