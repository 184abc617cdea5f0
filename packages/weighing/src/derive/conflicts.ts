import { clashOf } from '../claims/conflict.ts';
import { similarityOf } from '../claims/similarity.ts';
import type { Filled } from '../claims/slots.ts';
import type { ClaimRef, Conflict, CopyPair, SharedPassage } from '../findings.ts';
import type { WeighingLanguage } from '../language.ts';
import { type Reason, reasonsFor, sayReason } from '../relate/reasons.ts';
import { claimWords, type LocatedWords } from '../relate/words.ts';
import type { ClaimRecord, DocumentRecord } from '../store/store.ts';
import { isSameTopic } from '../topic.ts';

/** What is needed of the case to speak of claims. */
export interface ClaimContext {
  readonly documents: ReadonlyMap<number, DocumentRecord>;
  readonly copies: CopiesByPair;
  /** Names of sources and outlets by id. */
  readonly names: ReadonlyMap<string, string>;
  readonly language: WeighingLanguage;
}

/** Copies by the ids of their documents, either of them first. */
export type CopiesByPair = ReadonlyMap<string, CopyPair>;

export function copiesByPair(copies: readonly CopyPair[]): CopiesByPair {
  return new Map(
    copies.flatMap((pair) => [
      [pairName(pair.a, pair.b), pair],
      [pairName(pair.b, pair.a), pair],
    ]),
  );
}

function pairName(a: string, b: string): string {
  return `${a}\u0000${b}`;
}

export function claimRef(claim: ClaimRecord, { documents }: ClaimContext): ClaimRef {
  const { id, text } = documents.get(claim.document)!;
  const { start, end } = claim;
  return { document: id, claim: claim.id, start, end, text: text.slice(start, end) };
}

/** The conflict of two claims; null where their words, looked at again, do not clash, or speak of two events. */
export function conflictBetween(a: ClaimRecord, b: ClaimRecord, context: ClaimContext): Conflict | null {
  const { language, documents } = context;
  const [one, other] = [a, b].map(({ document }) => documents.get(document)!);
  if (one !== other && !isSameTopic(one!.topic, other!.topic)) return null;
  const similarity = similarityOf(a.content, b.content, () => 1, language);
  const clash = clashOf(a, b, similarity, language);
  if (clash === null) return null;
  const [left, right] = [claimRef(a, context), claimRef(b, context)];
  const change = clash.kind === 'figure' ? null : changeBetween(a, b, context);
  const quoted = (text: string) => ({ text, located: claimWords(text, language.lexicon) });
  const [x, y] = [quoted(left.text), quoted(right.text)];
  const { matching } = similarityOf(
    { words: x.located.words, figures: [] },
    { words: y.located.words, figures: [] },
    () => 1,
    language,
  );
  const reasons = reasonsFor('conflict', x, y, matching, language.lexicon);
  const { filled } = clash;
  const reason: Reason =
    filled === null
      ? reasons[0]!
      : { kind: 'replaced', a: wordsAt(left.text, x.located, filled.a), b: wordsAt(right.text, y.located, filled.b) };
  const because = becauseOf(reason, clash.kind);
  if (change === null) return { a: left, b: right, kind: clash.kind, because, at: null };
  return { a: left, b: right, kind: 'drift', because: changedBecause(change, because), at: change.at };
}

/** What the words themselves set against each other; where they show nothing, what kind of conflict it is. */
function becauseOf(reason: Reason, kind: Conflict['kind']): Conflict['because'] {
  if (reason.kind === 'shared' || reason.kind === 'nothing shared') return OF_KIND[kind];
  return { ar: sayReason(reason, 'ar'), en: sayReason(reason, 'en') };
}

const OF_KIND: { readonly [kind in Conflict['kind']]: Conflict['because'] } = {
  figure: { ar: 'رقماهما مختلفان', en: 'their figures differ' },
  negation: { ar: 'ينفي أحدهما ما يثبته الآخر', en: 'one denies what the other says' },
  opposite: { ar: 'يقول أحدهما ضد ما يقوله الآخر', en: 'one says the contrary of the other' },
  time: { ar: 'زمناهما متباعدان', en: 'their times lie apart' },
  drift: { ar: 'لفظاهما مختلفان', en: 'their words differ' },
  update: { ar: 'تغير العدد بعد الأول', en: 'the count changed after the first' },
  place: { ar: 'مكاناهما مختلفان', en: 'their places differ' },
  certainty: { ar: 'يجزم أحدهما بما يتركه الآخر مفتوحا', en: 'one is sure of what the other leaves open' },
  rounding: { ar: 'عدد واحد على التقريب', en: 'one number, told more or less exactly' },
};

/** Where words changed on the way down, and in which of two claims they stand changed. */
export interface Change {
  /** Id of the node. */
  readonly at: string;
  readonly name: string;
  readonly changed: ClaimRecord;
}

/** The words of a place that a claim fills. */
function wordsAt(text: string, { start, end }: LocatedWords, { first, last }: Filled): string {
  return text.slice(start[first], end[last - 1]);
}

/**
 * For two claims that go back to one origin, or of which one was copied from the other, the node at which the words
 * changed: the first that only one of the chains has, on the longer one; of two equal chains the later report. Null
 * where they have nothing in common.
 */
export function changeBetween(a: ClaimRecord, b: ClaimRecord, context: ClaimContext): Change | null {
  let common = 0;
  while (common < Math.min(a.chain.length, b.chain.length) && a.chain.at(-1 - common) === b.chain.at(-1 - common))
    common++;
  const [left, right] = [a.chain.at(-1), b.chain.at(-1)];
  // Two who each speak for themselves drift from nobody.
  if (left !== undefined && right !== undefined && left !== right) return null;
  const named = common > 0 && !a.chain.at(-1)!.startsWith('described:');
  if (!named && !isCopied(a, b, context)) return null;
  if (a.document === b.document) return null;
  const { documents, names } = context;
  const longer = a.chain.length > b.chain.length ? a : b.chain.length > a.chain.length ? b : later(a, b, context);
  const relay = longer.chain.at(-1 - common);
  if (relay !== undefined) return { at: `source:${relay}`, name: names.get(relay) ?? relay, changed: longer };
  const document = documents.get(longer.document)!;
  return { at: `report:${document.id}`, name: documentName(document, names), changed: longer };
}

/** The reason of a conflict that came about on the way. */
export function changedBecause({ name }: Change, { ar, en }: Conflict['because']): Conflict['because'] {
  return { ar: `${ar}، وقد تغيّر اللفظ عند «${name}»`, en: `${en}, changed at «${name}»` };
}

/** Words by which a text without an outlet is called. */
const BEGINNING = 6;

/** What a person would call a document: its outlet, else how it begins. */
export function documentName({ outlet, text }: DocumentRecord, names: ReadonlyMap<string, string>): string {
  const name = outlet === null ? undefined : names.get(outlet);
  if (name !== undefined) return name;
  const words = text.slice(0, 200).trim().split(/\s+/);
  return `${words.slice(0, BEGINNING).join(' ')}${words.length > BEGINNING ? '…' : ''}`;
}

function later(a: ClaimRecord, b: ClaimRecord, { documents }: ClaimContext): ClaimRecord {
  const [x, y] = [documents.get(a.document)!.published ?? '', documents.get(b.document)!.published ?? ''];
  return x > y ? a : b;
}

/** Whether the two stand at the same place of a passage that their documents share. */
function isCopied(a: ClaimRecord, b: ClaimRecord, { documents, copies }: ClaimContext): boolean {
  const [x, y] = [documents.get(a.document)!.id, documents.get(b.document)!.id];
  const copy = copies.get(pairName(x, y));
  if (copy === undefined) return false;
  const [first, second] = copy.a === x ? [a, b] : [b, a];
  return copy.passages.some(
    (passage) => standsIn(first, passage.a) && standsIn(second, passage.b) && isAtOnePlace(first, second, passage),
  );
}

function standsIn(claim: ClaimRecord, { start, end }: { readonly start: number; readonly end: number }): boolean {
  return claim.start < end && start < claim.end;
}

/** Characters by which the same words of two copies may be shifted against each other. */
const SHIFT = 80;

/** Whether two claims overlap when the passage is laid upon its copy. */
function isAtOnePlace(a: ClaimRecord, b: ClaimRecord, passage: SharedPassage): boolean {
  const shift = passage.b.start - passage.a.start;
  const middle = (b.start + b.end) / 2 - shift;
  return a.start - SHIFT <= middle && middle <= a.end + SHIFT;
}
