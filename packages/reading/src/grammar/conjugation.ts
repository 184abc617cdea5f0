/**
 * Forms of a verb made from its two he-forms, as news writes them: third persons of past and present, the first
 * persons, and the shortened present after لم. Tashkil is not written, so the passive mostly has the same letters.
 */

export type Gender = 'masculine' | 'feminine';
export type Count = 'singular' | 'dual' | 'plural';

/** Who a verb form speaks of. */
export interface Agreement {
  readonly person: 1 | 3;
  readonly gender: Gender;
  readonly count: Count;
  readonly tense: 'past' | 'present';
}

export interface VerbForm {
  readonly form: string;
  readonly agreement: Agreement;
}

/** Forms of the verb whose he-forms are `past` (نفى) and `present` (ينفي). */
export function conjugate(past: string, present: string): VerbForm[] {
  return [...pastForms(past), ...presentForms(present)];
}

function agreement(person: 1 | 3, gender: Gender, count: Count, tense: 'past' | 'present'): Agreement {
  return { person, gender, count, tense };
}

function pastForms(past: string): VerbForm[] {
  const last = past.at(-1);
  const weak = last === 'ى' || (last === 'ا' && past.length >= 3);
  const base = weak ? past.slice(0, -1) : past;
  const vowel = !weak ? '' : last === 'ا' && past.length === 3 ? 'و' : 'ي';
  const she = weak ? `${base}ت` : `${past}ت`;
  const they = last === 'ي' ? `${past.slice(0, -1)}وا` : `${base}وا`;
  const forms: VerbForm[] = [
    { form: past, agreement: agreement(3, 'masculine', 'singular', 'past') },
    { form: she, agreement: agreement(3, 'feminine', 'singular', 'past') },
    { form: `${base}${vowel}ا`, agreement: agreement(3, 'masculine', 'dual', 'past') },
    { form: `${she}ا`, agreement: agreement(3, 'feminine', 'dual', 'past') },
    { form: they, agreement: agreement(3, 'masculine', 'plural', 'past') },
  ];
  // Before a pronoun the ى is an alef: نفى, نفاه.
  if (last === 'ى') forms.push({ form: `${base}ا`, agreement: agreement(3, 'masculine', 'singular', 'past') });
  const first = weak ? `${base}${vowel}` : shortened(past);
  forms.push(
    { form: `${first}ت`, agreement: agreement(1, 'masculine', 'singular', 'past') },
    { form: `${first}نا`, agreement: agreement(1, 'masculine', 'plural', 'past') },
    { form: `${first}ن`, agreement: agreement(3, 'feminine', 'plural', 'past') },
  );
  // «قالت» stays the she-form where the I-form is written the same.
  return unique(forms);
}

/** The hollow verb without its long vowel: قال → قل, أشار → أشر; any other as it is. */
function shortened(past: string): string {
  const letters = [...past];
  return letters.length >= 3 && letters.at(-2) === 'ا' ? [...letters.slice(0, -2), letters.at(-1)].join('') : past;
}

function presentForms(present: string): VerbForm[] {
  const body = present.slice(1);
  const last = present.at(-1)!;
  const weak = last === 'ي' || last === 'ى' || (last === 'و' && present.length > 3);
  const base = weak ? body.slice(0, -1) : body;
  const dual = last === 'ى' ? `${base}ي` : body;
  const forms: VerbForm[] = [
    { form: present, agreement: agreement(3, 'masculine', 'singular', 'present') },
    { form: `ت${body}`, agreement: agreement(3, 'feminine', 'singular', 'present') },
    { form: `ي${dual}ان`, agreement: agreement(3, 'masculine', 'dual', 'present') },
    { form: `ت${dual}ان`, agreement: agreement(3, 'feminine', 'dual', 'present') },
    { form: `ي${base}ون`, agreement: agreement(3, 'masculine', 'plural', 'present') },
    { form: `ي${base}وا`, agreement: agreement(3, 'masculine', 'plural', 'present') },
    { form: `أ${body}`, agreement: agreement(1, 'masculine', 'singular', 'present') },
    { form: `ن${body}`, agreement: agreement(1, 'masculine', 'plural', 'present') },
  ];
  const short = weak ? base : jussive(body);
  if (short !== body) {
    forms.push(
      { form: `ي${short}`, agreement: agreement(3, 'masculine', 'singular', 'present') },
      { form: `ت${short}`, agreement: agreement(3, 'feminine', 'singular', 'present') },
    );
  }
  forms.push({ form: `ي${short}ن`, agreement: agreement(3, 'feminine', 'plural', 'present') });
  return unique(forms);
}

/** After لم a hollow verb loses its long vowel: يقول → يقل, يشير → يشر. */
function jussive(body: string): string {
  const letters = [...body];
  const middle = letters.at(-2);
  const hollow = letters.length >= 3 && (middle === 'و' || middle === 'ي' || middle === 'ا');
  return hollow ? [...letters.slice(0, -2), letters.at(-1)].join('') : body;
}

function unique(forms: readonly VerbForm[]): VerbForm[] {
  const seen = new Set<string>();
  return forms.filter(({ form }) => form.length >= 2 && !seen.has(form) && seen.add(form) !== undefined);
}

/** How a participle stands when it says what its subject does besides: قائلا, قائلة, قائلين, قائلتين. */
export function participleForms(
  participle: string,
): { readonly form: string; readonly gender: Gender; readonly count: Count }[] {
  const weak = participle.endsWith('ي');
  const base = weak ? participle.slice(0, -1) : participle;
  return [
    { form: `${participle}ا`, gender: 'masculine', count: 'singular' },
    { form: `${participle}ة`, gender: 'feminine', count: 'singular' },
    { form: `${base}ين`, gender: 'masculine', count: 'plural' },
    { form: `${participle}تين`, gender: 'feminine', count: 'dual' },
  ];
}
