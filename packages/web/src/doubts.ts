import type { Words } from './words/words.ts';

/**
 * What a Reading finds wrong in its own document comes in two weights. Some cannot be right, whoever said it: red, with
 * the ضبة over its words. The rest is open, a question beside the words.
 */
export const IMPOSSIBLE: readonly string[] = [
  'range-reversed',
  'ratio-mismatch',
  'percent-mismatch',
  'parts-exceed-whole',
  'values-differ',
  'exception-to-fall',
  'none-yet-some',
  'date-impossible',
  'weekday-mismatch',
  'date-after-publication',
];

export function isImpossible({ kind }: { readonly kind: string }): boolean {
  return IMPOSSIBLE.includes(kind);
}

/** What a doubt is about, in two or three words. */
export function doubtOf(words: Words, { kind }: { readonly kind: string }): string {
  // A message chooses by names without a hyphen.
  return words.say('doubt', { kind: kind.replaceAll('-', '_') });
}
