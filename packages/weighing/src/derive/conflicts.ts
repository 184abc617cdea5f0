import { clashOf } from '../claims/conflict.ts';
import { similarityOf } from '../claims/similarity.ts';
import type { Filled } from '../claims/slots.ts';
import type { ClaimRef, Conflict, CopyPair } from '../findings.ts';
import type { WeighingLanguage } from '../language.ts';
import { type Reason, reasonsFor, sayReason } from '../relate/reasons.ts';
import { claimWords, type LocatedWords } from '../relate/words.ts';
import type { ClaimRecord, DocumentRecord } from '../store/store.ts';
import { isSameTopic } from '../topic.ts';

/** What is needed of the case to speak of claims. */
export interface ClaimContext {
  readonly documents: ReadonlyMap<number, DocumentRecord>;
  readonly copies: CopiesByPair;
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
  const at = changedAt(a, b, context);
  const quoted = (text: string) => ({ text, located: claimWords(text, language.lexicon) });
  const [x, y] = [quoted(left.text), quoted(right.text)];
  const { matching } = similarityOf(
    { words: x.located.words, figures: [] },
    { words: y.located.words, figures: [] },
    () => 1,
    language,
  );
  const [found] = reasonsFor('conflict', x, y, matching, language.lexicon);
  const { filled } = clash;
  const reason: Reason =
    filled === null
      ? found!
      : { kind: 'replaced', a: wordsAt(left.text, x.located, filled.a), b: wordsAt(right.text, y.located, filled.b) };
  return {
    a: left,
    b: right,
    kind: at === null || clash.kind === 'figure' ? clash.kind : 'drift',
    because: { ar: sayReason(reason, 'ar'), en: sayReason(reason, 'en') },
    at,
  };
}

/** The words of a place that a claim fills. */
function wordsAt(text: string, { start, end }: LocatedWords, { first, last }: Filled): string {
  return text.slice(start[first], end[last - 1]);
}

/**
 * For two claims that go back to one origin, or of which one was copied from the other, the node at which the words
 * changed: the first that only one of the chains has, on the longer one; null where they have nothing in common.
 */
export function changedAt(a: ClaimRecord, b: ClaimRecord, { documents, copies }: ClaimContext): string | null {
  let common = 0;
  while (common < Math.min(a.chain.length, b.chain.length) && a.chain.at(-1 - common) === b.chain.at(-1 - common))
    common++;
  const [left, right] = [a.chain.at(-1), b.chain.at(-1)];
  // Two who each speak for themselves drift from nobody.
  if (left !== undefined && right !== undefined && left !== right) return null;
  const named = common > 0 && !a.chain.at(-1)!.startsWith('described:');
  if (!named && !isCopied(a, b, documents, copies)) return null;
  if (a.document === b.document) return null;
  const longer = a.chain.length >= b.chain.length ? a : b;
  const relay = longer.chain.at(-1 - common);
  return relay === undefined ? `report:${documents.get(later(a, b, documents))!.id}` : `source:${relay}`;
}

function later(a: ClaimRecord, b: ClaimRecord, documents: ReadonlyMap<number, DocumentRecord>): number {
  const [x, y] = [documents.get(a.document)!.published ?? '', documents.get(b.document)!.published ?? ''];
  return x > y ? a.document : b.document;
}

/** Whether the two stand at the same place of a passage that their documents share. */
function isCopied(
  a: ClaimRecord,
  b: ClaimRecord,
  documents: ReadonlyMap<number, DocumentRecord>,
  copies: CopiesByPair,
): boolean {
  const [x, y] = [documents.get(a.document)!.id, documents.get(b.document)!.id];
  const copy = copies.get(pairName(x, y));
  if (copy === undefined) return false;
  const [first, second] = copy.a === x ? [a, b] : [b, a];
  return copy.passages.some(
    (passage) =>
      first.start < passage.a.end &&
      passage.a.start < first.end &&
      second.start < passage.b.end &&
      passage.b.start < second.end,
  );
}
