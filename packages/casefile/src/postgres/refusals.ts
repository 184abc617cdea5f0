import { CaseBusy, CaseError } from '../store/store.ts';

/** What PostgreSQL refuses for the sake of others or of itself, in words for the person who works on the case. */

const HELD = 'others are writing to the case: wait until they are done, and try again';

/** By the code of the error, or the class that its first two signs are. */
const CAUSES: { readonly [code: string]: string } = {
  ECONNREFUSED: 'the database server can’t be reached: see that it runs, and try again',
  ECONNRESET: 'the database server ended the connection: nothing of this step was kept; try again',
  ENOENT: 'the database server can’t be reached: see that it runs, and try again',
  ENOTFOUND: 'the database server can’t be reached: its name is not known',
  '08': 'the connection to the database server was lost: nothing of this step was kept; try again',
  '28': 'the database server does not let this account in',
  '3D000': 'the database server has no such database',
  42501: 'this account may not do this in the database',
  25006: 'the case can only be read here: the database takes no changes',
  53100: 'the disk of the database server is full: nothing of this step was kept; make room and try again',
  53200: 'the database server has no memory left: nothing of this step was kept; try again',
  53300: 'the database server has no connection left: try again',
  57: 'the database server was stopped: nothing of this step was kept; try again when it is back',
  58: 'the database server could not read or write its disk: nothing of this step was kept',
  XX: 'the database is damaged: isnad verify tells what can’t be read',
};
const LOCK_NOT_AVAILABLE = '55P03';

/** The error as the case tells it; the same error where it is none of these. */
export function told(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (error.message === TERMINATED) return new CaseError(CAUSES['08']!, { cause: error });
  if (!('code' in error) || typeof error.code !== 'string') return error;
  if (error.code === LOCK_NOT_AVAILABLE) return new CaseBusy(HELD, { cause: error });
  const cause = CAUSES[error.code] ?? CAUSES[error.code.slice(0, 2)];
  return cause === undefined ? error : new CaseError(cause, { cause: error });
}

/** What `pg` says, without a code, when the connection goes away under a query. */
const TERMINATED = 'Connection terminated unexpectedly';

/** Does something with the database; what it refuses is told. */
export async function telling<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw told(error);
  }
}
