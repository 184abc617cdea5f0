/**
 * Inflected forms of nouns and adjectives by rule, in ordinary spelling: what the lists leave out. Joined particles
 * and the article are not made here; the readings of `@isnad/text` take them off.
 */

import type { Gender } from './entry.ts';

/** How many a form stands for; `p` also for what has no singular. */
export type Count = 's' | 'd' | 'p';

export interface Form {
  readonly form: string;
  readonly gender: Gender;
  readonly count: Count;
}

/** «بلجيكي»: بلجيكية، بلجيكيون، بلجيكيين، بلجيكيا … A stem of several words inflects its last. */
export function nationalityForms(stem: string, brokenPlurals: readonly string[]): Form[] {
  return [
    { form: stem, gender: 'm', count: 's' },
    { form: `${stem}ا`, gender: 'm', count: 's' },
    { form: `${stem}ة`, gender: 'f', count: 's' },
    { form: `${stem}ان`, gender: 'm', count: 'd' },
    { form: `${stem}تان`, gender: 'f', count: 'd' },
    { form: `${stem}تين`, gender: 'f', count: 'd' },
    { form: `${stem}ون`, gender: 'm', count: 'p' },
    { form: `${stem}ين`, gender: 'm', count: 'p' },
    { form: `${stem}ات`, gender: 'f', count: 'p' },
    ...brokenPlurals.map((form): Form => ({ form, gender: 'm', count: 'p' })),
  ];
}

/**
 * A noun of a person: «مراسل»، مراسلا، مراسلان، مراسلون، مراسلو، مراسلي … and its feminine.
 * @param feminine the feminine singular; undefined where there is none
 * @param plurals broken plurals; «ون» stands for the sound plural
 */
export function roleForms(word: string, feminine: string | undefined, plurals: readonly string[]): Form[] {
  const forms: Form[] = [
    { form: word, gender: 'm', count: 's' },
    { form: `${word}ا`, gender: 'm', count: 's' },
    { form: `${word}ان`, gender: 'm', count: 'd' },
    { form: `${word}ين`, gender: 'm', count: 'd' },
  ];
  for (const plural of plurals) {
    if (plural === 'ون') {
      for (const ending of ['ون', 'ين', 'و', 'ي']) forms.push({ form: word + ending, gender: 'm', count: 'p' });
    } else forms.push({ form: plural, gender: 'm', count: 'p' });
  }
  if (feminine !== undefined) {
    forms.push({ form: feminine, gender: 'f', count: 's' });
    if (feminine.endsWith('ة')) {
      const stem = feminine.slice(0, -1);
      forms.push({ form: `${stem}تان`, gender: 'f', count: 'd' }, { form: `${stem}تين`, gender: 'f', count: 'd' });
      forms.push({ form: `${stem}ات`, gender: 'f', count: 'p' });
    }
  }
  return forms;
}

/** A class noun: «صحيفة»، صحيفتان، صحيفتين، صحف; «تنظيم»، تنظيما، تنظيمان … */
export function headForms(word: string, gender: Gender, plurals: readonly string[]): Form[] {
  const forms: Form[] = [{ form: word, gender, count: 's' }];
  if (word.endsWith('ة')) {
    const stem = word.slice(0, -1);
    forms.push({ form: `${stem}تان`, gender, count: 'd' }, { form: `${stem}تين`, gender, count: 'd' });
  } else {
    forms.push({ form: `${word}ا`, gender, count: 's' });
    forms.push({ form: `${word}ان`, gender, count: 'd' }, { form: `${word}ين`, gender, count: 'd' });
  }
  // Plurals of what is not human agree as a feminine singular.
  for (const form of plurals) forms.push({ form, gender: 'f', count: 'p' });
  return forms;
}
