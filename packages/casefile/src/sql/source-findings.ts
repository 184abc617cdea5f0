import type { Group } from '@isnad/weighing';
import { sql, type Transaction } from 'kysely';
import { sourceKey } from '../sources.ts';
import { type Descent, SameSources } from '../work/same-sources.ts';
import type { Database } from './database.ts';
import type { RankLists } from './rank-lists.ts';
import type { Tables } from './tables.ts';
import { inSome } from './wanted.ts';

/** What the groups tell of sources, as they come in: whose names are one, and how what goes back to them stands. */
export class SourceFindings {
  readonly #same = new SameSources();
  /** Conflicts that came about at a source, by its name in weighing, and at an outlet, by its key. */
  readonly #drifts = { source: new Map<string, Set<string>>(), outlet: new Map<string, Set<string>>() };

  /** @param descents of the group’s claims */
  learn({ routes, conflicts }: Group, descents: readonly Descent[]): void {
    this.#same.learn(routes, descents);
    for (const { kind, at, a, b } of conflicts) {
      if (kind !== 'drift' || at === null) continue;
      const conflict = [`${a.document} ${a.claim}`, `${b.document} ${b.claim}`].sort().join('\n');
      const source = routes.nodes.find(({ id }) => id === at && !id.startsWith('report:'));
      if (source !== undefined) addTo(this.#drifts.source, sourceKey(source.name), conflict);
      const outlet = descents.find(({ document }) => `report:${document}` === at)?.outlet ?? null;
      if (outlet !== null) addTo(this.#drifts.outlet, outlet, conflict);
    }
  }

  /** Writes it, and joins the lists of groups by origin for names of one source. */
  async write(transaction: Transaction<Tables>, lists: RankLists): Promise<void> {
    const weights = await weightsOf(transaction);
    const drifted = new Map<string, number>();
    const standing = new Map<string, string>();
    for (const [name, keys] of this.#same.bySource()) {
      const known = keys.filter((key) => weights.has(key));
      const [first, ...others] = byFitness(known, weights);
      if (first === undefined) continue;
      for (const key of known) standing.set(key, first);
      if (others.length > 0) lists.join('origin', [first, ...others]);
      count(drifted, first, this.#drifts.source.get(name)?.size ?? 0);
    }
    for (const [key, conflicts] of this.#drifts.outlet) count(drifted, standing.get(key) ?? key, conflicts.size);
    const corroborated = new Set(lists.numbers('grade', 'corroborated'));
    const contested = new Set(lists.numbers('grade', 'contested'));
    const rows = Array.from(weights.keys(), (key) => {
      // What was joined to another name has no list of its own any more.
      const groups = lists.numbers('origin', key);
      return {
        key,
        same: standing.get(key) ?? key,
        corroborated: groups.filter((number) => corroborated.has(number)).length,
        contested: groups.filter((number) => contested.has(number)).length,
        drifted: drifted.get(key) ?? 0,
      };
    });
    const telling = rows.filter((row) => standing.has(row.key) || row.corroborated + row.contested + row.drifted > 0);
    await inSome(telling, (some) => transaction.insertInto('source_findings').values(some).execute(), AT_A_TIME);
  }
}

/** The share of the most frequent name that another needs to stand for the source. */
const FREQUENT = 0.25;

/** The plainest of the frequent names first («المرصد», not «تقرير لصحيفة المرصد»), then by how often they stand. */
function byFitness(names: readonly string[], weights: ReadonlyMap<string, number>): string[] {
  const ordered = names.toSorted((a, b) => weights.get(b)! - weights.get(a)! || (a < b ? -1 : 1));
  const frequent = ordered.filter((name) => weights.get(name)! >= FREQUENT * weights.get(ordered[0]!)!);
  const wordsIn = (name: string) => name.split(' ').length;
  const plainest = frequent.toSorted((a, b) => wordsIn(a) - wordsIn(b))[0];
  return plainest === undefined ? [] : [plainest, ...ordered.filter((name) => name !== plainest)];
}

/** Rows that go into one statement. */
const AT_A_TIME = 1000;

/** How often each name stands in the case. */
async function weightsOf(transaction: Transaction<Tables>): Promise<Map<string, number>> {
  const rows = await transaction
    .selectFrom('sources')
    .select(['key', sql<number>`originated + relayed + published`.as('weight')])
    .orderBy('key')
    .execute();
  return new Map(rows.map(({ key, weight }) => [key, weight]));
}

function addTo(sets: Map<string, Set<string>>, key: string, value: string): void {
  sets.set(key, (sets.get(key) ?? new Set()).add(value));
}

function count(counts: Map<string, number>, key: string, more: number): void {
  counts.set(key, (counts.get(key) ?? 0) + more);
}

/** The keys of all names of the source that has this one. */
export async function namesOfSource(database: Database, key: string): Promise<[string, ...string[]]> {
  const others = await database
    .selectFrom('source_findings as asked')
    .innerJoin('source_findings as names', 'names.same', 'asked.same')
    .select('names.key')
    .where('asked.key', '=', key)
    .where('names.key', '<>', key)
    .orderBy('names.key')
    .execute();
  return [key, ...others.map((name) => name.key)];
}
