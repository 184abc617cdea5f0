import { CaseError } from '../store/store.ts';

/** What the database refuses for the sake of the disk or of itself, in words for the person who works on the case. */

/** SQLite's result codes (the low byte of an extended one). */
const CAUSES: { readonly [code: number]: string } = {
  8: 'the case can only be read here: its folder or its disk may not be written to',
  10: 'the disk could not be read or written: nothing of this step was kept; see that it is there and has room',
  11: 'the database is damaged: isnad verify tells what can’t be read, and the originals are as they were',
  13: 'the disk is full: nothing of this step was kept, and all that was before is there; make room and try again',
  26: 'the file case.db is not a database',
};

/** The error as the case tells it; the same error where it is none of these. */
export function told(error: unknown): unknown {
  const cause = error instanceof Error && 'errcode' in error ? CAUSES[Number(error.errcode) & 0xff] : undefined;
  return cause === undefined ? error : new CaseError(cause, { cause: error });
}

/** Does something with the database; what it refuses is told. */
export async function telling<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw told(error);
  }
}
