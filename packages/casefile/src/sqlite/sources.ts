import type { ChainLink } from '@isnad/reading';
import { normalKey } from '@isnad/text';
import type { Transaction } from 'kysely';
import type { PreparedDocument } from '../store/records.ts';
import type { Tables } from './tables.ts';

/** How often each name originates, relays and publishes, kept up as documents come in. */

type Tally = { name: string; originated: number; relayed: number; published: number };

/** The key of the source that a chain ends in; null for the document's own voice. */
export function originKey(chain: readonly ChainLink[]): string | null {
  const origin = chain.at(-1);
  return origin === undefined ? null : normalKey(origin.name);
}

/** Adds what these documents say to the tallies. */
export async function countSources(
  transaction: Transaction<Tables>,
  documents: readonly PreparedDocument[],
): Promise<void> {
  for (const [key, tally] of tallyOf(documents)) {
    await transaction
      .insertInto('sources')
      .values({ key, ...tally })
      .onConflict((conflict) =>
        conflict.column('key').doUpdateSet((row) => ({
          originated: row('sources.originated', '+', tally.originated),
          relayed: row('sources.relayed', '+', tally.relayed),
          published: row('sources.published', '+', tally.published),
        })),
      )
      .execute();
  }
}

function tallyOf(documents: readonly PreparedDocument[]): Map<string, Tally> {
  const tallies = new Map<string, Tally>();
  const tally = (name: string): Tally => {
    const key = normalKey(name);
    const known = tallies.get(key);
    if (known !== undefined) return known;
    const fresh = { name, originated: 0, relayed: 0, published: 0 };
    tallies.set(key, fresh);
    return fresh;
  };
  for (const { metadata, rows } of documents) {
    if (metadata.outlet !== null) tally(metadata.outlet).published++;
    for (const { chain } of rows.claims) {
      chain.forEach((link, index) => {
        if (index === chain.length - 1) tally(link.name).originated++;
        else tally(link.name).relayed++;
      });
    }
  }
  return tallies;
}
