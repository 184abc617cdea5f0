import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** The database of a case, or a transaction on it, whichever engine it is. */
export type Database = Kysely<Tables>;
