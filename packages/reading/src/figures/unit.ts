import { formOf, IMPOSSIBLE, originalOffset, PROCLITIC, READINGS, Reading, WHOLE } from '@isnad/text';
import { Class } from '../grammar/grammar.ts';
import { Mark } from '../marks.ts';
import type { FigureContext } from './context.ts';
import type { UnitRole } from './lists.ts';

/** What a number counts or measures. */
export interface Unit {
  /** As written, without clitics; the article of «لل» restored. */
  readonly text: string;
  readonly role: UnitRole | 'noun' | 'time' | 'sign';
  /** The token of its head and the token after the last that belongs to the figure's words. */
  readonly head: number;
  readonly last: number;
  /** True where من stands between: سبعة من عائلته. */
  readonly partitive: boolean;
}

const WAW = 0x648;
const YA = 0x64a;
const TA = 0x62a;
const ALEF = 0x627;
const NUN = 0x646;
const LAM = 0x644;
const HA = 0x647;
const MIM = 0x645;

const NEVER =
  Class.Verb |
  Class.Preposition |
  Class.Clause |
  Class.Relative |
  Class.That |
  Class.Negation |
  Class.Auxiliary |
  Class.Adverb |
  Class.Circumstance |
  Class.Demonstrative |
  Class.Time;

/** The unit that stands after a number ending before `token`. @param definite whether it may have the article (آلاف الرحلات) */
export function unitAfter(context: FigureContext, token: number, definite: boolean): Unit | undefined {
  if (!context.follows(token) || context.isTaken(token)) return undefined;
  return (
    signAt(context, token) ?? measureAt(context, token) ?? nounAt(context, token, definite) ?? partitive(context, token)
  );
}

/** «20$»; the sign before the digits is found by {@link signBefore}. */
function signAt(context: FigureContext, token: number): Unit | undefined {
  const text = context.text(context.tokens.start[token]!, token + 1);
  if (!context.lists.signs.has(text)) return undefined;
  return { text, role: 'sign', head: token, last: token + 1, partitive: false };
}

export function signBefore(context: FigureContext, token: number): Unit | undefined {
  const before = token - 1;
  if (before < 0 || context.tokens.gap[token]! > 1) return undefined;
  const text = context.text(context.tokens.start[before]!, token);
  if (!context.lists.signs.has(text)) return undefined;
  return { text, role: 'sign', head: before, last: token, partitive: false };
}

/** A unit of money or measure with its adjectives: دولار أميركي, كيلومتر مربع. */
export function measureAt(context: FigureContext, token: number): (Unit & { readonly role: UnitRole }) | undefined {
  const match = context.lists.units.longest(context.words, token, WHOLE);
  if (match === undefined || match.reading !== Reading.Whole) return undefined;
  let last = match.end;
  while (
    last < context.tokens.count &&
    context.tokens.gap[last] === 1 &&
    context.lists.unitAdjectives.at(context.words, last, WHOLE) === match.entry
  ) {
    last++;
  }
  const start = context.tokens.start[token]!;
  return { text: context.text(start, last), role: match.entry, head: token, last, partitive: false };
}

/** A noun that the number counts, right after it. */
function nounAt(context: FigureContext, token: number, definite: boolean): Unit | undefined {
  const time = context.base.isWord(token) ? context.base.having(token, 'unit') : undefined;
  if (time !== undefined && !time.article && time.start === context.tokens.start[token]) {
    return { text: context.text(time.start, token + 1), role: 'time', head: token, last: token + 1, partitive: false };
  }
  if (!isCountable(context, token, definite) || (definite && isVagueDefinite(context, token))) return undefined;
  const last = definite ? afterPair(context, token) : token + 1;
  return { text: unitText(context, token, last), role: 'noun', head: token, last, partitive: false };
}

/** «عشرات القتلى والجرحى»: two kinds of people under one number. */
function afterPair(context: FigureContext, token: number): number {
  const next = token + 1;
  const { base } = context;
  if (!base.hasArticle(token) || !base.isWord(next) || !base.hasArticle(next)) return next;
  if (!context.syntax.has(next, Class.Joined) && !startsWith(context, next, WAW)) return next;
  const forms = base.nouns.forms;
  const both = [token, next].every((at) => {
    const noun = forms.at(context.words, at, PROCLITIC);
    return noun?.kind === 'person' && noun.plural;
  });
  return both ? next + 1 : next;
}

/** A vague amount with the article counts through من alone: الآلاف من الشبان. */
function isVagueDefinite(context: FigureContext, token: number): boolean {
  return (
    context.base.hasArticle(token - 1) &&
    context.lists.vague.at(context.words, token - 1, PROCLITIC) !== undefined &&
    context.lists.vague.at(context.words, token - 2, PROCLITIC) === undefined
  );
}

export function isCountable(context: FigureContext, token: number, definite: boolean): boolean {
  const { base, tokens, syntax } = context;
  if (!base.isWord(token) || tokens.gap[token]! > 1 || context.isTaken(token)) return false;
  if (base.number(token) !== undefined || (context.marks[token]! & Mark.Hedge) !== 0) return false;
  const known = base.nouns.forms.at(context.words, token, WHOLE) !== undefined;
  const word = context.lists.words.at(context.words, token, PROCLITIC);
  if (word?.notUnit === true) return false;
  // «11 ضعفا» may be a verb elsewhere.
  if (known || word?.multiple !== undefined) return true;
  if (syntax.has(token, NEVER) || syntax.has(token, Class.Joined)) return false;
  if (startsWith(context, token, WAW) && !isWawNoun(context, token)) return false;
  if (base.hasArticle(token)) return definite && !context.hasParticle(token);
  if (syntax.has(token, Class.MaybeVerb) || lengthOf(context, token) < 2) return false;
  if (looksLikeVerb(context, token)) return false;
  return !looksPrefixed(context, token) && !endsInTheirs(context, token);
}

/** «3 حالتهم حرجة»: what is theirs is not counted. */
function endsInTheirs(context: FigureContext, token: number): boolean {
  const { last, before } = ending(context, token);
  return (last === MIM || last === NUN) && before === HA && context.words.pronoun[token]! > 0;
}

function lengthOf(context: FigureContext, token: number): number {
  return context.tokens.normStart[token + 1]! - context.tokens.normStart[token]!;
}

function startsWith(context: FigureContext, token: number, unit: number): boolean {
  return context.tokens.norm[context.tokens.normStart[token]!] === unit;
}

/** Endings of unknown words, which tell a noun from a verb or a preposition with its noun. */
function ending(context: FigureContext, token: number): { readonly last: number; readonly before: number } {
  const { norm, normStart } = context.tokens;
  const end = normStart[token + 1]!;
  return { last: norm[end - 1]!, before: norm[end - 2]! };
}

/** «واجهات»: a plural whose و is its own, as far as the letters after it are no word that is known. */
function isWawNoun(context: FigureContext, token: number): boolean {
  const { last, before } = ending(context, token);
  if (last !== TA || before !== ALEF) return false;
  return formOf(context.words, token, Reading.Conjunction) < 0;
}

/** «قتلوا», «يعتقد»: ـوا, and ي before letters that end in no relation (يمني, يونانيين). */
function looksLikeVerb(context: FigureContext, token: number): boolean {
  const { last, before } = ending(context, token);
  if (last === ALEF && before === WAW && lengthOf(context, token) >= 4) return true;
  // «انحسرت»
  if (last === TA && before !== ALEF && lengthOf(context, token) >= 4) return true;
  return startsWith(context, token, YA) && !isRelation(context, token);
}

/** ـي, ـيا, ـية, ـيين, ـيات: من nisba, which no verb has. */
function isRelation(context: FigureContext, token: number): boolean {
  const { norm, normStart } = context.tokens;
  const end = normStart[token + 1]!;
  const { last, before } = ending(context, token);
  if (last === YA) return true;
  if ((last === ALEF || last === HA) && before === YA) return true;
  return (
    (last === NUN && before === YA && norm[end - 3] === YA) || (last === TA && before === ALEF && norm[end - 3] === YA)
  );
}

/** «بجروح», «لأسباب»: a preposition written onto a noun, unless the letters are known as one word or end as a counted one. */
function looksPrefixed(context: FigureContext, token: number): boolean {
  const { words } = context;
  const base = token * READINGS;
  if (words.skip[base + Reading.Particle] === IMPOSSIBLE) return false;
  const { last, before } = ending(context, token);
  const inner = context.base.nouns.forms.get(formOf(words, token, Reading.Particle));
  if (inner !== undefined) return true;
  if (isRelation(context, token) && last !== YA) return false;
  // An accusative, which a preposition never governs: بحارا, كتابا.
  return !(last === ALEF && before !== ALEF && lengthOf(context, token) >= 4);
}

/** «60 ألفا من سكان», «سبعة من عائلته», «العشرات من المشتبه بهم» */
function partitive(context: FigureContext, token: number): Unit | undefined {
  const { base } = context;
  if (!base.is(token, base.lists.keywords.min)) return undefined;
  const head = token + 1;
  if (!base.isWord(head) || context.tokens.gap[head]! > 1 || context.isTaken(head)) return undefined;
  if (base.number(head) !== undefined || context.lists.wholes.longest(context.words, token, WHOLE) !== undefined) {
    return undefined;
  }
  // «دون الـ18 من العمر» is an age.
  if (base.having(head, 'age')?.entry.age === 0) return undefined;
  if (context.syntax.has(head, NEVER) || context.lists.words.at(context.words, head, WHOLE)?.notPartitive === true) {
    return undefined;
  }
  // «المشتبه بهم»: the pronoun closes the participle.
  const closes = base.hasArticle(head) && context.word(head + 1)?.closer === true;
  const last = closes ? head + 2 : head + 1;
  // «الملايين من الدولارات»
  const role = context.lists.units.longest(context.words, head, PROCLITIC)?.entry ?? 'noun';
  return { text: context.text(context.tokens.start[head]!, last), role, head, last, partitive: true };
}

/** The unit's words, without a clitic before them; «للوكالتين» is «الوكالتين». */
export function unitText(context: FigureContext, token: number, last: number): string {
  const { words, tokens } = context;
  const base = token * READINGS;
  const from = tokens.normStart[token]!;
  const article = words.skip[base + Reading.Article]!;
  if (article !== IMPOSSIBLE) {
    const doubled = tokens.norm[from + article - 2] === LAM;
    if (doubled) return `ال${context.text(originalOffset(tokens, token, article), last)}`;
    return context.text(originalOffset(tokens, token, article - 2), last);
  }
  const known = context.base.nouns.forms.readingAt(words, token, PROCLITIC);
  const joined = known < 0 && context.syntax.has(token, Class.Joined) ? Reading.Conjunction : Reading.Whole;
  const taken = words.skip[base + (known > 0 ? known : joined)]!;
  return context.text(taken === 0 ? tokens.start[token]! : originalOffset(tokens, token, taken), last);
}
