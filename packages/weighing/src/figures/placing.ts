import type { Reading } from '@isnad/reading';
import { pairKey } from '../claims/keys.ts';
import { scramble } from '../copies/words.ts';
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
/** Documents of a series, the first of them, that a further one is compared with. */
const FIRST = 3;
/** Sets apart the lists of a series' first documents from those of what documents are about. */
const ROSTER = 0x5bd1e995;

/**
 * Finds for each figure of a document its series: the oldest of which one of the first documents, with a figure of the
 * same measure, is on the same event. A series goes by the document that began it. The first documents of a measure's
 * series are listed under what they are about, so that however many events a case has, those of a document's own topic
 * alone are looked at.
 * @param next the numbers of the document and of its first claim
 */
export async function placeFigures(
  { reading, claims, topic }: Signature,
  next: { readonly document: DocumentNumber; readonly claims: ClaimNumber },
  store: WeighingStore,
): Promise<PlacedFigures> {
  const told = smallest(reading, claims);
  const measures = [...new Set(Array.from(told.values(), ({ measure }) => measure))];
  const topics = topic.length === 0 ? [NO_TOPIC] : Array.from(topic, (key) => key >>> 0);
  const topicKeys = measures.map((measure) => topics.map((key) => pairKey(measure, key)));
  const listings = await store.listings('event', topicKeys.flat());
  const begunBy = measures.map(
    (_, i) =>
      beginner(
        listings.slice(i * topics.length, (i + 1) * topics.length).map(({ items }) => items),
        topic.length,
      ) ?? next.document,
  );
  const rosters = measures.map((measure, i) => pairKey(scramble(measure ^ ROSTER), begunBy[i]!));
  const places = await store.listings('event', rosters);
  const first: Changes['keys'][number][] = places.flatMap(({ count }, i) => {
    if (count >= FIRST) return [];
    const item = itemOf({ begunBy: begunBy[i]!, place: count, needed: neededForTopic(topic.length) });
    return [rosters[i]!, ...topicKeys[i]!].map((key) => ({ space: 'event', key, item }));
  });
  const seriesOf = new Map(measures.map((measure, i) => [measure, pairKey(measure, begunBy[i]!) || 1]));
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
  return { series, keys: [...first, ...members] };
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

/** One of the first documents of a series, as lists have it. */
interface First {
  readonly begunBy: DocumentNumber;
  /** Its place among them. */
  readonly place: number;
  /** Topic keys that another document must share with it to be on its event, as far as it has so many. */
  readonly needed: number;
}

function itemOf({ begunBy, place, needed }: First): number {
  return (begunBy * FIRST + place) * NEEDED + needed;
}

function firstOf(item: number): First {
  const first = Math.floor(item / NEEDED);
  return { begunBy: Math.floor(first / FIRST), place: first % FIRST, needed: item % NEEDED };
}

/** More than {@link neededForTopic} ever says. */
const NEEDED = 8;

/** Who began the oldest series of which one of the listed documents shares enough topic keys; null where none does. */
function beginner(lists: readonly (readonly number[])[], keys: number): DocumentNumber | null {
  const counts = new Map<number, number>();
  for (const items of lists) for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  let oldest: DocumentNumber | null = null;
  for (const [item, shared] of counts) {
    const { begunBy, needed } = firstOf(item);
    if (shared < Math.min(needed, neededForTopic(keys))) continue;
    if (oldest === null || begunBy < oldest) oldest = begunBy;
  }
  return oldest;
}
