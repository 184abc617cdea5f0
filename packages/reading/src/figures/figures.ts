import { CONJOINED, originalOffset, Reading, WHOLE } from '@isnad/text';
import { isAgeAt } from '../dates/duration.ts';
import { isDecadeOfLife } from '../dates/named.ts';
import { Mark } from '../marks.ts';
import type { NumberMatch } from '../numbers/numbers.ts';
import { numberDraft, vagueDraft } from './amounts.ts';
import {
  addComparison,
  addFarHedge,
  addHedgeBefore,
  addLateHedge,
  addNounBefore,
  assemble,
  rateAt,
} from './assemble.ts';
import type { FigureContext } from './context.ts';
import { type Draft, draftOf } from './draft.ts';
import { afterAdjectives, dualAt } from './dual.ts';
import { joinFigures } from './joined.ts';
import { countsAlone, isGoals, isLabelled, isOfClock } from './license.ts';
import { linkFigures } from './link.ts';
import { measureAt } from './unit.ts';

const YA = 0x64a;
const HA = 0x647;
const WAW = 0x648;

/** The figures of a document, in order, linked to one another. */
export function figuresOf(context: FigureContext): Draft[] {
  const { marks } = context;
  const drafts: Draft[] = [];
  const wanted = Mark.Unit | Mark.Digits | Mark.NumberWord | Mark.Vague | Mark.Multiple | Mark.Dual | Mark.Decade;
  for (let token = 0; token < marks.length; token++) {
    const mark = marks[token]!;
    if ((mark & wanted) === 0) continue;
    const draft = figureAt(context, token, mark, drafts);
    if (draft === undefined) continue;
    drafts.push(draft);
    token = Math.max(token, draft.last - 1);
    if (draft.unitHead === draft.numberFirst) token = afterAdjectives(context, draft.last) - 1;
  }
  const all = joinFigures(context, mergeBounds(context, addHedgedUnits(context, drafts)));
  linkFigures(context, all);
  return all;
}

/** «أكثر من 20 وأقل من 30 شخصا»: two bounds of one figure. */
function mergeBounds(context: FigureContext, drafts: readonly Draft[]): Draft[] {
  const merged: Draft[] = [];
  for (const draft of drafts) {
    const first = merged.at(-1);
    if (first === undefined || !areBounds(context, first, draft)) {
      merged.push(draft);
      continue;
    }
    merged.pop();
    const { low, high } = boundsOf(first, draft);
    merged.push({ ...draft, first: first.first, start: first.start, low, high, hedge: null, open: false, range: true });
  }
  return merged;
}

function boundsOf(a: Draft, b: Draft) {
  return { low: a.low ?? b.low, high: a.high ?? b.high };
}

function areBounds(context: FigureContext, a: Draft, b: Draft): boolean {
  if (!a.open || !b.open || a.vague || b.vague || (a.low === null) === (b.low === null)) return false;
  if (a.unit !== null && a.unit !== b.unit) return false;
  // «أكثر من 40 وأقل من 10» bounds nothing.
  const { low, high } = boundsOf(a, b);
  if (low === null || high === null || low > high) return false;
  const joint = context.base.mark(a.last) === WAW ? a.last + 1 : a.last;
  const written = context.tokens.norm[context.tokens.normStart[b.first]!] === WAW;
  return b.first === joint && (joint > a.last || written);
}

/** «حوالي كيلوغرام»: a hedge before a unit of measure or money with no number is one of it. */
function addHedgedUnits(context: FigureContext, drafts: Draft[]): Draft[] {
  const found: Draft[] = [];
  for (const token of context.base.hedges.keys()) {
    if (context.isTaken(token) || context.base.number(token) !== undefined) continue;
    const unit = measureAt(context, token);
    if (unit === undefined || isDualUnit(context, token)) continue;
    const draft = draftOf(token, unit.last, context.tokens.start[token]!, 1, 1);
    [draft.unit, draft.unitHead, draft.kind, draft.role] = [unit.text, token, unit.role, unit.role];
    addHedgeBefore(context, draft);
    found.push(draft);
  }
  return found.length === 0 ? drafts : [...drafts, ...found].sort((a, b) => a.first - b.first);
}

function figureAt(context: FigureContext, token: number, mark: number, drafts: Draft[]): Draft | undefined {
  if (context.isTaken(token)) return undefined;
  const number = context.base.number(token);
  if (number !== undefined) return counted(context, number, drafts);
  if ((mark & Mark.Vague) !== 0) {
    const draft = vagueDraft(context, token);
    if (draft !== undefined) return vague(context, draft);
  }
  if ((mark & Mark.Multiple) !== 0) return multiple(context, token);
  if ((mark & Mark.Unit) !== 0) return agedTwo(context, token);
  if ((mark & Mark.Dual) !== 0) return dual(context, token);
  return (mark & Mark.Decade) === 0 ? undefined : decadeOfLife(context, token);
}

function counted(context: FigureContext, number: NumberMatch, drafts: Draft[]): Draft | undefined {
  const aged = isOfAge(context, number);
  // «في العشرين من عمره» is an age, «في الخامسة من عمره» tells which year of it.
  if (number.kind === 'ordinal' && !(aged && number.value % 10 === 0)) return undefined;
  if (isLabelled(context, number)) return undefined;
  // «إلى نقطة الصفر»
  if ((number.article && number.value === 0) || isOfClock(context, number)) return undefined;
  const previous = drafts.at(-1);
  const draft = numberDraft(context, number);
  if (isTwoAfterDual(number, previous)) {
    // «رجلان اثنان»
    previous.last = number.last;
    return undefined;
  }
  const one = number.value === 1 && number.words && number.kind === 'cardinal' && !draft.range;
  assemble(context, draft, one);
  // «واحد من أفراد الأسرة» is no amount.
  if (one && context.base.is(number.last, context.base.lists.keywords.min)) return undefined;
  if (isAttribute(context, number, draft) || isOfTimes(context, number)) return undefined;
  if (draft.unit === null && aged) {
    [draft.kind, draft.role] = ['measure', 'age'];
    return draft;
  }
  if (draft.unit === null && addNounBefore(context, draft, number)) addHedgeBefore(context, draft);
  if (draft.unit === null && !countsAlone(context, number, draft, previous)) return undefined;
  if (isOrderedPart(context, number, draft) || isGoals(context, draft)) return undefined;
  if (draft.role === 'age' && !isAmountOfTime(context, draft)) return undefined;
  addFarHedge(context, draft);
  addLateHedge(context, draft);
  return draft;
}

/** A unit of time that the dates left: an age, or contracts (عقود). */
function isAmountOfTime(context: FigureContext, draft: Draft): boolean {
  const unit = context.base.having(draft.unitHead, 'unit')?.entry.unit;
  if (draft.per !== null || rateAt(context, draft.last) !== undefined) {
    // «20 دقيقة يوميا»
    [draft.kind, draft.role] = ['rate', 'measure'];
    return true;
  }
  if (unit !== 'DEC') return isAgeAt(context.base, draft.first, draft.last, unit === 'Y');
  [draft.kind, draft.role] = ['count', 'stock'];
  return true;
}

function isTwoAfterDual(number: NumberMatch, previous: Draft | undefined): previous is Draft {
  return (
    previous !== undefined &&
    previous.unitHead === previous.numberFirst &&
    number.value === 2 &&
    number.words &&
    previous.last === number.first &&
    !number.and
  );
}

/** «نصف دائري»: a part before an adjective of relation tells a shape. */
function isAttribute(context: FigureContext, number: NumberMatch, draft: Draft): boolean {
  if (draft.unit !== 'fraction' || number.article || draft.last > number.last) return false;
  const { base, tokens } = context;
  const next = number.last;
  if (!base.isWord(next) || tokens.gap[next] !== 1 || base.hasArticle(next) || base.isFunctionWord(next)) return false;
  const end = tokens.normStart[next + 1]!;
  const last = tokens.norm[end - 1];
  return end - tokens.normStart[next]! >= 4 && (last === YA || (last === HA && tokens.norm[end - 2] === YA));
}

/** «في العشرين من عمره», «دون الـ18 من العمر» */
function isOfAge({ base }: FigureContext, { last }: NumberMatch): boolean {
  return base.is(last, base.lists.keywords.min) && base.having(last + 1, 'age')?.entry.age === 0;
}

/** «مرة ونصف»: no half of anything. */
function isOfTimes(context: FigureContext, number: NumberMatch): boolean {
  return number.kind === 'fraction' && number.and && context.word(number.first - 1)?.times === true;
}

/** «النصف الأول», «الربع الأخير»: a part by its place is no amount. */
function isOrderedPart(context: FigureContext, number: NumberMatch, draft: Draft): boolean {
  if (draft.unit !== 'fraction' || !number.article) return false;
  const { base } = context;
  return base.nextNumber(number.last)?.kind === 'ordinal' || base.having(number.last, 'direction') !== undefined;
}

function vague(context: FigureContext, draft: Draft): Draft | undefined {
  assemble(context, draft);
  // «نزحوا بالآلاف»: how, not how many.
  const { numberFirst } = draft;
  if (draft.unit === null && context.hasParticle(numberFirst) && context.base.hasArticle(numberFirst)) return undefined;
  // «بضعة أيام»
  return draft.role === 'age' ? undefined : draft;
}

function dual(context: FigureContext, token: number): Draft | undefined {
  const measured = measuredTwo(context, token);
  if (measured !== undefined) return measured;
  const draft = dualAt(context, token);
  if (draft === undefined) return undefined;
  const hedging = context.base.hedges.get(token);
  // «نحو الدولتين» is a way; two words and more leave no doubt.
  if (hedging !== undefined && token - hedging.first >= 2) addHedgeBefore(context, draft);
  if (context.word(token)?.times === true) addComparison(context, draft);
  assembleAfter(context, draft);
  return draft;
}

/** «يبلغ طوله حوالى مترين», «بين متر ومترين» */
function measuredTwo(context: FigureContext, token: number): Draft | undefined {
  const { lists, words, tokens } = context;
  const reading = lists.dualUnits.readingAt(words, token, CONJOINED);
  if (reading < 0) return undefined;
  const unit = reading === Reading.Whole ? measureAt(context, token) : undefined;
  const start = unit === undefined ? originalOffset(tokens, token, 1) : tokens.start[token]!;
  const draft = draftOf(token, unit?.last ?? token + 1, start, 2, 2);
  [draft.unit, draft.unitHead] = [unit?.text ?? context.text(start, token + 1), token];
  draft.kind = draft.role = unit?.role ?? 'measure';
  addHedgeBefore(context, draft);
  return draft;
}

function isDualUnit({ lists, words }: FigureContext, token: number): boolean {
  return lists.dualUnits.at(words, token, WHOLE) !== undefined;
}

/** «طفل عمره عامان» */
function agedTwo(context: FigureContext, token: number): Draft | undefined {
  const { base } = context;
  const unit = base.having(token, 'unit');
  if (unit?.entry.count !== 2 || unit.article || !isAgeAt(base, token, unit.last, unit.entry.unit === 'Y'))
    return undefined;
  const draft = draftOf(token, unit.last, unit.start, 2, 2);
  draft.unit = context.text(unit.start, unit.last);
  [draft.unitHead, draft.kind, draft.role] = [token, 'measure', 'age'];
  return draft;
}

/** A dual has its unit; a hedge or rate may follow. */
function assembleAfter(context: FigureContext, draft: Draft): void {
  const { unit, unitHead } = draft;
  const after = afterAdjectives(context, draft.last);
  const probe = { ...draft, last: after, unit: 'percent' };
  assemble(context, probe);
  if (probe.last > after) {
    draft.last = probe.last;
    draft.low = probe.low;
    draft.high = probe.high;
    draft.hedge = probe.hedge;
    draft.open = probe.open;
    draft.per = probe.per;
  }
  [draft.unit, draft.unitHead] = [unit, unitHead];
}

/** «ضعف العام الماضي», «إلى الضعف»: a multiple, where an amount is asked for or what is doubled follows. */
function multiple(context: FigureContext, token: number): Draft | undefined {
  const value = context.word(token)?.multiple;
  const { base } = context;
  if (value === undefined || value === 1) return undefined;
  const before = context.word(token - 1);
  const hedged = base.hedges.has(token);
  const asked = before?.count === true || before?.change !== undefined || before?.total === true;
  const { ila } = base.lists.keywords;
  const reached = base.is(token - 1, ila) && base.hasArticle(token);
  const of =
    context.isTaken(token + 1) || base.is(token + 1, base.lists.keywords.ma) || context.word(token + 1)?.count === true;
  if (!hedged && !asked && !reached && !of) return undefined;
  const end = context.tokens.end[token]!;
  const draft = draftOf(token, token + 1, end - wordLength(context, token), value, value);
  [draft.kind, draft.role, draft.direction] = ['ratio', 'ratio', 1];
  draft.unit = context.text(draft.start, token + 1);
  addHedgeBefore(context, draft);
  return draft;
}

/** Length of a word as written, a joined preposition left out. */
function wordLength(context: FigureContext, token: number): number {
  const { tokens } = context;
  const length = tokens.end[token]! - tokens.start[token]!;
  return context.hasParticle(token) && !context.base.hasArticle(token) ? length - 1 : length;
}

/** «طبيب في الأربعينيات»: forty to forty-nine. */
function decadeOfLife(context: FigureContext, token: number): Draft | undefined {
  const found = context.base.having(token, 'decade');
  const tens = found?.entry.decade;
  if (found === undefined || tens === undefined || !isDecadeOfLife(context.base, token, found.last)) return undefined;
  const draft = draftOf(token, found.last, found.start, tens, tens + 9);
  [draft.kind, draft.role, draft.unit, draft.range] = ['measure', 'age', 'سنة', true];
  return draft;
}
