import { CONJOINED, Phrases, Table, tokenAt, type Vocabulary } from '@isnad/text';
import { tokenSpan } from '../analysis.ts';
import { trim } from '../claims/segments.ts';
import type { Attribution, Cause, CauseKind } from '../contract.ts';
import { conjugate } from '../grammar/conjugation.ts';
import { Class } from '../grammar/grammar.ts';
import { isActionNoun, isVerbalNoun } from '../grammar/nouns.ts';
import type { Range, Syntax } from '../grammar/syntax.ts';
import { alternatives, type LanguageFiles, ListError, rowsOf } from '../lists.ts';
import { headedCauses } from './headed.ts';

interface Marker {
  readonly kind: CauseKind;
  readonly gives: 'cause' | 'effect';
  /** For a verb: prepositions of which one stands before what it gives; empty where none does. */
  readonly links: readonly string[];
  /** The phrase ends in a ل that is written onto the next word. */
  readonly joinedLam: boolean;
}

export interface CauseWords {
  readonly phrases: Phrases<Marker>;
  readonly verbs: Table<Marker>;
  /** Nouns that head a list of causes. */
  readonly headings: Table<true>;
}

const KINDS: ReadonlySet<string> = new Set(['cause', 'purpose', 'pretext', 'sign', 'order']);

function isKind(word: string): word is CauseKind {
  return KINDS.has(word);
}

/** @throws ListError when causes.tsv names a kind that there is not */
export function compileCauses(files: LanguageFiles, vocabulary: Vocabulary): CauseWords {
  const phrases = new Phrases<Marker>(vocabulary);
  const verbs = new Table<Marker>(vocabulary);
  for (const { marker, present, kind, gives, link } of rowsOf(files, 'causes.tsv', [
    'marker',
    'present',
    'kind',
    'gives',
    'link',
  ])) {
    if (!isKind(kind) || (gives !== 'cause' && gives !== 'effect'))
      throw new ListError(`causes.tsv: «${marker}» is of no known kind`);
    const joinedLam = marker.endsWith(' ل');
    const entry: Marker = { kind, gives, links: alternatives(link), joinedLam };
    if (present === '') phrases.set(joinedLam ? marker.slice(0, -2) : marker, entry);
    else
      for (const { form, agreement } of conjugate(marker, present)) if (agreement.person === 3) verbs.set(form, entry);
  }
  const headings = new Table<true>(vocabulary);
  for (const { noun } of rowsOf(files, 'cause-headings.tsv', ['noun'])) headings.set(noun, true);
  return { phrases, verbs, headings };
}

/** The stated causes of a document: marker, cause and effect as the words give them, with who says so. */
export function causesOf(syntax: Syntax, words: CauseWords, attributions: readonly Attribution[]): Cause[] {
  const causes: Cause[] = [];
  const bounds = boundsOf(syntax, attributions);
  const { count } = syntax.analysis.tokens;
  for (let at = 0; at < count; ) {
    const found = markerAt(syntax, words, at);
    if (found === undefined) {
      at++;
      continue;
    }
    const cause = causeAt(syntax, found, bounds);
    const all = cause === undefined ? [] : [...eachOf(syntax, cause), ...added(syntax, found, cause, bounds)];
    for (const one of all) causes.push({ ...one, attribution: attributionOf(attributions, one.marker.start) });
    at = found.range.last;
  }
  for (const one of headedCauses(syntax, words.headings))
    causes.push({ ...one, attribution: attributionOf(attributions, one.marker.start) });
  return causes;
}

/** «بسبب هزائمه المتتالية وفقد التمويل»: each of two nouns joined by و, where no preposition makes it doubtful. */
function eachOf(syntax: Syntax, cause: Stated): Stated[] {
  const { tokens } = syntax.analysis;
  const { first, last } = syntax.rangeOf(cause.cause);
  for (let at = first + 1; at < Math.min(last, first + COORDINATE); at++) {
    if (syntax.has(at - 1, Class.Preposition | Class.Verb) || syntax.joinedBaOrLam(at - 1)) return [cause];
    if (!syntax.has(at, Class.Joined) || syntax.has(at, Class.Verb | Class.Preposition)) continue;
    return [
      { ...cause, cause: tokenSpan(tokens, first, at) },
      { ...cause, cause: tokenSpan(tokens, at, last) },
    ];
  }
  return [cause];
}

/** «بعد سيطرته على المدينة، فضلا عن القرى»: a further cause of the same, behind words that add one. */
function added(syntax: Syntax, { marker }: Found, cause: Stated, bounds: ReadonlySet<number>): Stated[] {
  if (marker.gives !== 'cause') return [];
  const { tokens, words } = syntax.analysis;
  const { last: comma } = syntax.rangeOf(cause.cause);
  if (!syntax.has(comma, Class.Comma)) return [];
  const addition = syntax.grammar.additions.longest(words, comma + 1, CONJOINED);
  if (addition === undefined) return [];
  const range = { first: comma + 1, last: addition.end };
  const behind = trim(syntax, after(syntax, range, marker, syntax.sentenceOf(comma).last, bounds));
  if (behind.last <= behind.first) return [];
  return [
    {
      ...cause,
      cause: tokenSpan(tokens, behind.first, behind.last),
      marker: tokenSpan(tokens, range.first, range.last),
    },
  ];
}

type Stated = Omit<Cause, 'attribution'>;

/** The first of two joined nouns is no longer than this, in tokens. */
const COORDINATE = 4;

interface Found {
  readonly range: Range;
  readonly marker: Marker;
  /** «أدى انهيار الجسر إلى العزل»: what stands between a verb that opens its clause and its preposition, at `link`. */
  readonly parted?: { readonly subject: Range; readonly link: number };
}

function markerAt(syntax: Syntax, { phrases, verbs }: CauseWords, at: number): Found | undefined {
  const { words } = syntax.analysis;
  const match = phrases.mayBegin(words, at, CONJOINED) ? phrases.longest(words, at, CONJOINED) : undefined;
  if (match !== undefined) {
    const joined = !match.entry.joinedLam || syntax.joinedLam(match.end);
    // «وذلك عقب …» refers to the whole clause before it, whatever follows.
    const told = match.entry.kind !== 'order' || syntax.has(at, Class.Demonstrative) || tellsEvent(syntax, match.end);
    if (joined && told) return { range: { first: at, last: match.end }, marker: match.entry };
  }
  const verb = syntax.has(at, Class.Definite) ? undefined : verbs.at(words, at, CONJOINED);
  if (verb !== undefined) return verbMarker(syntax, at, verb);
  return purposeLam(syntax, at);
}

/** After بعد or عقب an event (a verbal noun, or أن and a clause) may be read as a cause; a date or a place may not. */
function tellsEvent(syntax: Syntax, at: number): boolean {
  return (
    syntax.has(at, Class.That) ||
    syntax.has(at - 1, Class.That) ||
    isVerbalNoun(syntax, at) ||
    syntax.has(at, Class.Verb)
  );
}

function verbMarker(syntax: Syntax, at: number, marker: Marker): Found | undefined {
  const range = { first: at, last: at + 1 };
  if (marker.links.length === 0) return syntax.has(at, Class.Verb) ? { range, marker } : undefined;
  const { vocabulary } = syntax.analysis.words;
  const sentence = syntax.sentenceOf(at);
  for (let next = at + 1; next < Math.min(sentence.last, at + 12); next++) {
    if (syntax.has(next, Class.Stop | Class.Comma | Class.That)) return undefined;
    for (const link of marker.links) {
      if (link === 'ب' ? syntax.joinedBa(next) && next === at + 1 : syntax.is(next, vocabulary.intern(link))) {
        if (next === at + 1 || !beginsClause(syntax, at) || syntax.has(at + 1, Class.Preposition))
          return { range, marker };
        return { range, marker, parted: { subject: { first: at + 1, last: next }, link: next } };
      }
    }
  }
  return undefined;
}

/** Whether a verb begins its clause, so that what follows it is its subject. */
function beginsClause(syntax: Syntax, at: number): boolean {
  const { first } = syntax.sentenceOf(at);
  return at === first || syntax.has(at, Class.Joined) || syntax.has(at - 1, Class.Stop | Class.Colon | Class.That);
}

/** ل before a verbal noun in a clause that has a verb: «ادعى المرض للتهرب من القتال». */
function purposeLam(syntax: Syntax, at: number): Found | undefined {
  // «كشفت المهندسة لإذاعة المرسى» tells whom, not what for.
  if (!syntax.joinedLam(at) || !isActionNoun(syntax, at) || syntax.has(at, Class.Hearer)) return undefined;
  const sentence = syntax.sentenceOf(at);
  if (at - sentence.first < 2 || syntax.has(at - 1, Class.Preposition | Class.That)) return undefined;
  // Nobody does anything in «حصيلة جديدة لانهيار السد».
  if (!hasActIn(syntax, sentence.first, at)) return undefined;
  return {
    range: { first: at, last: at + 1 },
    marker: { kind: 'purpose', gives: 'cause', links: [], joinedLam: false },
  };
}

function causeAt(syntax: Syntax, { range, marker, parted }: Found, bounds: ReadonlySet<number>): Stated | undefined {
  const sentence = syntax.sentenceOf(range.first);
  const { tokens } = syntax.analysis;
  const from = parted === undefined ? range : { first: range.first, last: parted.link };
  const behind = trim(syntax, after(syntax, from, marker, sentence.last, bounds));
  let before = trim(syntax, parted?.subject ?? ahead(syntax, range.first, sentence.first, bounds));
  if (behind.last <= behind.first) return undefined;
  // «بسبب هزائمه، يعاني التنظيم»: the effect follows when nothing stands before the marker.
  if (before.last - before.first < 1) {
    before = trim(syntax, fronted(syntax, behind.last, sentence.last, bounds));
    if (before.last - before.first < 2) return undefined;
  }
  const span = ({ first, last }: Range) => tokenSpan(tokens, first, last);
  const [cause, effect] = marker.gives === 'cause' ? [behind, before] : [before, behind];
  return { cause: span(cause), effect: span(effect), marker: span(range), kind: marker.kind };
}

/** What follows a marker, to the end of its phrase: a comma, a clause beside it, a further marker's clause. */
function after(syntax: Syntax, range: Range, marker: Marker, limit: number, bounds: ReadonlySet<number>): Range {
  let first = range.last;
  const purpose = marker.kind === 'purpose' && range.last - range.first === 1 && syntax.joinedLam(range.first);
  if (purpose) first = range.first;
  if (syntax.has(first, Class.That)) first++;
  const { vocabulary } = syntax.analysis.words;
  if (marker.links.some((link) => syntax.is(first, vocabulary.intern(link)))) first++;
  let last = Math.max(first, range.last);
  // Words that the marker itself puts in somebody's mouth («بحجة المرض») begin with a bound.
  while (last < limit && (!bounds.has(last) || last === range.last)) {
    if (syntax.has(last, Class.Stop | Class.Comma | Class.Dash | Class.Clause)) break;
    if (syntax.has(last, Class.Joined) && syntax.has(last, Class.Verb) && last - first >= 3) break;
    last++;
  }
  return { first, last };
}

/** What stands before a marker, back to the beginning of its clause. */
function ahead(syntax: Syntax, marker: number, limit: number, bounds: ReadonlySet<number>): Range {
  let first = marker;
  let commas = 0;
  while (first > limit && (!bounds.has(first) || first === marker)) {
    const before = first - 1;
    if (syntax.has(before, Class.Stop | Class.Colon | Class.That) || syntax.opensClause(before)) break;
    if (
      syntax.has(before, Class.Comma) &&
      first < marker &&
      (syntax.has(first, Class.Joined) || commas > 0) &&
      hasVerbIn(syntax, first, marker)
    )
      break;
    if (syntax.has(before, Class.Comma)) commas++;
    first--;
  }
  // «في حين»
  if (syntax.has(first, Class.Under) && syntax.opensClause(first - 1)) first++;
  return { first, last: marker };
}

/** A verb or a noun of action between two tokens. */
function hasVerbIn(syntax: Syntax, first: number, last: number): boolean {
  for (let at = first; at < last; at++) if (isVerb(syntax, at) || isVerbalNoun(syntax, at)) return true;
  return false;
}

/** Somebody's doing, told by a verb or by a noun in the accusative («تهربا», «سعيا»). */
function hasActIn(syntax: Syntax, first: number, last: number): boolean {
  for (let at = first; at < last; at++)
    if (isVerb(syntax, at) || (isVerbalNoun(syntax, at) && !syntax.has(at - 1, Class.Preposition))) return true;
  return false;
}

function isVerb(syntax: Syntax, at: number): boolean {
  return syntax.has(at, Class.Verb | Class.MaybeVerb);
}

function fronted(syntax: Syntax, from: number, limit: number, bounds: ReadonlySet<number>): Range {
  let last = from + 1;
  while (last < limit && !bounds.has(last) && !syntax.has(last, Class.Stop | Class.Clause)) {
    if (syntax.has(last, Class.Comma) && last > from + 2) break;
    last++;
  }
  return { first: Math.min(from, limit), last: Math.min(last, limit) };
}

/** Tokens at which somebody's words begin or end: no cause or effect reaches over them. */
function boundsOf(syntax: Syntax, attributions: readonly Attribution[]): Set<number> {
  const { tokens } = syntax.analysis;
  const bounds = new Set<number>();
  for (const { content } of attributions) {
    bounds.add(tokenAt(tokens, content.start));
    bounds.add(tokenAt(tokens, content.end));
  }
  return bounds;
}

/** The innermost attribution whose content holds the marker. */
function attributionOf(attributions: readonly Attribution[], offset: number): string | null {
  let best: Attribution | undefined;
  for (const attribution of attributions) {
    const { content } = attribution;
    if (content.start > offset || content.end <= offset) continue;
    if (best === undefined || content.end - content.start < best.content.end - best.content.start) best = attribution;
  }
  return best?.id ?? null;
}
