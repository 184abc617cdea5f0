import { createHash } from 'node:crypto';
import { createRoute, z } from '@hono/zod-openapi';
import { BRIEFING_STYLE, brief, composeBriefing } from '@isnad/casefile';
import type { MiddlewareHandler } from 'hono';
import * as schemas from '../schemas.ts';
import type { App, Desk } from './route.ts';

/** A briefing brings its own style sheet: allowed by its hash, and nothing else is. */
const STYLE_HASH = createHash('sha256').update(BRIEFING_STYLE).digest('base64');
const POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** Put around the headers of all responses, so that it has the last word. */
export const briefingPolicy: MiddlewareHandler = async (context, next) => {
  await next();
  if (context.res.headers.get('content-type')?.startsWith('text/html'))
    context.header('content-security-policy', POLICY);
};

export function briefingRoutes(app: App, { opened }: Desk): void {
  const briefing = createRoute({
    method: 'get',
    path: '/api/briefing',
    request: { query: schemas.briefingQuery },
    responses: {
      200: {
        description: 'The briefing',
        content: {
          'text/html': { schema: z.string() },
          'text/markdown': { schema: z.string() },
          'application/json': { schema: schemas.briefing },
        },
      },
    },
  });
  app.openapi(briefing, async (context) => {
    const { language, format } = context.req.valid('query');
    if (format === 'json') return context.json(await composeBriefing(opened), 200);
    const text = await brief(opened, format, language);
    context.header('content-language', language);
    if (format === 'md') return context.body(text, 200, { 'content-type': 'text/markdown; charset=utf-8' });
    return context.body(text, 200, { 'content-type': 'text/html; charset=utf-8' });
  });
}
