import { cell } from '../store.ts';

/** Id of the report that was open last: the bar leads back to it. */
export const lastReport = cell<string | null>(null);
