import { tokenAt, type Vocabulary } from '@isnad/text';
import { tokenSpan } from '../analysis.ts';
import type { Act, ActReason, Attribution, Cause, DateSpan, Mention, Span } from '../contract.ts';
import { Class } from '../grammar/grammar.ts';
import { isVerbalNoun } from '../grammar/nouns.ts';
import type { Range, Syntax } from '../grammar/syntax.ts';
import type { LanguageFiles } from '../lists.ts';
import { ACTING, type ActClause, Clauses, type ClauseWords, compileClauses } from './clauses.ts';
import { Described, type People } from './people.ts';
import { compilePeople, type PeopleMatter, type PeopleWords } from './person-nouns.ts';

export interface ActWords {
  readonly people: PeopleWords;
  readonly clauses: ClauseWords;
}

export function compileActs(files: LanguageFiles, vocabulary: Vocabulary): ActWords {
  return { people: compilePeople(files, vocabulary), clauses: compileClauses(files, vocabulary) };
}

/** What the layers before found, as far as acts need it. */
export interface ActMatter extends PeopleMatter {
  readonly attributions: readonly Attribution[];
  readonly causes: readonly Cause[];
  readonly dates: readonly DateSpan[];
  readonly mentions: readonly Mention[];
}

/** The acts of people whom a document describes without naming them, in the order in which they are spoken of. */
export function actsOf(syntax: Syntax, words: ActWords, matter: ActMatter): Act[] {
  const { tokens } = syntax.analysis;
  const described = new Described(syntax, words.people, matter);
  const clauses = new Clauses(syntax, words.clauses, limitsOf(syntax, matter.attributions));
  const speaking = speakingAt(syntax, matter.attributions);
  const dated = new Set(matter.dates.map(({ start }) => tokenAt(tokens, start)));
  const teller = new Teller(syntax, matter);
  const acts: Act[] = [];
  for (let token = 0; token < tokens.count; ) {
    const people = dated.has(token) ? undefined : described.at(token);
    const clause = people === undefined ? undefined : clauses.of(people);
    if (people === undefined || clause === undefined || speaking.has(clause.verb) || described.isNamedIn(clause)) {
      token = people === undefined ? token + 1 : Math.max(token + 1, people.head);
      continue;
    }
    acts.push(teller.told(people, clause));
    token = people.last;
  }
  return acts;
}

/** Tokens of words that only credit something to a source. */
function speakingAt(syntax: Syntax, attributions: readonly Attribution[]): Set<number> {
  const { tokens } = syntax.analysis;
  return new Set(attributions.filter(({ stance }) => !ACTING.has(stance)).map(({ cue }) => tokenAt(tokens, cue.start)));
}

/** Tokens at which somebody's words end or their crediting begins: no act reaches over them. */
function limitsOf(syntax: Syntax, attributions: readonly Attribution[]): Set<number> {
  const { tokens } = syntax.analysis;
  const limits = new Set<number>();
  for (const { cue, content, stance } of attributions) {
    limits.add(tokenAt(tokens, content.end));
    if (!ACTING.has(stance)) limits.add(tokenAt(tokens, cue.start));
  }
  return limits;
}

interface Reason extends Range {
  readonly kind: ActReason;
  readonly marker: number;
}

/** Puts an act together from its clause and what the other layers know of its words. */
class Teller {
  private readonly syntax: Syntax;
  private readonly matter: ActMatter;

  constructor(syntax: Syntax, matter: ActMatter) {
    this.syntax = syntax;
    this.matter = matter;
  }

  told(people: People, clause: ActClause): Act {
    const { tokens } = this.syntax.analysis;
    const reason = this.reasonOf(people, clause);
    let last = Math.min(
      clause.last,
      reason === undefined || reason.marker < clause.first ? clause.last : reason.marker,
    );
    last = Math.max(last, clause.first + 1);
    while (last > clause.first + 1 && this.syntax.has(last - 1, Class.Comma)) last--;
    const behind = reason !== undefined && reason.first > clause.first;
    const first = Math.min(people.first, clause.first);
    const whole = tokenSpan(tokens, first, Math.max(last, people.last, behind ? reason.last : 0));
    // «سجنا 6 أشهر»: how long is not when.
    const dates = this.matter.dates.filter(({ duration, timex }) => duration === undefined || timex !== null);
    const when = inside(dates, whole);
    const where = this.whereOf(whole, people);
    return {
      ...whole,
      who: tokenSpan(tokens, people.first, people.last),
      count: people.count,
      ...(people.nationality === undefined ? {} : { nationality: people.nationality }),
      act: tokenSpan(tokens, clause.first, last),
      ...(reason === undefined
        ? {}
        : { reason: tokenSpan(tokens, reason.first, reason.last), reasonKind: reason.kind }),
      ...(when === undefined ? {} : { when }),
      ...(where === undefined ? {} : { where }),
      attribution: this.attributionOf(whole.start),
    };
  }

  /** The first stated reason in the clause or, behind a comma, right after it. */
  private reasonOf({ first: whoFirst }: People, clause: ActClause): Reason | undefined {
    const { tokens } = this.syntax.analysis;
    const begin = Math.min(whoFirst, clause.first);
    for (const { kind, marker, cause } of this.matter.causes) {
      if (kind === 'order' || kind === 'sign') continue;
      const at = tokenAt(tokens, marker.start);
      if (at <= begin || at >= clause.reach || cause.start < marker.start) continue;
      // «خططوا للرحيل»: what is planned is no reason for planning.
      // «تبادل لإطلاق النار»: nor is what a noun before it is of.
      const complement = at === clause.verb + 1 || isVerbalNoun(this.syntax, at - 1);
      if (kind === 'purpose' && complement && this.syntax.joinedLam(at)) continue;
      if (this.stopsBetween(clause.last, at) || this.relativeBetween(clause.verb, at)) continue;
      return { kind, marker: at, ...this.syntax.rangeOf(cause) };
    }
    return undefined;
  }

  private stopsBetween(from: number, to: number): boolean {
    for (let at = from; at < to; at++) {
      if (this.syntax.has(at, Class.Stop | Class.Dash) || this.syntax.opensClause(at)) return true;
      if (this.syntax.has(at, Class.Comma) && at + 1 < to) return true;
    }
    return false;
  }

  /** «العمليات التي تشنها لوقف …»: the reason is one of the clause within. */
  private relativeBetween(from: number, to: number): boolean {
    const { syntax } = this;
    for (let at = from + 1; at < to; at++)
      if (syntax.has(at, Class.Relative) && !syntax.is(at, syntax.keywords.ma)) return true;
    return false;
  }

  /** A place of the clause behind في, إلى, على or a joined ب. */
  private whereOf(whole: Span, people: People): Span | undefined {
    const { syntax } = this;
    const { tokens } = syntax.analysis;
    const place = this.matter.mentions.find(({ type, start, end }) => {
      if (type !== 'place' || start < whole.start || end > whole.end) return false;
      const at = tokenAt(tokens, start);
      if (at >= people.first && at < people.last) return false;
      const { fi, ila, ala } = syntax.keywords;
      const near = [at - 1, at - 2, at - 3].filter((before) => before >= 0 && tokens.start[before]! >= whole.start);
      return syntax.joinedBa(at) || near.some((before) => [fi, ila, ala].some((form) => syntax.is(before, form)));
    });
    return place === undefined ? undefined : { start: place.start, end: place.end, text: place.text };
  }

  private attributionOf(offset: number): string | null {
    let best: Attribution | undefined;
    for (const attribution of this.matter.attributions) {
      const { content } = attribution;
      if (content.start > offset || content.end <= offset) continue;
      if (best === undefined || content.end - content.start < best.content.end - best.content.start) best = attribution;
    }
    return best?.id ?? null;
  }
}

function inside(spans: readonly Span[], whole: Span): Span | undefined {
  const found = spans.find(({ start, end }) => start >= whole.start && end <= whole.end);
  return found === undefined ? undefined : { start: found.start, end: found.end, text: found.text };
}
