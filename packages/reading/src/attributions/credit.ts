import { ANY_CLITIC, formOf, Reading } from '@isnad/text';
import { Class } from '../grammar/grammar.ts';
import type { Range, Syntax } from '../grammar/syntax.ts';
import type { AttributionWords, Crediting } from './attributions.ts';
import { parenthetical } from './backward.ts';
import { creditedBeside, phraseEnd } from './beside.ts';
import { type Complement, type CueMap, complementOf } from './complement.ts';
import { contentOf } from './content.ts';
import { type Cue, findCues, stanceOf } from './cue.ts';
import { labelling } from './label.ts';
import { inside, leaning, relayed } from './relay.ts';
import { Takes } from './sayings.ts';
import { sourceOf } from './who.ts';

/** What each cue of a document credits, decided from the last to the first. */
export function creditingsOf(syntax: Syntax, words: AttributionWords): Crediting[] {
  const cues = findCues(syntax, words.sayings, words.speech).filter((cue) => mayCredit(syntax, cue));
  const starts = new Map(cues.map((cue) => [cue.range.first, cue]));
  const isCue = (token: number) => {
    const cue = starts.get(token);
    return cue !== undefined && (cue.kind === 'participle' || (cue.kind === 'verb' && !cue.saying.weak));
  };
  const isNoun = (token: number) => starts.get(token)?.kind === 'noun';
  const phraseAt = (token: number) => {
    const cue = starts.get(token);
    return cue?.kind === 'phrase' ? phraseEnd(syntax, cue) : token;
  };
  const found = new Map<Cue, Crediting | undefined>();
  // A cue ends the content before it only if it credits something itself: asked from the last cue to the first. Those
  // before the one in hand are still to be decided, and count.
  const onward = (token: number): Cue | undefined => {
    const cue = starts.get(token);
    return cue !== undefined && (!found.has(cue) || found.get(cue) !== undefined) ? cue : undefined;
  };
  for (let i = cues.length - 1; i >= 0; i--) {
    const cue = cues[i]!;
    found.set(cue, creditingOf(syntax, words, cue, onward, { isCue, isNoun, phraseAt }));
  }
  const direct = withoutNamings(cues.flatMap((cue) => found.get(cue) ?? []));
  const leant = cues.flatMap((cue) =>
    cue.kind === 'verb' && (cue.saying.takes & Takes.Evidence) !== 0 ? leaning(syntax, cue, direct) : [],
  );
  const rest = direct.filter(({ mark }) => !leant.some((other) => other.mark.first === mark.first));
  const credited = [
    ...leant,
    ...rest.flatMap((crediting) => [inside(syntax, crediting, direct), ...relayed(syntax, crediting, direct)]),
  ];
  // Where marks are jumbled a phrase may be left with nothing beside it.
  return credited.filter(({ content }) => content.last > content.first);
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
  if (cue.kind === 'noun') return !isNamedOrAny(syntax, first);
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

/** «وكالة أنباء السهل» is a name, «أي دعوة» nobody's. */
function isNamedOrAny(syntax: Syntax, noun: number): boolean {
  if (syntax.has(noun - 1, Class.Hearer)) return true;
  if (syntax.has(noun, Class.Definite)) return false;
  return syntax.has(noun - 1, Class.Negation) || syntax.is(noun - 1, syntax.keywords.ayy);
}

/** A noun of saying between a verb of saying and what was said names an occasion: «قال عند إعلان النتائج إن». */
function withoutNamings(creditings: readonly Crediting[]): Crediting[] {
  return creditings.filter(({ cue, mark }) => {
    if (cue.kind === 'verb' && cue.saying.weak && creditings.some((other) => holds(other.source, mark))) return false;
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
  if (cue.kind === 'verb' && (cue.saying.takes & Takes.Evidence) !== 0) return undefined;
  if (cue.kind === 'phrase') return creditedBeside(syntax, words.sayings, cue, onward);
  const between = cue.kind === 'verb' && followsMark(syntax, cue.range.first) ? parenthetical(syntax, cue) : undefined;
  if (between !== undefined) return between;
  const complement = complementOf(syntax, cue, map);
  if (cue.kind === 'verb' && (cue.saying.takes & Takes.Label) !== 0 && !isPlainThat(syntax, complement)) {
    const labelled = labelling(syntax, cue, onward);
    if (labelled !== undefined || cue.object) return labelled;
  }
  if (complement === undefined) return cue.kind === 'verb' ? parenthetical(syntax, cue) : undefined;
  const { source, before, object } = sourceOf(syntax, cue, complement);
  const why = `${cue.saying.lemma} + ${complement.opener}${before ? ', source before its verb' : ''}`;
  if (cue.kind === 'verb' && !isNamed(syntax, source, cue) && isImpersonal(syntax, words, cue.range.first))
    return undefined;
  if (cue.kind === 'noun' && !isNounCue(syntax, cue, complement, source.last > source.first)) return undefined;
  if (
    complement.opener === 'preposition' &&
    words.sayings.feelings.at(syntax.analysis.words, complement.content, ANY_CLITIC)
  )
    return undefined;
  const { range, kind } = contentOf(syntax, cue, complement, onward);
  if (range.last <= range.first) return undefined;
  // Whom an accusation is about belongs to it: «اتهم النائب <الوزير بتبديد المال>».
  const accuses = cue.kind === 'verb' && (cue.saying.takes & Takes.Accused) !== 0 && object.last > object.first;
  const content = accuses ? { first: object.first, last: range.last } : range;
  return { cue, mark: cue.range, source, content, kind, stance: stanceOf(cue), why };
}

/** After a dash, or after a quotation, a verb looks back before it looks ahead. */
function followsMark(syntax: Syntax, verb: number): boolean {
  if (syntax.has(verb - 1, Class.Dash)) return true;
  const mark = syntax.has(verb - 1, Class.Comma | Class.Stop) ? verb - 2 : verb - 1;
  const quotation = syntax.quotationTo(mark);
  return quotation !== undefined && quotation.close - quotation.open > 3 && !syntax.has(verb, Class.Joined);
}

/** «اعتبر الخبير أن»: a clause of its own, unlike «وصفها بأنها». */
function isPlainThat(syntax: Syntax, complement: Complement | undefined): boolean {
  return complement?.opener === 'that' && !syntax.joinedBa(complement.content - 1);
}

/** The source stands behind the verb, or before it as a definite phrase: not «أشخاص يعتقد أن». */
function isNamed(syntax: Syntax, source: Range, cue: Cue): boolean {
  if (source.last <= source.first) return false;
  return (
    source.first >= cue.range.last ||
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
