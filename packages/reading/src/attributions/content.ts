import type { Quotation } from '@isnad/text';
import { Class } from '../grammar/grammar.ts';
import { isActionNoun } from '../grammar/nouns.ts';
import type { Range, Syntax } from '../grammar/syntax.ts';
import type { Complement, Opener } from './complement.ts';
import { type Cue, stanceOf } from './cue.ts';
import { kindOfSpeech } from './quoted.ts';
import { isAside } from './source.ts';

/** Where the words that were said lie, and how they are given. */
export interface Content {
  readonly range: Range;
  readonly kind: 'direct' | 'indirect' | 'mixed';
}

/** Tells of a token whether a further crediting begins there, with the words that it credits after it. */
export type CreditsOnward = (token: number) => Cue | undefined;

/**
 * The content that a complement opens: a quotation to its closing mark, anything else to the end of the clause that
 * depends on the cue, which mostly is the sentence's.
 */
export function contentOf(syntax: Syntax, cue: Cue, complement: Complement, onward: CreditsOnward): Content {
  const { content: first } = complement;
  const quotation = openingQuotation(syntax, first);
  if (quotation !== undefined && !quotation.closed) {
    // Nothing closes it: the speech goes on to the paragraph's end.
    return {
      range: { first: Math.max(first, quotation.open + 1), last: trimmed(syntax, first, quotation.close) },
      kind: 'direct',
    };
  }
  if (quotation !== undefined) {
    const { close } = quotation;
    const end = quotedEnd(syntax, quotation.open, close, onward);
    if (end === close)
      return {
        range: { first: quotation.open + 1 === first ? first : Math.max(first, quotation.open + 1), last: close },
        kind: 'direct',
      };
    // The quotation is only a piece of what was said: its opening mark is one, too.
    return { range: { first: Math.min(first, quotation.open), last: trimmed(syntax, first, end) }, kind: 'mixed' };
  }
  const end = clauseEnd(syntax, first, cue, onward, complement.opener);
  const range = { first, last: trimmed(syntax, first, end) };
  return { range, kind: complement.opener === 'colon' ? 'direct' : kindOfSpeech(syntax, range) };
}

/** The quotation that the content stands in from its beginning: the mark may come before the complementiser. */
function openingQuotation(syntax: Syntax, first: number): Quotation | undefined {
  for (const open of [first, first - 1, first - 2]) {
    const quotation = syntax.quotationFrom(open);
    if (quotation !== undefined && (open >= first - 1 || syntax.has(first - 1, Class.That))) {
      return quotation.close > first + 1 || open < first ? quotation : undefined;
    }
  }
  return undefined;
}

/** A quotation that the clause goes on after is a part of the content; otherwise its closing mark ends it. */
function quotedEnd(syntax: Syntax, open: number, close: number, onward: CreditsOnward): number {
  const sentence = close < syntax.classes.length ? syntax.sentenceOf(close) : undefined;
  const next = close + 1;
  if (sentence === undefined || next >= sentence.last) return close;
  const goesOn =
    syntax.has(next, Class.Comma) && syntax.has(next + 1, Class.That) && syntax.has(next + 1, Class.Joined);
  if (goesOn) return clauseEnd(syntax, next, undefined, onward);
  if (syntax.has(next, Class.Stop | Class.Comma | Class.Dash | Class.Open | Class.Colon)) return close;
  if (syntax.has(next, Class.Joined | Class.Clause | Class.Time) || onward(next) !== undefined) return close;
  if (close - open > 12 && syntax.isVerbal(next)) return close;
  return clauseEnd(syntax, next, undefined, onward);
}

/** The token after the last that depends on the cue. */
function clauseEnd(
  syntax: Syntax,
  first: number,
  cue: Cue | undefined,
  onward: CreditsOnward,
  opener: Opener = 'that',
): number {
  const around = syntax.quotationAround(first);
  const sentence = syntax.sentenceOf(first);
  // A cue inside a quotation credits no farther than the quotation goes.
  const limit =
    around !== undefined && cue !== undefined && around.open < cue.range.first
      ? Math.min(sentence.last, around.close)
      : sentence.last;
  const bounds: Bounds = {
    cue,
    onward,
    opener,
    concessive: cue !== undefined && isConceded(syntax, cue.range.first, sentence.first),
    told: new Set(),
  };
  let at = first;
  while (at < limit) {
    const quotation = syntax.has(at, Class.Quote) ? syntax.quotationFrom(at) : undefined;
    if (quotation?.closed && quotation.close < limit) {
      at = quotation.close + 1;
      continue;
    }
    if (at > first && endsContent(syntax, at, bounds)) return at;
    const told = onward(at);
    if (told !== undefined) bounds.told.add(lemmaOf(told));
    at++;
  }
  return limit;
}

/** What may end a content besides its sentence. */
interface Bounds {
  readonly cue: Cue | undefined;
  readonly onward: CreditsOnward;
  readonly opener: Opener;
  /** «على الرغم من أنه قال … فإن»: the main clause follows the content. */
  readonly concessive: boolean;
  /** Verbs of saying inside the content so far: «ادعى الأول …، فيما ادعى الثاني …» goes on with the same. */
  readonly told: Set<string>;
}

function isConceded(syntax: Syntax, cue: number, start: number): boolean {
  const { ragham, raghm } = syntax.keywords;
  for (let at = start; at < cue && at < start + 4; at++) if (syntax.is(at, raghm) || syntax.is(at, ragham)) return true;
  return false;
}

function endsContent(syntax: Syntax, at: number, bounds: Bounds): boolean {
  const { onward, opener, cue } = bounds;
  if (syntax.has(at, Class.Open)) return isCredit(syntax, at);
  if (bounds.concessive && syntax.has(at, Class.That | Class.Clause) && syntax.has(at, Class.Joined)) return true;
  if (syntax.opensClause(at)) {
    const crediting = syntax.has(at - 1, Class.Comma) ? creditsSoon(syntax, at + 1, onward) : undefined;
    if (crediting !== undefined) return !syntax.is(at, syntax.keywords.haythu) && !bounds.told.has(lemmaOf(crediting));
    return (
      (syntax.is(at, syntax.keywords.kama) && syntax.has(at - 1, Class.Comma)) ||
      (syntax.has(at + 1, Class.Verb) && creditsSoon(syntax, at + 1, onward) !== undefined)
    );
  }
  const alleged = cue !== undefined && stanceOf(cue) === 'alleges';
  if (alleged && syntax.has(at, Class.Comma) && syntax.opensMeanwhile(at + 1)) return true;
  // «ادعى المرض للتهرب من القتال»: the motive is laid on him by who tells it.
  if (alleged && opener !== 'that' && opener !== 'colon' && syntax.joinedLam(at) && isActionNoun(syntax, at))
    return true;
  const next = onward(at);
  if (next !== undefined) {
    if (next.kind === 'participle') return agreeing(cue, next) || speaksOfOuter(syntax, bounds, next);
    // «دعا إلى تغييرها بقوله إن»
    if (next.kind === 'noun' && next.owned && syntax.joinedBa(at)) return true;
    if (next.kind === 'verb' && syntax.has(at, Class.Joined) && !next.object && next.agreement.person === 3)
      return true;
  }
  if (syntax.has(at, Class.Comma)) return endsAtComma(syntax, at, bounds);
  if (syntax.grammar.asides.longest(syntax.analysis.words, at, 3)?.entry.ends === true) return true;
  if (opener === 'label') return syntax.has(at, Class.That) && syntax.has(at, Class.Joined);
  if (opener !== 'object' && opener !== 'preposition') return false;
  if (cue?.kind === 'noun' && syntax.has(at, Class.Time) && syntax.has(at, Class.Preposition)) return true;
  if (syntax.has(at, Class.Joined) && syntax.has(at, Class.Adverb)) return true;
  return (
    isAside(syntax, at) !== undefined || (syntax.has(at, Class.Circumstance) && !syntax.has(at, Class.Preposition))
  );
}

function endsAtComma(syntax: Syntax, comma: number, { cue, opener, onward }: Bounds): boolean {
  const at = comma + 1;
  if (
    opener === 'label' ||
    (cue?.kind === 'noun' && opener !== 'that') ||
    syntax.grammar.asides.longest(syntax.analysis.words, at, 3)?.entry.ends === true
  )
    return true;
  const aside = isAside(syntax, at);
  if (aside !== undefined && creditsSoon(syntax, aside, onward) !== undefined) return true;
  // «، وكان الوفد قد وصل»: the paper's own background.
  if (syntax.has(at, Class.Joined) && syntax.has(at, Class.Auxiliary) && hasQad(syntax, at)) return true;
  if (syntax.is(at, syntax.keywords.thumma)) return true;
  const setsOff = syntax.has(at, Class.Joined) && syntax.has(at, Class.Time | Class.Adverb);
  if (setsOff && creditsSoon(syntax, at + 1, onward) !== undefined) return true;
  if (opener !== 'object' && opener !== 'preposition') return false;
  return (
    syntax.has(at, Class.Relative) ||
    syntax.opensClause(at) ||
    (syntax.has(at, Class.Joined) && syntax.has(at, Class.Verb))
  );
}

function hasQad(syntax: Syntax, from: number): boolean {
  for (let at = from + 1; at < from + 8; at++) {
    if (syntax.has(at, Class.Comma | Class.Stop | Class.That)) return false;
    if (syntax.is(at, syntax.keywords.qad)) return true;
  }
  return false;
}

/** The verb of saying with words of its own that comes within a few tokens, with nothing but its naming before it. */
function creditsSoon(syntax: Syntax, from: number, onward: CreditsOnward): Cue | undefined {
  for (let at = from; at < from + 7; at++) {
    if (syntax.has(at, Class.Comma | Class.Stop)) return undefined;
    const next = onward(at);
    if (next?.kind === 'verb') return next;
    if (syntax.has(at, Class.Verb)) return undefined;
  }
  return undefined;
}

function lemmaOf(cue: Cue): string {
  return cue.kind === 'phrase' ? '' : cue.saying.lemma;
}

/** «واستند التقرير إلى وثائق أوضحت أن …، واصفا»: the participle goes with a verb before the cue in its sentence. */
function speaksOfOuter(syntax: Syntax, { cue, onward }: Bounds, participle: Cue & { kind: 'participle' }): boolean {
  if (cue === undefined) return false;
  const { first } = syntax.sentenceOf(cue.range.first);
  for (let at = first; at < cue.range.first; at++) {
    const outer = onward(at);
    if (outer?.kind === 'verb' && outer.agreement.gender === participle.agreement.gender) return true;
  }
  return false;
}

/** A participle goes with the verb before it only if both speak of the same gender; else it is of somebody within. */
function agreeing(cue: Cue | undefined, participle: Cue & { kind: 'participle' }): boolean {
  if (cue === undefined || cue.kind === 'noun' || cue.kind === 'phrase') return true;
  return cue.agreement.gender === participle.agreement.gender;
}

/** «(رويترز)», «(الفرنسية - أرشيف)»: the credit of a picture that its caption left in the text. */
export function isCredit(syntax: Syntax, open: number): boolean {
  const end = syntax.afterBracket(open, syntax.classes.length);
  if (end - open > 7) return false;
  for (let at = open + 1; at < end - 1; at++) if (syntax.has(at, Class.Hearer)) return true;
  return false;
}

function trimmed(syntax: Syntax, first: number, end: number): number {
  let last = end;
  const trailing = Class.Comma | Class.Stop | Class.Dash | Class.Colon;
  while (last > first + 1) {
    const token = last - 1;
    if (syntax.has(token, trailing)) last--;
    else if (syntax.has(token, Class.Quote) && (syntax.quotationTo(token)?.open ?? -1) < first) last--;
    else if (syntax.has(token, Class.Clause) && syntax.lengthOf(token) <= 4) last--;
    else break;
  }
  return last;
}
