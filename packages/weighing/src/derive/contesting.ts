import type { Conflict, Uncontested } from '../findings.ts';

const UNCONTESTED: ReadonlySet<Conflict['kind']> = new Set<Uncontested>(['drift', 'update', 'rounding']);

/** Whether a conflict makes the claims on its sides contested: the two can't both be right. */
export function isContesting({ kind }: Pick<Conflict, 'kind'>): boolean {
  return !UNCONTESTED.has(kind);
}
