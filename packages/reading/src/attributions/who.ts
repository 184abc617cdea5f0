import { Class } from '../grammar/grammar.ts';
import type { Range, Syntax } from '../grammar/syntax.ts';
import type { Complement, SayingCue } from './complement.ts';
import { objectStart } from './object.ts';
import { Takes } from './sayings.ts';
import { isAside, nounPhrase, phraseBefore } from './source.ts';

/** Who a cue credits, as named in its own clause; an empty range when only the verb's form tells. */
export interface NamedSource {
  readonly source: Range;
  /** True for a source that stands before its verb. */
  readonly before: boolean;
  /** Whom the words are addressed to or accuse, where the verb takes one; empty where nobody is named. */
  readonly object: Range;
}

/**
 * The source of a verb or noun of saying: the noun phrase behind it or, where none is, the one before it. A participle
 * names nobody: what stands behind it is who is spoken to.
 */
export function sourceOf(syntax: Syntax, cue: SayingCue, complement: Complement): NamedSource {
  const { first } = cue.range;
  const nobody = { first, last: first };
  const none: NamedSource = { source: nobody, before: false, object: nobody };
  if (cue.kind === 'participle') return none;
  if ((cue.saying.takes & Takes.Inside) !== 0) return { ...none, source: documentInside(syntax, complement.subject) };
  const row = withoutLead(syntax, complement.subject);
  const after = nounPhrase(syntax, row);
  const named = after.last > after.first;
  if (cue.kind === 'noun') return named ? { ...none, source: after } : none;
  if (cue.agreement.person === 1) return none;
  if (!cue.object && named && (cue.saying.takes & (Takes.Person | Takes.Accused)) !== 0)
    return withObject(syntax, cue, after, row, none);
  const speaks = named && (cue.object || !syntax.has(after.first, Class.Hearer));
  const preceding = speaks ? none.source : phraseBefore(syntax, first, cue.agreement);
  if (preceding.last > preceding.first) return { ...none, source: preceding, before: true };
  return named ? { ...none, source: after } : none;
}

/** A verb that takes somebody besides its subject: «اتهم النائب الوزير», «الاتحاد يدعو الأطراف», «ودعت الجميع». */
function withObject(
  syntax: Syntax,
  cue: SayingCue & { kind: 'verb' },
  after: Range,
  row: Range,
  none: NamedSource,
): NamedSource {
  const split = objectStart(syntax, after);
  if (split > after.first && split < after.last)
    return { ...none, source: { first: after.first, last: split }, object: { first: split, last: row.last } };
  const preceding = phraseBefore(syntax, cue.range.first, cue.agreement);
  if (preceding.last > preceding.first) return { source: preceding, before: true, object: row };
  if (isAddressee(syntax, cue)) return { ...none, object: row };
  // «ويتهم سكان القرية رجلا نافذا»: the phrase may end before an indefinite object.
  return { ...none, source: after, object: { first: after.last, last: Math.max(after.last, row.last) } };
}

/** «جاء أيضا في بيان …»: the noun phrase behind في. */
function documentInside(syntax: Syntax, { first, last }: Range): Range {
  let at = first;
  while (at < last && !syntax.is(at, syntax.keywords.fi)) at++;
  return at < last ? nounPhrase(syntax, { first: at + 1, last }) : { first, last: first };
}

/** «أعلن اليوم الوزير», «أكد لـ«المرصد» المدير», «حذر فيه الوزير»: what may stand between a verb and its subject. */
function withoutLead(syntax: Syntax, { first, last }: Range): Range {
  let at = first;
  while (at < last) {
    const aside = isAside(syntax, at);
    if (
      syntax.has(at, Class.Adverb | Class.Resumptive) ||
      (syntax.has(at, Class.Time) && !syntax.has(at, Class.Preposition))
    )
      at++;
    else if (aside !== undefined) at = aside;
    else if (syntax.joinedLam(at)) at = afterHearer(syntax, at, last);
    else break;
    if (at < 0) return { first, last: first };
  }
  return { first: at, last };
}

/** The token after a hearer in ل: «للصحفيين», «لـ«المرصد»»; −1 for any other ل. */
function afterHearer(syntax: Syntax, at: number, last: number): number {
  const next = syntax.lengthOf(at) === 1 ? at + 1 : at;
  const quotation = syntax.quotationFrom(next);
  if (quotation !== undefined) return quotation.closed && quotation.close < last ? quotation.close + 1 : -1;
  const name = syntax.nameAt(next);
  if (name !== undefined) return name.last;
  return syntax.has(next, Class.Hearer) ? next + 1 : -1;
}

/**
 * «… ودعا الجميع إلى الهدوء» goes on with the subject of the clause before it, and the one named is spoken to; at the
 * head of a sentence («ودعا أنان إلى …») he speaks.
 */
function isAddressee(syntax: Syntax, { range }: SayingCue): boolean {
  const { first } = range;
  return syntax.has(first, Class.Joined) && syntax.sentenceOf(first).first !== first;
}
