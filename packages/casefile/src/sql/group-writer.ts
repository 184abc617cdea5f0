import type { ChainLink } from '@isnad/reading';
import type { Group } from '@isnad/weighing';
import { sql, type Transaction } from 'kysely';
import type { DocumentId } from '../ids.ts';
import { termsOf } from '../search/terms.ts';
import { sourceKey } from '../sources.ts';
import { pack, unpack } from '../store/packed.ts';
import type { GroupCard, SourceName } from '../store/records.ts';
import { OtherFindings } from '../store/store.ts';
import { together } from '../work/flow.ts';
import type { Descent } from '../work/same-sources.ts';
import type { Engine } from './engine.ts';
import { pagesInOrder } from './paging.ts';
import { keepWords, RankLists, ranksByNumber } from './rank-lists.ts';
import { SourceFindings } from './source-findings.ts';
import { sourcesByKey } from './sources.ts';
import type { Tables } from './tables.ts';
import { inPairs, inSome, type Pair } from './wanted.ts';

/** Keeps groups, each with what lists and filters ask of it. */

/** Rows that go into one statement. */
const AT_A_TIME = 1000;
/** Groups that are written together, and claims of theirs from which on they are: a statement costs more than a row. */
const TOGETHER = { groups: 200, claims: 2000 };
/** Groups of which no more than their places are looked at together. */
const PAGE = 10_000;

interface ClaimRow {
  readonly position: number;
  readonly claim: string;
  readonly chain: string;
  readonly origin: string | null;
}

interface Member extends ClaimRow {
  readonly document: number;
  readonly id: DocumentId;
  readonly outlet: string | null;
  readonly published: string | null;
}

export class GroupWriter {
  readonly #transaction: Transaction<Tables>;
  readonly #engine: Engine;
  readonly #lists = new RankLists();
  readonly #sources = new SourceFindings();
  /** Groups that are there, by id. */
  readonly #there = new Map<string, { readonly number: number; readonly rank: number }>();
  /** Groups that are to be written. */
  readonly #waiting: Group[] = [];
  /** The number of the next group that was not there. */
  #next = 0;
  #count = 0;

  constructor(transaction: Transaction<Tables>, engine: Engine) {
    this.#transaction = transaction;
    this.#engine = engine;
  }

  /**
   * Leaves these groups as they are, and lets go of all others. To be called once, before anything is written; what lists
   * and sources have of groups is to be made anew.
   * @throws OtherFindings for a group that is not there
   */
  async keep(ids: Iterable<string> | AsyncIterable<string>): Promise<void> {
    const groups = pagesInOrder(
      [-1],
      ([after]: readonly [number]) =>
        this.#transaction
          .selectFrom('groups')
          .select(['number', 'id', sql<number>`rank`.as('rank')])
          .where('number', '>', after)
          .orderBy('number')
          .limit(PAGE)
          .execute(),
      ({ number }): readonly [number] => [number],
    );
    for await (const rows of groups) {
      for (const { id, number, rank } of rows) this.#there.set(id, { number, rank });
      this.#next = (rows.at(-1)?.number ?? this.#next) + 1;
    }
    const kept = new Map<string, { readonly number: number; readonly rank: number }>();
    for await (const some of together(ids, TOGETHER.groups)) {
      for (const id of some) {
        const group = this.#there.get(id);
        if (group === undefined) throw new OtherFindings(`there is no group «${id}» that is said to be as it was`);
        kept.set(id, group);
      }
      await this.#learnAgain(some);
    }
    const gone = [...this.#there].flatMap(([id, { number }]) => (kept.has(id) ? [] : [number]));
    await inSome(gone, async (some) => {
      await this.#transaction.deleteFrom('group_claims').where('group', 'in', some).execute();
      return this.#transaction.deleteFrom('groups').where('number', 'in', some).execute();
    });
    await keepWords(this.#transaction, this.#lists, [...kept.values()]);
    this.#count = kept.size;
  }

  /** What lists and sources have of groups that are as they were; their sources may have become others. */
  async #learnAgain(ids: readonly string[]): Promise<void> {
    const rows = await this.#transaction
      .selectFrom('groups')
      .select(['number', 'card', 'body'])
      .where('id', 'in', ids)
      .orderBy('number')
      .execute();
    const groups = rows.map(({ body }) => unpack<Group>(body));
    const members = await this.#membersOf(groups);
    const sources = await sourcesByKey(this.#transaction, members.flat().flatMap(originOf));
    for (const [i, { number, card }] of rows.entries()) {
      const group = groups[i]!;
      this.#listSources(number, group, members[i]!);
      const now = cardOf(group, members[i]!, sources);
      if (JSON.stringify(now) === JSON.stringify(unpack<GroupCard>(card))) continue;
      await this.#transaction
        .updateTable('groups')
        .set({ card: pack(now) })
        .where('number', '=', number)
        .execute();
    }
  }

  /** Groups that were not there get numbers in the order in which they come. */
  async write(group: Group): Promise<void> {
    this.#waiting.push(group);
    const claims = this.#waiting.reduce((sum, one) => sum + one.claims.length, 0);
    if (this.#waiting.length >= TOGETHER.groups || claims >= TOGETHER.claims) await this.#writeWaiting();
  }

  async #writeWaiting(): Promise<void> {
    const groups = this.#waiting.splice(0);
    if (groups.length === 0) return;
    this.#count += groups.length;
    const numbers = groups.map(({ id }) => this.#there.get(id)?.number ?? this.#next++);
    const members = await this.#membersOf(groups);
    const sources = await sourcesByKey(this.#transaction, members.flat().flatMap(originOf));
    await this.#transaction
      .insertInto('groups')
      .values(groups.map((group, i) => groupRow(numbers[i]!, group, members[i]!, sources)))
      .execute();
    const growth = { before: this.#count - groups.length, after: this.#count };
    await this.#engine.grown(this.#transaction, ['groups', 'group_claims'], growth);
    const positions = members.flatMap((ofGroup, i) =>
      ofGroup.map(({ document, position }) => ({ document, position, group: numbers[i]! })),
    );
    await inSome(positions, (some) => this.#transaction.insertInto('group_claims').values(some).execute(), AT_A_TIME);
    for (const [i, group] of groups.entries()) {
      this.#listSources(numbers[i]!, group, members[i]!);
      this.#listWords(numbers[i]!, group);
    }
  }

  #listSources(number: number, group: Group, members: readonly Member[]): void {
    this.#lists.add('grade', group.grade, number);
    for (const key of new Set(members.flatMap(originOf))) this.#lists.add('origin', key, number);
    this.#sources.learn(group, members.map(descentOf));
  }

  #listWords(number: number, group: Group): void {
    const words = termsOf([...new Set(group.claims.map(({ text }) => text))].join('\n'));
    for (const stem of new Set(Array.from(words, (word) => word.stem))) this.#lists.add('word', stem, number);
  }

  /**
   * Gives every group its rank, heaviest first, and writes what is listed by it: once, when all are in.
   * @returns how many there are
   */
  async rank(): Promise<number> {
    await this.#writeWaiting();
    await sql`update groups set rank = ranked.rank from (
      select number, row_number() over (order by certain desc, possible desc, claims desc, id) - 1 as rank from groups
    ) as ranked where ranked.number = groups.number and groups.rank is distinct from ranked.rank`.execute(
      this.#transaction,
    );
    await this.#sources.write(this.#transaction, this.#lists);
    const lists = [...this.#lists.rows(await ranksByNumber(this.#transaction, this.#next))];
    await inSome(lists, (some) => this.#transaction.insertInto('group_lists').values(some).execute(), AT_A_TIME);
    return this.#count;
  }

  /** The claims of each group that the case has, in the group's order. */
  async #membersOf(groups: readonly Group[]): Promise<Member[][]> {
    // Documents first: a server that has not counted its rows yet joins three lists by going through all of them.
    const ids = [...new Set(groups.flatMap(({ claims }) => claims.map(({ document }) => document)))];
    const documents = await inSome(ids, (some) =>
      this.#transaction
        .selectFrom('documents')
        .select(['number as document', 'id', 'outlet', 'published'])
        .where(sql.ref<string>('id'), 'in', some)
        .execute(),
    );
    const byId = new Map<string, (typeof documents)[number]>(documents.map((document) => [document.id, document]));
    const wanted = groups.flatMap(({ claims }, group) => {
      const known = new Map(claims.map((claim) => [`${claim.claim} ${claim.document}`, claim]));
      return Array.from(known.values(), ({ document, claim }) => ({ group, document: byId.get(document), claim }));
    });
    const there = wanted.flatMap(({ group, document, claim }) =>
      document === undefined ? [] : [{ group, document, claim }],
    );
    const rows = await inPairs(
      there.map(({ document, claim }): Pair => [String(document.document), claim]),
      (pairs) =>
        sql<ClaimRow & { readonly place: number }>`with ${pairs}
        select wanted.place, claims.position, claims.id as claim, claims.chain, claims.origin
        from wanted join claims on claims.document = cast(wanted.a as bigint) and claims.id = wanted.b
        order by wanted.place`.execute(this.#transaction),
    );
    const members = groups.map((): Member[] => []);
    for (const { place, ...claim } of rows) {
      const { group, document } = there[place]!;
      members[group]!.push({ ...document, ...claim });
    }
    return members;
  }
}

function groupRow(
  number: number,
  group: Group,
  members: readonly Member[],
  sources: ReadonlyMap<string, SourceName>,
): Tables['groups'] {
  const { id, grade, conflicts, claims, routes } = group;
  const dates = members.flatMap(({ published }) => published ?? []).toSorted();
  return {
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
    card: pack(cardOf(group, members, sources)),
    body: pack(group),
  };
}

function cardOf(
  { id, head, grade, because, routes, claims, conflicts }: Group,
  members: readonly Member[],
  sources: ReadonlyMap<string, SourceName>,
): GroupCard {
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
    origins: [...new Set(members.flatMap(originOf))].flatMap((key) => {
      const source = sources.get(key);
      return source === undefined ? [] : { key, name: source.name, named: source.named };
    }),
  };
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
