import { moveCase, shownPlace } from '@isnad/casefile';
import { onFile } from '../open.ts';
import { writeLine } from '../streams.ts';

/** `isnad move`: a case from a folder into a database server, and back. */
export async function moveCommand(from: string, to: string): Promise<void> {
  const [old, fresh] = [shownPlace(from), shownPlace(to)];
  const { entries, root } = await onFile(`${old} to ${fresh}`, () => moveCase(from, to));
  await writeLine(`brought to ${fresh}, and checked there: ${entries} entries of the log, root ${root}`);
  await writeLine(`${old} is as it was: delete it, or write to it no more`);
}
