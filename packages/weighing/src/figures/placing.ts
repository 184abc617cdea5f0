import type { Reading } from '@isnad/reading';
import { pairKey } from '../claims/keys.ts';
import type { ClaimSignature, Signature } from '../signature.ts';
import type { Changes, ClaimNumber, DocumentNumber, WeighingStore } from '../store/store.ts';
import { neededForTopic } from '../topic.ts';
import { measureKey } from './measure.ts';

/** Which series the figures of a document are told in, and what is to be written for it. */
export interface PlacedFigures extends Pick<Changes, 'keys'> {
  /** See {@link ClaimRecord.series}; in the order of the claims. */
  readonly series: readonly (readonly number[])[];
}

/** What stands for the topic of a document that has none. */
const NO_TOPIC = 0;
/** An `event` item is a document and how many topic keys it takes to be of its event: so many bits of it. */
const NEEDED_BITS = 3;

/**
 * Finds for each figure of a document its series: that of the oldest document on the same event with a figure of the same
 * measure, which began it. Each measure's beginners are listed under what they are about, so that however many events a
 * case has, those of a document's own topic alone are looked at.
 * @param next the numbers of the document and of its first claim
 */
export async function placeFigures(
  { reading, claims, topic }: Signature,
  next: { readonly document: DocumentNumber; readonly claims: ClaimNumber },
  store: WeighingStore,
): Promise<PlacedFigures> {
  const told = smallest(reading, claims);
  const measures = [...new Set(Array.from(told.values(), ({ measure }) => measure))];
  const topics = topic.length === 0 ? [NO_TOPIC] : Array.from(topic);
  const eventKeys = measures.map((measure) => topics.map((key) => pairKey(measure, key >>> 0)));
  const listings = await store.listings('event', eventKeys.flat());
  const begun: Changes['keys'][number][] = [];
  const seriesOf = new Map<number, number>();
  measures.forEach((measure, i) => {
    const lists = listings.slice(i * topics.length, (i + 1) * topics.length);
    const first = beginner(
      lists.map(({ items }) => items),
      topic.length,
    );
    if (first === null) {
      const item = (next.document << NEEDED_BITS) | neededForTopic(topic.length);
      begun.push(...eventKeys[i]!.map((key) => ({ space: 'event' as const, key, item })));
    }
    seriesOf.set(measure, pairKey(measure, first ?? next.document) || 1);
  });
  const series = claims.map(({ content }, i) =>
    content.figures.map(({ index }) => {
      const { claim, measure } = told.get(index)!;
      return claim === i ? seriesOf.get(measure)! : 0;
    }),
  );
  const members = series.flatMap((keys, i) =>
    [...new Set(keys)]
      .filter((key) => key !== 0)
      .map((key) => ({ space: 'series' as const, key, item: next.claims + i })),
  );
  return { series, keys: [...begun, ...members] };
}

interface Told {
  /** Its place among the document's claims. */
  readonly claim: number;
  readonly measure: number;
}

/** By figure, the smallest claim that holds it, and what it measures there. */
function smallest(reading: Reading, claims: readonly ClaimSignature[]): Map<number, Told> {
  const found = new Map<number, Told & { readonly length: number }>();
  claims.forEach(({ content }, claim) => {
    const { start, end } = reading.claims[claim]!;
    const length = end - start;
    for (const figure of content.figures) {
      const known = found.get(figure.index);
      if (known === undefined || length < known.length) {
        found.set(figure.index, { claim, measure: measureKey(figure), length });
      }
    }
  });
  return found;
}

/** The oldest of the listed documents with enough of the topic keys; null where there is none. */
function beginner(lists: readonly (readonly number[])[], keys: number): DocumentNumber | null {
  const counts = new Map<number, number>();
  for (const items of lists) for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  let oldest: DocumentNumber | null = null;
  for (const [item, shared] of counts) {
    const document = item >>> NEEDED_BITS;
    const needed = Math.min(item & ((1 << NEEDED_BITS) - 1), neededForTopic(keys));
    if (shared >= needed && (oldest === null || document < oldest)) oldest = document;
  }
  return oldest;
}
