import { createRoute, z } from '@hono/zod-openapi';
import { causeGraph, placesNamed } from '@isnad/casefile';
import * as schemas from '../schemas.ts';
import { graphQuery } from '../source-schemas.ts';
import { type App, answers, type Desk } from './route.ts';

/** What the graph of causes and the map are drawn from. */
export function pictureRoutes(app: App, { opened: { store } }: Desk): void {
  const graph = createRoute({
    method: 'get',
    path: '/api/causes/graph',
    request: { query: graphQuery },
    responses: answers('What is said to cause what, by whom: of the first causes of the case', schemas.causeGraph),
  });
  app.openapi(graph, async (context) => {
    const { limit } = context.req.valid('query');
    const causes = await store.causes({}, { limit: Math.min(limit, 1000) });
    return context.json(causeGraph(causes.items), 200);
  });

  const places = createRoute({
    method: 'get',
    path: '/api/places',
    request: { query: schemas.placeQuery },
    responses: answers(
      'Places that claims name, and where they lie, those in most claims first',
      z.array(schemas.placeRecord).readonly(),
    ),
  });
  app.openapi(places, async (context) => context.json(await placesNamed(store, context.req.valid('query').limit), 200));
}
