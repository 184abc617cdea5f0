import { Class } from '../grammar/grammar.ts';
import type { Range, Syntax } from '../grammar/syntax.ts';
import type { Complement } from './complement.ts';
import type { Cue } from './cue.ts';

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
  if (quotation !== undefined) {
    const { close } = quotation;
    const end = quotedEnd(syntax, quotation.open, close, onward);
    if (end === close)
      return {
        range: { first: quotation.open + 1 === first ? first : Math.max(first, quotation.open + 1), last: close },
        kind: 'direct',
      };
    return { range: { first: Math.max(first, quotation.open + 1), last: trimmed(syntax, first, end) }, kind: 'mixed' };
  }
  const end = clauseEnd(syntax, first, cue, onward);
  const range = { first, last: trimmed(syntax, first, end) };
  return { range, kind: kindOf(syntax, range, complement) };
}

/** The quotation that the content stands in from its beginning: the mark may come before the complementiser. */
function openingQuotation(syntax: Syntax, first: number): { open: number; close: number } | undefined {
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
  if (syntax.has(next, Class.Stop | Class.Comma | Class.Dash | Class.Open | Class.Colon)) return close;
  if (syntax.has(next, Class.Joined | Class.Clause | Class.Time) || onward(next) !== undefined) return close;
  if (close - open > 12 && syntax.isVerbal(next)) return close;
  return clauseEnd(syntax, next, undefined, onward);
}

/** The token after the last that depends on the cue. */
function clauseEnd(syntax: Syntax, first: number, cue: Cue | undefined, onward: CreditsOnward): number {
  const around = syntax.quotationAround(first);
  const sentence = syntax.sentenceOf(first);
  const inside =
    around !== undefined && (cue === undefined || around.open > cue.range.last - 1 || around.close > first);
  const limit =
    inside && around !== undefined && cue !== undefined && around.open < cue.range.first
      ? Math.min(sentence.last, around.close)
      : sentence.last;
  let at = first;
  while (at < limit) {
    const quotation = syntax.has(at, Class.Quote) ? syntax.quotationFrom(at) : undefined;
    if (quotation?.closed && quotation.close < limit) {
      at = quotation.close + 1;
      continue;
    }
    if (at > first && endsContent(syntax, at, onward)) return at;
    at++;
  }
  return limit;
}

function endsContent(syntax: Syntax, at: number, onward: CreditsOnward): boolean {
  const next = onward(at);
  if (next === undefined) return false;
  if (next.kind === 'participle') return true;
  return next.kind === 'verb' && syntax.has(at, Class.Joined) && !next.object;
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

/** Direct after a colon, or for the first person's words; mixed when pieces of it are quoted. */
function kindOf(syntax: Syntax, { first, last }: Range, { opener }: Complement): Content['kind'] {
  if (opener === 'colon') return 'direct';
  for (let token = first; token < last; token++) {
    const quotation = syntax.has(token, Class.Quote) ? syntax.quotationFrom(token) : undefined;
    if (quotation !== undefined && quotation.close <= last && !isName(syntax, quotation.open)) return 'mixed';
  }
  return 'indirect';
}

/** Quotation marks around a name: «صحيفة "لانس"». */
function isName(syntax: Syntax, open: number): boolean {
  return (
    syntax.nameAt(open + 1) !== undefined ||
    syntax.nameAt(open) !== undefined ||
    syntax.has(open - 1, Class.Hearer | Class.Body)
  );
}
