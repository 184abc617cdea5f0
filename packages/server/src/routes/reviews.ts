import { createRoute } from '@hono/zod-openapi';
import * as schemas from '../schemas.ts';
import { type App, answers, type Desk } from './route.ts';

/** Decisions of people, and taking them back. */
export function reviewRoutes(app: App, { opened, imports }: Desk): void {
  const { store } = opened;

  const list = createRoute({
    method: 'get',
    path: '/api/reviews',
    request: { query: schemas.reviewQuery },
    responses: answers('Decisions, the latest first', schemas.pageOf(schemas.reviewRecord)),
  });
  app.openapi(list, async (context) => {
    const { limit, after, ...filter } = context.req.valid('query');
    return context.json(await store.reviews(filter, { limit, after }), 200);
  });

  const decide = createRoute({
    method: 'post',
    path: '/api/reviews',
    request: { body: { required: true, content: { 'application/json': { schema: schemas.reviewRequest } } } },
    responses: answers('The decision as it stands in the log, and the group it is on', schemas.decided),
  });
  app.openapi(decide, async (context) => {
    const made = await store.decide(context.req.valid('json'), opened.stamp());
    await imports.reviewed();
    const { kind, document, item } = made.target;
    const groups = kind === 'claim' ? await store.groupsOfClaims(document) : null;
    return context.json({ ...made, group: groups?.get(item) ?? null }, 200);
  });

  const undo = createRoute({
    method: 'post',
    path: '/api/reviews/{entry}/undo',
    request: {
      params: schemas.entryParam,
      body: { required: true, content: { 'application/json': { schema: schemas.undoRequest } } },
    },
    responses: answers('The decision that was taken back', schemas.reviewRecord),
  });
  app.openapi(undo, async (context) => {
    const { entry } = context.req.valid('param');
    const undone = await store.undo(entry, context.req.valid('json').note, opened.stamp());
    await imports.reviewed();
    return context.json(undone, 200);
  });
}
