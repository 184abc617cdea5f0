import { CONJOINED, PROCLITIC } from '@isnad/text';
import type { Hedge } from '../contract.ts';
import { Class } from '../grammar/grammar.ts';
import type { NumberMatch } from '../numbers/numbers.ts';
import type { FigureContext } from './context.ts';
import type { Draft } from './draft.ts';
import { hedgeAfter } from './hedges.ts';
import { signBefore, type Unit, unitAfter, unitText } from './unit.ts';

const QUOTE = 0x22;

/**
 * Adds to a draft what stands directly around it: the hedge, the unit, a rate.
 * @param alone true for واحد, which counts the noun before it and none after
 */
export function assemble(context: FigureContext, draft: Draft, alone = false): void {
  const leading = signBefore(context, draft.numberFirst);
  if (leading !== undefined) {
    draft.first = Math.min(draft.first, leading.head);
    draft.start = Math.min(draft.start, context.tokens.start[leading.head]!);
  }
  const percent = draft.unit === 'percent';
  const among = context.word(draft.numberFirst - 1)?.part === true;
  const behind = afterBracket(context, draft);
  const after = percent || alone || leading !== undefined ? undefined : unitAfter(context, behind, draft.vague);
  if (after !== undefined && behind > draft.numberLast) {
    draft.first = Math.min(draft.first, draft.numberFirst - 1);
    draft.start = Math.min(draft.start, context.tokens.start[draft.numberFirst - 1]!);
  }
  // «بينهم سبعة من عائلة واحدة»: the seven are of those before.
  const unit = leading ?? (among && after?.partitive === true ? undefined : after);
  addHedgeBefore(context, draft);
  if (draft.unit === 'fraction') addWhole(context, draft);
  else if (unit !== undefined) addUnit(context, draft, unit, leading === undefined);
  addHedgeAfter(context, draft);
  addNearRate(context, draft);
}

/** «(40) مسكنا», «"11" عسكريا»: where the words after a number in brackets begin. */
function afterBracket(context: FigureContext, draft: Draft): number {
  const { base } = context;
  const [open, close] = [base.mark(draft.numberFirst - 1), base.mark(draft.numberLast)];
  const enclosed = (open === 0x28 && close === 0x29) || (open === QUOTE && close === QUOTE);
  return enclosed && context.tokens.gap[draft.numberLast + 1] === 1 ? draft.numberLast + 1 : draft.numberLast;
}

export function addHedgeBefore(context: FigureContext, draft: Draft): void {
  const hedging = context.base.hedges.get(draft.first);
  if (hedging === undefined || !context.follows(draft.first)) return;
  // «30 قتيلا على الأقل ومئة جريح»
  if (context.base.number(draft.numberFirst)?.and === true) return;
  draft.first = hedging.first;
  draft.start = hedging.start;
  if (hedging.hedge !== null)
    applyHedge(draft, isNegated(context, hedging.first) ? inverted(hedging.hedge) : hedging.hedge);
  // «ما لا يقل عن نحو 20»: what stands outside decides.
  const outer = hedging.anew ? undefined : context.base.hedges.get(hedging.first);
  if (outer === undefined || outer.hedge === null || outer.hedge === hedging.hedge) return;
  draft.first = outer.first;
  draft.start = outer.start;
  applyHedge(draft, outer.hedge);
}

/** «ألا تتجاوز», «دون أن يتجاوز», «لا تمثل أكثر من»: the bound is the other side's. */
function isNegated(context: FigureContext, token: number): boolean {
  const { syntax, base } = context;
  if (syntax.has(token - 1, Class.Negation) || context.word(token - 1)?.negation === true) return true;
  return (
    syntax.has(token - 2, Class.Negation) || (context.word(token - 2)?.negation === true && base.isWord(token - 1))
  );
}

function inverted(hedge: Hedge): Hedge {
  if (hedge === 'more than') return 'at most';
  return hedge === 'less than' ? 'at least' : hedge;
}

/** Bounds under a hedge: «about» keeps them, the others leave one. */
export function applyHedge(draft: Draft, hedge: Hedge): void {
  const value = draft.low ?? draft.high;
  const top = draft.range ? draft.high : value;
  draft.hedge = hedge;
  switch (hedge) {
    case 'about':
      return;
    case 'more than':
    case 'at least':
      [draft.low, draft.high, draft.open] = [value, null, true];
      return;
    case 'less than':
    case 'at most':
    case 'up to':
      [draft.low, draft.high, draft.open] = [null, top, true];
      return;
  }
}

function addUnit(context: FigureContext, draft: Draft, unit: Unit, after: boolean): void {
  draft.unit = unit.text;
  draft.unitHead = unit.head;
  draft.noun = unit.head;
  if (after) draft.last = Math.max(draft.last, unit.last);
  if (unit.role === 'money' || unit.role === 'sign') [draft.kind, draft.role] = ['money', 'money'];
  else if (unit.role === 'measure') [draft.kind, draft.role] = ['measure', 'measure'];
  else if (unit.role === 'time') [draft.kind, draft.role] = ['measure', 'age'];
  const word = context.word(unit.head);
  if (word?.multiple !== undefined) [draft.kind, draft.role] = ['ratio', 'ratio'];
  else if (word?.times === true) addComparison(context, draft);
}

/** «عشر مرات أقل», «أكثر بثلاث مرات»: a ratio, not so many times. */
export function addComparison(context: FigureContext, draft: Draft): void {
  const after = draft.last;
  const before = draft.first - 1;
  const follows = context.tokens.gap[after] === 1 && context.word(after)?.comparative !== undefined;
  const direction = context.word(follows ? after : before)?.comparative;
  if (direction === undefined) {
    if (isMultiplied(context, draft)) [draft.kind, draft.role] = ['ratio', 'ratio'];
    return;
  }
  [draft.kind, draft.role, draft.direction] = ['ratio', 'ratio', direction];
  if (follows) draft.last = after + 1;
}

const MULTIPLY_REACH = 4;

/** «تضاعف العدد ثلاث مرات»: what it was before can't be told from it, three times or eight. */
function isMultiplied(context: FigureContext, draft: Draft): boolean {
  const { first } = context.syntax.sentenceOf(draft.numberFirst);
  for (let at = draft.first - 1; at >= Math.max(first, draft.first - MULTIPLY_REACH); at--) {
    if (context.word(at)?.multiply === true) return true;
  }
  return false;
}

/** «ثلث مساحة العراق»: an indefinite noun and what it is of go with a part; «ثلثي الأراضي» stands alone. */
function addWhole(context: FigureContext, draft: Draft): void {
  const { base, tokens } = context;
  const noun = draft.numberLast;
  if (!base.isWord(noun) || tokens.gap[noun] !== 1 || base.hasArticle(noun) || base.isFunctionWord(noun)) return;
  if (context.syntax.has(noun, Class.Demonstrative)) return;
  const of = noun + 1;
  if (base.isWord(of) && tokens.gap[of] === 1 && base.hasArticle(of) && !context.hasParticle(of)) draft.last = of + 1;
}

function addHedgeAfter(context: FigureContext, draft: Draft): void {
  const hedging = hedgeAfter(context.words, draft.last, context.hedgeWords);
  if (hedging === undefined || context.base.number(hedging.last)?.and === false) return;
  draft.last = hedging.last;
  // «حوالي 500 أو أقل»: the side is what counts.
  if (hedging.hedge !== null && (draft.hedge === null || draft.hedge === 'about')) applyHedge(draft, hedging.hedge);
}

const AFTER_REACH = 5;

/** «30 % من الأصوات على الأقل»: a hedge at the end of the phrase. */
export function addLateHedge(context: FigureContext, draft: Draft): void {
  if (draft.hedge !== null || draft.range || draft.vague) return;
  for (let at = draft.last + 1; at <= draft.last + AFTER_REACH && context.base.isWord(at); at++) {
    if (context.base.number(at) !== undefined || context.isTaken(at) || context.syntax.has(at, Class.Verb)) return;
    const hedging = hedgeAfter(context.words, at, context.hedgeWords);
    if (hedging === undefined || hedging.last - at < 2 || hedging.hedge === null) continue;
    applyHedge(draft, hedging.hedge);
    return;
  }
}

/** «27 مليون دولار أسبوعيا» */
function addNearRate(context: FigureContext, draft: Draft): void {
  const rate = rateAt(context, draft.last);
  if (rate?.near !== true) return;
  draft.per = rate.per;
  draft.last = rate.last;
  if (draft.kind === 'count' || draft.kind === 'measure') draft.kind = 'rate';
  if (draft.role === 'stock') draft.role = 'flow';
}

export function rateAt(context: FigureContext, token: number) {
  if (!context.follows(token)) return undefined;
  const match = context.lists.rates.longest(context.words, token, CONJOINED);
  if (match === undefined) return undefined;
  const { base } = context;
  // «في الشهر الماضي» is a date.
  if (base.having(match.end, 'direction') !== undefined) return undefined;
  const number = base.number(match.end);
  if (number !== undefined && !number.and) return undefined;
  if (base.month(match.end) !== undefined) return undefined;
  return { ...match.entry, last: match.end };
}

/** «الدول الثلاث», «جندي إسرائيلي واحد», «فلسطينيين اثنين»: the noun stands before its number. */
export function addNounBefore(context: FigureContext, draft: Draft, number: NumberMatch): boolean {
  const { base, tokens } = context;
  if (number.article && number.value === 1) return false;
  let head = number.first - 1;
  if (!base.isWord(head) || tokens.gap[number.first]! > 1 || base.isFunctionWord(head) || number.and) return false;
  const owned = number.article && context.words.pronoun[head]! > 0;
  if ((number.article !== base.hasArticle(head) && !owned) || base.having(head, 'unit') !== undefined) return false;
  const forms = base.nouns.forms;
  if (number.article) {
    // «الأوراق العلمية الأربعة»
    if (endsAsRelation(context, head) && base.hasArticle(head - 1)) head--;
    const plural = pluralBefore(context, head);
    const sure = number.words && number.value >= 3 && number.value <= 19;
    const singular = forms.at(context.words, head, PROCLITIC)?.singular === true;
    if (plural < 0 && (!sure || singular)) return false;
    if (plural >= 0) head = plural;
  } else if (number.value === 1 && number.words) {
    const described = endsAsRelation(context, head) && forms.at(context.words, head, PROCLITIC) === undefined;
    const person = endsAsRelation(context, head) && isBareNoun(context, head - 1);
    if (person || (described && isBareNoun(context, head - 1))) head--;
    if (context.word(head)?.oneIdiom === true || !isBareNoun(context, head)) return false;
  } else if (number.value !== 2 || number.particle || !number.words || !endsAsPlural(context, head)) return false;
  draft.first = head;
  draft.unitHead = head;
  draft.noun = head;
  draft.unit = unitText(context, head, head + 1);
  draft.start = tokens.end[head]! - draft.unit.length;
  const role = context.lists.units.longest(context.words, head, PROCLITIC)?.entry;
  if (role !== undefined) [draft.kind, draft.role] = [role, role];
  return true;
}

const PHRASE_LENGTH = 3;

/** The plural that a number after it counts: «دول مجلس التعاون الست» are states. −1 where none stands in the phrase. */
function pluralBefore(context: FigureContext, last: number): number {
  const { base, words, tokens } = context;
  for (let at = last; at > last - PHRASE_LENGTH && base.isWord(at) && !base.isFunctionWord(at); at--) {
    const noun = base.nouns.forms.at(words, at, PROCLITIC);
    if (noun?.plural === true || (noun === undefined && endsAsPlural(context, at))) return at;
    if (tokens.gap[at] !== 1) return -1;
  }
  return -1;
}

function isBareNoun(context: FigureContext, token: number): boolean {
  const { base } = context;
  if (!base.isWord(token) || base.hasArticle(token) || base.isFunctionWord(token)) return false;
  const length = context.tokens.normStart[token + 1]! - context.tokens.normStart[token]!;
  return length >= 3 && context.word(token)?.notUnit !== true;
}

/** ـي, ـية: an adjective of relation. */
function endsAsRelation(context: FigureContext, token: number): boolean {
  const { norm, normStart } = context.tokens;
  const end = normStart[token + 1]!;
  return norm[end - 1] === 0x64a || (norm[end - 1] === 0x647 && norm[end - 2] === 0x64a);
}

function endsAsPlural(context: FigureContext, token: number): boolean {
  const { norm, normStart } = context.tokens;
  const end = normStart[token + 1]!;
  if (end - normStart[token]! < 5) return false;
  const last = norm[end - 1];
  const before = norm[end - 2];
  return (
    (last === 0x62a && before === 0x627) ||
    (last === 0x646 && (before === 0x648 || before === 0x64a || before === 0x627))
  );
}

const REACH = 6;

/** «تجاوزت حصتها من السوق 30 %», «زاد عدد القتلى على 20»: a verb further back bounds the number. */
export function addFarHedge(context: FigureContext, draft: Draft): void {
  if (draft.hedge !== null || draft.range || draft.vague) return;
  const { base } = context;
  const { first } = context.syntax.sentenceOf(draft.numberFirst);
  const before = draft.first - 1;
  const preposition = base.is(before, context.lists.ala) || base.is(before, context.lists.an);
  const list = preposition ? context.hedgeWords.beyond : context.hedgeWords.far;
  for (let at = preposition ? before - 1 : before; at >= Math.max(first, draft.first - REACH - 1); at--) {
    if (!base.isWord(at) || base.numberBefore(at + 1) !== undefined) return;
    const hedge = list.at(context.words, at, CONJOINED)?.hedge;
    if (hedge === undefined || hedge === null) continue;
    applyHedge(draft, isNegated(context, at) ? inverted(hedge) : hedge);
    return;
  }
}
