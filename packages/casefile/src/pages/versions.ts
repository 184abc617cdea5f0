import type { Case } from '../case.ts';
import type { DocumentId } from '../ids.ts';

/** The versions of a document that transcriptions made, the oldest first; itself alone when there were none. */
export async function versionsOf({ store }: Case, document: DocumentId): Promise<readonly DocumentId[]> {
  const newer = await store.replacements();
  const older = new Map([...newer].map(([old, its]) => [its, old]));
  const versions = [document];
  for (let before = older.get(document); before !== undefined; before = older.get(before)) versions.unshift(before);
  for (let after = newer.get(document); after !== undefined; after = newer.get(after)) versions.push(after);
  return versions;
}
