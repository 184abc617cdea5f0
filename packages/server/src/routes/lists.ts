import { createRoute } from '@hono/zod-openapi';
import * as schemas from '../schemas.ts';
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
    responses: answers('Documents in the order they came in', schemas.pageOf(schemas.documentRecord)),
  });
  app.openapi(documents, async (context) => context.json(await store.documents(context.req.valid('query')), 200));

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
    responses: answers('Claims in the order of documents and text', schemas.pageOf(schemas.claimRecord)),
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

  const documentFlags = createRoute({
    method: 'get',
    path: '/api/document-flags',
    request: ofDocument,
    responses: answers('What looks wrong inside documents', schemas.pageOf(schemas.flagRecord)),
  });
  app.openapi(documentFlags, async (context) => {
    const { limit, after, ...filter } = context.req.valid('query');
    return context.json(await store.documentFlags(filter, { limit, after }), 200);
  });

  const sources = createRoute({
    method: 'get',
    path: '/api/sources',
    request: page,
    responses: answers('Sources, those in most claims first', schemas.pageOf(schemas.sourceRecord)),
  });
  app.openapi(sources, async (context) => context.json(await store.sources(context.req.valid('query')), 200));

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
