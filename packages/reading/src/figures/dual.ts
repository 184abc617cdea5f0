import { formOf, IMPOSSIBLE, PROCLITIC, READINGS, Reading, WHOLE } from '@isnad/text';
import { Class } from '../grammar/grammar.ts';
import { Mark } from '../marks.ts';
import type { FigureContext } from './context.ts';
import { type Draft, draftOf } from './draft.ts';
import { unitText } from './unit.ts';

const NUN = 0x646;
const ALEF = 0x627;
const YA = 0x64a;
const TA = 0x62a;
const SIN = 0x633;
const WAW = 0x648;
const MIM = 0x645;
const HA = 0x647;

/** The dual at a token as a figure of two, its adjectives passed over by {@link afterAdjectives}. */
export function dualAt(context: FigureContext, token: number): Draft | undefined {
  if ((context.marks[token]! & Mark.NumberWord) !== 0 && context.base.number(token) !== undefined) return undefined;
  if (context.isTaken(token) || context.base.having(token, 'unit') !== undefined) return undefined;
  if (!isDual(context, token) && !isPairBeforeNames(context, token)) return undefined;
  if (isScore(context, token)) return undefined;
  const text = unitText(context, token, token + 1);
  const end = context.tokens.end[token]!;
  const own = context.tokens.text.slice(context.tokens.start[token]!, end);
  const start = text.length <= own.length && own.endsWith(text) ? end - text.length : end - text.length + 1;
  const draft = draftOf(token, token + 1, start, 2, 2);
  draft.unit = text;
  draft.unitHead = token;
  draft.noun = token;
  return draft;
}

/** The token after a dual and the adjectives that agree with it: «الجنديين الإسرائيليين الأسيرين». */
export function afterAdjectives(context: FigureContext, token: number): number {
  const { tokens } = context;
  let at = token;
  while (at < tokens.count && tokens.gap[at] === 1 && context.base.isWord(at) && endsLikeDual(context, at)) {
    if (context.syntax.has(at, Class.Joined) || tokens.norm[tokens.normStart[at]!] === WAW) break;
    at++;
  }
  return at;
}

function endsLikeDual(context: FigureContext, token: number): boolean {
  const { norm, normStart } = context.tokens;
  const end = normStart[token + 1]!;
  const vowel = norm[end - 2];
  return norm[end - 1] === NUN && (vowel === YA || vowel === ALEF) && end - normStart[token]! >= 5;
}

function isDual(context: FigureContext, token: number): boolean {
  const { words, lists, base, syntax } = context;
  if (syntax.has(token, Class.Verb) || lists.notDuals.at(words, token, PROCLITIC) !== undefined) return false;
  const listed = base.nouns.forms.at(words, token, PROCLITIC);
  if (listed?.dual === true) return !isConjoinedArticle(context, token) && !isAfterSin(context, token);
  if (listed !== undefined) return listed.plural && isSaidToBeTwo(context, token);
  return endsInTan(context, token) && !isCountryName(context, token);
}

/** «سخالين» is no «will two uncles»: no noun has the س of verbs. */
function isAfterSin(context: FigureContext, token: number): boolean {
  const reading = context.base.nouns.forms.readingAt(context.words, token, PROCLITIC);
  const taken = context.words.skip[token * READINGS + reading]!;
  return reading === Reading.Particle && context.tokens.norm[context.tokens.normStart[token]! + taken - 1] === SIN;
}

/** «والدين» is «and religion» before it is two parents. */
function isConjoinedArticle(context: FigureContext, token: number): boolean {
  const { words, base } = context;
  if (base.nouns.forms.readingAt(words, token, PROCLITIC) !== Reading.Whole) return false;
  return base.hasArticle(token) && words.skip[token * READINGS + Reading.Article]! > 2;
}

/** «هذين اللاعبين», «فلسطينيين اثنين»: a form that may be a plural, with a word beside it that has it a dual. */
function isSaidToBeTwo(context: FigureContext, token: number): boolean {
  const { base } = context;
  const after = base.nextNumber(token + 1);
  if (after !== undefined && after.value === 2 && after.kind === 'cardinal' && !after.and) return true;
  return context.word(token - 1)?.dualDeterminer === true;
}

/** ـتان and ـتين of five letters and more. */
function endsInTan(context: FigureContext, token: number): boolean {
  const { norm, normStart } = context.tokens;
  const end = normStart[token + 1]!;
  const vowel = norm[end - 2];
  const prefix = context.words.skip[token * READINGS + Reading.Article]!;
  const from = normStart[token]! + (prefix === IMPOSSIBLE ? 0 : prefix);
  if (norm[end - 1] !== NUN || norm[end - 3] !== TA || (vowel !== YA && vowel !== ALEF)) return false;
  if (end - from < 5) return false;
  // Unknown words of these patterns are adjectives and participles: مختطفتين, إجراميتين.
  const relation = norm[end - 4] === YA && !(prefix !== IMPOSSIBLE && context.base.isFunctionWord(token - 1));
  return norm[from] !== MIM && !relation;
}

/** أفغانستان, كردستان */
function isCountryName(context: FigureContext, token: number): boolean {
  const { norm, normStart } = context.tokens;
  const end = normStart[token + 1]!;
  return norm[end - 4] === SIN && norm[end - 2] === ALEF && end - normStart[token]! >= 6;
}

/** A dual without its ن: «بلدتي الباذان وطلوزة», «وزيري الخارجية والدفاع», «طرفي النزاع». */
function isPairBeforeNames(context: FigureContext, token: number): boolean {
  const { words, tokens, base } = context;
  const form = base.nouns.forms.at(words, token, PROCLITIC);
  const pair = context.lists.words.at(words, token, PROCLITIC)?.pair === true;
  if ((form?.construct !== true && !pair) || base.hasArticle(token)) return false;
  // «رئيسي», «محلي»: adjectives, unless both that they are of have the article.
  if (context.lists.notDuals.at(words, token, PROCLITIC) !== undefined) return false;
  const next = token + 1;
  if (!base.isWord(next) || tokens.gap[next] !== 1 || base.isFunctionWord(next) || isGoverned(context, next))
    return false;
  const definite = base.hasArticle(next);
  if (pair && definite) return true;
  if (form === undefined) return false;
  const end = tokens.normStart[token + 1]!;
  const feminine = tokens.norm[end - 2] === TA;
  // «وزيرا الخارجية والدفاع»: an accusative before the article is a dual only with its second.
  if (!feminine && tokens.norm[end - 1] === ALEF)
    return definite && !context.isTaken(next) && joinsSecond(context, next, true);
  // «طائرتي شحن»: two, since reports have no «my plane».
  if (feminine && !definite && isNounLike(context, next)) return true;
  if (feminine && definite && form.kind !== 'person' && !isQuoted(context, token) && !endsAsFeminine(context, next))
    return true;
  // «وزيري خارجية البلدين»
  if (isDual(context, next) || (base.isWord(next + 1) && isDual(context, next + 1))) return true;
  if (!feminine && !definite && isAdjective(context, token)) return false;
  return joinsSecond(context, next, definite);
}

/** ب or ل is written onto a word, as far as the rest is one that is known: «برئاسة» may be, «بلاطة» is a name. */
function isGoverned(context: FigureContext, token: number): boolean {
  if (!context.hasParticle(token)) return false;
  const inner = formOf(context.words, token, Reading.Particle);
  return context.base.hasArticle(token) || inner >= 0;
}

/** An indefinite word that is a known noun, and no name of a person or place. */
function isNounLike(context: FigureContext, token: number): boolean {
  const { base, words, tokens } = context;
  if (tokens.norm[tokens.normStart[token]!] === WAW || base.isFunctionWord(token)) return false;
  return base.nouns.forms.at(words, token, WHOLE) !== undefined;
}

/** Within quotation marks «مدينتي» may be mine. */
function isQuoted(context: FigureContext, token: number): boolean {
  return context.syntax.quotationAround(token) !== undefined;
}

/** ـة: perhaps an adjective of one: «مدينتي القديمة». */
function endsAsFeminine(context: FigureContext, token: number): boolean {
  return context.tokens.norm[context.tokens.normStart[token + 1]! - 1] === HA;
}

/** After an indefinite noun ـي makes an adjective: «دور رئيسي». */
function isAdjective(context: FigureContext, token: number): boolean {
  const { base, tokens } = context;
  const before = token - 1;
  // «ومخيمي» begins anew, and after the article an adjective would have its own.
  if (tokens.norm[tokens.normStart[token]!] === WAW || !base.isWord(before) || tokens.gap[token] !== 1) return false;
  return !base.hasArticle(before) && !base.isFunctionWord(before) && !context.syntax.has(before, Class.Joined);
}

const NAME_LENGTH = 4;

/** و before a second name, at most a few words on. */
function joinsSecond(context: FigureContext, first: number, definite: boolean): boolean {
  const { base, tokens } = context;
  for (let at = first + 1; at <= first + NAME_LENGTH && base.isWord(at) && tokens.gap[at] === 1; at++) {
    if (tokens.norm[tokens.normStart[at]!] === WAW) {
      const apart = tokens.normStart[at + 1]! - tokens.normStart[at]! === 1;
      // «وزير», «والي» begin with a و of their own.
      if (!apart && base.nouns.forms.at(context.words, at, WHOLE) !== undefined) continue;
      const second = apart ? at + 1 : at;
      const listed = base.nouns.forms.at(context.words, second, PROCLITIC) !== undefined;
      if (!base.isWord(second) || (context.syntax.has(second, Class.Verb) && !listed)) return false;
      return (
        !definite || base.hasArticle(second) || context.base.nouns.forms.at(context.words, second, WHOLE) === undefined
      );
    }
    if (base.isFunctionWord(at)) return false;
  }
  return false;
}

/** «هدفين مقابل هدف», «بهدفين لهدف» */
function isScore(context: FigureContext, token: number): boolean {
  return context.word(token)?.goal === true && context.word(token + 1)?.score === true;
}
