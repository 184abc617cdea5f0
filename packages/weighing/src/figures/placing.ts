import type { Reading } from '@isnad/reading';
import { pairKey } from '../claims/keys.ts';
import type { ClaimSignature, Signature } from '../signature.ts';
import { type Changes, type ClaimNumber, LIST_LIMITS, type WeighingStore } from '../store/store.ts';
import { isMeasured, measureKey } from './measure.ts';

/** Under which keys the figures of a document are to be found, and what is to be written for it. */
export interface PlacedFigures extends Pick<Changes, 'keys'> {
  /** See {@link ClaimRecord.measures}; in the order of the claims. */
  readonly measures: readonly (readonly number[])[];
}

/**
 * Claims with figures of one measure that are laid side by side. In a case of many more, those that came together: a
 * list that is full is followed by another one.
 */
const TOGETHER = LIST_LIMITS.measure / 2;

/**
 * Puts the figures of a document under what they measure; of claims one inside the other, the smallest that holds a
 * figure tells it.
 * @param next the number of the document's first claim
 */
export async function placeFigures(
  { reading, claims }: Pick<Signature, 'reading' | 'claims'>,
  next: ClaimNumber,
  store: WeighingStore,
): Promise<PlacedFigures> {
  const told = smallest(reading, claims);
  const measured = [...new Set(Array.from(told.values(), ({ measure }) => measure))];
  const known = await store.listings('measure', measured);
  const lists = new Map(
    measured.map((measure, i) => {
      const list = Math.floor(known[i]!.count / TOGETHER);
      return [measure, list === 0 ? measure : pairKey(measure, list)];
    }),
  );
  const measures = claims.map(({ content }, i) =>
    content.figures.map(({ index }) => {
      const place = told.get(index);
      return place?.claim === i ? lists.get(place.measure)! : 0;
    }),
  );
  const keys: Changes['keys'][number][] = [];
  claims.forEach(({ content }, i) => {
    const item = next + i;
    const of = content.figures.flatMap(({ index }) => {
      const place = told.get(index);
      return place?.claim === i ? place.measure : [];
    });
    for (const measure of new Set(of)) {
      keys.push({ space: 'measure', key: lists.get(measure)!, item });
      // The first list counts for all that follow it.
      if (lists.get(measure) !== measure) keys.push({ space: 'measure', key: measure, item });
    }
  });
  return { measures, keys };
}

interface Told {
  /** Its place among the document's claims. */
  readonly claim: number;
  readonly measure: number;
}

/** By figure that measures something, the smallest claim that holds it, and what it measures there. */
function smallest(reading: Reading, claims: readonly ClaimSignature[]): Map<number, Told> {
  const found = new Map<number, Told & { readonly length: number }>();
  claims.forEach(({ content }, claim) => {
    const { start, end } = reading.claims[claim]!;
    const length = end - start;
    for (const figure of content.figures) {
      if (!isMeasured(figure)) continue;
      const known = found.get(figure.index);
      if (known === undefined || length < known.length) {
        found.set(figure.index, { claim, measure: measureKey(figure), length });
      }
    }
  });
  return found;
}
