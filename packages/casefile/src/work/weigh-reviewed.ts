import type { DocumentId } from '../ids.ts';
import { type FoundOne, weighing } from '../seams.ts';
import { everyItem, type Store } from '../store/store.ts';
import { decidedItems, judgementsOn } from './decided.ts';
import { reviewedReading } from './reviewed.ts';

/** All that weighing finds in a case as its reviewers have it, one after another: never all Readings in memory. */
export async function* weighReviewed(store: Store): AsyncGenerator<FoundOne> {
  // In the order of their dates, so that the same documents give the same findings in whatever order they came.
  // Of a document with transcriptions only the newest version is weighed: the older ones say the same once more.
  const replaced = await store.replacements();
  const order: Array<{ readonly id: DocumentId; readonly published: string }> = [];
  for await (const { id, published } of everyItem((page) => store.documents(page), 1000)) {
    if (!replaced.has(id)) order.push({ id, published: published ?? '9' });
  }
  order.sort((a, b) => compare(a.published, b.published) || compare(a.id, b.id));
  const judgements = await judgementsOn(store);
  const weigher = weighing(judgements);
  for (const { id } of order) {
    const document = await store.document(id);
    if (document === null) continue;
    await weigher.add(reviewedReading(document.reading, await decidedItems(store, id), judgements.renamed));
  }
  yield* weigher.findings();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
