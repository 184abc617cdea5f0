import { createRoute } from '@hono/zod-openapi';
import {
  countNew,
  explainQuery,
  type Hit,
  type LogSeq,
  type SavedSearch,
  type Store,
  search,
  searchNew,
} from '@isnad/casefile';
import { Problem } from '../problems.ts';
import * as schemas from '../search-schemas.ts';
import type { SearchHit, WatchedSearch } from '../shapes.ts';
import { type App, answers, type Desk } from './route.ts';

/** What leads to documents, claims and figures by their words; and searches that are run again. */
export function searchRoutes(app: App, { opened }: Desk): void {
  const { store } = opened;

  const hits = createRoute({
    method: 'get',
    path: '/api/search',
    request: { query: schemas.hitsQuery },
    responses: answers('Hits, best first', schemas.hits),
  });
  app.openapi(hits, async (context) => {
    const { q, limit } = context.req.valid('query');
    return context.json(await shown(store, await search(store, q, limit)), 200);
  });

  const explained = createRoute({
    method: 'get',
    path: '/api/search/query',
    request: { query: schemas.explainedQuery },
    responses: answers('How a query is understood, and what is odd in it', schemas.explanation),
  });
  app.openapi(explained, async (context) => {
    const { q } = context.req.valid('query');
    const { filters, notes, ...rest } = explainQuery(q);
    const told = notes.map((note) => ({ ...note, text: q.slice(note.start, note.end) }));
    return context.json({ ...rest, fields: filters.map((filter) => ({ ...filter })), notes: told }, 200);
  });

  const list = createRoute({
    method: 'get',
    path: '/api/searches',
    responses: answers('Saved searches, in the order in which they were saved', schemas.watchedSearches),
  });
  app.openapi(list, async (context) => {
    const watched: WatchedSearch[] = [];
    for (const saved of await store.searches()) watched.push({ ...saved, fresh: await countNew(store, saved) });
    return context.json(watched, 200);
  });

  const save = createRoute({
    method: 'post',
    path: '/api/searches',
    request: { body: { required: true, content: { 'application/json': { schema: schemas.saveRequest } } } },
    responses: answers('The search as it was saved', schemas.watchedSearch),
  });
  app.openapi(save, async (context) => {
    const { name, query } = context.req.valid('json');
    // One that can't be answered is refused now, when somebody can mend it.
    await search(store, query, 1);
    return context.json({ ...(await store.saveSearch(name, query, opened.stamp())), fresh: 0 }, 200);
  });

  const fresh = createRoute({
    method: 'get',
    path: '/api/searches/{id}/new',
    request: { params: schemas.searchParam, query: schemas.newQuery },
    responses: answers('What came in since it was last looked at, best first', schemas.hits),
  });
  app.openapi(fresh, async (context) => {
    const saved = await savedBy(context.req.valid('param').id);
    const { limit } = context.req.valid('query');
    return context.json(await shown(store, await searchNew(store, saved, limit)), 200);
  });

  const seen = createRoute({
    method: 'post',
    path: '/api/searches/{id}/seen',
    request: { params: schemas.searchParam },
    responses: answers('The search, with nothing new', schemas.watchedSearch),
  });
  app.openapi(seen, async (context) => {
    const { id } = context.req.valid('param');
    const looked = await store.lookAtSearch(id, opened.stamp());
    if (looked === null) throw new Problem('not here', String(id));
    return context.json({ ...looked, fresh: 0 }, 200);
  });

  const drop = createRoute({
    method: 'delete',
    path: '/api/searches/{id}',
    request: { params: schemas.searchParam },
    responses: answers('The search that is no more', schemas.dropped),
  });
  app.openapi(drop, async (context) => {
    const { id } = context.req.valid('param');
    if (!(await store.dropSearch(id, opened.stamp()))) throw new Problem('not here', String(id));
    return context.json({ id }, 200);
  });

  async function savedBy(id: LogSeq): Promise<SavedSearch> {
    const saved = (await store.searches()).find((one) => one.id === id);
    if (saved === undefined) throw new Problem('not here', String(id));
    return saved;
  }
}

/** UTF-16 units of text that are shown on either side of a hit. */
const AROUND = 120;

/** Hits with what a list shows of them. */
async function shown(store: Store, hits: readonly Hit[]): Promise<SearchHit[]> {
  const records = await store.records([...new Set(hits.map(({ document }) => document))]);
  const texts = await store.texts([...records.values()]);
  const claims = await claimsOf(store, hits);
  return hits.flatMap((hit, index) => {
    const [record, text] = [records.get(hit.document), texts.get(hit.document)];
    if (record === undefined || text === undefined) return [];
    const before = text.slice(Math.max(0, hit.start - AROUND), hit.start);
    const after = text.slice(hit.end, hit.end + AROUND);
    return [{ ...hit, before, after, record, claim: claims[index]! }];
  });
}

/** The claim that each hit is, or stands in. */
async function claimsOf(store: Store, hits: readonly Hit[]): Promise<Array<SearchHit['claim']>> {
  const around = await store.claimsAt(
    hits.map(({ document, start, marks, claim }) =>
      claim === null ? { document, at: marks[0]?.start ?? start } : { document, claim },
    ),
  );
  return around.map((claim) => (claim === null ? null : { id: claim.id, chain: claim.chain }));
}
