import { basename } from 'node:path';
import { type IntakeDocument, type PageView, pageView } from '@isnad/intake';
import type { Case } from '../case.ts';
import type { DocumentId } from '../ids.ts';
import type { Readers } from '../work/readers.ts';
import { versionsOf } from './versions.ts';

/** A page of a document: its picture, and its words where they stand on it. */

/** The picture of a page as PNG, of a transcribed one that of its first version; null when there is none. */
export async function pageImage(
  opened: Case,
  readers: Readers,
  document: DocumentId,
  page: number,
): Promise<Uint8Array | null> {
  const [first = document] = await versionsOf(opened, document);
  const record = await opened.store.record(first);
  const original = record === null ? null : await opened.store.original(record.original);
  if (record === null || original === null) return null;
  const name = basename(original.origins[0]?.place ?? '');
  return opened.originals.lend(original.hash, (file) => readers.pageImage(file, name, record.part, page));
}

/** The words of a page with their boxes and their offsets in the document's text; null when there is no such page. */
export async function pageWords(opened: Case, document: DocumentId, page: number): Promise<PageView | null> {
  const whole = await intakeDocument(opened, document);
  return whole?.pages.some((report) => report.page === page) ? pageView(whole, page) : null;
}

/** A document as intake gave it; null when the case has none of this id. */
export async function intakeDocument({ store }: Case, id: DocumentId): Promise<IntakeDocument | null> {
  const found = await store.document(id);
  if (found === null) return null;
  const { part, title, outlet, author, published, modified, address } = found.record;
  return { part, text: found.text, title, outlet, author, published, modified, address, ...found.layout };
}
