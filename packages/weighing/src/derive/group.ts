import { coverOf } from '../claims/similarity.ts';
import type { Conflict, CopyPair, Group, GroupLink } from '../findings.ts';
import type { WeighingLanguage } from '../language.ts';
import { Field, STRIDE } from '../relate/words.ts';
import { type Report, routesOf, type Saying } from '../routes/routes.ts';
import type { ClaimLink, ClaimRecord, DocumentRecord, GroupNumber, WeighingStore } from '../store/store.ts';
import { certaintyConflicts } from './certainty.ts';
import { type ClaimContext, claimRef, conflictBetween, copiesByPair, documentName } from './conflicts.ts';
import { type FigureConflict, type Stand, tellFigureConflict } from './figure-conflicts.ts';
import { gradeOf } from './grade.ts';
import type { ConflictAt, FigureAt } from './kept-conflicts.ts';
import { joinReports } from './reports.ts';
import { voicesOf } from './voices.ts';

/** Claims of a group that are looked at: a sentence that stands in more documents than this is known well enough. */
export const MEMBERS = 500;

/** The conflicts of series that have a figure of one of the claims on either side. */
type ConflictsOf = (claims: readonly ClaimRecord[]) => Promise<readonly ConflictAt[]>;

/** Makes a group of what the store has of it; null where there is no group of that number. */
export async function deriveGroup(
  number: GroupNumber,
  store: WeighingStore,
  language: WeighingLanguage,
  conflictsOf: ConflictsOf,
): Promise<Group | null> {
  const [members] = await store.members([number], MEMBERS);
  if (members === undefined || members.length === 0) return null;
  const claims = await store.claims(members);
  const links = await store.linksOf(members);
  const figures = await conflictsOf(claims);
  const own = new Set(members);
  const disputed = [...links.filter(({ kind }) => kind === 'conflict'), ...figures.map(claimsAt)];
  const far = (pairs: readonly ClaimPair[]) => pairs.flatMap(({ a, b }) => [a, b]).filter((claim) => !own.has(claim));
  const others = await store.claims([...new Set(far([...links, ...disputed]))]);
  const records = await store.documents([...new Set([...claims, ...others].map(({ document }) => document))]);
  const against = new Set(far(disputed));
  const copies = await store.copiesAmong([
    ...new Set([...claims, ...others.filter(({ number }) => against.has(number))].map(({ document }) => document)),
  ]);
  const outlets = records.map(({ outlet }) => outlet).filter((outlet) => outlet !== null);
  const tellers = await store.tellers([
    ...new Set([...claims, ...others].flatMap(({ chain }) => chain).concat(outlets)),
  ]);
  const context: ClaimContext = {
    documents: new Map(records.map((record) => [record.number, record])),
    copies: copiesByPair(copies),
    names: new Map(tellers.map(({ id, name }) => [id, name])),
    language,
  };
  const inChains = new Set(claims.flatMap(({ chain }) => chain));
  const voices = voicesOf(
    tellers.filter(({ id }) => inChains.has(id)),
    language,
  );
  const reports = reportsOf(claims, copies, context);
  const sayings = claims.map(
    (claim): Saying => ({
      claim: claimRef(claim, context),
      report: reports.of.get(claim.document)!,
      chain: claim.chain.map((id) => voices.get(id)!),
      open: claim.open,
    }),
  );
  const routes = routesOf(sayings, reports.list);
  const byNumber = new Map([...claims, ...others].map((claim) => [claim.number, claim]));
  const conflicts = [
    ...figures.map((conflict) => tellFigureConflict(standing(conflict, byNumber, context), context)),
    ...wordConflicts(await mutualConflicts(links, store), byNumber, own, context),
    ...certaintyConflicts(claims, links, byNumber, context),
  ];
  const near = await groupLinks(links, own, byNumber, context, store);
  const attributed = claims.some(({ chain }) => chain.length > 0 && voices.get(chain.at(-1)!)!.named);
  return {
    id: groupId(claims[0]!, context.documents.get(claims[0]!.document)!),
    claims: sayings.map(({ claim }) => claim),
    head: claimRef(headOf(claims), context),
    routes,
    ...gradeOf(routes, conflicts, attributed),
    conflicts,
    related: near.related,
    links: near.links,
  };
}

/** The ids of groups: those of their oldest claims, which stay as documents are added. */
export async function groupIds(groups: readonly GroupNumber[], store: WeighingStore): Promise<string[]> {
  const oldest = await store.claims(groups);
  const documents = await store.documents(oldest.map(({ document }) => document));
  return oldest.map((claim, i) => groupId(claim, documents[i]!));
}

function groupId(oldest: ClaimRecord, document: DocumentRecord): string {
  return `${document.id}#${oldest.id}`;
}

function reportsOf(
  claims: readonly ClaimRecord[],
  copies: readonly CopyPair[],
  context: ClaimContext,
): { list: Report[]; of: Map<number, string> } {
  const numbers = [...new Set(claims.map(({ document }) => document))];
  const documents = numbers.map((number) => context.documents.get(number)!);
  const first = joinReports(documents, claims, copies);
  const of = new Map(numbers.map((number, i) => [number, documents[first[i]!]!.id]));
  const list = [...Map.groupBy(documents, (_, i) => first[i]!)].map(([at, joined]): Report => {
    const oldest = [...joined].sort((x, y) => ((x.published ?? '9') < (y.published ?? '9') ? -1 : 1));
    const outlets = joined.map(({ outlet }) => outlet).filter((outlet) => outlet !== null);
    const name = documentName(documents[at]!, context.names);
    return { id: documents[at]!.id, name, documents: oldest.map(({ id }) => id), outlets };
  });
  return { list, of };
}

/** The claim that shares most with the others: it speaks for all; the oldest of equals. */
function headOf(claims: readonly ClaimRecord[]): ClaimRecord {
  const stems = claims.map(({ content }) => new Set(content.words.filter((_, i) => i % STRIDE === Field.Stem)));
  let best = claims[0]!;
  let most = -1;
  claims.forEach((claim, i) => {
    let shared = 0;
    stems.forEach((other, j) => {
      if (i !== j) shared += (2 * stems[i]!.intersection(other).size) / Math.max(1, stems[i]!.size + other.size);
    });
    if (shared > most + 1e-9) {
      most = shared;
      best = claim;
    }
  });
  return best;
}

/**
 * The links of conflict that are the strongest of both their claims: what ten reports say against one is told once, by
 * the nearest of them.
 */
async function mutualConflicts(links: readonly ClaimLink[], store: WeighingStore): Promise<ClaimLink[]> {
  const conflicts = links.filter(({ kind }) => kind === 'conflict');
  const all = await store.linksOf([...new Set(conflicts.flatMap(({ a, b }) => [a, b]))]);
  const best = new Map<number, ClaimLink>();
  for (const link of all) {
    if (link.kind !== 'conflict') continue;
    for (const claim of [link.a, link.b]) {
      const known = best.get(claim);
      if (known === undefined || link.strength > known.strength) best.set(claim, link);
    }
  }
  const isBest = (link: ClaimLink, claim: number) => {
    const { a, b } = best.get(claim)!;
    return a === link.a && b === link.b;
  };
  return conflicts.filter((link) => isBest(link, link.a) && isBest(link, link.b));
}

function wordConflicts(
  links: readonly ClaimLink[],
  claims: ReadonlyMap<number, ClaimRecord>,
  own: ReadonlySet<number>,
  context: ClaimContext,
): Conflict[] {
  const strongest = [...links].sort((x, y) => y.strength - x.strength);
  const conflicts: Conflict[] = [];
  const seen = new Set<string>();
  for (const { a, b } of strongest) {
    const [first, second] = own.has(a) ? [a, b] : [b, a];
    const [x, y] = [claims.get(first)!, claims.get(second)!];
    // Of two documents once: a claim inside another repeats the conflict of the larger.
    const key = `${x.document} ${y.document}`;
    if (seen.has(key)) continue;
    const conflict = conflictBetween(x, y, context);
    // Figures are set against each other in their series.
    if (conflict === null || conflict.kind === 'figure') continue;
    seen.add(key);
    conflicts.push(conflict);
  }
  return conflicts;
}

/** Two claims that have to do with each other. */
type ClaimPair = Pick<ClaimLink, 'a' | 'b'>;

function claimsAt({ a, b }: ConflictAt): ClaimPair {
  return { a: a.claim, b: b.claim };
}

function standing(
  { a, b, kind }: ConflictAt,
  claims: ReadonlyMap<number, ClaimRecord>,
  { documents }: ClaimContext,
): FigureConflict {
  const stand = (at: FigureAt): Stand => {
    const claim = claims.get(at.claim)!;
    const figure = claim.content.figures.find(({ index }) => index === at.figure)!;
    return { claim, figure, document: documents.get(claim.document)! };
  };
  return { a: stand(a), b: stand(b), kind };
}

/** Share of a claim that another one says, too, from which on it supports it. */
const SUPPORTED = 0.5;

/** Related groups that are told of: what a large case says again and again is near to tens of thousands. */
const RELATED = 100;
/** Links whose groups are looked up at a time: many lead to the same. */
const LOOKED_UP = 1000;
/** Those of which is said what ties them to this one. */
const LINKS = 5;

/** The groups that claims of this one are nearest to, the nearest first, and what ties the first of them. */
async function groupLinks(
  links: readonly ClaimLink[],
  own: ReadonlySet<number>,
  byNumber: ReadonlyMap<number, ClaimRecord>,
  context: ClaimContext,
  store: WeighingStore,
): Promise<Pick<Group, 'related' | 'links'>> {
  const near = links
    .filter(({ kind, a, b }) => kind === 'related' && own.has(a) !== own.has(b))
    .sort((x, y) => y.strength - x.strength)
    .map(({ a, b, strength }) => (own.has(a) ? { mine: a, other: b, strength } : { mine: b, other: a, strength }));
  const nearest = new Map<GroupNumber, (typeof near)[number]>();
  for (let from = 0; from < near.length && nearest.size < RELATED; from += LOOKED_UP) {
    const some = near.slice(from, from + LOOKED_UP);
    const numbers = await store.groupsOf(some.map(({ other }) => other));
    some.forEach((link, i) => {
      if (nearest.size < RELATED && !nearest.has(numbers[i]!)) nearest.set(numbers[i]!, link);
    });
  }
  const ids = await groupIds([...nearest.keys()], store);
  const told = [...nearest.values()].slice(0, LINKS).map(({ mine, other, strength }, i): GroupLink => {
    const [a, b] = [byNumber.get(mine)!, byNumber.get(other)!];
    return {
      group: ids[i]!,
      kind: coverOf(a.content, b.content, context.language.lexicon) >= SUPPORTED ? 'supports' : 'related',
      a: { document: context.documents.get(a.document)!.id, claim: a.id },
      b: { document: context.documents.get(b.document)!.id, claim: b.id },
      strength,
    };
  });
  return { related: ids, links: told };
}
