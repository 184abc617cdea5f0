import { ANY_CLITIC, formOf, Reading, Table, type Vocabulary } from '@isnad/text';
import { tokenSpan } from '../analysis.ts';
import type { Attribution, AttributionKind, Span, Stance } from '../contract.ts';
import { Class } from '../grammar/grammar.ts';
import type { Range, Syntax } from '../grammar/syntax.ts';
import type { LanguageFiles } from '../lists.ts';
import { rowsOf } from '../lists.ts';
import { headlines, lookingBack, parenthetical, summaries } from './backward.ts';
import { creditedBeside, phraseEnd } from './beside.ts';
import { type Complement, type CueMap, complementOf } from './complement.ts';
import { contentOf } from './content.ts';
import { type Cue, findCues, type SpeechForms, speechForms, stanceOf } from './cue.ts';
import { labelling } from './label.ts';
import { inside, relayed } from './relay.ts';
import { compileSayings, type SayingWords, Takes } from './sayings.ts';
import { nounPhrase, phraseBefore } from './source.ts';
import { Speakers } from './speakers.ts';

/** The words of the attribution layer, compiled. */
export interface AttributionWords {
  readonly sayings: SayingWords;
  readonly speech: SpeechForms;
  readonly impersonal: ReadonlySet<number>;
  readonly summaries: Table<true>;
}

export function compileAttributions(files: LanguageFiles, vocabulary: Vocabulary): AttributionWords {
  const sayings = compileSayings(files, vocabulary);
  const impersonal = new Set(
    rowsOf(files, 'sayings-impersonal.tsv', ['form']).map(({ form }) => vocabulary.intern(form)),
  );
  const summaries = new Table<true>(vocabulary);
  for (const { noun } of rowsOf(files, 'sayings-summaries.tsv', ['noun'])) summaries.set(noun, true);
  return { sayings, summaries, speech: speechForms(sayings, (word) => vocabulary.intern(word)), impersonal };
}

/** An attribution in tokens, before it is written out. */
export interface Crediting {
  readonly cue: Cue;
  /** Tokens of the cue as it is marked. */
  readonly mark: Range;
  /** Empty when the source is only in the verb's form. */
  readonly source: Range;
  readonly content: Range;
  readonly kind: AttributionKind;
  readonly stance: Stance;
  readonly why: string;
}

/** Who says what in a document: every piece of content that the text credits to a source, in order of their cues. */
export function attributionsOf(syntax: Syntax, words: AttributionWords): Attribution[] {
  const creditings = [
    ...creditingsOf(syntax, words),
    ...lookingBack(syntax, words),
    ...summaries(syntax, words),
    ...headlines(syntax),
  ];
  creditings.sort((a, b) => a.mark.first - b.mark.first);
  const speakers = new Speakers(syntax);
  const { tokens } = syntax.analysis;
  const spans: Attribution[] = [];
  creditings.forEach((crediting, index) => {
    const source: Span | null = crediting.source.last > crediting.source.first ? sourceSpan(syntax, crediting) : null;
    const { resolved } = speakers.resolve(crediting);
    spans.push({
      id: `a${index + 1}`,
      cue: tokenSpan(tokens, crediting.mark.first, crediting.mark.last),
      source,
      resolved: resolved ?? source?.text ?? null,
      entity: null,
      content: tokenSpan(tokens, crediting.content.first, crediting.content.last),
      kind: crediting.kind,
      stance: crediting.stance,
      within: null,
      why: crediting.why,
    });
  });
  return nested(spans);
}

/** A source without a و that is written onto it. */
function sourceSpan(syntax: Syntax, { source }: Crediting): Span {
  return tokenSpan(syntax.analysis.tokens, source.first, source.last);
}

/** The innermost attribution whose content holds the whole cue of another is what that one stands within. */
function nested(spans: readonly Attribution[]): Attribution[] {
  return spans.map((inner) => {
    let best: Attribution | undefined;
    for (const outer of spans) {
      if (outer === inner || outer.content.start > inner.cue.start || outer.content.end < inner.cue.end) continue;
      if (outer.cue.start >= inner.content.start && outer.cue.end <= inner.content.end) continue;
      if (best === undefined || outer.content.end - outer.content.start < best.content.end - best.content.start)
        best = outer;
    }
    return best === undefined ? inner : { ...inner, within: best.id };
  });
}

function creditingsOf(syntax: Syntax, words: AttributionWords): Crediting[] {
  const cues = findCues(syntax, words.sayings, words.speech).filter((cue) => mayCredit(syntax, cue));
  const starts = new Map(cues.map((cue) => [cue.range.first, cue]));
  const isCue = (token: number) => {
    const cue = starts.get(token);
    return cue !== undefined && (cue.kind === 'participle' || (cue.kind === 'verb' && !cue.saying.weak));
  };
  const phraseAt = (token: number) => {
    const cue = starts.get(token);
    return cue?.kind === 'phrase' ? phraseEnd(syntax, cue) : token;
  };
  const found = new Map<Cue, Crediting | undefined>();
  // A cue ends the content before it only if it credits something itself: asked from the last cue to the first.
  const onward = (token: number): Cue | undefined => {
    const cue = starts.get(token);
    return cue !== undefined && found.get(cue) !== undefined ? cue : undefined;
  };
  for (let i = cues.length - 1; i >= 0; i--) {
    const cue = cues[i]!;
    found.set(cue, creditingOf(syntax, words, cue, onward, { isCue, phraseAt }));
  }
  const direct = withoutNamings(cues.flatMap((cue) => found.get(cue) ?? []));
  return direct.flatMap((crediting) => [inside(syntax, crediting, direct), ...relayed(syntax, crediting, direct)]);
}

/**
 * False for a verb that is wished, ordered or denied rather than told: «أن يطالب», «لم يعلن». A denial of denial (لم
 * ينف, لم يستبعد) stays.
 */
function mayCredit(syntax: Syntax, cue: Cue): boolean {
  const { first, last } = cue.range;
  // After a verb of saying a participle's letters name its speaker: «أعلنت متحدثة عسكرية».
  const name = syntax.nameAt(first);
  if (name !== undefined && name.last > last) return false;
  // «وكالة أنباء السهل»
  if (cue.kind === 'noun') return !syntax.has(first - 1, Class.Hearer) || syntax.has(first, Class.Definite);
  if (cue.kind === 'participle') return !syntax.has(first - 1, Class.Verb);
  if (cue.kind !== 'verb') return true;
  if (syntax.has(first - 1, Class.Negation)) return cue.saying.stance === 'denies';
  if (cue.agreement.person === 1 && cue.agreement.count === 'singular' && syntax.quotationAround(first) === undefined)
    return false;
  const joined = syntax.has(first, Class.Joined);
  // After a preposition or a verb the same letters are a verbal noun: «لم يحاولوا نفي», «بناء على طلب».
  if (syntax.has(first, Class.MaybeVerb) && !joined && syntax.has(first - 1, Class.Preposition | Class.Verb))
    return false;
  if (syntax.has(first, Class.Clause)) return false;
  // عبر, بين: prepositions, unless a sentence begins with them or أن follows a verb's و.
  if (syntax.has(first, Class.Preposition | Class.Time | Class.Circumstance)) {
    if (!joined) return syntax.has(last, Class.That) && !syntax.has(first, Class.Circumstance);
    return syntax.sentenceOf(first).first === first || syntax.has(last, Class.That);
  }
  if (cue.agreement.tense !== 'present') return true;
  if (syntax.is(first - 1, syntax.keywords.illa)) return false;
  return !(syntax.has(first - 1, Class.That) && !syntax.hasPronoun(first - 1));
}

/** A noun of saying between a verb of saying and what was said names an occasion: «قال عند إعلان النتائج إن». */
function withoutNamings(creditings: readonly Crediting[]): Crediting[] {
  return creditings.filter(({ cue, mark }) => {
    if (cue.kind !== 'noun') return true;
    return !creditings.some(
      (other) =>
        other.cue.kind !== 'noun' &&
        !isRelaying(other, mark) &&
        ((other.mark.last <= mark.first && mark.first < other.content.first) || holds(other.source, mark)),
    );
  });
}

/** «نقلت الصحيفة عن مسؤول قوله إن»: the noun is the next link's own cue. */
function isRelaying({ cue, mark }: Crediting, noun: Range): boolean {
  return cue.kind === 'verb' && (cue.saying.takes & Takes.Relay) !== 0 && mark.last <= noun.first;
}

function holds(outer: Range, inner: Range): boolean {
  return outer.first <= inner.first && inner.last <= outer.last;
}

function creditingOf(
  syntax: Syntax,
  words: AttributionWords,
  cue: Cue,
  onward: (token: number) => Cue | undefined,
  map: CueMap,
): Crediting | undefined {
  if (cue.kind === 'phrase') return creditedBeside(syntax, cue, onward);
  if (cue.kind === 'verb' && (cue.saying.takes & Takes.Label) !== 0) {
    const labelled = labelling(syntax, cue, onward);
    if (labelled !== undefined || cue.object) return labelled;
  }
  const between =
    cue.kind === 'verb' && syntax.has(cue.range.first - 1, Class.Dash) ? parenthetical(syntax, cue) : undefined;
  if (between !== undefined) return between;
  const complement = complementOf(syntax, cue, map);
  if (complement === undefined) return cue.kind === 'verb' ? parenthetical(syntax, cue) : undefined;
  const after = nounPhrase(syntax, complement.subject);
  const told = cue.kind === 'verb' && cue.agreement.person === 1;
  const hasAfter = after.last > after.first && !told;
  let source = hasAfter ? after : { first: cue.range.first, last: cue.range.first };
  let why = `${cue.saying.lemma} + ${complement.opener}`;
  if (cue.kind === 'verb' && !cue.object && (!hasAfter || (cue.saying.takes & Takes.Person) !== 0)) {
    const before = phraseBefore(syntax, cue.range.first, cue.agreement);
    if (!hasAfter || before.last > before.first) source = before;
    if (source.last > source.first && source.first < cue.range.first) why += ', source before its verb';
  }
  if (cue.kind === 'verb' && !isNamed(syntax, source, cue) && isImpersonal(syntax, words, cue.range.first))
    return undefined;
  if (cue.kind === 'noun' && !isNounCue(syntax, cue, complement, hasAfter)) return undefined;
  if (
    complement.opener === 'preposition' &&
    words.sayings.feelings.at(syntax.analysis.words, complement.content, ANY_CLITIC)
  )
    return undefined;
  const content = contentOf(syntax, cue, complement, onward);
  if (content.range.last <= content.range.first) return undefined;
  return { cue, mark: cue.range, source, content: content.range, kind: content.kind, stance: stanceOf(cue), why };
}

/** The source stands behind the verb, or before it as a definite phrase: not «أشخاص يعتقد أن». */
function isNamed(syntax: Syntax, source: Range, cue: Cue): boolean {
  if (source.last <= source.first) return false;
  return (
    source.first > cue.range.first ||
    syntax.has(source.last - 1, Class.Definite) ||
    syntax.nameAt(source.last - 1) !== undefined
  );
}

/** «يذكر أن»: nobody is behind it, unless a pronoun or a relative before it says who. */
function isImpersonal(syntax: Syntax, words: AttributionWords, verb: number): boolean {
  const { words: forms } = syntax.analysis;
  const listed =
    words.impersonal.has(formOf(forms, verb, Reading.Whole)) ||
    words.impersonal.has(formOf(forms, verb, Reading.Conjunction));
  if (!listed) return false;
  return !syntax.has(verb - 1, Class.That | Class.Pronoun);
}

/** A noun with the article credits only before أن, or in the plural; one that takes an object needs its speaker. */
function isNounCue(syntax: Syntax, cue: Cue & { kind: 'noun' }, complement: Complement, hasSource: boolean): boolean {
  const { first } = cue.range;
  if (complement.opener === 'that') return true;
  if (syntax.joinedLam(first) && !cue.owned) return false;
  if (syntax.has(first, Class.Definite) && !cue.saying.lemma.endsWith('ات')) return false;
  return hasSource || cue.owned || (cue.saying.takes & Takes.Object) === 0;
}
