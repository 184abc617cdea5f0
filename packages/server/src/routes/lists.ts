import { createRoute } from '@hono/zod-openapi';
import * as schemas from '../schemas.ts';
import * as sources from '../source-schemas.ts';
import { type App, answers, type Desk } from './route.ts';

/** The case as a whole, and its lists. */
export function listRoutes(app: App, { opened: { store } }: Desk): void {
  const page = { query: schemas.pageQuery };
  const ofDocument = { query: schemas.documentQuery };

  const summary = createRoute({
    method: 'get',
    path: '/api/case',
    responses: answers('What the case holds', schemas.summary),
  });
  app.openapi(summary, async (context) => context.json(await store.summary(), 200));

  const documents = createRoute({
    method: 'get',
    path: '/api/documents',
    request: page,
    responses: answers('Documents in the order they came in', schemas.countedPageOf(schemas.documentRecord)),
  });
  app.openapi(documents, async (context) => context.json(await store.documents(context.req.valid('query')), 200));

  const latest = createRoute({
    method: 'get',
    path: '/api/latest',
    request: { query: schemas.latestQuery },
    responses: answers(
      'The documents that came in last, the last one first',
      schemas.countedPageOf(schemas.documentRecord),
    ),
  });
  app.openapi(latest, async (context) => {
    const { limit } = context.req.valid('query');
    return context.json(await store.latest(limit), 200);
  });

  const unreadable = createRoute({
    method: 'get',
    path: '/api/unreadable',
    request: page,
    responses: answers('What could not be read, and why', schemas.pageOf(schemas.unreadableRecord)),
  });
  app.openapi(unreadable, async (context) => context.json(await store.unreadable(context.req.valid('query')), 200));

  const claims = createRoute({
    method: 'get',
    path: '/api/claims',
    request: { query: schemas.claimQuery },
    responses: answers('Claims in the order of documents and text', schemas.countedPageOf(schemas.claimRecord)),
  });
  app.openapi(claims, async (context) => {
    const { limit, after, ...filter } = context.req.valid('query');
    return context.json(await store.claims(filter, { limit, after }), 200);
  });

  const attributions = createRoute({
    method: 'get',
    path: '/api/attributions',
    request: ofDocument,
    responses: answers('Attributions in the order of documents and text', schemas.pageOf(schemas.attributionRecord)),
  });
  app.openapi(attributions, async (context) => {
    const { limit, after, ...filter } = context.req.valid('query');
    return context.json(await store.attributions(filter, { limit, after }), 200);
  });

  const figures = createRoute({
    method: 'get',
    path: '/api/figures',
    request: ofDocument,
    responses: answers('Figures in the order of documents and text', schemas.pageOf(schemas.figureRecord)),
  });
  app.openapi(figures, async (context) => {
    const { limit, after, ...filter } = context.req.valid('query');
    return context.json(await store.figures(filter, { limit, after }), 200);
  });

  const acts = createRoute({
    method: 'get',
    path: '/api/acts',
    request: ofDocument,
    responses: answers(
      'What people whom the documents describe did, in the order of documents and text',
      schemas.pageOf(schemas.actRecord),
    ),
  });
  app.openapi(acts, async (context) => {
    const { limit, after, ...filter } = context.req.valid('query');
    return context.json(await store.acts(filter, { limit, after }), 200);
  });

  const documentFlags = createRoute({
    method: 'get',
    path: '/api/document-flags',
    request: { query: schemas.flagQuery },
    responses: answers('What looks wrong inside documents', schemas.countedPageOf(schemas.flagRecord)),
  });
  app.openapi(documentFlags, async (context) => {
    const { limit, after, kind: kinds, document } = context.req.valid('query');
    return context.json(await store.documentFlags({ document, kinds }, { limit, after }), 200);
  });

  const sourceList = createRoute({
    method: 'get',
    path: '/api/sources',
    request: { query: schemas.pageQuery },
    responses: answers(
      'Sources with all their names, those in most claims first',
      schemas.pageOf(sources.sourceRecord),
    ),
  });
  app.openapi(sourceList, async (context) => context.json(await store.sources(context.req.valid('query')), 200));

  const names = createRoute({
    method: 'get',
    path: '/api/sources/names',
    request: { query: sources.sourceNameQuery },
    responses: answers('Names of sources one by one, as the case met them', schemas.pageOf(sources.sourceName)),
  });
  app.openapi(names, async (context) => {
    const { keys, ...asked } = context.req.valid('query');
    if (keys === undefined) return context.json(await store.sourceNames(asked), 200);
    const found = await store.sourcesByKey(keys);
    return context.json({ items: keys.flatMap((key) => found.get(key) ?? []), next: null }, 200);
  });

  const graph = createRoute({
    method: 'get',
    path: '/api/sources/graph',
    request: { query: sources.graphQuery },
    responses: answers('Who passes on whose claims, the heaviest edges first', sources.sourceGraph),
  });
  app.openapi(graph, async (context) => context.json(await store.sourceGraph(context.req.valid('query').limit), 200));

  const causes = createRoute({
    method: 'get',
    path: '/api/causes',
    request: ofDocument,
    responses: answers('Stated causes in the order of documents and text', schemas.pageOf(schemas.causeRecord)),
  });
  app.openapi(causes, async (context) => {
    const { limit, after, ...filter } = context.req.valid('query');
    return context.json(await store.causes(filter, { limit, after }), 200);
  });

  const dates = createRoute({
    method: 'get',
    path: '/api/dates',
    request: { query: schemas.dateQuery },
    responses: answers('Claims that tell the time they speak of, in its order', schemas.pageOf(schemas.datedClaim)),
  });
  app.openapi(dates, async (context) => {
    const { limit, after, ...filter } = context.req.valid('query');
    return context.json(await store.dates(filter, { limit, after }), 200);
  });

  const log = createRoute({
    method: 'get',
    path: '/api/log',
    request: { query: schemas.logQuery },
    responses: answers('Entries of the log, oldest first', schemas.logEntries),
  });
  app.openapi(log, async (context) => {
    const { after, limit } = context.req.valid('query');
    return context.json(await store.log(after, limit), 200);
  });
}
