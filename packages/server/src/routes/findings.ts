import { createRoute } from '@hono/zod-openapi';
import { type ClaimRecord, type DocumentRecord, documentId, everyItem } from '@isnad/casefile';
import { Problem } from '../problems.ts';
import * as schemas from '../schemas.ts';
import { type App, answers, type Desk } from './route.ts';

/** What weighing found. */
export function findingRoutes(app: App, { opened: { store } }: Desk): void {
  const groups = createRoute({
    method: 'get',
    path: '/api/groups',
    request: { query: schemas.groupQuery },
    responses: answers('Groups of the same claim, heaviest first', schemas.pageOf(schemas.group)),
  });
  app.openapi(groups, async (context) => {
    const { limit, after, ...filter } = context.req.valid('query');
    return context.json(await store.groups(filter, { limit, after }), 200);
  });

  const group = createRoute({
    method: 'get',
    path: '/api/groups/{id}',
    request: { params: schemas.groupParam },
    responses: answers('A group with its routes, and what its claims and documents are', schemas.openGroup),
  });
  app.openapi(group, async (context) => {
    const { id } = context.req.valid('param');
    const found = await store.group(id);
    if (found === null) throw new Problem('not here', id);
    const documents: DocumentRecord[] = [];
    const claims = new Map<string, ClaimRecord>();
    for (const name of new Set(found.claims.map((claim) => claim.document))) {
      const document = documentId.parse(name);
      const record = await store.record(document);
      if (record !== null) documents.push(record);
      for await (const claim of everyItem((page) => store.claims({ document }, page), 1000)) {
        claims.set(`${claim.id} ${document}`, claim);
      }
    }
    const ofGroup = found.claims.flatMap(({ claim, document }) => claims.get(`${claim} ${document}`) ?? []);
    return context.json({ group: found, claims: ofGroup, documents }, 200);
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

  const series = createRoute({
    method: 'get',
    path: '/api/series',
    request: { query: schemas.pageQuery },
    responses: answers('Series of comparable figures', schemas.pageOf(schemas.figureSeries)),
  });
  app.openapi(series, async (context) => context.json(await store.series(context.req.valid('query')), 200));

  const flags = createRoute({
    method: 'get',
    path: '/api/flags',
    request: { query: schemas.pageQuery },
    responses: answers('What looks wrong across documents', schemas.pageOf(schemas.caseFlag)),
  });
  app.openapi(flags, async (context) => context.json(await store.flags(context.req.valid('query')), 200));
}
