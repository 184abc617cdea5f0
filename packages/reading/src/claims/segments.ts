import { Class } from '../grammar/grammar.ts';
import { isVerbalNoun } from '../grammar/nouns.ts';
import type { Range, Syntax } from '../grammar/syntax.ts';

/** A piece on one side of a coordination is a claim of its own when it has at least this many tokens. */
const SHORTEST = 4;

/**
 * Cuts a stretch of one sentence into single assertions: at commas and conjunctions before a new clause, and before a
 * joined verb («انتهت المباراة وغادر الجمهور»), where each side can be true by itself. Pieces keep the order of the
 * text and hold all of it but the marks and bare conjunctions between them.
 */
export function assertions(syntax: Syntax, range: Range): Range[] {
  const pieces: Range[] = [];
  let first = range.first;
  for (let at = range.first; at < range.last; ) {
    const skipped = skipsTo(syntax, at, range.last);
    if (skipped > at) {
      at = skipped;
      continue;
    }
    if (at > first && beginsClause(syntax, at, range) && at - first >= SHORTEST && range.last - at >= SHORTEST) {
      pieces.push({ first, last: at });
      first = at;
    }
    at++;
  }
  pieces.push({ first, last: range.last });
  return merged(
    syntax,
    pieces.map((piece) => trim(syntax, piece)).filter(({ first: a, last: b }) => b > a),
  );
}

/** Quotations and brackets are not cut inside when they are short. */
function skipsTo(syntax: Syntax, at: number, limit: number): number {
  if (syntax.has(at, Class.Open)) return syntax.afterBracket(at, limit);
  const quotation = syntax.has(at, Class.Quote) ? syntax.quotationFrom(at) : undefined;
  return quotation?.closed && quotation.close < limit && quotation.close - at <= 8 ? quotation.close + 1 : at;
}

function beginsClause(syntax: Syntax, at: number, range: Range): boolean {
  const afterComma = syntax.has(at - 1, Class.Comma | Class.Dash);
  if (syntax.opensClause(at)) return verbSoon(syntax, at + 1, range.last);
  if (syntax.has(at, Class.Joined) && syntax.isVerbal(at)) return hasVerb(syntax, range.first, at);
  if (!afterComma) return false;
  if (syntax.has(at, Class.Joined)) return verbSoon(syntax, at, range.last);
  return syntax.isVerbal(at) || syntax.has(at, Class.That);
}

/** A finite verb within a clause's first words, before its first mark. */
function verbSoon(syntax: Syntax, from: number, limit: number): boolean {
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

/** A piece without a verb or a verb's noun belongs to the one before it. */
function merged(syntax: Syntax, pieces: readonly Range[]): Range[] {
  const result: Range[] = [];
  for (const piece of pieces) {
    const previous = result[result.length - 1];
    if (previous !== undefined && !assertsSomething(syntax, piece))
      result[result.length - 1] = { first: previous.first, last: piece.last };
    else result.push(piece);
  }
  return result;
}

function assertsSomething(syntax: Syntax, { first, last }: Range): boolean {
  for (let at = first; at < last; at++)
    if (syntax.isVerbal(at) || syntax.has(at, Class.MaybeVerb) || isVerbalNoun(syntax, at)) return true;
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
    else break;
  }
  for (;;) {
    if (to > from && syntax.has(to - 1, marks & ~Class.Close)) to--;
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

/** The clause that describes a noun («القادة الذين يمنعون …»), with the noun: what it presupposes is a claim, too. */
export function describedNouns(syntax: Syntax, range: Range): Range[] {
  const found: Range[] = [];
  for (let at = range.first + 1; at < range.last; at++) {
    if (!syntax.has(at, Class.Relative) || syntax.is(at, syntax.keywords.ma) || syntax.has(at, Class.Joined)) continue;
    const first = headOf(syntax, at, range.first);
    const last = describedEnd(syntax, at, range.last);
    if (last - at >= 3 && first < at && hasVerb(syntax, at, last)) found.push(trim(syntax, { first, last }));
  }
  return found;
}

/** The noun phrase before a relative: its nearest words back to a preposition, verb or mark. */
function headOf(syntax: Syntax, relative: number, limit: number): number {
  let first = relative;
  while (first > limit && relative - first < 5) {
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

function describedEnd(syntax: Syntax, relative: number, limit: number): number {
  let at = relative + 1;
  while (at < limit && !syntax.has(at, Class.Stop | Class.Clause)) {
    if (syntax.has(at, Class.Comma) && !isInserted(syntax, at, limit)) break;
    if (syntax.has(at, Class.Relative)) break;
    at++;
  }
  return at;
}

/** A comma inside the clause: what follows it soon ends in another comma or has a verb of its own before the end. */
function isInserted(syntax: Syntax, comma: number, limit: number): boolean {
  return (
    comma + 1 < limit &&
    !syntax.has(comma + 1, Class.Joined | Class.Verb | Class.Relative | Class.Clause | Class.Preposition | Class.Time)
  );
}
