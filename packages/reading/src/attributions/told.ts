import { Class } from '../grammar/grammar.ts';
import type { Range, Syntax } from '../grammar/syntax.ts';
import type { Crediting } from './attributions.ts';
import type { Namings } from './namings.ts';

/**
 * The outlet to which somebody spoke: «قال الوزير لرويترز», «خبراء تحدثوا للصحيفة», «في مقابلة مع قناة النهر». What was
 * said came down through it, though the words that credit stand with the speaker. Undefined where none is named.
 */
export function outletTold(syntax: Syntax, namings: Namings, { mark, source, content }: Crediting): Range | undefined {
  const inSource = outletIn(syntax, namings, source, true);
  if (inSource !== undefined) return inSource;
  const first = Math.max(mark.last, source.last);
  if (content.first > mark.first) return outletIn(syntax, namings, { first, last: content.first }, false);
  const { last } = syntax.sentenceOf(mark.first);
  return outletIn(syntax, namings, { first, last: Math.min(last, first + BEHIND) }, false);
}

/** How far behind a cue that stands after its words the outlet may be named. */
const BEHIND = 4;

/** «مصدر في إدارة السدود للوكالة»: one without a name is nobody of the outlet’s that ends the phrase, but spoke to it. */
export function withoutHearer(syntax: Syntax, namings: Namings, crediting: Crediting): Crediting {
  const { first, last } = crediting.source;
  if (!syntax.has(first, Class.Generic) || syntax.has(first, Class.Definite)) return crediting;
  for (let at = first + 1; at < last; at++) {
    if (!syntax.joinedLam(at) || syntax.has(at - 1, Class.Verb)) continue;
    const outlet = namings.outletAt(syntax.lengthOf(at) === 1 ? at + 1 : at, last);
    if (outlet?.last === last) return { ...crediting, source: { first, last: at } };
  }
  return crediting;
}

function outletIn(syntax: Syntax, namings: Namings, { first, last }: Range, spoken: boolean): Range | undefined {
  for (let at = first; at < last; at++) {
    const lam = syntax.joinedLam(at);
    const link = lam || syntax.is(at - 1, syntax.keywords.maa);
    if (!link) continue;
    // Within the naming of the source ل follows a verb; «مراسل لصحيفة» only says what he is.
    if (spoken && !(lam && syntax.has(at - 1, Class.Verb))) continue;
    const from = lam && syntax.lengthOf(at) === 1 ? at + 1 : at;
    const outlet = namings.outletAt(from, last);
    if (outlet !== undefined) return outlet;
  }
  return undefined;
}
