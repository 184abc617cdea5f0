import { TokenKind } from '@isnad/text';
import type { Agreement } from '../grammar/conjugation.ts';
import { Class } from '../grammar/grammar.ts';
import { isAccusative, isVerbalNoun, nounFeatures } from '../grammar/nouns.ts';
import type { Range, Syntax } from '../grammar/syntax.ts';

/** Quotation marks no farther apart than this, in tokens, stand around a name. */
const QUOTED_NAME = 6;

/** A described noun and its clause are at most so many tokens. */
const DESCRIBED = 9;

/** Classes that no noun phrase begins with. */
const NO_HEAD =
  Class.Preposition |
  Class.Adverb |
  Class.Time |
  Class.Circumstance |
  Class.Clause |
  Class.Under |
  Class.Negation |
  Class.Auxiliary |
  Class.That |
  Class.Relative |
  Class.Comma |
  Class.Stop |
  Class.Colon |
  Class.Dash |
  Class.Pronoun |
  Class.Resumptive;

const ENDS =
  Class.Comma |
  Class.Stop |
  Class.Colon |
  Class.Dash |
  Class.Open |
  Class.Close |
  Class.That |
  Class.Clause |
  Class.Under;

/**
 * The noun phrase that begins at `range.first`, no farther than `range.last`: with its construct, adjectives,
 * appositions, relative clause and the prepositions that belong to it, without words of time, place of speaking or
 * hearer. Empty when no noun phrase begins there.
 */
export function nounPhrase(syntax: Syntax, range: Range): Range {
  const { first, last } = range;
  if (first >= last || !beginsPhrase(syntax, first)) return { first, last: first };
  return restOfPhrase(syntax, range);
}

/** A noun phrase whose first token is known to begin one. */
export function restOfPhrase(syntax: Syntax, { first, last }: Range): Range {
  let at = first;
  let inRelative = false;
  while (at < last) {
    const name = syntax.nameAt(at);
    if (name !== undefined && name.first === at && name.last <= last) {
      at = name.last;
      continue;
    }
    const quotation = syntax.has(at, Class.Quote) ? syntax.quotationFrom(at) : undefined;
    if (quotation !== undefined) {
      if (!quotation.closed || quotation.close >= last) break;
      at = quotation.close + 1;
      continue;
    }
    // «تقرير نشرته الصحيفة حول الأزمة»: what a document is about is not who it is.
    if (syntax.has(at, ENDS) || syntax.is(at, syntax.keywords.hawl)) break;
    if (at > first && !inRelative) {
      if (leavesPhrase(syntax, at, first)) break;
      if (syntax.has(at, Class.Relative)) inRelative = true;
      else if (syntax.isVerbal(at) || (syntax.has(at, Class.MaybeVerb) && syntax.has(at + 1, Class.Resumptive))) {
        // A clause after an indefinite noun describes it: «خبراء تحدثوا للصحيفة».
        if (syntax.has(at - 1, Class.Definite) || syntax.has(at, Class.Joined)) break;
        inRelative = true;
      }
    }
    at++;
  }
  while (at > first && syntax.has(at - 1, Class.Preposition | Class.Relative | Class.Auxiliary)) at--;
  return { first, last: at };
}

function beginsPhrase(syntax: Syntax, first: number): boolean {
  if (syntax.nameAt(first)?.first === first) return true;
  if (syntax.has(first, Class.Quote)) return syntax.quotationFrom(first) !== undefined;
  if (syntax.has(first, Class.Verb) || isManner(syntax, first) || !isWordLike(syntax, first)) return false;
  return !syntax.has(first, NO_HEAD) && !syntax.joinedBaOrLam(first);
}

function isWordLike(syntax: Syntax, token: number): boolean {
  const kind = syntax.analysis.tokens.kind[token];
  return kind === TokenKind.Word || kind === TokenKind.Foreign || kind === TokenKind.Number;
}

/** An indefinite accusative before a preposition says how, not who: «ينص خصوصا على». */
function isManner(syntax: Syntax, token: number): boolean {
  return isAccusative(syntax, token) && syntax.has(token + 1, Class.Preposition | Class.That);
}

/** True where a word of time, circumstance, manner, hearer or a preposition of the verb ends the phrase. */
function leavesPhrase(syntax: Syntax, at: number, first: number): boolean {
  const { keywords } = syntax;
  if (syntax.has(at, Class.Adverb | Class.Pronoun)) return true;
  // «الوزير مبتسما»: how, not who.
  const manner = isAccusative(syntax, at) && !isAccusative(syntax, first);
  if (manner && syntax.nameAt(at) === undefined && !syntax.has(at - 1, Class.Number)) return true;
  if (syntax.has(at, Class.Time)) return true;
  const governed = syntax.has(at - 1, Class.Governs);
  if (syntax.has(at, Class.Circumstance)) return !governed;
  if (isAside(syntax, at) !== undefined) return true;
  if (syntax.joinedLam(at)) return syntax.has(at, Class.Hearer) || syntax.has(at + 1, Class.Hearer | Class.Quote);
  if (syntax.is(at, keywords.fi)) return isOccasion(syntax, at + 1);
  if (syntax.is(at, keywords.min))
    return syntax.nameAt(at - 1) !== undefined && !syntax.has(first, Class.Generic) && isPlaceLike(syntax, at + 1);
  if (syntax.is(at, keywords.ala) || syntax.is(at, keywords.ila)) return !governed;
  if (syntax.has(at, Class.Preposition)) return isVerbalNoun(syntax, at + 1);
  if (!syntax.joinedBa(at)) return false;
  if (syntax.has(at, Class.Setting | Class.Time)) return true;
  // «قال الإمام بحزن شديد»: how, not who; «وكيل الوزارة بمدينة النهر», «المتحدث باسم الجيش» go on.
  const next = at + 1;
  return (
    isWordLike(syntax, next) &&
    !syntax.has(at, Class.Definite) &&
    !syntax.has(next, Class.Definite) &&
    syntax.nameAt(at) === undefined &&
    syntax.nameAt(next) === undefined
  );
}

/** The end of a fixed phrase that belongs to no one's name or words: من جهته, من جهة أخرى. */
export function isAside(syntax: Syntax, at: number): number | undefined {
  return syntax.grammar.asides.longest(syntax.analysis.words, at, 3)?.end;
}

/** في before a place where things are said, a time or an action: not part of who says it. */
function isOccasion(syntax: Syntax, at: number): boolean {
  return syntax.has(at, Class.Setting | Class.Time | Class.Number | Class.Demonstrative) || isVerbalNoun(syntax, at);
}

/** A bare name after من: where somebody spoke from, unless it is a body that he is of. */
function isPlaceLike(syntax: Syntax, at: number): boolean {
  const name = syntax.nameAt(at);
  return name !== undefined && name.first === at && name.last - name.first === 1;
}

/**
 * The noun phrase before a verb that may be its subject: from the beginning of the clause to the verb, if it is one
 * noun phrase and nothing else (كان aside). Empty otherwise.
 */
export function phraseBefore(syntax: Syntax, verb: number, agreement: Agreement): Range {
  const none = { first: verb, last: verb };
  if (syntax.has(verb + 1, Class.Resumptive)) return none;
  if (syntax.has(verb, Class.Joined) && !isTopical(syntax, verb)) return none;
  const described = describedSubject(syntax, verb);
  if (described !== undefined) return agrees(syntax, described.first, agreement) ? described : none;
  const start = clauseStart(syntax, verb);
  let last = verb;
  while (last > start && syntax.has(last - 1, Class.Auxiliary | Class.Negation | Class.Adverb)) last--;
  let first = start;
  while (
    first < last &&
    (syntax.has(first, Class.Auxiliary | Class.Adverb | Class.Clause | Class.That) ||
      syntax.is(first, syntax.keywords.hatta))
  )
    first++;
  if (first >= last) return none;
  const phrase = nounPhrase(syntax, { first, last });
  if (phrase.last <= phrase.first) return describedDocument(syntax, verb) ?? none;
  // What is left between the phrase and the verb may only be words of time and circumstance.
  if (phrase.last < last && !restIsAdverbial(syntax, phrase.last, last)) return describedDocument(syntax, verb) ?? none;
  return agrees(syntax, phrase.first, agreement) ? phrase : none;
}

/** «أما النقابة فقالت»: the ف belongs to أما. */
function isTopical(syntax: Syntax, verb: number): boolean {
  const start = clauseStart(syntax, verb);
  return syntax.is(start - 1, syntax.keywords.topic);
}

/** «نشرت المنظمة تقريرا أكد أن»: an indefinite document right before its verb. */
function describedDocument(syntax: Syntax, verb: number): Range | undefined {
  const noun = verb - 1;
  return syntax.has(noun, Class.Setting) && !syntax.has(noun, Class.Definite) && isAccusative(syntax, noun)
    ? { first: noun, last: verb }
    : undefined;
}

/** «أن ناشطا ينتمي للتنظيم ادعى»: a clause describes the indefinite noun behind أن, whose own verb comes second. */
function describedSubject(syntax: Syntax, verb: number): Range | undefined {
  const { first } = syntax.sentenceOf(verb);
  let that = verb - 2;
  while (that >= first && verb - that <= DESCRIBED && !syntax.has(that, Class.That | Class.Comma | Class.Stop)) that--;
  if (!syntax.has(that, Class.That) || syntax.hasPronoun(that)) return undefined;
  const phrase = nounPhrase(syntax, { first: that + 1, last: verb });
  if (phrase.last !== verb || syntax.has(phrase.first, Class.Definite)) return undefined;
  for (let at = phrase.first + 1; at < verb - 1; at++) if (syntax.has(at, Class.Verb)) return phrase;
  return undefined;
}

function restIsAdverbial(syntax: Syntax, from: number, to: number): boolean {
  for (let at = from; at < to; at++)
    if (syntax.has(at, Class.Comma | Class.Dash | Class.Verb | Class.Relative | Class.That)) return false;
  return to - from <= 8;
}

/** The first token of the clause that a verb stands in: after a mark, an opener of clauses, or another verb's clause. */
export function clauseStart(syntax: Syntax, verb: number): number {
  const sentence = syntax.sentenceOf(verb);
  let at = verb;
  while (at > sentence.first) {
    const before = at - 1;
    const closing = syntax.quotationTo(before);
    if (closing !== undefined && closing.close - closing.open <= QUOTED_NAME) {
      at = closing.open;
      continue;
    }
    if (
      syntax.has(before, Class.Comma | Class.Stop | Class.Colon | Class.Dash | Class.Quote | Class.Open | Class.Close)
    )
      break;
    if (syntax.has(before, Class.That | Class.Clause | Class.Under | Class.Relative)) break;
    if (syntax.has(before, Class.Verb) && !syntax.has(before, Class.Auxiliary)) break;
    at--;
  }
  return at;
}

/** False only where the head's form rules the verb's form out: a feminine or plural verb after a noun that is neither. */
function agrees(syntax: Syntax, head: number, agreement: Agreement): boolean {
  if (agreement.person === 1) return false;
  const features = nounFeatures(syntax, head);
  if (agreement.count === 'plural') return features.gender === 'masculine';
  if (features.count === 'plural' && features.gender === 'masculine') return false;
  if (features.gender === 'feminine' && features.count === 'singular') return agreement.gender === 'feminine';
  return true;
}
