/** Counts in sentences: Arabic has a form for two, for three to ten, for eleven to ninety-nine, and for the rest. */

const arabic = new Intl.NumberFormat('ar-u-nu-arab');
const forms = new Intl.PluralRules('ar');

/** A number as an Arabic sentence has it. */
export function arabicNumber(value: number): string {
  return arabic.format(value);
}

/** A noun's forms by number; # stands for the number. */
export interface ArabicForms {
  readonly one: string;
  readonly two: string;
  readonly few: string;
  readonly many: string;
  readonly other: string;
}

export function counted(value: number, { one, two, few, many, other }: ArabicForms): string {
  const form = { zero: other, one, two, few, many, other }[forms.select(value)];
  return form.replace('#', arabicNumber(value));
}

export const ROUTES: ArabicForms = {
  one: 'مسار واحد',
  two: 'مساران',
  few: '# مسارات',
  many: '# مسارا',
  other: '# مسار',
};
