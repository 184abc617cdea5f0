import { createHash } from 'node:crypto';
import { createRoute, z } from '@hono/zod-openapi';
import { BRIEFING_STYLE, type BriefingFormat, brief, composeBriefing, type WithheldKind } from '@isnad/casefile';
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

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const TYPES = {
  html: 'text/html; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  docx: DOCX,
} as const satisfies { [format in BriefingFormat]: string };
const FILES = {
  'text/html': { schema: z.string() },
  'text/markdown': { schema: z.string() },
  [DOCX]: { schema: z.string() },
};

/** True: people's names. */
export function namesIn(withhold: boolean | readonly WithheldKind[]): ReadonlySet<WithheldKind> {
  if (typeof withhold === 'boolean') return new Set(withhold ? ['people'] : []);
  return new Set(withhold);
}

export function briefingRoutes(app: App, { opened }: Desk): void {
  const briefing = createRoute({
    method: 'get',
    path: '/api/briefing',
    request: { query: schemas.briefingQuery },
    responses: {
      200: {
        description: 'The briefing',
        content: {
          ...FILES,
          'application/json': { schema: schemas.briefing },
        },
      },
    },
  });
  app.openapi(briefing, async (context) => {
    const { language, format, withhold, part } = context.req.valid('query');
    if (format === 'json') return context.json(await composeBriefing(opened, { part }), 200);
    const { bytes } = await brief(opened, { format, language, withhold: namesIn(withhold) });
    context.header('content-language', language);
    return context.body(Uint8Array.from(bytes), 200, { 'content-type': TYPES[format] });
  });

  const edited = createRoute({
    method: 'post',
    path: '/api/briefing',
    description: 'A briefing as an editor chose it: the file, to be saved.',
    request: { body: { required: true, content: { 'application/json': { schema: schemas.briefingRequest } } } },
    responses: { 200: { description: 'The briefing', content: FILES } },
  });
  app.openapi(edited, async (context) => {
    const { withhold, ...choice } = context.req.valid('json');
    const { bytes } = await brief(opened, { ...choice, withhold: namesIn(withhold) });
    const { format, language } = choice;
    context.header('content-language', language);
    context.header('content-disposition', `attachment; filename="briefing.${format}"`);
    return context.body(Uint8Array.from(bytes), 200, { 'content-type': TYPES[format] });
  });
}
