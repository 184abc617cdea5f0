import { normalKey, Table, type Vocabulary } from '@isnad/text';
import { alternatives, type LanguageFiles, rowsOf } from './lists.ts';
import { type FormMarks, Mark } from './marks.ts';

/** What a form of a countable noun says; a form may belong to several nouns, whose answers are joined. */
export interface NounForm {
  readonly kind: string;
  readonly singular: boolean;
  readonly plural: boolean;
  /** The form is a dual, and could be nothing else. */
  readonly dual: boolean;
  /** A dual without its ن, which a noun must follow: مدينتي نابلس ورام الله. */
  readonly construct: boolean;
  /** The singular, to tell what is set against what. */
  readonly lemma: string;
}

export interface NounWords {
  readonly forms: Table<NounForm>;
}

/** The forms of nouns.tsv: singulars, plurals and the duals that the grammar makes of the singulars. */
export function compileNouns(files: LanguageFiles, vocabulary: Vocabulary, marks: FormMarks): NounWords {
  const forms = new Table<NounForm>(vocabulary);
  const listed = new Set<string>();
  const add = (form: string, lemma: string, kind: string, what: Partial<NounForm>) => {
    const known = forms.get(vocabulary.intern(form));
    forms.set(form, {
      kind: known?.kind ?? kind,
      lemma: known?.lemma ?? lemma,
      singular: known?.singular === true || what.singular === true,
      plural: known?.plural === true || what.plural === true,
      dual: what.dual === true && known === undefined,
      // «نادي» is a club before it is two of anything.
      construct: known?.construct === true || (what.construct === true && !listed.has(normalKey(form))),
    });
    if (what.dual === true || what.construct === true) marks.add(form, Mark.Dual);
  };
  const rows = rowsOf(files, 'nouns.tsv', ['singular', 'plurals', 'kind']);
  for (const { singular, plurals, kind } of rows) {
    add(singular, singular, kind, { singular: true });
    for (const form of [singular, ...alternatives(plurals)]) listed.add(normalKey(form));
    // After 11 to 99 a noun stands in the accusative: عضوا.
    if (!/[ةىاء]$/.test(singular)) add(`${singular}ا`, singular, kind, { singular: true });
    for (const plural of alternatives(plurals)) add(plural, singular, kind, { plural: true });
  }
  for (const { singular, plurals, kind } of [...rows, ...verbalNouns(files)]) {
    const stem = dualStem(singular);
    const soundPlural = alternatives(plurals).some((plural) => plural.endsWith('ين'));
    add(`${stem}ان`, singular, kind, { dual: true });
    // «مدينتا», «بلدتي»; without ت the ـا is an accusative, and of a noun with ـين in the plural ـي is the plural's.
    if (!soundPlural) {
      add(`${stem}ين`, singular, kind, { dual: true });
      add(`${stem}ي`, singular, kind, { construct: true });
      if (!stem.endsWith('ت') && !/[ىاء]$/.test(singular)) add(`${stem}ا`, singular, kind, { construct: true });
    }
    if (stem.endsWith('ت')) add(`${stem}ا`, singular, kind, { construct: true });
  }
  return { forms };
}

/** The nouns of verbs (تفجير, اعتداء) have duals in ـين and no plural that looks like one. */
function verbalNouns(files: LanguageFiles): { singular: string; plurals: string; kind: string }[] {
  return rowsOf(files, 'verbs.tsv', ['noun']).flatMap(({ noun }) =>
    alternatives(noun)
      .filter((form) => form.length >= 5)
      .map((singular) => ({ singular, plurals: '', kind: 'event' })),
  );
}

/** What the endings of the dual are written onto: ة opens to ت, ى and ي stay ي, ـاء becomes ـاو. */
function dualStem(singular: string): string {
  if (singular.endsWith('ة')) return `${singular.slice(0, -1)}ت`;
  if (singular.endsWith('ى') || singular.endsWith('ا')) return `${singular.slice(0, -1)}ي`;
  return singular;
}
