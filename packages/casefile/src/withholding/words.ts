import { languageFiles } from '@isnad/reading/load';
import { alternatives, type LanguageFiles, normalKey, rowsOf } from '@isnad/text';

/** What the lists of the language say of words that stand in names. */
export interface NameWords {
  /** Words that are no name by themselves, in normal form: «الوزير» and «علي», which is a spelling of «على», too. */
  readonly ordinary: ReadonlySet<string>;
  /** The case in which a word is entered, by its other ones: «أبي» is «أبو». Normal forms. */
  readonly nominatives: ReadonlyMap<string, string>;
}

/** Lists of ordinary words, and their columns. */
const ORDINARY: ReadonlyArray<readonly [list: string, columns: readonly string[]]> = [
  ['common-words.tsv', ['word']],
  ['particles.tsv', ['word']],
  ['roles.tsv', ['word', 'feminine', 'plural']],
  ['heads.tsv', ['word', 'plural']],
  ['nouns.tsv', ['singular', 'plurals']],
  ['plurals.tsv', ['form']],
  ['adjectives.tsv', ['masculine', 'feminine']],
];

const ARTICLE = 'ال';

/** Reads the lists; compiled once a process. */
export function nameWords(): NameWords {
  compiled ??= compile(languageFiles('ar'));
  return compiled;
}

let compiled: NameWords | undefined;

function compile(files: LanguageFiles): NameWords {
  const ordinary = new Set<string>();
  for (const [list, columns] of ORDINARY) {
    for (const row of rowsOf(files, list, columns)) {
      for (const word of columns.flatMap((column) => alternatives(row[column] ?? '')).map(normalKey)) {
        const bare = word.startsWith(ARTICLE) && word.length > 4 ? word.slice(ARTICLE.length) : word;
        ordinary.add(bare).add(ARTICLE + bare);
      }
    }
  }
  const nominatives = new Map<string, string>();
  for (const { word, nominative } of rowsOf(files, 'name-particles.tsv', ['word', 'nominative'])) {
    if (nominative !== '') nominatives.set(normalKey(word), normalKey(nominative));
  }
  return { ordinary, nominatives };
}
