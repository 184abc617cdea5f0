import type { ClaimRef, Group } from '@isnad/weighing';
import { sql } from 'kysely';
import type { Correction, Decision } from '../log/review.ts';
import {
  type AnchoredClaim,
  anchorIn,
  flagKey,
  type ItemKind,
  type ItemRef,
  type Relation,
  type ReviewSubject,
  type ReviewTarget,
} from '../log/subject.ts';
import { unpack } from '../store/packed.ts';
import { everyItem, NothingToReview } from '../store/store.ts';
import type { Database } from './database.ts';
import { claimsOf, listFlags } from './findings.ts';

/** Looks up what a reviewer points at, and the words that it stands in. */

/** Claims of a group that a decision names: those of the largest are too many to say one by one. */
const NAMED = 200;

/**
 * The target of a decision.
 * @throws NothingToReview when there is no such thing
 */
export async function targetOf(database: Database, subject: ReviewSubject, decision: Decision): Promise<ReviewTarget> {
  const anchored = (refs: readonly ItemRef[]): Promise<AnchoredClaim[]> =>
    Promise.all(refs.map((ref) => anchoredItem(database, 'claim', ref)));
  switch (subject.kind) {
    case 'link': {
      const [a, b] = await anchored([subject.a, subject.b]);
      if (a!.document === b!.document && a!.item === b!.item)
        throw new NothingToReview('a claim has no link with itself');
      return { kind: 'link', a: a!, b: b!, said: await relationOf(database, a!, b!) };
    }
    case 'group': {
      const correction = correctionOf(decision);
      const asked = correction?.of === 'group' ? correction : null;
      const claims = membersOf(await groupOf(database, subject.group));
      const out = asked?.split ?? [];
      for (const ref of out) {
        if (!claims.some((claim) => isSame(claim, ref)))
          throw new NothingToReview(`claim «${ref.item}» of document «${ref.document}» is not in the group`);
      }
      if (out.length === claims.length) throw new NothingToReview('the whole group can’t go out of it');
      if (asked?.merge === subject.group) throw new NothingToReview('a group can’t be merged with itself');
      const others = asked?.merge === undefined ? [] : membersOf(await groupOf(database, asked.merge));
      const named = claims.filter((claim, index) => index < NAMED || out.some((ref) => isSame(claim, ref)));
      const { kind, group } = subject;
      return { kind, group, claims: await anchored(named), others: await anchored(others.slice(0, NAMED)) };
    }
    case 'membership': {
      const { kind, group, document, item } = subject;
      const correction = correctionOf(decision);
      const members = membersOf(await groupOf(database, group));
      if (!members.some((claim) => isSame(claim, subject)))
        throw new NothingToReview(`claim «${item}» of document «${document}» is not in the group`);
      const others = members.filter((claim) => !isSame(claim, subject));
      const into = correction?.of === 'membership' ? membersOf(await groupOf(database, correction.into)) : [];
      if (into.some((claim) => isSame(claim, subject))) throw new NothingToReview('the claim is in that group already');
      return {
        kind,
        group,
        ...(await anchoredItem(database, 'claim', { document, item })),
        others: await anchored(others.slice(0, NAMED)),
        into: await anchored(into.slice(0, NAMED)),
      };
    }
    case 'source': {
      const { kind, source } = subject;
      const correction = correctionOf(decision);
      const others = correction?.of === 'source' ? [...(correction.merge ?? []), ...(correction.apart ?? [])] : [];
      if (others.includes(source)) throw new NothingToReview('a source is what it is');
      const [own] = await Promise.all([source, ...others].map((key) => namedSource(database, key, others.length > 0)));
      return { kind, source, name: own! };
    }
    case 'case flag': {
      const { kind, flag, claims } = subject;
      if (!(await isFlagged(database, flag, claims)))
        throw new NothingToReview(`nothing of the sort «${flag}» is flagged of these claims any more`);
      return { kind, flag, claims: await anchored(claims) };
    }
    default:
      return { kind: subject.kind, ...(await anchoredItem(database, subject.kind, subject)) };
  }
}

function correctionOf(decision: Decision): Correction | null {
  return decision.kind === 'correct' ? decision.correction : null;
}

async function anchoredItem(database: Database, kind: ItemKind, { document, item }: ItemRef): Promise<AnchoredClaim> {
  const body = await database
    .selectFrom('documents')
    .innerJoin('bodies', 'bodies.document', 'documents.number')
    .select(['documents.number', 'bodies.text', 'bodies.reading_digest as reading'])
    .where('documents.id', '=', document)
    .executeTakeFirst();
  if (body === undefined) throw new NothingToReview(`the case has no document «${document}»`);
  const span = await spanOf(database, kind, body.number, item);
  if (span === undefined) throw new NothingToReview(`document «${document}» has no ${kind} «${item}»`);
  return { document, item, anchor: anchorIn(body.text, span.start, span.end), reading: body.reading };
}

const ITEM_TABLES = {
  claim: 'claims',
  attribution: 'attributions',
  figure: 'figures',
  act: 'acts',
  flag: 'document_flags',
} as const satisfies { [kind in ItemKind]: string };

async function spanOf(
  database: Database,
  kind: ItemKind,
  document: number,
  item: string,
): Promise<{ start: number; end: number } | undefined> {
  const byIndex = kind === 'figure' || kind === 'act' || kind === 'flag';
  if (byIndex && !/^\d{1,9}$/.test(item)) return undefined;
  const named = byIndex ? sql<boolean>`position = ${Number(item)}` : sql<boolean>`id = ${item}`;
  return database
    .selectFrom(ITEM_TABLES[kind])
    .select(['start', 'end'])
    .where('document', '=', document)
    .where(named)
    .executeTakeFirst();
}

/** Whether weighing says it of just these claims. */
async function isFlagged(database: Database, flag: string, claims: readonly ItemRef[]): Promise<boolean> {
  const wanted = flagKey(flag, claims);
  for await (const one of everyItem((page) => listFlags(database, page), 500)) {
    if (one.kind === flag && flagKey(flag, claimsOf(one)) === wanted) return true;
  }
  return false;
}

async function groupOf(database: Database, id: string): Promise<Group> {
  const row = await database.selectFrom('groups').select('body').where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new NothingToReview(`there is no group «${id}» any more`);
  return unpack<Group>(row.body);
}

/**
 * The oldest claim of a group, by which decisions on it are known.
 * @throws NothingToReview for a group that is no more
 */
export async function oldestOf(database: Database, id: string): Promise<ItemRef> {
  return membersOf(await groupOf(database, id))[0]!;
}

function membersOf({ claims }: Group): ItemRef[] {
  return claimsOf({ claims });
}

function isSame(a: ItemRef, b: ItemRef): boolean {
  return a.document === b.document && a.item === b.item;
}

/** How two claims stand to each other by the last weighing. */
async function relationOf(database: Database, a: ItemRef, b: ItemRef): Promise<Relation> {
  const [one, other] = [await groupsWith(database, a), await groupsWith(database, b)];
  const isOf = (claim: ClaimRef, ref: ItemRef): boolean => claim.document === ref.document && claim.claim === ref.item;
  for (const { conflicts } of [...one, ...other]) {
    if (conflicts.some((of) => (isOf(of.a, a) && isOf(of.b, b)) || (isOf(of.a, b) && isOf(of.b, a)))) return 'conflict';
  }
  return one.some(({ id }) => other.some((group) => group.id === id)) ? 'same' : 'unrelated';
}

async function groupsWith(database: Database, { document, item }: ItemRef): Promise<Group[]> {
  const rows = await database
    .selectFrom('documents')
    .innerJoin('claims', 'claims.document', 'documents.number')
    .innerJoin('group_claims', (join) =>
      join
        .onRef('group_claims.document', '=', 'claims.document')
        .onRef('group_claims.position', '=', 'claims.position'),
    )
    .innerJoin('groups', 'groups.number', 'group_claims.group')
    .select('groups.body')
    .where('documents.id', '=', document)
    .where('claims.id', '=', item)
    .execute();
  return rows.map(({ body }) => unpack<Group>(body));
}

/** The name of a source; one that is joined with others or told from them must name somebody. */
async function namedSource(database: Database, key: string, joined: boolean): Promise<string> {
  const row = await database.selectFrom('sources').select(['name', 'named']).where('key', '=', key).executeTakeFirst();
  if (row === undefined) throw new NothingToReview(`the case has no source «${key}»`);
  if (joined && row.named === 0)
    throw new NothingToReview(`«${row.name}» names nobody: in another document it may be somebody else`);
  return row.name;
}
