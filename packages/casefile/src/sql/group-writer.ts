import type { ChainLink } from '@isnad/reading';
import type { Group } from '@isnad/weighing';
import { sql, type Transaction } from 'kysely';
import type { DocumentId } from '../ids.ts';
import { termsOf } from '../search/terms.ts';
import { sourceKey } from '../sources.ts';
import { pack } from '../store/packed.ts';
import type { GroupCard } from '../store/records.ts';
import type { Descent } from '../work/same-sources.ts';
import { RankLists, ranksByNumber } from './rank-lists.ts';
import { SourceFindings } from './source-findings.ts';
import { sourcesByKey } from './sources.ts';
import type { Tables } from './tables.ts';
import { inPairs, inSome, type Pair } from './wanted.ts';

/** Rows that go into one statement. */
const AT_A_TIME = 1000;

/** Keeps groups, each with what lists and filters ask of it. */

interface Member {
  readonly document: number;
  readonly id: DocumentId;
  readonly outlet: string | null;
  readonly published: string | null;
  readonly position: number;
  readonly claim: string;
  readonly chain: string;
  readonly origin: string | null;
}

export class GroupWriter {
  readonly #transaction: Transaction<Tables>;
  readonly #lists = new RankLists();
  readonly #sources = new SourceFindings();

  constructor(transaction: Transaction<Tables>) {
    this.#transaction = transaction;
  }

  /** @param number from 0, in the order in which they come */
  async write(group: Group, number: number): Promise<void> {
    const { id, grade, conflicts, claims, routes } = group;
    const members = await this.#membersOf(group);
    const dates = members.flatMap(({ published }) => published ?? []).toSorted();
    await this.#transaction
      .insertInto('groups')
      .values({
        number,
        id,
        rank: null,
        grade,
        conflicts: conflicts.length,
        certain: routes.certain,
        possible: routes.possible,
        claims: claims.length,
        earliest: dates.at(0) ?? null,
        latest: dates.at(-1) ?? null,
        card: pack(await this.#card(group, members)),
        body: pack(group),
      })
      .execute();
    const positions = members.map(({ document, position }) => ({ document, position, group: number }));
    await inSome(positions, (some) => this.#transaction.insertInto('group_claims').values(some).execute(), AT_A_TIME);
    this.#lists.add('grade', grade, number);
    for (const key of new Set(members.flatMap(originOf))) this.#lists.add('origin', key, number);
    this.#sources.learn(group, members.map(descentOf));
    const words = termsOf([...new Set(claims.map(({ text }) => text))].join('\n'));
    for (const stem of new Set(Array.from(words, (word) => word.stem))) this.#lists.add('word', stem, number);
  }

  /** Gives every group its rank, heaviest first, and writes what is listed by it: once, when all are in. */
  async rank(groups: number): Promise<void> {
    await sql`update groups set rank = ranked.rank from (
      select number, row_number() over (order by certain desc, possible desc, claims desc, id) - 1 as rank from groups
    ) as ranked where ranked.number = groups.number`.execute(this.#transaction);
    await this.#sources.write(this.#transaction, this.#lists);
    const lists = [...this.#lists.rows(await ranksByNumber(this.#transaction, groups))];
    await inSome(lists, (some) => this.#transaction.insertInto('group_lists').values(some).execute(), AT_A_TIME);
  }

  /** The claims of a group that the case has, in the group's order. */
  async #membersOf({ claims }: Group): Promise<Member[]> {
    const pairs = claims.map(({ document, claim }): Pair => [document, claim]);
    const rows = await inPairs(pairs, (wanted) =>
      sql<Member>`with ${wanted}
        select documents.number as document, documents.id, documents.outlet, documents.published,
          claims.position, claims.id as claim, claims.chain, claims.origin
        from wanted join documents on documents.id = wanted.a
        join claims on claims.document = documents.number and claims.id = wanted.b
        order by wanted.place`.execute(this.#transaction),
    );
    const seen = new Set<string>();
    return rows.filter(({ document, position }) => {
      const key = `${document} ${position}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
  }

  async #card(
    { id, head, grade, because, routes, claims, conflicts }: Group,
    members: readonly Member[],
  ): Promise<GroupCard> {
    const keys = [...new Set(members.flatMap(originOf))];
    const sources = await sourcesByKey(this.#transaction, keys);
    const { certain, possible } = routes;
    return {
      id,
      head,
      grade,
      because,
      certain,
      possible,
      claims: claims.length,
      documents: new Set(members.map(({ document }) => document)).size,
      conflicts: conflicts.length,
      origins: keys.flatMap((key) => {
        const source = sources.get(key);
        return source === undefined ? [] : { key, name: source.name, named: source.named };
      }),
    };
  }
}

function descentOf({ id, claim, chain, outlet }: Member): Descent {
  const links: ChainLink[] = JSON.parse(chain);
  const keys = links.map(({ name }) => sourceKey(name));
  return { document: id, claim, chain: keys, outlet: outlet === null ? null : sourceKey(outlet) };
}

/** Whom a claim goes back to: the end of its chain, or the outlet that speaks for itself. */
function originOf({ origin, outlet }: Member): string[] {
  if (origin !== null) return [origin];
  return outlet === null ? [] : [sourceKey(outlet)];
}
