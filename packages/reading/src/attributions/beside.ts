import { PROCLITIC } from '@isnad/text';
import { Class } from '../grammar/grammar.ts';
import { isVerbalNoun } from '../grammar/nouns.ts';
import type { Range, Syntax } from '../grammar/syntax.ts';
import type { Crediting } from './attributions.ts';
import type { Cue } from './cue.ts';
import { objectStart } from './object.ts';
import { kindOfSpeech } from './quoted.ts';
import type { SayingWords } from './sayings.ts';
import { nounPhrase, restOfPhrase } from './source.ts';

/**
 * What a crediting phrase (بحسب, وفقا لـ, نقلا عن; بحجة) credits: the clause after it where it stands first, otherwise
 * the clause before it, and both where the clause goes on behind its source.
 */
export function creditedBeside(
  syntax: Syntax,
  sayings: SayingWords,
  cue: Cue & { kind: 'phrase' },
  onward: (token: number) => Cue | undefined,
): Crediting | undefined {
  if (cue.phrase.kind === 'pretext') return pretext(syntax, cue);
  if (cue.phrase.kind === 'own') return ownWords(syntax, cue);
  const sentence = syntax.sentenceOf(cue.range.first);
  const from = afterLink(syntax, cue);
  if (from === undefined) return undefined;
  const source = sourceFrom(syntax, from, sentence.last);
  if (source.last <= source.first || !maySpeak(syntax, sayings, cue, source.first)) return undefined;
  const content = besideContent(syntax, cue, source, onward);
  if (content === undefined) return undefined;
  const mark = cue.range;
  const open = content.last <= mark.first ? openBehind(syntax, source.last, onward) : undefined;
  return {
    cue,
    mark,
    source,
    content,
    kind: kindOfSpeech(syntax, content),
    stance: cue.phrase.stance,
    ...(open === undefined ? {} : { open }),
    why: 'crediting phrase',
  };
}

/** «… خططوا للرحيل، بحسب تقارير، وأرسل ثمانية منهم»: whether the phrase reaches the clause behind it, too. */
function openBehind(syntax: Syntax, from: number, onward: (token: number) => Cue | undefined): Range | undefined {
  const first = from + 1;
  if (!syntax.has(from, Class.Comma) || !syntax.has(first, Class.Joined) || !syntax.isVerbal(first)) return undefined;
  if (onward(first) !== undefined) return undefined;
  const last = trimEnd(syntax, first, untilOnward(syntax, first, syntax.sentenceOf(from).last, onward));
  return last > first ? { first, last } : undefined;
}

/** A number, a rule or a season says nothing, and what one leans on (استنادا إلى) must be a document. */
function maySpeak(
  syntax: Syntax,
  { measures }: SayingWords,
  { phrase, verb }: Cue & { kind: 'phrase' },
  head: number,
): boolean {
  if (verb) return true;
  if (measures.at(syntax.analysis.words, head, PROCLITIC)) return false;
  return phrase.link !== 'إلى' || syntax.has(head, Class.Setting | Class.Body);
}

/** «على حد قوله»: the clause before, in the words of whoever it is about. */
function ownWords(syntax: Syntax, cue: Cue & { kind: 'phrase' }): Crediting | undefined {
  const sentence = syntax.sentenceOf(cue.range.first);
  const content = clauseBefore(syntax, cue.range.first, sentence.first);
  if (content.last <= content.first) return undefined;
  const none = { first: cue.range.first, last: cue.range.first };
  return {
    cue,
    mark: cue.range,
    source: none,
    content,
    kind: kindOfSpeech(syntax, content),
    stance: cue.phrase.stance,
    why: 'in his own words',
  };
}

/** The token after a crediting phrase with its source and the comma behind it. */
export function phraseEnd(syntax: Syntax, cue: Cue & { kind: 'phrase' }): number {
  const from = cue.phrase.kind === 'source' ? afterLink(syntax, cue) : undefined;
  if (from === undefined) return cue.range.first;
  const source = sourceFrom(syntax, from, syntax.sentenceOf(cue.range.first).last);
  return syntax.has(source.last, Class.Comma) ? source.last + 1 : source.last;
}

/** The token after the preposition that links phrase and source; undefined when it is not there. */
function afterLink(syntax: Syntax, { phrase, range, verb }: Cue & { kind: 'phrase' }): number | undefined {
  if (phrase.link === '' || verb) return range.last;
  if (phrase.link === 'ل') return syntax.joinedLam(range.last) ? range.last : undefined;
  const form = syntax.analysis.words.vocabulary.intern(phrase.link);
  return syntax.is(range.last, form) ? range.last + 1 : undefined;
}

/** The source behind a phrase: a noun phrase, with or without a preposition written onto it (لوثائق). */
function sourceFrom(syntax: Syntax, from: number, limit: number): Range {
  if (!syntax.joinedBaOrLam(from)) return nounPhrase(syntax, { first: from, last: limit });
  if (syntax.lengthOf(from) === 1) return nounPhrase(syntax, { first: from + 1, last: limit });
  return restOfPhrase(syntax, { first: from, last: limit });
}

function besideContent(
  syntax: Syntax,
  cue: Cue,
  source: Range,
  onward: (token: number) => Cue | undefined,
): Range | undefined {
  const sentence = syntax.sentenceOf(cue.range.first);
  const before = clauseBefore(syntax, cue.range.first, sentence.first);
  const afterStart = skipMarks(syntax, source.last, sentence.last);
  if (before.last <= before.first) {
    const last = trimEnd(syntax, afterStart, untilOnward(syntax, afterStart, sentence.last, onward));
    return last > afterStart ? { first: afterStart, last } : undefined;
  }
  if (goesOn(syntax, source.last, sentence.last)) {
    const last = trimEnd(syntax, afterStart, untilOnward(syntax, afterStart, sentence.last, onward));
    return { first: before.first, last };
  }
  return before;
}

function untilOnward(syntax: Syntax, from: number, limit: number, onward: (token: number) => Cue | undefined): number {
  for (let at = from; at < limit; at++) {
    // «بحسب المركز …، فيما سجلت العاصمة …»: whether the phrase reaches so far is left open.
    if (syntax.has(at, Class.Comma) && syntax.opensMeanwhile(at + 1)) return at;
    const next = onward(at);
    if (
      next !== undefined &&
      at > from &&
      (next.kind === 'participle' || (next.kind === 'verb' && syntax.has(at, Class.Joined)))
    )
      return at;
  }
  return limit;
}

/** The clause that ends where the phrase begins: back to a mark that opens a clause, without its conjunction. */
function clauseBefore(syntax: Syntax, cue: number, start: number): Range {
  let last = cue;
  // «وذلك وفقا لـ»: the وذلك belongs to the phrase.
  while (last > start && syntax.has(last - 1, Class.Comma | Class.Dash | Class.Open | Class.Demonstrative)) last--;
  let first = last;
  while (first > start) {
    const before = first - 1;
    if (syntax.has(before, Class.That | Class.Stop | Class.Colon)) break;
    if (syntax.opensClause(before) || (syntax.has(before, Class.Under) && syntax.is(before - 1, syntax.keywords.fi)))
      break;
    if (syntax.has(before, Class.Relative) && syntax.has(first, Class.Verb) && last - first <= 8) break;
    if (syntax.has(before, Class.Comma) && syntax.has(first, Class.Joined) && syntax.has(first, Class.Verb)) break;
    first--;
  }
  return { first, last };
}

function skipMarks(syntax: Syntax, from: number, limit: number): number {
  let at = from;
  while (at < limit && syntax.has(at, Class.Comma | Class.Dash | Class.Close | Class.Colon)) at++;
  if (at < limit && syntax.has(at, Class.That)) at++;
  return at;
}

/** True when the clause around the phrase goes on behind the source: a preposition or a noun, not a new clause. */
function goesOn(syntax: Syntax, sourceEnd: number, limit: number): boolean {
  const at = skipMarks(syntax, sourceEnd, limit);
  if (at >= limit || syntax.has(at, Class.Stop | Class.Quote)) return false;
  if (syntax.has(at, Class.Joined | Class.Close) || syntax.opensClause(at)) return false;
  // «مدينة السهل، آخر معاقل …»: an apposition to the source's own words.
  const plainNoun = Class.Verb | Class.MaybeVerb | Class.Preposition | Class.Time | Class.That | Class.VerbalNoun;
  return (
    !syntax.has(sourceEnd, Class.Comma) ||
    syntax.has(at, plainNoun) ||
    syntax.has(at, Class.Definite) ||
    syntax.joinedBaOrLam(at)
  );
}

function trimEnd(syntax: Syntax, first: number, end: number): number {
  let last = end;
  while (last > first && syntax.has(last - 1, Class.Comma | Class.Stop | Class.Dash | Class.Close)) last--;
  return last;
}

/** Whoever acts in the clause that a pretext is given for: «رفض رجلان القتال بحجة المرض». Empty where only a verb tells. */
function actorBefore(syntax: Syntax, cue: number, start: number): Range {
  const none = { first: cue, last: cue };
  let from = cue;
  while (from > start && !syntax.opensClause(from - 1) && !syntax.has(from - 1, Class.Stop)) {
    // «بعد أن فرض عليهما التنظيم التوجه»: the clause that it hangs on is the one before.
    if (syntax.has(from - 1, Class.That) && !syntax.has(from - 2, Class.Time)) break;
    from--;
  }
  for (let verb = from; verb < cue; verb++) {
    if (!syntax.has(verb, Class.Verb | Class.MaybeVerb) || syntax.has(verb, Class.Auxiliary)) continue;
    const phrase = nounPhrase(syntax, { first: verb + 1, last: cue });
    // «تم اعتقال ستة»: who acted is not told.
    if (phrase.last <= phrase.first || isVerbalNoun(syntax, phrase.first)) return none;
    return { first: phrase.first, last: objectStart(syntax, phrase) };
  }
  return none;
}

/** بحجة المرض: what follows is what was claimed, to the end of the phrase. */
function pretext(syntax: Syntax, cue: Cue & { kind: 'phrase' }): Crediting | undefined {
  const sentence = syntax.sentenceOf(cue.range.first);
  let last = cue.range.last;
  if (syntax.has(last, Class.That)) last++;
  const first = last;
  while (last < sentence.last && !syntax.has(last, Class.Comma | Class.Stop | Class.Clause)) {
    // «بدعوى ضيق المكان وأغلقت الأبواب» goes on with what was done.
    if (last > first && syntax.has(last, Class.Joined) && syntax.isVerbal(last)) break;
    last++;
  }
  if (last <= first) return undefined;
  return {
    cue,
    mark: cue.range,
    source: actorBefore(syntax, cue.range.first, sentence.first),
    content: { first, last },
    kind: 'indirect',
    stance: cue.phrase.stance,
    why: 'pretext',
  };
}
