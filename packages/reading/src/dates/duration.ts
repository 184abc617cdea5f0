import { IMPOSSIBLE, READINGS, Reading } from '@isnad/text';
import { Class } from '../grammar/grammar.ts';
import type { DateWord } from './lists.ts';
import type { DateContext, Found } from './reader.ts';
import { durationOf } from './relative.ts';
import { type DateMatch, type Unit, VAGUE, type When } from './when.ts';
import { directionAt } from './year.ts';

/** An amount of time: its number (NaN where it is not told), the end of an «أو» in `upTo`. */
interface Amount {
  readonly first: number;
  readonly last: number;
  readonly start: number;
  readonly n: number;
  readonly unit: Unit;
  readonly iso: string;
  /** True where a number or a dual says it, so that it is a duration with nothing before it. */
  readonly counted: boolean;
}

const WORTH: Readonly<Record<Unit, number>> = {
  S: 1,
  MIN: 60,
  H: 3600,
  D: 86_400,
  WE: 172_800,
  W: 604_800,
  M: 2_592_000,
  Y: 31_536_000,
  DEC: 315_360_000,
  CEN: 3_153_600_000,
};

/** An amount of time that is no age: «سبع سنوات», «قبل أيام», «منذ أكثر من أسبوعين», «خلال عشر دقائق». */
export function durationMatch(context: DateContext, token: number): DateMatch | undefined {
  const amount = alternatives(context, amountAt(context, token));
  if (amount === undefined) return undefined;
  const hedge = context.hedges.get(amount.first);
  const first = hedge?.first ?? amount.first;
  const lead = leadBefore(context, first);
  if (lead === undefined && hedge === undefined && !amount.counted && !isWithin(context, amount)) return undefined;
  if (isAge(context, amount, first)) return undefined;
  // «يوما بعد يوم»
  const again = lead === undefined ? undefined : context.having(lead.first - 1, 'unit');
  if (lead?.entry.lead === 'after' && again?.entry.unit === amount.unit) return undefined;
  // «كل ستة أشهر» says how often, not when.
  if (context.having(first - 1, 'every') !== undefined) return undefined;
  // «20 دقيقة يوميا» is a rate, a figure.
  if (lead === undefined && isRate(context, amount.last)) return undefined;
  // «عقود» are contracts as often as decades.
  if (amount.unit === 'DEC' && lead === undefined && !isFor(context, first)) return undefined;
  const kind = lead?.entry.lead;
  const base = baseAfter(context, amount.last);
  const last = base?.last ?? amount.last;
  const included = lead !== undefined && kind !== 'length' && kind !== 'until';
  return {
    first: included ? lead.first : first,
    last,
    start: included ? lead.start : (hedge?.start ?? amount.start),
    end: context.endOf(last),
    when: whenOf(context, amount, kind, hedge !== undefined),
    duration: amount.iso,
  };
}

/** «لأكثر من أربعة عقود»: ل is written onto the amount. */
function isFor(context: DateContext, token: number): boolean {
  const { words, tokens } = context;
  const taken = words.skip[token * READINGS + Reading.Particle]!;
  return taken !== IMPOSSIBLE && tokens.norm[tokens.normStart[token]! + taken - 1] === LAM;
}

/** «للمرة الثانية في أسبوع»: within a week, where nothing follows that names it. */
function isWithin(context: DateContext, { first, last, unit }: Amount): boolean {
  if (!context.is(first - 1, context.lists.keywords.fi) || !['H', 'W', 'M', 'DEC'].includes(unit)) return false;
  return last === first + 1 && (!context.isWord(last) || context.tokens.gap[last]! > 1);
}

/** «يوميا», «في الأسبوع» but not «في الأسبوع الماضي». */
function isRate(context: DateContext, token: number): boolean {
  if (!context.near(token)) return false;
  const often = context.phraseHaving(token, 'often');
  return often !== undefined && directionAt(context, often.last) === undefined;
}

/** «طوال العام»: the whole of a unit, however many it is of. */
export function wholeMatch(context: DateContext, token: number): DateMatch | undefined {
  const lead = context.having(token, 'lead');
  if (lead?.entry.lead !== 'whole') return undefined;
  const unit = context.having(lead.last, 'unit');
  if (unit?.entry.unit === undefined || unit.entry.count !== 1 || !unit.article) return undefined;
  if (directionAt(context, unit.last) !== undefined) return undefined;
  return {
    first: token,
    last: unit.last,
    start: lead.start,
    end: context.endOf(unit.last),
    when: VAGUE,
    duration: durationOf(1, unit.entry.unit),
  };
}

/** قبل counts back from the day of speaking, unless from something told (قبل عام من رحيله). */
function whenOf(context: DateContext, amount: Amount, lead: DateWord['lead'], hedged: boolean): When {
  const { n, unit, last } = amount;
  if (Number.isNaN(n) || hedged) return VAGUE;
  const from = context.is(last, context.lists.keywords.min);
  const base = baseAfter(context, last);
  if (base !== undefined) return { kind: 'ago', unit, n: lead === 'ago' ? -n : n, base: base.days };
  if (lead === 'ago' && !from) return { kind: 'ago', unit, n: -n, base: 0 };
  if (lead === 'after' && !from && isFuture(context, amount.first)) return { kind: 'ago', unit, n, base: 0 };
  if (lead === 'since' && ['S', 'MIN', 'H', 'D', 'W'].includes(unit)) return { kind: 'ago', unit, n: -n, base: 0 };
  return VAGUE;
}

/** «من الآن», «من الغد»: the day that an amount is counted from, in days from the day of speaking. */
function baseAfter(context: DateContext, token: number): { readonly last: number; readonly days: number } | undefined {
  const { min, now } = context.lists.keywords;
  if (!context.is(token, min)) return undefined;
  if (context.is(token + 1, now)) return { last: token + 2, days: 0 };
  const day = context.phraseHaving(token + 1, 'day');
  return day?.entry.day === undefined ? undefined : { last: day.last, days: day.entry.day };
}

const SIN = 0x633;
const LAM = 0x644;
const FUTURE_REACH = 40;

/** A verb with س stands before in the sentence: «سأعود بعد يومين». */
function isFuture(context: DateContext, token: number): boolean {
  const { first } = context.syntax.sentenceOf(token);
  for (let at = Math.max(first, token - FUTURE_REACH); at < token; at++) {
    const { norm, normStart } = context.tokens;
    if (context.isWord(at) && norm[normStart[at]!] === SIN && context.syntax.has(at, Class.Verb)) return true;
    if (norm[normStart[at]!] === SIN && isPrefixed(context, at)) return true;
  }
  return false;
}

/** س before ا, ي, ت or ن and three letters more: سأعود, سيصل. */
function isPrefixed(context: DateContext, token: number): boolean {
  const { norm, normStart } = context.tokens;
  const from = normStart[token]!;
  return normStart[token + 1]! - from >= 5 && [0x627, 0x64a, 0x62a, 0x646].includes(norm[from + 1]!);
}

/** The word before an amount that makes it one: قبل, منذ, خلال, and «على مدى», «في غضون». */
function leadBefore(
  context: DateContext,
  token: number,
): { readonly entry: DateWord; readonly first: number; readonly start: number } | undefined {
  for (const length of [2, 1]) {
    const at = token - length;
    if (at < 0 || !context.near(token)) continue;
    const found = context.phraseHaving(at, 'lead');
    if (found !== undefined && found.last === token) return { entry: found.entry, first: at, start: found.start };
  }
  return undefined;
}

/** «عام أو عامين»: one amount with two values. */
function alternatives(context: DateContext, amount: Amount | undefined): Amount | undefined {
  if (amount === undefined || !context.near(amount.last)) return amount;
  if (!context.is(amount.last, context.lists.keywords.aw)) return amount;
  const other = amountAt(context, amount.last + 1);
  if (other === undefined || other.unit !== amount.unit) return amount;
  return { ...amount, last: other.last, n: Number.NaN, iso: `${amount.iso}/${other.iso}` };
}

function amountAt(context: DateContext, token: number): Amount | undefined {
  const single = singleAmount(context, token);
  if (single === undefined) return undefined;
  let amount: Amount = single;
  // «سنة وثلاثة أشهر», «أسبوع واحد ثلاثة أيام»
  for (;;) {
    const joint: number = context.mark(amount.last) === 0x648 ? amount.last + 1 : amount.last;
    const next: Amount | undefined = context.near(joint) ? singleAmount(context, joint) : undefined;
    if (next === undefined || WORTH[next.unit] >= WORTH[amount.unit]) return amount;
    const and = joint > amount.last || context.number(joint)?.and === true || isJoined(context, joint);
    if (!and && !(amount.counted && next.counted)) return amount;
    if (amount.iso.includes('X') || next.iso.includes('X')) return amount;
    amount = {
      ...amount,
      last: next.last,
      n: Number.NaN,
      iso: joinIso(amount.iso, next.iso),
      counted: amount.counted || next.counted,
    };
  }
}

function isJoined(context: DateContext, token: number): boolean {
  return context.syntax.has(token, Class.Joined) || context.tokens.norm[context.tokens.normStart[token]!] === 0x648;
}

/** P1Y and P3M: P1Y3M; PT2H and PT30M: PT2H30M. */
function joinIso(a: string, b: string): string {
  if (b.startsWith('PT')) return a.includes('T') ? a + b.slice(2) : a + b.slice(1);
  return a + b.slice(1);
}

function singleAmount(context: DateContext, token: number): Amount | undefined {
  return numbered(context, token) ?? unnumbered(context, token) ?? fewUnits(context, token);
}

/** A number and its unit: «سبع سنوات», «نصف ساعة», «30 دقيقة»; a range: «3-5 سنوات», «من 3 إلى 5 أيام». */
function numbered(context: DateContext, token: number): Amount | undefined {
  const number = context.number(token);
  if (number === undefined || number.kind === 'percent' || number.kind === 'ordinal' || number.article)
    return undefined;
  // «العاشرة و20 دقيقة» is a clock's.
  if (number.and && context.numberBefore(token)?.kind === 'ordinal') return undefined;
  const unit = unitAfter(context, number.last);
  // «13.47 عام 2014»
  if (unit?.unit === 'Y' && unit.entry.count === 1 && isYear(context, unit.last)) return undefined;
  // «فاز 5 يوم الأحد»
  if (unit?.unit === 'D' && unit.entry.count === 1 && context.having(unit.last, 'weekday') !== undefined)
    return undefined;
  if (unit === undefined) return rangeOf(context, number.last, token, number.start, number.value);
  const more = number.kind === 'fraction' ? undefined : partAfter(context, unit.last);
  const n = number.value + (more?.value ?? 0);
  return amountOf(context, token, number.start, more?.last ?? unit.last, n, unit.unit);
}

function isYear(context: DateContext, token: number): boolean {
  const number = context.nextNumber(token);
  return number !== undefined && !number.words && number.value > 1900 && number.value < 2100;
}

function rangeOf(context: DateContext, at: number, first: number, start: number, low: number): Amount | undefined {
  const { ila, aw, wa, bayn } = context.lists.keywords;
  const between = context.is(first - 1, bayn);
  const apart =
    context.is(at, ila) || context.is(at, aw) || context.mark(at) === 0x2d || (between && context.is(at, wa));
  const other = context.nextNumber(apart ? at + 1 : at);
  if (other === undefined || other.article || (!apart && !(between && other.and))) return undefined;
  const unit = unitAfter(context, other.last);
  if (unit === undefined) return undefined;
  const led = between || (context.is(at, ila) && context.is(first - 1, context.lists.keywords.min));
  return {
    first: led ? first - 1 : first,
    last: unit.last,
    start: led ? context.tokens.start[first - 1]! : start,
    n: Number.NaN,
    unit: unit.unit,
    iso: `${durationOf(low, unit.unit)}/${durationOf(other.value, unit.unit)}`,
    counted: true,
  };
}

function unitAfter(context: DateContext, token: number): (Found<DateWord> & { unit: Unit }) | undefined {
  if (!context.near(token) || context.tokens.gap[token]! > 1) return undefined;
  const found = context.having(token, 'unit');
  if (found?.entry.unit === undefined || found.entry.count === 2 || found.start !== context.tokens.start[token]) {
    return undefined;
  }
  return { ...found, unit: found.entry.unit };
}

/** «ساعة ونصف» */
function partAfter(context: DateContext, token: number): { readonly last: number; readonly value: number } | undefined {
  const at = context.mark(token) === 0x648 ? token + 1 : token;
  const number = context.near(at) ? context.number(at) : undefined;
  if (number?.kind !== 'fraction' || !number.and || number.article) return undefined;
  // «عام ونصف عام»
  const again = unitAfter(context, number.last);
  if (again !== undefined) return again.entry.count === 1 ? { last: again.last, value: number.value } : undefined;
  return context.hasArticle(number.last) ? undefined : { last: number.last, value: number.value };
}

function amountOf(context: DateContext, first: number, start: number, last: number, n: number, unit: Unit): Amount {
  return { first, last: afterWhole(context, last), start, n, unit, iso: durationOf(n, unit), counted: true };
}

/** «شهر كامل»: the adjective goes with it. */
function afterWhole(context: DateContext, last: number): number {
  return context.near(last) && context.having(last, 'entire') !== undefined ? last + 1 : last;
}

/** A unit that says its own number: «يومين», «شهر واحد», «ساعة ونصف», and with a word before it «عام», «أيام». */
function unnumbered(context: DateContext, token: number): Amount | undefined {
  const found = context.having(token, 'unit');
  const unit = found?.entry.unit;
  if (found === undefined || unit === undefined || found.article || unit === 'WE') return undefined;
  const { count } = found.entry;
  if (count === 2) {
    // «بشكل يومي» is daily: a dual without its ن is read with what it is of.
    if (context.tokens.norm[context.tokens.normStart[token + 1]! - 1] === 0x64a) return undefined;
    // «شهري يوليو وأغسطس», «يومي السبت والأحد», «عامي 2000 و2001» name their own.
    if (context.month(found.last) !== undefined || context.having(found.last, 'weekday') !== undefined)
      return undefined;
    if (context.nextNumber(found.last)?.words === false) return undefined;
    const more = partAfter(context, found.last);
    return amountOf(context, token, found.start, more?.last ?? found.last, 2 + (more?.value ?? 0), unit);
  }
  if (count === 0) {
    // «سنوات طويلة»
    const few = context.near(found.last) ? context.having(found.last, 'few') : undefined;
    const last = few?.entry.few === 'after' ? few.last : found.last;
    return {
      first: token,
      last,
      start: found.start,
      n: Number.NaN,
      unit,
      iso: vagueIso(unit),
      counted: last > found.last && leadBefore(context, token) === undefined,
    };
  }
  const one = context.nextNumber(found.last);
  const single = one !== undefined && one.value === 1 && one.kind === 'cardinal' && !one.and;
  const last = single ? one.last : found.last;
  const more = partAfter(context, last);
  const end = afterWhole(context, more?.last ?? last);
  // «يوم واحد» and «شهر كامل» are durations; «عام» and «يوم» alone only with a word before them.
  if (one !== undefined && !one.and && !single && more === undefined) return undefined;
  // «اعتبارا من يوم أمس»
  const named = context.having(found.last, 'weekday') ?? context.phraseHaving(found.last, 'day');
  if (context.month(found.last) !== undefined || (unit === 'D' && named !== undefined)) return undefined;
  return {
    first: token,
    last: end,
    start: found.start,
    n: 1 + (more?.value ?? 0),
    unit,
    iso: durationOf(1 + (more?.value ?? 0), unit),
    counted: end > found.last,
  };
}

/** «عدة أيام», «بضعة أسابيع»: told, and not how many. */
function fewUnits(context: DateContext, token: number): Amount | undefined {
  const few = context.having(token, 'few');
  if (few?.entry.few !== 'before') return undefined;
  const unit = unitAfter(context, few.last);
  if (unit === undefined || unit.entry.count !== 0) return undefined;
  return {
    first: token,
    last: unit.last,
    start: few.start,
    n: Number.NaN,
    unit: unit.unit,
    iso: vagueIso(unit.unit),
    counted: true,
  };
}

function vagueIso(unit: Unit): string {
  return durationOf(1, unit).replace(/\d+/, 'X');
}

const DASH = 0x2d;
const QUOTE = 0x22;
const OPEN = 0x28;
const CLOSE = 0x29;
const AGE_REACH = 6;
const AGE_UNITS: readonly Unit[] = ['Y', 'M', 'W', 'D'];

/** True for the age of somebody: «البالغ من العمر 25 عاما», «(12 عاما)», «عن 70 عاما», «دون سن 18 عاما». */
function isAge(context: DateContext, amount: Amount, first: number): boolean {
  if (!AGE_UNITS.includes(amount.unit)) return false;
  return isAgeAt(context, first, amount.last, amount.unit === 'Y');
}

export function isAgeAt(context: DateContext, first: number, last: number, years: boolean): boolean {
  const { tokens, lists } = context;
  // «دون 18 عاما»: the hedge itself.
  if (years && context.having(first, 'age')?.entry.age === 2) return true;
  // «سنه 17 سنة»: his age, written as the year is.
  const same = years ? context.having(first - 1, 'unit')?.entry : undefined;
  if (same?.unit === 'Y' && same.count === 1) return true;
  for (let at = first - 1; at >= Math.max(0, first - AGE_REACH); at--) {
    if (tokens.gap[at + 1]! > 1 || context.isComma(at) || context.having(at, 'lead') !== undefined) break;
    const age = context.having(at, 'age')?.entry.age;
    if (age === 0 || (age === 1 && years) || (age === 2 && years && at === first - 1)) return true;
  }
  const next = context.is(last, lists.keywords.min) ? last + 1 : last;
  if (next > last && context.having(next, 'age') !== undefined) return true;
  if (!years) return false;
  const before = context.mark(first - 1);
  const after = context.mark(last);
  if ((before === DASH && after === DASH) || (before === QUOTE && after === QUOTE)) return true;
  if (before === OPEN) return after === CLOSE || context.isComma(last) || context.isDigits(last + 1);
  return context.isComma(first - 1) && context.isComma(last) && first >= 2 && context.isWord(first - 2);
}
