import { ANY_CLITIC } from '@isnad/text';
import { Class } from '../grammar/grammar.ts';
import type { Range, Syntax } from '../grammar/syntax.ts';

/** `mixed` when words that somebody said are quoted inside the range; quotation marks around names make nothing mixed. */
export function kindOfSpeech(syntax: Syntax, { first, last }: Range): 'mixed' | 'indirect' {
  for (let token = first; token < last; token++) {
    const quotation = syntax.has(token, Class.Quote) ? syntax.quotationFrom(token) : undefined;
    if (quotation !== undefined && quotation.close <= last && !isQuotedName(syntax, quotation.open)) return 'mixed';
  }
  return 'indirect';
}

/** Quotation marks around a name or a term: «صحيفة "لانس"», «كتيبة "النسر"», «ما يسمى "الخلايا"». */
export function isQuotedName(syntax: Syntax, open: number): boolean {
  if (syntax.nameAt(open + 1) !== undefined || syntax.nameAt(open) !== undefined) return true;
  // «صحيفة الرأي العام "…"»: an adjective may stand between.
  for (const before of [open - 1, open - 2]) {
    if (syntax.has(before, Class.Hearer | Class.Body)) return before === open - 1;
    if (syntax.grammar.named.at(syntax.analysis.words, before, ANY_CLITIC) === true) return true;
    if (!syntax.has(before, Class.Definite)) return false;
  }
  return false;
}
