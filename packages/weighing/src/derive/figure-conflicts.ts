import { areTimesApart } from '../claims/conflict.ts';
import { keysOfWord } from '../claims/keys.ts';
import { similarityOf } from '../claims/similarity.ts';
import { type ClaimFigure, isFalling, isGrowing, isNarrowed, isSameMeasure } from '../figures/measure.ts';
import { compareStated } from '../figures/values.ts';
import type { Conflict } from '../findings.ts';
import type { WeighingLanguage } from '../language.ts';
import { type Lexicon, NONE } from '../relate/lexicon.ts';
import { entryOf, flagsOf, matchWords, weightOf } from '../relate/match.ts';
import { type ClaimWords, Flag, STRIDE } from '../relate/words.ts';
import type { ClaimRecord, DocumentRecord } from '../store/store.ts';
import { isSameTopic } from '../topic.ts';
import { type Change, type ClaimContext, changeBetween, claimRef } from './conflicts.ts';

/** One figure with all that is known of where it stands. */
export interface Stand {
  readonly claim: ClaimRecord;
  readonly figure: ClaimFigure;
  readonly document: DocumentRecord;
}

/** Two figures of a series that do not say the same. What changed stands behind what it was. */
export interface FigureConflict {
  readonly a: Stand;
  readonly b: Stand;
  readonly kind: Conflict['kind'];
}

/** Values of a series that are set against each other, those of most documents; and stands of each that are tried. */
const VALUES = 12;
const TRIED = 8;

/** The stands of those values that are set against each other, the best told of each. */
export function comparedStands(stands: readonly Stand[]): Stand[][] {
  const byValue = Map.groupBy(stands, ({ figure: { low, high, vague } }) => `${low} ${high} ${vague}`);
  const documents = (of: readonly Stand[]) => new Set(of.map(({ document }) => document.number)).size;
  const counted = Array.from(byValue.values(), (of) => ({ of, count: documents(of) }));
  const first = counted.sort((x, y) => y.count - x.count).slice(0, VALUES);
  return first.map(({ of }) => bestTold(of));
}

/**
 * Figures of a series that do not say the same, each two values once: such as exclude each other, by two stands of which
 * one was made from the other, if there are such, else by the best told that may be of one thing; and such as are one
 * number told more or less exactly.
 * @param context with the copies among the documents of {@link comparedStands}
 */
export function figureConflicts(stands: readonly Stand[], context: ClaimContext): FigureConflict[] {
  const compared = comparedStands(stands);
  const between = compared.flatMap((of, i) =>
    compared
      .slice(i + 1)
      .flatMap((others) => conflictOf(of, others, context) ?? roundedBetween(of, others, context) ?? []),
  );
  return [
    ...between,
    ...[...Map.groupBy(stands, ({ document }) => document).values()].flatMap((of) => roundedIn(of, context)),
  ];
}

function conflictOf(of: readonly Stand[], others: readonly Stand[], context: ClaimContext): FigureConflict[] | null {
  let found: { a: Stand; b: Stand; change: Change | null } | null = null;
  for (const [a, b] of pairsOf(of, others)) {
    if (!clash(a, b)) continue;
    const change = changeBetween(a.claim, b.claim, context);
    // What the words around say is the dearest to ask.
    if ((found !== null && change === null) || !mayBeSetAgainst(a, b, context.language)) continue;
    found = { a, b, change };
    if (change !== null) break;
  }
  if (found === null) return null;
  const { change } = found;
  const [a, b] = change?.changed === found.a.claim ? [found.b, found.a] : [found.a, found.b];
  const kind = kindOf(a, b, change, context.language.lexicon);
  const isTurned = kind === 'update' && (a.document.published ?? '') > (b.document.published ?? '');
  return [isTurned ? { a: b, b: a, kind } : { a, b, kind }];
}

/** «نفى أن يكون العدد تجاوز الأربعين» is against 43, not against 27. */
function clash(a: Stand, b: Stand): boolean {
  if (isDenied(a) && isDenied(b)) return false;
  if (isDenied(a)) return lies(b, a);
  if (isDenied(b)) return lies(a, b);
  return compareStated(a.figure, b.figure) === 'differ';
}

/** Whether the one value of a figure lies within the bounds of another. */
function lies({ figure }: Stand, { figure: { low, high } }: Stand): boolean {
  return isPoint(figure) && figure.low! >= (low ?? 0) && figure.low! <= (high ?? Number.POSITIVE_INFINITY);
}

/** What is denied is no figure that somebody tells. */
export function isDenied({ claim }: Stand): boolean {
  return claim.modality === 'denied';
}

/** Two values that are one number, told more or less exactly: «100» and «نحو 104». */
function roundedBetween(
  of: readonly Stand[],
  others: readonly Stand[],
  context: ClaimContext,
): FigureConflict[] | null {
  const [x, y] = [of[0]!.figure, others[0]!.figure];
  // Of two ranges that meet neither is the other's rounding.
  if (x.vague || y.vague || (!isPoint(x) && !isPoint(y))) return null;
  if (!isPoint(x) && !isRange(x)) return null;
  if (!isPoint(y) && !isRange(y)) return null;
  for (const [a, b] of pairsOf(of, others)) {
    if (compareStated(a.figure, b.figure) !== 'agree') continue;
    if (mayBeSetAgainst(a, b, context.language)) return [{ a, b, kind: 'rounding' }];
  }
  return null;
}

/** One number that a document tells in two ways, the nearest values of all: «27» in its title, «أكثر من 27» below. */
function roundedIn(stands: readonly Stand[], { language }: ClaimContext): FigureConflict[] {
  const told = stands.filter(({ figure }) => !figure.vague && !isRange(figure)).slice(0, TRIED);
  let nearest: { a: Stand; b: Stand; apart: number } | null = null;
  for (const [i, a] of told.entries()) {
    for (const b of told.slice(i + 1)) {
      const apart = apartness(a.figure, b.figure);
      if (apart > ROUNDED || (nearest !== null && apart >= nearest.apart)) continue;
      if (!isToldOtherwise(a.figure, b.figure)) continue;
      if (compareStated(a.figure, b.figure) === 'differ' || isOneSentence(a, b)) continue;
      if (mayBeSetAgainst(a, b, language)) nearest = { a, b, apart };
    }
  }
  return nearest === null ? [] : [{ a: nearest.a, b: nearest.b, kind: 'rounding' }];
}

/** Share by which two numbers may lie apart to be one number rounded. */
const ROUNDED = 0.1;

function apartness(a: ClaimFigure, b: ClaimFigure): number {
  const [x, y] = [a.low ?? a.high ?? 0, b.low ?? b.high ?? 0];
  return Math.abs(x - y) / Math.max(1, Math.abs(x), Math.abs(y));
}

function isToldOtherwise(a: ClaimFigure, b: ClaimFigure): boolean {
  return a.low !== b.low || a.high !== b.high || a.hedge !== b.hedge;
}

function isRange({ low, high }: ClaimFigure): boolean {
  return low !== null && high !== null && low !== high;
}

function isPoint({ low, high }: ClaimFigure): boolean {
  return low !== null && low === high;
}

/** Of the compared stands of two values, each two that stand apart. */
function* pairsOf(of: readonly Stand[], others: readonly Stand[]): Generator<readonly [Stand, Stand]> {
  for (const a of of) {
    for (const b of others) if (!isOneSentence(a, b)) yield [a, b];
  }
}

/** A conflict in words. `context` is to have what is known of both sides. */
export function tellFigureConflict({ a, b, kind }: FigureConflict, context: ClaimContext): Conflict {
  const change = kind === 'drift' ? changeBetween(a.claim, b.claim, context) : null;
  const [p, q] = [a, b].map(({ document, figure }) => document.text.slice(figure.start, figure.end));
  const because = becauseOf(kind, isDenied(a) ? [q!, p!] : [p!, q!], change);
  return { a: claimRef(a.claim, context), b: claimRef(b.claim, context), kind, because, at: change?.at ?? null };
}

/** The first of a denial's figures is the one that is told, of a change or a growing count the one that was. */
function becauseOf(
  kind: Conflict['kind'],
  [p, q]: readonly [string, string],
  change: Change | null,
): Conflict['because'] {
  if (change !== null) {
    const { name } = change;
    return { ar: `صار اللفظ «${q}» عند «${name}» بعد أن كان «${p}»`, en: `«${p}» became «${q}» at «${name}»` };
  }
  if (kind === 'rounding')
    return {
      ar: `«${p}» و«${q}» عدد واحد على التقريب`,
      en: `«${p}» and «${q}» are one number, told more or less exactly`,
    };
  if (kind === 'update') return { ar: `كان العدد «${p}» ثم صار «${q}»`, en: `first «${p}», later «${q}»` };
  if (kind === 'negation') return { ar: `قيل «${p}» ونُفي «${q}»`, en: `«${p}» is told, «${q}» denied` };
  return { ar: `يقول أحدهما «${p}» والآخر «${q}»`, en: `one says «${p}», the other «${q}»` };
}

function kindOf(a: Stand, b: Stand, change: Change | null, lexicon: Lexicon): Conflict['kind'] {
  const isUpdate = (change === null || isOneChain(a, b)) && isUpdated(a, b, lexicon);
  if (isUpdate && !isDenied(a) && !isDenied(b)) return 'update';
  if (change !== null) return 'drift';
  return isDenied(a) || isDenied(b) ? 'negation' : 'figure';
}

/**
 * Whether of two figures the one published later updates the other: the dead grow in number, those missing may be found;
 * and who counts them may correct himself.
 */
function isUpdated(a: Stand, b: Stand, lexicon: Lexicon): boolean {
  const [first, second] = (a.document.published ?? '') <= (b.document.published ?? '') ? [a, b] : [b, a];
  if (first.document.published === null || first.document.published === second.document.published) return false;
  if (!isGrowing(a.figure, lexicon)) return false;
  const grew = (second.figure.high ?? second.figure.low ?? 0) > (first.figure.low ?? first.figure.high ?? 0);
  return grew || isFalling(a.figure, lexicon) || isOneChain(a, b);
}

/** Whether both were told by the same, and came down through the same. */
function isOneChain({ claim: { chain } }: Stand, { claim }: Stand): boolean {
  const isNamed = chain.length > 0 && !chain.at(-1)!.startsWith('described:');
  return isNamed && chain.join() === claim.chain.join();
}

/** What one sentence counts are two things, or one and its part. */
function isOneSentence(a: Stand, b: Stand): boolean {
  if (a.document.number !== b.document.number) return false;
  const [from, to] = [Math.min(a.figure.end, b.figure.end), Math.max(a.figure.start, b.figure.start)];
  // The point of «24.5» ends nothing.
  return !/[.!؟]\s|\n/.test(a.document.text.slice(from, to));
}

/** The stands to show for a value: those that somebody is credited with, then the earliest. */
function bestTold(stands: readonly Stand[]): Stand[] {
  const credited = stands.filter(({ claim }) => claim.chain.length > 0);
  const others = stands.filter(({ claim }) => claim.chain.length === 0);
  return [...credited, ...others].slice(0, TRIED);
}

/** Whether two figures are said of one thing: at one time, and with nothing that tells two things apart. */
function mayBeSetAgainst(x: Stand, y: Stand, language: WeighingLanguage): boolean {
  const partOfBoth = (x.figure.of === null) === (y.figure.of === null) || isNarrowed(x.figure);
  if (!partOfBoth || areTimesApart(x.claim, y.claim) || areNamesApart(x, y, language.lexicon)) return false;
  if (tellsAsWell(x, y) || tellsAsWell(y, x)) return false;
  const alone = x.document === y.document;
  // The dead of an event are counted by many; of sums, shares and things there are many in one report.
  if (!isGrowing(x.figure, language.lexicon)) {
    if (!alone && isOneSize(x, y, language.lexicon)) return true;
    return saySameBeside(x, y, alone ? THINGS_ALONE : THINGS, language);
  }
  if (isManyTimes(x.figure, y.figure)) return false;
  const tied = alone || isSameTopic(x.document.topic, y.document.topic, SAME_EVENT);
  if (!tied && sharedTelling(x, y, language.lexicon) < 2) return false;
  // Of one document that tells of several events, numbers that differ are of one event only if little else does.
  const near = !alone || compareStated(x.figure, y.figure) !== 'differ' || saySameBeside(x, y, PEOPLE_ALONE, language);
  return near && mayBeOne(x, y, language.lexicon);
}

/** Lengths, distances and the like of one event that may be one number hardly are so by chance. */
function isOneSize(x: Stand, y: Stand, lexicon: Lexicon): boolean {
  if (x.figure.kind !== 'measure' || x.figure.act === NONE) return false;
  return compareStated(x.figure, y.figure) === 'agree' && sharedTelling(x, y, lexicon) >= 1;
}

/** Topic keys that two documents must have in common for their counts to be of one event, if their words do not tie them. */
const SAME_EVENT = 6;
/** Two counts of one event hardly differ more: 15,000 in six years are not the ten of yesterday. */
const TIMES = 15;

function isManyTimes(a: ClaimFigure, b: ClaimFigure): boolean {
  const [x, y] = [a.low ?? a.high ?? 0, b.low ?? b.high ?? 0];
  return Math.max(x, y) > TIMES * Math.max(1, Math.min(x, y));
}

/** Whether the claim of one figure has the other figure as well: «67 روبلا والدولار 61 روبلا». */
function tellsAsWell(x: Stand, y: Stand): boolean {
  return x.claim.content.figures.some(
    (figure) =>
      figure.index !== x.figure.index &&
      isSameMeasure(figure, y.figure) &&
      figure.low === y.figure.low &&
      figure.high === y.figure.high,
  );
}

/** Shares of two claims that must be the same, numbers left out. */
interface Beside {
  readonly most: number;
  readonly least: number;
}
/** For counts of what befell people, in one document. */
const PEOPLE_ALONE: Beside = { most: 0.5, least: 0.3 };
/** For other figures, between two documents; and in one, which tells of many things in like words. */
const THINGS: Beside = { most: 0.5, least: 0.35 };
const THINGS_ALONE: Beside = { most: 0.85, least: 0.6 };

function saySameBeside(x: Stand, y: Stand, { most, least }: Beside, language: WeighingLanguage): boolean {
  const { coverA, coverB } = similarityOf(x.claim.content, y.claim.content, () => 1, language);
  return Math.max(coverA, coverB) >= most && Math.min(coverA, coverB) >= least;
}

/** Whether both name places, or both name others, and none in common: «أصاب شخصين في مرسين». */
function areNamesApart(x: Stand, y: Stand, lexicon: Lexicon): boolean {
  const [a, b] = [x.claim.content.words, y.claim.content.words];
  const { matches } = matchWords(a, b, lexicon);
  const areApart = (is: (words: ClaimWords, at: number) => boolean) =>
    places(a).some((at) => is(a, at)) &&
    places(b).some((at) => is(b, at)) &&
    !matches.some((match) => is(a, match.a) || is(b, match.b));
  // «بلدة سروج», «مدينة مرسين»: the kind of place is no place.
  const isPlace = (words: ClaimWords, at: number) => {
    const { set, place } = entryOf(words, at, lexicon);
    return (flagsOf(words, at) & Flag.Place) !== 0 && (set < 0 || place);
  };
  const isOther = (words: ClaimWords, at: number) =>
    (flagsOf(words, at) & (Flag.Place | Flag.Name)) === Flag.Name && entryOf(words, at, lexicon).set < 0;
  return areApart(isPlace) || areApart(isOther);
}

/** Weight from which on a word tells what a figure is said of. */
const TELLING = 0.6;

/**
 * Whether two claims with figures may be of one thing: they share a telling word beside the measure; or one has none
 * («وأسفر عن سقوط 27 قتيلا»), which then means what its document is about, and the other is about that as well.
 */
function mayBeOne(x: Stand, y: Stand, lexicon: Lexicon): boolean {
  const [a, b] = [tellingWords(x, lexicon), tellingWords(y, lexicon)];
  if (a.length === 0 || b.length === 0) {
    if (x.document === y.document) return true;
    const topic = new Set([...x.document.topic, ...y.document.topic]);
    const of = ({ claim }: Stand, words: readonly number[]) =>
      words.length === 0 ||
      words.some((at) => keysOfWord(claim.content.words, at, lexicon).some((key) => topic.has(key | 0)));
    return of(x, a) && of(y, b);
  }
  // A distance lies between two places, a length is that of one among many things.
  const least = x.figure.kind === 'measure' ? 2 : 1;
  return sharedTelling(x, y, lexicon) >= least;
}

/** Telling words beside the measure that two claims share. */
export function sharedTelling(x: Stand, y: Stand, lexicon: Lexicon): number {
  const telling = new Set(tellingWords(x, lexicon));
  const { matches } = matchWords(x.claim.content.words, y.claim.content.words, lexicon);
  return matches.filter((match) => telling.has(match.a)).length;
}

/** Keys of the words that tell what a claim's figure is said of. */
export function tellingKeys(stand: Stand, lexicon: Lexicon): number[] {
  const { words } = stand.claim.content;
  return tellingWords(stand, lexicon).flatMap((at) => keysOfWord(words, at, lexicon));
}

/** Places of the words that tell what a claim's figure is said of, beside the measure. */
function tellingWords({ claim: { content } }: Stand, lexicon: Lexicon): number[] {
  const { words } = content;
  const isNumber = (at: number) => at < words.length / STRIDE && (flagsOf(words, at) & Flag.Number) !== 0;
  return places(words).filter((at) => {
    // «أكثر من 27»
    if (isNumber(at) || isNumber(at + 1)) return false;
    const { act, unit } = entryOf(words, at, lexicon);
    return weightOf(words, at) >= TELLING && act === NONE && unit === NONE;
  });
}

function places(words: ClaimWords): number[] {
  const all: number[] = [];
  for (let at = 0; at < words.length / STRIDE; at++) all.push(at);
  return all;
}
