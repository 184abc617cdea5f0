import { normalKey, Phrases, Table, type Vocabulary } from '@isnad/text';
import type { Stance } from '../contract.ts';
import { type Agreement, type Count, conjugate, type Gender, participleForms } from '../grammar/conjugation.ts';
import { alternatives, type LanguageFiles, ListError, rowsOf } from '../lists.ts';

/** What may follow a word of saying, as bits. */
export const Takes = {
  Speech: 1 << 0,
  Clause: 1 << 1,
  Object: 1 << 2,
  Ba: 1 << 3,
  Ala: 1 << 4,
  Ila: 1 << 5,
  An: 1 << 6,
  Min: 1 << 7,
  Fi: 1 << 8,
  Lam: 1 << 9,
  Hawl: 1 << 10,
  Person: 1 << 11,
  Accused: 1 << 12,
  Label: 1 << 13,
  Relay: 1 << 14,
  Bare: 1 << 15,
  Evidence: 1 << 16,
  Inside: 1 << 17,
} as const;

const TAKES: Readonly<Record<string, number>> = {
  speech: Takes.Speech,
  clause: Takes.Clause,
  object: Takes.Object,
  ب: Takes.Ba,
  على: Takes.Ala,
  إلى: Takes.Ila,
  عن: Takes.An,
  من: Takes.Min,
  في: Takes.Fi,
  ل: Takes.Lam,
  حول: Takes.Hawl,
  person: Takes.Person,
  accused: Takes.Accused,
  label: Takes.Label,
  relay: Takes.Relay,
  bare: Takes.Bare,
  evidence: Takes.Evidence,
  inside: Takes.Inside,
};

/** A word of saying, thinking, asking … and what it takes. */
export interface Saying {
  /** The he-form of its past, or the noun. */
  readonly lemma: string;
  readonly stance: Stance;
  readonly takes: number;
  /** Credits words only before إن/أن, a colon or quotation marks. */
  readonly weak: boolean;
}

export interface SayingVerb {
  readonly saying: Saying;
  readonly agreement: Agreement;
  /** Written like a form of another verb (يبلغ of بلغ): credits words only as a weak one does. */
  readonly doubtful: boolean;
}

export interface SayingParticiple {
  readonly saying: Saying;
  readonly gender: Gender;
  readonly count: Count;
}

/** A phrase that credits what stands beside it. */
export interface CreditingPhrase {
  readonly stance: Stance;
  readonly kind: 'source' | 'pretext' | 'own';
  /** The preposition that stands between the phrase and the source; empty where none does. */
  readonly link: string;
}

export interface SayingWords {
  readonly verbs: Table<SayingVerb>;
  readonly participles: Table<SayingParticiple>;
  readonly nouns: Table<Saying>;
  readonly phrases: Phrases<CreditingPhrase>;
  /** Nouns by which something is measured or ruled: «حسب عدد الأفراد», «وفقا للمادة» credit nobody. */
  readonly measures: Table<true>;
  /** Phrases that look like crediting and are none: «لفت الانتباه», «إعلان دمشق». */
  readonly idioms: Phrases<true>;
  /** What one feels and does not say: «عبر عن قلقه» credits nothing. */
  readonly feelings: Table<true>;
}

const STANCES: ReadonlySet<string> = new Set([
  'states',
  'denies',
  'alleges',
  'expects',
  'warns',
  'demands',
  'asks',
  'believes',
]);

function isStance(word: string): word is Stance {
  return STANCES.has(word);
}

function stanceOf(list: string, word: string, stance: string): Stance {
  if (!isStance(stance)) throw new ListError(`${list}: «${word}» has a stance «${stance}» that there is not`);
  return stance;
}

function takesOf(list: string, word: string, cell: string): number {
  let bits = 0;
  for (const name of alternatives(cell)) {
    const bit = TAKES[name];
    if (bit === undefined) throw new ListError(`${list}: «${word}» takes «${name}», which there is not`);
    bits |= bit;
  }
  return bits;
}

/** Verbs that say nothing, by their he-forms. */
function otherVerbs(files: LanguageFiles): { readonly past: string; readonly present: string }[] {
  const sayings = new Set(
    rowsOf(files, 'sayings.tsv', ['past', 'present']).map(({ past, present }) => `${past} ${present}`),
  );
  return rowsOf(files, 'verbs.tsv', ['past', 'present']).filter(
    ({ past, present }) => !sayings.has(`${past} ${present}`),
  );
}

function heForms(files: LanguageFiles): Set<string> {
  return new Set(otherVerbs(files).flatMap(({ past, present }) => [normalKey(past), normalKey(present)]));
}

/** Third-person forms of verbs that say nothing, which a verb of saying may share. */
function sharedForms(files: LanguageFiles): Set<string> {
  const forms = otherVerbs(files).flatMap(({ past, present }) => conjugate(past, present));
  return new Set(forms.filter(({ agreement }) => agreement.person === 3).map(({ form }) => normalKey(form)));
}

/**
 * False for a derived form that another verb's he-form is written like (يجب of أجاب), and for the I-forms and duals of
 * short verbs, which are nouns as a rule (نصر, ردا).
 */
function isFree(
  form: string,
  agreement: Agreement,
  past: string,
  present: string,
  taken: ReadonlySet<string>,
): boolean {
  if (form === past || form === present) return true;
  const key = normalKey(form);
  if (taken.has(key)) return false;
  return key.length >= 4 || (agreement.person === 3 && agreement.count === 'singular');
}

/** @throws ListError when a list names a stance or a complement that there is not */
export function compileSayings(files: LanguageFiles, vocabulary: Vocabulary): SayingWords {
  const verbs = new Table<SayingVerb>(vocabulary);
  const participles = new Table<SayingParticiple>(vocabulary);
  const columns = ['past', 'present', 'participle', 'stance', 'takes', 'strength'] as const;
  const rows = rowsOf(files, 'sayings.tsv', columns).map((row) => {
    const takes = takesOf('sayings.tsv', row.past, row.takes);
    const saying: Saying = {
      lemma: row.past,
      stance: stanceOf('sayings.tsv', row.past, row.stance),
      takes,
      weak: row.strength === 'weak',
    };
    return { ...row, saying };
  });
  const taken = heForms(files);
  const shared = sharedForms(files);
  const doubtful = (form: string, base: boolean) => (base ? taken : shared).has(normalKey(form));
  // Two verbs that share a form (ذكر and ذكّر): it takes what either does; a strong one comes before a weak one.
  for (const strong of [false, true]) {
    for (const { past, present, participle, saying } of rows) {
      if (saying.weak === strong) continue;
      for (const { form, agreement } of conjugate(past, present)) {
        // «أعتبر» is written like «اعتبر»: the he-form has it.
        const owned = agreement.person === 1 && verbs.get(vocabulary.intern(form)) !== undefined;
        if (owned || !isFree(form, agreement, past, present, taken)) continue;
        const twin = verbs.get(vocabulary.intern(form))?.saying;
        const both =
          twin === undefined || twin.weak !== saying.weak ? saying : { ...twin, takes: twin.takes | saying.takes };
        verbs.set(form, { saying: both, agreement, doubtful: doubtful(form, form === past || form === present) });
      }
      if (participle === '') continue;
      for (const { form, gender, count } of participleForms(participle))
        participles.set(form, { saying, gender, count });
    }
  }
  const nouns = new Table<Saying>(vocabulary);
  for (const { noun, stance, takes } of rowsOf(files, 'sayings-nouns.tsv', ['noun', 'stance', 'takes'])) {
    const bits = takesOf('sayings-nouns.tsv', noun, takes);
    nouns.set(noun, { lemma: noun, stance: stanceOf('sayings-nouns.tsv', noun, stance), takes: bits, weak: false });
  }
  const phrases = new Phrases<CreditingPhrase>(vocabulary);
  for (const row of rowsOf(files, 'sayings-prepositions.tsv', ['phrase', 'stance', 'kind', 'link'])) {
    if (row.kind !== 'source' && row.kind !== 'pretext' && row.kind !== 'own') {
      throw new ListError(`sayings-prepositions.tsv: «${row.phrase}» is of a kind «${row.kind}» that there is not`);
    }
    phrases.set(row.phrase, {
      stance: stanceOf('sayings-prepositions.tsv', row.phrase, row.stance),
      kind: row.kind,
      link: row.link,
    });
  }
  const idioms = new Phrases<true>(vocabulary);
  for (const { phrase } of rowsOf(files, 'sayings-idioms.tsv', ['phrase'])) idioms.set(phrase, true);
  const measures = new Table<true>(vocabulary);
  for (const { noun } of rowsOf(files, 'sayings-measures.tsv', ['noun'])) measures.set(noun, true);
  const feelings = new Table<true>(vocabulary);
  for (const { noun } of rowsOf(files, 'feelings.tsv', ['noun'])) feelings.set(noun, true);
  return { verbs, participles, nouns, phrases, measures, idioms, feelings };
}
