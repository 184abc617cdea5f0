import { AddressError, CaseError, causeOf, moveCase, shownPlace } from '@isnad/casefile';
import { Failure } from '../failure.ts';
import { writeLine } from '../streams.ts';

/** `isnad move`: a case from a folder into a database server, and back. */
export async function moveCommand(from: string, to: string): Promise<void> {
  try {
    const { entries, root } = await moveCase(from, to);
    await writeLine(`brought to ${shownPlace(to)}, and checked there: ${entries} entries of the log, root ${root}`);
    await writeLine(`${shownPlace(from)} is as it was: delete it, or write to it no more`);
  } catch (error) {
    const where = `${shownPlace(from)} to ${shownPlace(to)}`;
    if (error instanceof CaseError || error instanceof AddressError) throw new Failure(where, error.message);
    if (error instanceof Error && 'code' in error) throw new Failure(where, causeOf(error));
    throw error;
  }
}
