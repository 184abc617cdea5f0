import type { MentionType } from '../contract.ts';

/** Gender and number of what a name or noun stands for, as verbs and pronouns agree with it. */
export type Gender = 'm' | 'f' | '';

/** What a list says of a name. */
export interface Entry {
  /** One for all the names of the same thing; distinct between lists. */
  readonly id: string;
  readonly type: MentionType;
  /** The name by which the list calls it first. */
  readonly name: string;
  readonly list: 'country' | 'place' | 'body' | 'group' | 'outlet' | 'person';
  /** The list's own word for what kind it is: city, agency, armed … */
  readonly kind: string;
  /** Id of the country entry, where the list gives one. */
  readonly country: string;
  readonly gender: Gender;
  /** For the capital of a country, the country's id: «باريس» can be France. */
  readonly seatOf: string;
}
