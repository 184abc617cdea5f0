import { formOf, Reading } from '@isnad/text';
import { Class } from '../grammar/grammar.ts';
import type { Range, Syntax } from '../grammar/syntax.ts';
import type { AttributionWords, Crediting } from './attributions.ts';
import type { Cue } from './cue.ts';
import { kindOfSpeech } from './quoted.ts';
import { type Saying, type SayingVerb, Takes } from './sayings.ts';
import { nounPhrase } from './source.ts';

/** Crediting that looks back, or that stands inside what it credits. */

/**
 * A verb of saying with no words after it: between marks inside what it credits («زيادة الفارين – تقول الصحيفة – أدت
 * إلى», «كما قال شهود»), or after a quotation («لن نغادر»، يقول أحد السكان).
 */
export function parenthetical(syntax: Syntax, cue: Cue & { kind: 'verb' }): Crediting | undefined {
  const { first, last } = cue.range;
  if (cue.saying.weak || cue.agreement.person === 1) return undefined;
  const sentence = syntax.sentenceOf(first);
  const from = syntax.has(last, Class.Resumptive) ? last + 1 : last;
  const source = nounPhrase(syntax, { first: from, last: sentence.last });
  if (source.last <= source.first || !closesAt(syntax, source.last, sentence.last)) return undefined;
  const base = {
    cue,
    mark: cue.range,
    source,
    stance: cue.saying.stance,
    why: `${cue.saying.lemma} inside or after its words`,
  };
  const quotation = quotationBefore(syntax, first);
  if (quotation !== undefined) return { ...base, content: quotation, kind: 'direct' };
  const lead = leadOf(syntax, first);
  // «…، ونفى التهمة»: a further clause, which credits nothing before it.
  if (lead === first && syntax.has(first, Class.Joined)) return undefined;
  if (lead <= sentence.first || !syntax.has(lead - 1, Class.Comma | Class.Dash)) return undefined;
  const goesOn = syntax.has(source.last, Class.Comma | Class.Dash) && source.last + 1 < sentence.last;
  if (goesOn) return { ...base, content: trimmed(syntax, sentence), kind: kindOfSpeech(syntax, sentence) };
  const content = clauseBack(syntax, lead - 1, sentence.first);
  return content.last > content.first ? { ...base, content, kind: kindOfSpeech(syntax, content) } : undefined;
}

/** Where «كما», «مثلما», «على ما» or «خلافا لما» before a verb begins; the verb itself without one. */
function leadOf(syntax: Syntax, verb: number): number {
  const { keywords } = syntax;
  if (syntax.is(verb - 1, keywords.kama) || syntax.is(verb - 1, keywords.mithlama)) return verb - 1;
  if (syntax.is(verb - 1, keywords.ma) && syntax.is(verb - 2, keywords.ala)) return verb - 2;
  return verb;
}

function closesAt(syntax: Syntax, token: number, limit: number): boolean {
  return (
    token >= limit ||
    syntax.has(token, Class.Dash | Class.Comma | Class.Stop | Class.Close | Class.Time | Class.Preposition)
  );
}

/** The inside of the quotation that ends just before a token, a comma or dash between them allowed. */
function quotationBefore(syntax: Syntax, token: number): Range | undefined {
  let at = token - 1;
  while (syntax.has(at, Class.Comma | Class.Dash | Class.Stop)) at--;
  const quotation = syntax.quotationTo(at);
  if (quotation === undefined || quotation.close - quotation.open < 4) return undefined;
  return { first: quotation.open + 1, last: quotation.close };
}

function trimmed(syntax: Syntax, { first, last }: Range): Range {
  let end = last;
  while (
    end > first + 1 &&
    syntax.has(end - 1, Class.Stop | Class.Comma | Class.Quote) &&
    syntax.quotationTo(end - 1) === undefined
  )
    end--;
  while (end > first + 1 && syntax.has(end - 1, Class.Stop)) end--;
  return { first, last: end };
}

/** The clause before a mark, back to the beginning of the sentence or to a colon. */
function clauseBack(syntax: Syntax, end: number, start: number): Range {
  let first = end;
  while (first > start && !syntax.has(first - 1, Class.Colon | Class.That | Class.Stop)) first--;
  let last = end;
  while (last > first && syntax.has(last - 1, Class.Comma | Class.Dash)) last--;
  return { first, last };
}

/** «هذا ما أعلن عنه القائد», «وهو ما نفاه المتحدث», «الأمر الذي أكدته السفارة»: credits the clause before. */
export function lookingBack(syntax: Syntax, words: AttributionWords): Crediting[] {
  const found: Crediting[] = [];
  const { count } = syntax.analysis.tokens;
  for (let at = 1; at + 1 < count; at++) {
    const pointer = pointerBefore(syntax, at);
    if (pointer === undefined) continue;
    const verb = verbWithObject(syntax, words, at + 1);
    if (verb === undefined || (verb.saying.takes & Takes.Label) !== 0) continue;
    const sentence = syntax.sentenceOf(at);
    const from = syntax.has(at + 2, Class.Resumptive) ? at + 3 : at + 2;
    const source = nounPhrase(syntax, { first: from, last: sentence.last });
    const content =
      pointer > sentence.first ? clauseBack(syntax, pointer, sentence.first) : sentenceBefore(syntax, sentence);
    if (source.last <= source.first || content === undefined || content.last <= content.first) continue;
    found.push(backward(at + 1, verb, source, content));
  }
  return found;
}

/** Where the words that point back begin («هذا», «وهو», «الأمر»), when `at` is the ما or الذي behind them. */
function pointerBefore(syntax: Syntax, at: number): number | undefined {
  if (syntax.has(at, Class.Relative) && syntax.is(at - 1, syntax.keywords.amr)) {
    return syntax.has(at - 2, Class.Pronoun | Class.Demonstrative) ? at - 2 : at - 1;
  }
  if (!syntax.is(at, syntax.keywords.ma)) return undefined;
  for (let before = at - 1; before >= Math.max(0, at - 3); before--) {
    if (syntax.has(before, Class.Demonstrative | Class.Pronoun)) return before;
    if (syntax.has(before, Class.Comma | Class.Stop | Class.Verb)) return undefined;
  }
  return undefined;
}

/** The sentence before another in the same block. */
function sentenceBefore(syntax: Syntax, sentence: Range): Range | undefined {
  if (sentence.first === 0 || syntax.blockOf(sentence.first).first === sentence.first) return undefined;
  return trimmed(syntax, syntax.sentenceOf(sentence.first - 1));
}

function backward(token: number, { saying, agreement }: SayingVerb, source: Range, content: Range): Crediting {
  const range = { first: token, last: token + 1 };
  const cue: Cue = { kind: 'verb', range, saying, agreement, object: true };
  return {
    cue,
    mark: range,
    source,
    content,
    kind: 'indirect',
    stance: saying.stance,
    why: `${saying.lemma} looks back`,
  };
}

function verbWithObject(syntax: Syntax, words: AttributionWords, token: number): SayingVerb | undefined {
  const forms = syntax.analysis.words;
  const { verbs } = words.sayings;
  return verbs.get(formOf(forms, token, Reading.Whole)) ?? verbs.get(formOf(forms, token, Reading.Pronoun));
}

/** «كان هذا ملخص تقرير نشرته صحيفة …»: credits all of the paragraph before it or, where it ends one, that one so far. */
export function summaries(syntax: Syntax, words: AttributionWords): Crediting[] {
  const found: Crediting[] = [];
  for (const sentence of syntax.analysis.sentences) {
    const { first } = sentence;
    const start = syntax.has(first, Class.Auxiliary) ? first + 1 : first;
    if (!syntax.has(start, Class.Demonstrative)) continue;
    const at = start + 1;
    if (at >= sentence.last || words.summaries.get(formOf(syntax.analysis.words, at, Reading.Whole)) === undefined)
      continue;
    const source = nounPhrase(syntax, { first: at + 1, last: sentence.last });
    const content = summarised(syntax, first);
    if (source.last <= source.first || content === undefined) continue;
    const range = { first: at, last: at + 1 };
    found.push({
      ...byItself(range, 'ملخص'),
      source,
      content,
      kind: 'indirect',
      why: 'a summary of what stands before',
    });
  }
  return found;
}

function summarised(syntax: Syntax, first: number): Range | undefined {
  const block = syntax.blockOf(first);
  if (block.first < first) return trimmed(syntax, { first: block.first, last: first });
  const before = syntax.analysis.blocks.findLast(({ last }) => last <= first);
  return before?.kind === 'paragraph' ? trimmed(syntax, before) : undefined;
}

/** The cue of crediting that no listed word of saying carries. */
function byItself(range: Range, lemma: string): Pick<Crediting, 'cue' | 'mark' | 'stance'> {
  const saying: Saying = { lemma, stance: 'states', takes: 0, weak: false };
  return { cue: { kind: 'noun', range, saying, owned: true }, mark: range, stance: 'states' };
}

/** How long the name before a headline's colon may be, in tokens. */
const HEADLINE_NAME = 8;

/** «ليبراسيون: داعش يعجز عن التجنيد»: in a title the colon alone credits. */
export function headlines(syntax: Syntax): Crediting[] {
  const found: Crediting[] = [];
  for (const block of syntax.analysis.blocks) {
    if (block.kind !== 'title' && block.kind !== 'heading') continue;
    const colon = colonOf(syntax, block);
    if (colon === undefined) continue;
    const opening =
      syntax.has(block.first, Class.Quote) && syntax.quotationFrom(block.first) !== undefined
        ? block.first + 1
        : block.first;
    const source = nounPhrase(syntax, { first: opening, last: colon });
    if (source.last !== colon || source.first === source.last) continue;
    const range = { first: colon, last: colon + 1 };
    let first = colon + 1;
    let last = block.last;
    while (
      last > first &&
      syntax.has(last - 1, Class.Quote | Class.Stop) &&
      (syntax.quotationTo(last - 1)?.open ?? -1) <= colon
    )
      last--;
    const quotation = syntax.quotationFrom(first);
    if (quotation?.close === last - 1) {
      first++;
      last--;
    }
    if (last - first < 3) continue;
    found.push({
      ...byItself(range, ':'),
      source,
      content: { first, last },
      kind: 'direct',
      why: 'a headline with a colon',
    });
  }
  return found;
}

function colonOf(syntax: Syntax, { first, last }: Range): number | undefined {
  for (let at = first + 1; at < Math.min(last, first + HEADLINE_NAME + 1); at++) {
    if (syntax.has(at, Class.Colon)) return at;
    if (syntax.has(at, Class.Verb | Class.That)) return undefined;
  }
  return undefined;
}
