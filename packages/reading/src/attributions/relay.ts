import { Class } from '../grammar/grammar.ts';
import type { Range, Syntax } from '../grammar/syntax.ts';
import type { Crediting } from './attributions.ts';
import type { Cue } from './cue.ts';
import { Takes } from './sayings.ts';
import { nounPhrase, phraseBefore, restOfPhrase } from './source.ts';

/**
 * What stands between a verb of saying and what it says takes its share from that: a phrase («وقالت القناة نقلا عن
 * مراسلها إن») its content, a noun («نقلت عن مسؤول قوله إن») its source.
 */
export function inside(syntax: Syntax, crediting: Crediting, all: readonly Crediting[]): Crediting {
  const { mark } = crediting;
  if (crediting.cue.kind === 'noun' && crediting.cue.owned) return withRelayedSource(syntax, crediting, all);
  if (crediting.cue.kind !== 'phrase') return crediting;
  const outer = all.find(
    ({ cue, mark: verb, content }) => cue.kind !== 'phrase' && verb.last <= mark.first && mark.first < content.first,
  );
  if (outer === undefined) return { ...crediting, content: clipped(crediting.content, mark, all) };
  const why = `${crediting.why}, inside a verb of saying`;
  const { first, last } = outer.content;
  // «تطرق التقرير بحسب المركز إلى أن …، فيما سجلت العاصمة …»: how far the phrase reaches is left open.
  for (let at = first + 1; at < last; at++)
    if (syntax.has(at, Class.Comma) && syntax.opensMeanwhile(at + 1))
      return { ...crediting, content: { first, last: at }, open: { first: at + 1, last }, why };
  return { ...crediting, content: outer.content, why };
}

/** The clause before a phrase begins no earlier than the words of a verb of saying that the phrase stands among. */
function clipped(content: Range, mark: Range, all: readonly Crediting[]): Range {
  let { first } = content;
  for (const { cue, content: other } of all) {
    if (cue.kind !== 'phrase' && other.first > first && other.first < mark.first && other.last > mark.first)
      first = other.first;
  }
  return { first, last: content.last };
}

function withRelayedSource(syntax: Syntax, crediting: Crediting, all: readonly Crediting[]): Crediting {
  const { mark } = crediting;
  const outer = all.find(
    ({ cue, mark: verb, content }) =>
      cue.kind === 'verb' &&
      (cue.saying.takes & Takes.Relay) !== 0 &&
      verb.last <= mark.first &&
      mark.first < content.first,
  );
  const preposition = outer === undefined ? undefined : relayPreposition(syntax, outer);
  if (preposition === undefined || preposition >= mark.first) return crediting;
  return { ...crediting, source: nounPhrase(syntax, { first: preposition + 1, last: mark.first }) };
}

/**
 * The further link that a verb of passing on names itself: «نقلت الصحيفة عن مسؤول أن», «نسبت إلى السفير أنه». Its
 * preposition is the cue; where a noun of saying follows («عن مسؤول قوله إن») that noun is, and it gets its source here.
 */
export function relayed(syntax: Syntax, crediting: Crediting, all: readonly Crediting[]): Crediting[] {
  const { cue } = crediting;
  if (cue.kind !== 'verb' || (cue.saying.takes & Takes.Relay) === 0) return [];
  const preposition = relayPreposition(syntax, crediting);
  if (preposition === undefined) return [];
  const source = nounPhrase(syntax, { first: preposition + 1, last: crediting.content.first });
  if (source.last <= source.first) return [];
  const noun = all.find(
    (other) =>
      other.cue.kind === 'noun' && preposition < other.mark.first && other.mark.first < crediting.content.first,
  );
  if (noun !== undefined) return [];
  return [
    {
      ...crediting,
      mark: { first: preposition, last: preposition + 1 },
      source,
      why: `${cue.saying.lemma}: the next link`,
    },
  ];
}

/**
 * «استند التقرير إلى وثائق أظهرت أن»: the document behind the preposition is the source of the verb after it, and who
 * leans on it says the same. Gives the two creditings, or none where no such verb follows.
 */
export function leaning(syntax: Syntax, cue: Cue & { kind: 'verb' }, all: readonly Crediting[]): Crediting[] {
  const sentence = syntax.sentenceOf(cue.range.first);
  const inner = all.find(
    ({ cue: { kind }, mark }) =>
      (kind === 'verb' || kind === 'noun') && mark.first > cue.range.last && mark.first < sentence.last,
  );
  if (inner === undefined || inner.source.first > inner.mark.first) return [];
  const preposition = leaningPreposition(syntax, cue.range.last, inner.mark.first);
  if (preposition === undefined) return [];
  const first = syntax.joinedBa(preposition) ? preposition : preposition + 1;
  const document = restOfPhrase(syntax, { first, last: inner.mark.first });
  const subject = nounPhrase(syntax, { first: cue.range.last, last: preposition });
  const source = subject.last > subject.first ? subject : phraseBefore(syntax, cue.range.first, cue.agreement);
  const why = `${cue.saying.lemma}: leans on a document`;
  return [
    { ...inner, cue, mark: cue.range, source, why },
    inner.cue.kind === 'noun' ? inner : { ...inner, source: document, why },
  ];
}

function leaningPreposition(syntax: Syntax, from: number, limit: number): number | undefined {
  const { keywords } = syntax;
  for (let at = from; at < Math.min(limit, from + 8); at++) {
    if (syntax.is(at, keywords.ala) || syntax.is(at, keywords.ila) || syntax.joinedBa(at)) return at;
    if (syntax.has(at, Class.Comma | Class.Verb)) return undefined;
  }
  return undefined;
}

/** The عن or إلى between a verb of passing on and what is passed on. */
export function relayPreposition(
  syntax: Syntax,
  { mark, content }: { mark: Range; content: Range },
): number | undefined {
  const { keywords } = syntax;
  for (let at = mark.last; at < content.first; at++) {
    if (syntax.has(at, Class.That | Class.Relative)) return undefined;
    if (syntax.is(at, keywords.anPreposition) || syntax.is(at, keywords.ila)) return at;
  }
  return undefined;
}
