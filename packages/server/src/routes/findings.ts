import { createRoute } from '@hono/zod-openapi';
import {
  type CaseFlagRecord,
  type ClaimRecord,
  caseTopics,
  contradictions,
  documentId,
  type ItemRef,
  type ReviewState,
  type Store,
  sourceKey,
} from '@isnad/casefile';
import { type CaseFlag, type ClaimRef, driftsIn, type Group, ringsIn } from '@isnad/weighing';
import * as findings from '../finding-schemas.ts';
import { Problem } from '../problems.ts';
import * as reviewing from '../review-schemas.ts';
import * as schemas from '../schemas.ts';
import type { GroupReviews, OpenGroup } from '../shapes.ts';
import { type App, answers, type Desk } from './route.ts';

/** What weighing found. */
export function findingRoutes(app: App, { opened }: Desk): void {
  const { store } = opened;

  const groups = createRoute({
    method: 'get',
    path: '/api/groups',
    request: { query: schemas.groupQuery },
    responses: answers('Groups of the same claim, heaviest first', schemas.countedPageOf(schemas.group)),
  });
  app.openapi(groups, async (context) => {
    const { limit, after, ...filter } = context.req.valid('query');
    return context.json(await store.groups(filter, { limit, after }), 200);
  });

  const cards = createRoute({
    method: 'get',
    path: '/api/group-cards',
    request: { query: schemas.groupQuery },
    responses: answers('The same list, of each group what lists show', schemas.countedPageOf(schemas.groupCard)),
  });
  app.openapi(cards, async (context) => {
    const { limit, after, ...filter } = context.req.valid('query');
    return context.json(await store.cards(filter, { limit, after }), 200);
  });

  const queue = createRoute({
    method: 'get',
    path: '/api/queue',
    request: { query: reviewing.queueQuery },
    responses: answers(
      'Claims that are not settled, those of the heaviest groups first',
      schemas.pageOf(schemas.queueItem),
    ),
  });
  app.openapi(queue, async (context) => {
    const { mine, ...page } = context.req.valid('query');
    return context.json(await store.queue({ ...page, notBy: mine ? undefined : opened.stamp().by }), 200);
  });

  const group = createRoute({
    method: 'get',
    path: '/api/groups/{id}',
    request: { params: schemas.groupParam },
    responses: answers('A group with its routes, and what its claims and documents are', findings.openGroup),
  });
  app.openapi(group, async (context) => {
    const { id } = context.req.valid('param');
    const found = await store.group(id);
    if (found === null) throw new Problem('not here', id);
    const places = found.claims.map(({ claim, document }) => ({ claim, document: documentId.parse(document) }));
    const names = [...new Set(places.map(({ document }) => document))];
    const records = await store.records(names);
    const documents = names.flatMap((name) => records.get(name) ?? []);
    const ofGroup = (await store.claimsAt(places)).filter((claim) => claim !== null);
    const related = (await store.cardsOf(found.related)).map(({ id, head }) => ({ id, head }));
    const sources = await nodeSources(store, found, ofGroup);
    const reviews = await groupReviews(store, found);
    const flags = await reviewed(store, flagsOf(found));
    return context.json({ group: found, claims: ofGroup, documents, related, sources, reviews, flags }, 200);
  });

  const copies = createRoute({
    method: 'get',
    path: '/api/copies',
    request: { query: schemas.documentQuery },
    responses: answers('Pairs of documents that share text', schemas.pageOf(schemas.copyPair)),
  });
  app.openapi(copies, async (context) => {
    const { limit, after, ...filter } = context.req.valid('query');
    return context.json(await store.copies(filter, { limit, after }), 200);
  });

  const allSeries = createRoute({
    method: 'get',
    path: '/api/series',
    request: { query: schemas.pageQuery },
    responses: answers('Series of comparable figures', schemas.pageOf(findings.figureSeries)),
  });
  app.openapi(allSeries, async (context) => context.json(await store.series(context.req.valid('query')), 200));

  const measures = createRoute({
    method: 'get',
    path: '/api/measures',
    request: { query: findings.measureQuery },
    responses: answers(
      'What series measure, those with conflicts first, then those of most points',
      schemas.countedPageOf(findings.measureRecord),
    ),
  });
  app.openapi(measures, async (context) => {
    const { limit, after, ...filter } = context.req.valid('query');
    return context.json(await store.measures(filter, { limit, after }), 200);
  });

  const oneSeries = createRoute({
    method: 'get',
    path: '/api/series/{id}',
    request: { params: findings.seriesParam },
    responses: answers('A series with its points, and the group of each', findings.openSeries),
  });
  app.openapi(oneSeries, async (context) => {
    const { id } = context.req.valid('param');
    const found = await store.oneSeries(id);
    if (found === null) throw new Problem('not here', id);
    const groups = await store.groupsOf(found.points.map(({ claim }) => refOf(claim)));
    return context.json({ ...found, groups, flags: await reviewed(store, driftsIn(found.conflicts)) }, 200);
  });

  const conflicts = createRoute({
    method: 'get',
    path: '/api/contradictions',
    request: { query: findings.fewQuery },
    responses: answers('Where the case disagrees with itself, in the heaviest groups', findings.contradictions),
  });
  app.openapi(conflicts, async (context) => {
    return context.json(await contradictions(store, context.req.valid('query').limit), 200);
  });

  const topics = createRoute({
    method: 'get',
    path: '/api/topics',
    responses: answers('What the weightiest groups speak of, the heaviest first', findings.topics),
  });
  app.openapi(topics, async (context) => context.json(await caseTopics(opened), 200));

  const flags = createRoute({
    method: 'get',
    path: '/api/flags',
    request: { query: schemas.pageQuery },
    responses: answers('What looks wrong across documents', schemas.pageOf(schemas.caseFlag)),
  });
  app.openapi(flags, async (context) => context.json(await store.flags(context.req.valid('query')), 200));
}

function refOf({ document, claim }: ClaimRef): ItemRef {
  return { document: documentId.parse(document), item: claim };
}

/** Also those that are told of the group which the first of their two claims is in. */
function flagsOf(group: Group): CaseFlag[] {
  return [...ringsIn(group), ...driftsIn(group.conflicts)];
}

/** Flags with what people decided about them. */
async function reviewed(store: Store, flags: readonly CaseFlag[]): Promise<CaseFlagRecord[]> {
  if (flags.length === 0) return [];
  const states = await store.statesOf(
    flags.map(({ kind: flag, claims }) => ({ kind: 'case flag', flag, claims: claims.map(refOf) })),
  );
  return flags.map((flag, place) => ({ ...flag, review: states[place] ?? null }));
}

/** What people decided about a group, its claims' places in it, and its conflicts. */
async function groupReviews(store: Store, { id, claims, conflicts }: Group): Promise<GroupReviews> {
  const [group] = await store.statesOf([{ kind: 'group', group: id }]);
  const places = await store.statesOf(claims.map((claim) => ({ kind: 'membership', group: id, ...refOf(claim) })));
  const pairs = conflicts.map(({ a, b }) => ({ a: refOf(a), b: refOf(b) }));
  const links = await store.statesOf(pairs.map((pair) => ({ kind: 'link', ...pair })));
  const memberships: { [claim: string]: ReviewState } = {};
  for (const [index, { claim, document }] of claims.entries()) {
    const review = places[index];
    if (review) memberships[`${claim} ${document}`] = review;
  }
  return {
    group: group ?? null,
    memberships,
    links: pairs.flatMap((pair, index) => {
      const review = links[index];
      return review ? [{ ...pair, review }] : [];
    }),
  };
}

/**
 * What the case calls the nodes of a group's routes. Weighing joins the spellings of a name and may show another one
 * than the chains have: then the origin of a claim that goes out from the node tells.
 */
async function nodeSources(
  store: Store,
  { routes }: Group,
  claims: readonly ClaimRecord[],
): Promise<OpenGroup['sources']> {
  const origins = new Map(claims.map(({ id, document, chain }) => [`${id} ${document}`, chain.at(-1)?.key]));
  const keys = new Map<string, string[]>();
  for (const { id, kind, name } of routes.nodes) {
    const ofClaims = routes.edges
      .filter(({ from }) => kind === 'origin' && from === id)
      .flatMap((edge) => edge.claims.flatMap(({ claim, document }) => origins.get(`${claim} ${document}`) ?? []));
    keys.set(id, [sourceKey(name), ...ofClaims]);
  }
  const known = await store.sourcesByKey([...keys.values()].flat());
  const found: { [node: string]: OpenGroup['sources'][string] } = {};
  for (const [id, candidates] of keys) {
    const key = candidates.find((candidate) => known.has(candidate));
    const source = key === undefined ? undefined : known.get(key);
    if (source !== undefined)
      found[id] = { key: source.key, name: source.name, named: source.named, order: source.order };
  }
  return found;
}
