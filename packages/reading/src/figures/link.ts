import { CONJOINED, PROCLITIC, WHOLE } from '@isnad/text';
import { rateAt } from './assemble.ts';
import { linkAmountOfChange } from './change.ts';
import type { FigureContext } from './context.ts';
import type { Draft } from './draft.ts';
import { isCompared } from './license.ts';
import { unitText } from './unit.ts';

const WAW = 0x648;

/** What each figure takes from the others and from its clause: parts and their wholes, shared units, rates. */
export function linkFigures(context: FigureContext, drafts: readonly Draft[]): void {
  for (const [index, draft] of drafts.entries()) {
    linkChange(context, drafts, index);
    linkPart(context, drafts, index);
    if (draft.unit === null) shareUnit(context, drafts, index);
  }
  for (const [index, draft] of drafts.entries()) {
    linkAmountOfChange(context, drafts, index);
    linkRatio(context, drafts, index);
    if (draft.unit === null) countFromBefore(context, draft);
    addRate(context, draft, drafts[index + 1]);
  }
}

function sameSentence(context: FigureContext, a: Draft, b: Draft): boolean {
  return context.syntax.sentenceNumber(a.numberFirst) === context.syntax.sentenceNumber(b.numberFirst);
}

/** «من 287 إلى 518 جنديا» after a rise or fall: before and after of one thing. */
function linkChange(context: FigureContext, drafts: readonly Draft[], index: number): void {
  const to = drafts[index]!;
  const from = drafts[index - 1];
  const { base } = context;
  const { ila, min } = base.lists.keywords;
  if (from === undefined || !sameSentence(context, from, to) || !base.is(to.first - 1, ila)) return;
  if (to.first - from.last > 3 || !base.isConjoined(from.first - 1, min)) return;
  to.of = from;
  if (from.unit === null) borrowUnit(from, to);
}

/** Tokens between a ratio and the value that it speaks of. */
const RATIO_REACH = 12;

/** «عشر مرات أقل … نحو 200»: a ratio speaks of the value told next in its sentence, or of the one before. */
function linkRatio(context: FigureContext, drafts: readonly Draft[], index: number): void {
  const draft = drafts[index]!;
  if (draft.kind !== 'ratio' || draft.of !== null) return;
  for (const other of [drafts[index + 1], drafts[index - 1]]) {
    if (other === undefined || other.kind === 'ratio' || other.kind === 'share' || other.role === 'age') continue;
    const gap = Math.max(other.first - draft.last, draft.first - other.last);
    if (gap > RATIO_REACH || !sameSentence(context, draft, other)) continue;
    draft.of = other;
    return;
  }
}

function borrowUnit(taker: Draft, giver: Draft): void {
  // «عشرات القتلى والجرحى، بينهم عشرة»: the first of the two kinds.
  taker.unit = giver.unit?.split(' و')[0] ?? null;
  taker.noun = giver.noun;
  if (giver.kind === 'share' || giver.kind === 'money' || giver.kind === 'measure') {
    taker.kind = giver.kind;
    taker.role = giver.role;
  }
}

/** «بينهم 275 امرأة و17 قاصرا», «ثمانية منهم», «5 من أصل 20» */
function linkPart(context: FigureContext, drafts: readonly Draft[], index: number): void {
  const draft = drafts[index]!;
  const previous = drafts[index - 1];
  if (previous !== undefined && leadsWhole(context, previous, draft)) {
    // «صوت 32 من بين 149 منهم»
    setWhole(previous, draft);
    return;
  }
  if (context.word(draft.first - 1)?.part === true || startsPart(context, draft)) {
    setWhole(draft, wholeBefore(context, drafts, index, 0));
  } else if (!isDualDraft(draft) && isPartAfter(context, draft.last)) {
    draft.last++;
    const whole = wholeBefore(context, drafts, index, PART_REACH);
    // «إصابة 4 آخرين منهم حالة حرجة» leads on.
    if (whole === undefined && draft.unit !== null) draft.last--;
    setWhole(draft, whole);
  } else if (previous?.role === 'part' && previous.of !== null && isAndAfter(context, previous, draft)) {
    setWhole(draft, previous.of);
  }
}

/** «منهم» after a number, unless it leads to the next: «87 قصيدة منها 65 نبطية». */
function isPartAfter(context: FigureContext, token: number): boolean {
  if (!context.follows(token) || context.word(token)?.partAfter !== true) return false;
  // «الضروريات الخمس ومنها»
  if (context.tokens.norm[context.tokens.normStart[token]!] === WAW) return false;
  return context.base.number(token + 1) === undefined && !context.base.hedges.has(token + 2);
}

/** Figures back among which a part finds its whole. */
const FIGURE_REACH = 8;

/** Sentences back in which «منهم» finds those of whom it speaks. */
const PART_REACH = 3;

/** «ومن بينهم 20» */
function startsPart(context: FigureContext, draft: Draft): boolean {
  const { base } = context;
  const before = draft.first - 1;
  return context.word(before - 1)?.part === true && base.hedges.has(draft.first) && before > 0;
}

function setWhole(part: Draft, whole: Draft | undefined): void {
  if (whole === undefined || whole === part) return;
  part.of = whole;
  if (part.kind === 'count' || part.kind === 'rate') part.role = 'part';
  if (part.unit === null) borrowUnit(part, whole);
}

function wholeBefore(
  context: FigureContext,
  drafts: readonly Draft[],
  index: number,
  sentences: number,
): Draft | undefined {
  const part = drafts[index]!;
  const sentence = context.syntax.sentenceNumber(part.numberFirst);
  const people = endsInHum(context, part.first - 1) || endsInHum(context, part.last - 1);
  for (let at = index - 1; at >= Math.max(0, index - FIGURE_REACH); at--) {
    const candidate = drafts[at]!;
    if (!mayHold(context, candidate, part, people)) continue;
    if (sentence - context.syntax.sentenceNumber(candidate.numberFirst) > sentences) return undefined;
    const money = part.kind === 'money' || (part.unit === null && candidate.kind === 'money');
    const counts = candidate.kind === 'count' || candidate.kind === 'rate' || (money && candidate.kind === 'money');
    if (!counts || candidate.role === 'part') continue;
    // «8 مراكز بسكاكا و7 بالقريات … منها 12 للنساء»: of all of them.
    const listed = drafts
      .slice(Math.max(0, at - 1), index)
      .some(
        (other) =>
          other !== candidate && other.kind === 'count' && other.role !== 'part' && sameSentence(context, other, part),
      );
    return listed && (part.low ?? 0) > (candidate.high ?? Number.POSITIVE_INFINITY) ? undefined : candidate;
  }
  return undefined;
}

const HA = 0x647;
const MIM = 0x645;

/** «منهم», «بينهم»: those are people. */
function endsInHum(context: FigureContext, token: number): boolean {
  const { norm, normStart } = context.tokens;
  if (token < 0 || (context.word(token)?.part ?? context.word(token)?.partAfter) !== true) return false;
  const end = normStart[token + 1]!;
  return norm[end - 1] === MIM && norm[end - 2] === HA;
}

/**
 * False where the nouns tell that one is no part of the other: «20 دبابة … ثلاثة منهم», «1800 شاب … منها 30 دورة», and
 * for a dual with more parts than two.
 */
function mayHold(context: FigureContext, whole: Draft, part: Draft, people: boolean): boolean {
  if (isDualDraft(whole) && (part.low ?? 0) > 2) return false;
  const [outer, inner] = [isPeople(context, whole), people ? true : isPeople(context, part)];
  return outer === undefined || inner === undefined || outer === inner;
}

/** Undefined for a noun that the lists don't have, and for bodies of people. */
function isPeople(context: FigureContext, { noun }: Draft): boolean | undefined {
  const kind = noun < 0 ? undefined : context.base.nouns.forms.at(context.words, noun, PROCLITIC)?.kind;
  return kind === undefined || kind === 'group' || kind === 'kind' ? undefined : kind === 'person';
}

function isAndAfter(context: FigureContext, previous: Draft, draft: Draft): boolean {
  const { norm, normStart } = context.tokens;
  if (!sameSentence(context, previous, draft)) return false;
  const gap = draft.first - previous.last;
  if (isPartitiveBetween(context, previous.last, draft.first)) return true;
  if (gap === 0) return norm[normStart[draft.first]!] === WAW;
  if (gap === 1 && context.base.mark(previous.last) === WAW) return true;
  // An adjective may stand between: «سبعة جنود فرنسيين وثلاثة …».
  return gap === 1 && norm[normStart[draft.first]!] === WAW && context.base.isWord(previous.last);
}

/** «بينهم اثنان من القادة وثلاثة أسرى»: of whom the first are stands between. */
function isPartitiveBetween(context: FigureContext, from: number, to: number): boolean {
  const { base, tokens } = context;
  if (to - from < 2 || to - from > 4 || !base.is(from, base.lists.keywords.min)) return false;
  if (tokens.norm[tokens.normStart[to]!] !== WAW && base.mark(to - 1) !== WAW) return false;
  for (let at = from + 1; at < to; at++) if (!base.isWord(at) || tokens.gap[at] !== 1) return false;
  return true;
}

/** «5 من أصل 20», «20 شخصا من مجموع 60» */
function leadsWhole(context: FigureContext, previous: Draft, draft: Draft): boolean {
  for (const length of [2, 3]) {
    const at = draft.first - length;
    if (at < previous.last || at - previous.last > 2) continue;
    const match = context.lists.wholes.longest(context.words, at, WHOLE);
    if (match !== undefined && match.end >= draft.first - 1) return true;
  }
  return false;
}

/** A unit that stands with a figure nearby: «20 و30 قتيلا», «40 % … وبمقدار 15», «40 مليون دولار … إلا 3 ملايين». */
function shareUnit(context: FigureContext, drafts: readonly Draft[], index: number): void {
  const draft = drafts[index]!;
  const next = drafts[index + 1];
  if (next !== undefined && next.unit !== null && next.first <= draft.last + 1 && isAndAfter(context, draft, next)) {
    if (next.unitHead >= 0 && next.kind !== 'ratio' && !isDualDraft(next)) borrowUnit(draft, next);
    return;
  }
  const previous = drafts[index - 1];
  if (previous === undefined) return;
  const number = context.base.number(draft.numberFirst);
  if (number !== undefined && previous.unit !== 'fraction' && isCompared(context, number, previous)) {
    borrowUnit(draft, previous);
    return;
  }
  const distance =
    context.syntax.sentenceNumber(draft.numberFirst) - context.syntax.sentenceNumber(previous.numberFirst);
  if (previous.kind === 'money' && hasScale(context, draft) && distance <= 3) borrowUnit(draft, previous);
  else if (previous.unit === 'percent' && distance === 0 && sameLead(context, previous, draft))
    borrowUnit(draft, previous);
  else if (previous.unit === 'fraction' && isInBrackets(context, draft)) {
    [draft.unit, draft.kind, draft.role] = ['percent', 'share', 'share'];
  }
}

function isDualDraft(draft: Draft): boolean {
  return draft.unitHead === draft.numberFirst;
}

/** A number of thousands or more with its scale said: «3 ملايين». */
function hasScale(context: FigureContext, draft: Draft): boolean {
  return (context.base.number(draft.numberFirst)?.scale ?? 1) > 1;
}

/** «بمقدار 40 % … وبمقدار 15» */
function sameLead(context: FigureContext, a: Draft, b: Draft): boolean {
  const [left, right] = [context.word(a.first - 1), context.word(b.first - 1)];
  return left !== undefined && left.count === true && left === right;
}

function isInBrackets(context: FigureContext, draft: Draft): boolean {
  return context.base.mark(draft.first - 1) === 0x28 && context.base.mark(draft.last) === 0x29;
}

/** «حصيلة القتلى إلى 20 والمصابين إلى 30»: the plural right before إلى; −1 where there is none. */
function nounBeforeTo(context: FigureContext, draft: Draft): number {
  const { base, words } = context;
  const noun = draft.first - 2;
  if (!base.is(noun + 1, base.lists.keywords.ila) || !base.hasArticle(noun)) return -1;
  return base.nouns.forms.at(words, noun, PROCLITIC)?.plural === true ? noun : -1;
}

/** Tokens back in which what is counted may stand. */
const NOUN_REACH = 40;

/** «عدد المتطوعين … نحو 200»: what is counted stands after عدد, earlier in the sentence. */
function countFromBefore(context: FigureContext, draft: Draft): void {
  if (draft.kind !== 'count' && draft.kind !== 'rate') return;
  const { first } = context.syntax.sentenceOf(draft.numberFirst);
  const near = nounBeforeTo(context, draft);
  for (let at = draft.first - 1; at >= Math.max(first, draft.first - NOUN_REACH); at--) {
    if (context.word(at)?.farNoun !== true) continue;
    const noun = near < 0 ? at + 1 : near;
    if (!context.base.isWord(noun) || !context.base.hasArticle(noun)) continue;
    draft.unit = unitText(context, noun, noun + 1);
    draft.noun = noun;
    return;
  }
}

const RATE_REACH = 8;

/** «200 في الشهر», «متطوع من خارج أراضيها كل شهر»: a rate later in the clause, before the next figure. */
function addRate(context: FigureContext, draft: Draft, next: Draft | undefined): void {
  if (draft.per !== null || draft.kind === 'ratio' || draft.role === 'age' || draft.unit === 'fraction') return;
  const { last } = context.syntax.sentenceOf(draft.numberFirst);
  const limit = Math.min(last, next?.first ?? last, draft.last + RATE_REACH);
  for (let at = draft.last; at < limit; at++) {
    if (!context.base.isWord(at) || context.isTaken(at)) return;
    const rate = rateAt(context, at);
    if (rate === undefined || (isAdjective(context, at) && at > draft.last)) continue;
    draft.per = rate.per;
    if (draft.kind === 'count' || draft.kind === 'measure') draft.kind = 'rate';
    if (draft.role === 'stock') draft.role = 'flow';
    return;
  }
}

/** «سنوية»: an adjective speaks of the noun right before it. */
function isAdjective(context: FigureContext, token: number): boolean {
  const match = context.lists.rates.longest(context.words, token, CONJOINED);
  return match !== undefined && match.end === token + 1 && !match.entry.near && !context.hasParticle(token);
}
