import { TokenKind } from '@isnad/text';
import { Class } from '../grammar/grammar.ts';
import { isAccusative, isRelational, isVerbalNoun, nounFeatures } from '../grammar/nouns.ts';
import type { Range, Syntax } from '../grammar/syntax.ts';

/** Classes that no noun has. */
const NOT_NOUN =
  Class.Definite |
  Class.Verb |
  Class.MaybeVerb |
  Class.Preposition |
  Class.Time |
  Class.Adverb |
  Class.Clause |
  Class.Under |
  Class.That |
  Class.Relative |
  Class.Pronoun |
  Class.Demonstrative;

/** A piece on one side of a coordination is a claim of its own when it has at least this many tokens. */
const SHORTEST = 4;

/**
 * Cuts a stretch of one sentence into single assertions: at commas and conjunctions before a new clause, and before a
 * joined verb («انتهت المباراة وغادر الجمهور»), where each side can be true by itself. Pieces keep the order of the
 * text and hold all of it but the marks and bare conjunctions between them.
 */
export function assertions(syntax: Syntax, joints: Joints, range: Range): Range[] {
  const pieces: Range[] = [];
  let first = range.first;
  for (let at = range.first; at < range.last; ) {
    const skipped = skipsTo(syntax, at, range.last);
    if (skipped > at) {
      at = skipped;
      continue;
    }
    const joint = at > first && syntax.has(at - 1, Class.Comma) ? joints.after(at) : undefined;
    if (joint !== undefined) {
      pieces.push({ first, last: at });
      first = joint;
      at = joint;
      continue;
    }
    const cut = beginsClause(syntax, joints, at, { first, last: range.last }) && longEnough(first, at, range);
    if (at > first && (cut || joints.ends.has(at))) {
      pieces.push({ first, last: at });
      first = at;
    }
    at++;
  }
  pieces.push({ first, last: range.last });
  return merged(
    syntax,
    joints,
    pieces.map((piece) => trim(syntax, withoutRelative(syntax, piece))).filter(({ first: a, last: b }) => b > a),
  );
}

/** «…، الذي بني عام 1987»: what the relative clause tells begins behind its الذي. */
function withoutRelative(syntax: Syntax, { first, last }: Range): Range {
  const relative = syntax.has(first, Class.Relative) && !syntax.is(first, syntax.keywords.ma);
  return { first: relative && syntax.has(first - 1, Class.Comma) ? first + 1 : first, last };
}

/** Where a stretch may be cut besides at the conjunctions of grammar. */
export interface Joints {
  /** The token after «فضلا عن», «باستثناء» and the like, which add something that is told by itself. */
  after(token: number): number | undefined;
  /** A figure begins at the token. */
  readonly figureStarts: ReadonlySet<number>;
  /** A word that states a cause, no verb, begins at the token: بسبب, باعتبار. */
  readonly causeStarts: ReadonlySet<number>;
  /** Tokens right behind somebody's words. */
  readonly ends: ReadonlySet<number>;
  /** Tokens at which somebody's words, or the words that credit them, begin or end. */
  readonly bounds: ReadonlySet<number>;
}

function longEnough(first: number, at: number, { last }: Range): boolean {
  return at - first >= SHORTEST && last - at >= SHORTEST;
}

/** Quotations and brackets are not cut inside when they are short, nor at a relative clause that the main one goes on behind. */
function skipsTo(syntax: Syntax, at: number, limit: number): number {
  if (syntax.has(at, Class.Open)) return syntax.afterBracket(at, limit);
  if (syntax.has(at, Class.Relative) && syntax.has(at - 1, Class.Comma)) return afterEnclosed(syntax, at, limit);
  const quotation = syntax.has(at, Class.Quote) ? syntax.quotationFrom(at) : undefined;
  return quotation?.closed && quotation.close < limit && quotation.close - at <= 8 ? quotation.close + 1 : at;
}

/** «ويتسع السد، الذي بني عام 1987، لنحو 30 مليون متر»: behind the preposition that goes with the verb before it. */
function afterEnclosed(syntax: Syntax, relative: number, limit: number): number {
  const comma = nextComma(syntax, relative, limit);
  if (comma < 0 || comma + 2 >= limit) return relative;
  const goesOn = syntax.has(comma + 1, Class.Preposition) || syntax.joinedBaOrLam(comma + 1);
  return goesOn && !verbSoon(syntax, comma + 1, limit) ? comma + 2 : relative;
}

function nextComma(syntax: Syntax, from: number, limit: number): number {
  for (let at = from; at < limit; at++) {
    if (syntax.has(at, Class.Comma)) return at;
    if (syntax.has(at, Class.Stop)) return -1;
  }
  return -1;
}

function beginsClause(syntax: Syntax, joints: Joints, at: number, range: Range): boolean {
  const afterComma = syntax.has(at - 1, Class.Comma | Class.Dash);
  if (syntax.opensClause(at)) return syntax.has(at + 1, Class.That) || verbSoon(syntax, at + 1, range.last);
  if (syntax.has(at, Class.Joined) && syntax.isVerbal(at)) return hasVerb(syntax, range.first, at);
  // «… ليس سهلا فعلى المقاتل إيجاد وسيلة»
  if (syntax.has(at, Class.Joined) && joinedFa(syntax, at)) return mainVerb(syntax, range.first, at);
  if (!afterComma) return false;
  if (joints.causeStarts.has(at) || joints.figureStarts.has(at)) return true;
  // «غياب الزعيم، الذي أثر على المقاتلين»: the relative clause tells something by itself.
  if (syntax.has(at, Class.Relative) && !syntax.is(at, syntax.keywords.ma)) return true;
  if (syntax.has(at, Class.Joined)) return verbSoon(syntax, at, range.last);
  if (!syntax.isVerbal(at) && !syntax.has(at, Class.That)) return false;
  // «الهزائم التي مني بها، أجبرت», «في الأسبوع الماضي، ألقت»: what stands before has no verb of its own yet.
  return mainVerb(syntax, range.first, at);
}

const FA = 0x641;

function joinedFa(syntax: Syntax, token: number): boolean {
  const { norm, normStart } = syntax.analysis.tokens;
  return norm[normStart[token]!] === FA;
}

/** A verb that is not in a relative clause. */
function mainVerb(syntax: Syntax, first: number, last: number): boolean {
  for (let at = first; at < last; at++) {
    if (syntax.has(at, Class.Relative)) return false;
    if (syntax.has(at, Class.Verb | Class.MaybeVerb | Class.Negation | Class.Auxiliary)) return true;
  }
  return false;
}

/** A finite verb within a clause's first words, before its first mark. */
function verbSoon(syntax: Syntax, from: number, limit: number): boolean {
  if (syntax.has(from, Class.MaybeVerb)) return true;
  for (let at = from; at < Math.min(limit, from + 9); at++) {
    if (syntax.has(at, Class.Comma | Class.Stop)) return false;
    if (syntax.isVerbal(at)) return true;
  }
  return false;
}

export function hasVerb(syntax: Syntax, first: number, last: number): boolean {
  for (let at = first; at < last; at++) if (syntax.has(at, Class.Verb | Class.MaybeVerb)) return true;
  return false;
}

/** A piece without a verb, a verb's noun or a figure belongs to the one before it. */
function merged(syntax: Syntax, joints: Joints, pieces: readonly Range[]): Range[] {
  const result: Range[] = [];
  for (const piece of pieces) {
    const previous = result[result.length - 1];
    if (assertsSomething(syntax, joints, piece)) result.push(piece);
    else if (previous === undefined) result.push(piece);
    // «…، هذا ما أعلن عنه»: what only joins somebody's words to their crediting tells nothing.
    else if (!joints.ends.has(previous.last)) result[result.length - 1] = { first: previous.first, last: piece.last };
  }
  return result.filter(({ first, last }) => !isBare(syntax, first, last));
}

/** «كان هذا»: words that only point. */
function isBare(syntax: Syntax, first: number, last: number): boolean {
  const pointing = Class.Auxiliary | Class.Demonstrative | Class.Pronoun | Class.Relative | Class.Clause | Class.Comma;
  for (let at = first; at < last; at++) if (!syntax.has(at, pointing)) return false;
  return true;
}

function assertsSomething(syntax: Syntax, joints: Joints, { first, last }: Range): boolean {
  if (joints.after(first - 1) === first || joints.after(first - 2) === first) return true;
  for (let at = first; at < last; at++)
    if (
      joints.figureStarts.has(at) ||
      syntax.isVerbal(at) ||
      syntax.has(at, Class.MaybeVerb) ||
      isVerbalNoun(syntax, at)
    )
      return true;
  return false;
}

/** Without marks at either end, nor a bare conjunction or أن at the beginning. */
export function trim(syntax: Syntax, { first, last }: Range): Range {
  const marks = Class.Comma | Class.Stop | Class.Dash | Class.Colon | Class.Close;
  let from = first;
  let to = last;
  for (;;) {
    if (from < to && syntax.has(from, marks | Class.That)) from++;
    else if (from < to && syntax.has(from, Class.Clause) && !syntax.has(from, Class.Verb)) from++;
    // «في حين»
    else if (from + 1 < to && syntax.is(from, syntax.keywords.fi) && syntax.opensClause(from)) from += 2;
    else break;
  }
  for (;;) {
    if (to > from && syntax.has(to - 1, (marks & ~Class.Close) | Class.That)) to--;
    else if (to > from && syntax.has(to - 1, Class.Clause) && syntax.has(to - 2, marks)) to--;
    else if (to > from && unpaired(syntax, to - 1, from)) to--;
    else break;
  }
  return { first: from, last: to };
}

function unpaired(syntax: Syntax, token: number, first: number): boolean {
  if (!syntax.has(token, Class.Quote)) return false;
  const closes = syntax.quotationTo(token);
  return closes === undefined || closes.open < first;
}

/**
 * The clause that describes a noun («القادة الذين يمنعون …», «وثائق عثر عليها»), with the noun: what it presupposes is a
 * claim, too.
 */
export function describedNouns(syntax: Syntax, joints: Joints, range: Range): Range[] {
  const found: Range[] = [];
  for (let at = range.first + 1; at < range.last; at++) {
    if (describesIndefinite(syntax, at)) {
      const first = headOf(syntax, joints, at, range.first);
      const last = describedEnd(syntax, joints, at, range.last);
      if (first < at && last - first >= SHORTEST) found.push(trim(syntax, { first, last }));
      continue;
    }
    if (!syntax.has(at, Class.Relative) || syntax.is(at, syntax.keywords.ma) || syntax.has(at, Class.Joined)) continue;
    const afterMark = syntax.has(at - 1, Class.Comma);
    const first = afterMark ? at + 1 : headOf(syntax, joints, at, range.first);
    const last = describedEnd(syntax, joints, at, range.last);
    const tells = !syntax.has(at + 1, Class.Preposition | Class.Time) || hasVerb(syntax, at, last);
    if (last - at >= 3 && (afterMark || first < at) && tells) found.push(trim(syntax, { first, last }));
  }
  return found;
}

/** The noun phrase before a relative: its nearest words back to a preposition, verb or mark. */
function headOf(syntax: Syntax, { bounds }: Joints, relative: number, limit: number): number {
  let first = relative;
  while (first > limit && relative - first < 5 && !bounds.has(first)) {
    const before = first - 1;
    if (
      syntax.has(
        before,
        Class.Preposition |
          Class.Verb |
          Class.Comma |
          Class.That |
          Class.Clause |
          Class.Stop |
          Class.Colon |
          Class.Negation,
      )
    )
      break;
    first--;
    if (syntax.joinedBaOrLam(before)) break;
  }
  return first;
}

/** A verb right behind a noun without the article describes it: «وثائق عثر عليها», «مواطن غادروا الاتحاد». */
function describesIndefinite(syntax: Syntax, verb: number): boolean {
  const sure =
    syntax.has(verb, Class.Verb) || (syntax.has(verb, Class.MaybeVerb) && syntax.has(verb + 1, Class.Resumptive));
  if (!sure || syntax.has(verb, Class.Joined | Class.Auxiliary | Class.Negation)) return false;
  const before = verb - 1;
  return isIndefiniteNoun(syntax, before);
}

function isIndefiniteNoun(syntax: Syntax, token: number): boolean {
  const { tokens } = syntax.analysis;
  if (token < 0 || tokens.kind[token] !== TokenKind.Word || syntax.nameAt(token) !== undefined) return false;
  const indefinite =
    syntax.has(token, Class.Generic | Class.Setting | Class.Body) ||
    isAccusative(syntax, token) ||
    nounFeatures(syntax, token).count !== 'singular' ||
    isRelational(syntax, token);
  return indefinite && (syntax.classes[token]! & NOT_NOUN) === 0;
}

function describedEnd(syntax: Syntax, joints: Joints, relative: number, limit: number): number {
  let at = relative + 1;
  while (at < limit && !syntax.has(at, Class.Stop | Class.Clause) && !joints.bounds.has(at)) {
    if (syntax.has(at, Class.Comma) && !isInserted(syntax, at, limit)) break;
    if (syntax.has(at, Class.Relative)) break;
    // «الثقة التي انتابت مقاتليه بعد سيطرة …»: what came before is told by itself.
    if (joints.causeStarts.has(at) && at - relative >= 3) break;
    at++;
  }
  return at;
}

/** A comma inside the clause: what follows it soon ends in another comma or has a verb of its own before the end. */
function isInserted(syntax: Syntax, comma: number, limit: number): boolean {
  return (
    comma + 1 < limit &&
    !syntax.joinedBaOrLam(comma + 1) &&
    !syntax.has(comma + 1, Class.Joined | Class.Verb | Class.Relative | Class.Clause | Class.Preposition | Class.Time)
  );
}
