import { stem } from '@isnad/text';
import { kinOf } from './kin.ts';
import { remembered } from './remembered.ts';

/** A word as search knows it: its normal form as written, the stem that its inflections share, and what its kin share. */
export interface Word {
  readonly form: string;
  /** Of Arabic words the light stem, of others the form itself. */
  readonly stem: string;
  readonly kin: string;
}

/** The word of a normal form. */
export const wordOf = remembered((form: string): Word => {
  const stemmed = stem(form);
  return { form, stem: stemmed, kin: kinOf(stemmed) };
});
