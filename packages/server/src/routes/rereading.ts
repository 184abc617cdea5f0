import { createRoute } from '@hono/zod-openapi';
import { reread } from '@isnad/casefile';
import { Problem } from '../problems.ts';
import * as reviewing from '../review-schemas.ts';
import * as schemas from '../schemas.ts';
import { type App, answers, type Desk } from './route.ts';

/** Reading documents again, and what becomes of what was decided on them. */
export function rereadingRoutes(app: App, { opened, readers, imports }: Desk): void {
  const again = createRoute({
    method: 'post',
    path: '/api/documents/{id}/reread',
    request: { params: schemas.idParam },
    responses: answers('What the new Reading changed, and what became of decisions', reviewing.carryReport),
  });
  app.openapi(again, async (context) => {
    const { id } = context.req.valid('param');
    for await (const report of reread(opened, readers, new Set([id]))) {
      if ('message' in report) throw new Problem('not here', report.message);
      if (report.changed) await imports.reviewed(true);
      return context.json(report, 200);
    }
    throw new Problem('not here', id);
  });

  const list = createRoute({
    method: 'get',
    path: '/api/carries',
    request: { query: schemas.documentQuery },
    responses: answers(
      'What became of decisions when documents were read again, the latest first',
      schemas.pageOf(reviewing.carries),
    ),
  });
  app.openapi(list, async (context) => {
    const { document, limit, after } = context.req.valid('query');
    return context.json(await opened.store.carries({ document }, { limit, after }), 200);
  });
}
