import { createRoute } from '@hono/zod-openapi';
import type { OriginalRecord } from '@isnad/casefile';
import type { Context } from 'hono';
import { Problem } from '../problems.ts';
import * as schemas from '../schemas.ts';
import { type App, answers, type Desk } from './route.ts';

/** One document and its original. */
export function documentRoutes(app: App, { opened }: Desk): void {
  const { store } = opened;

  const document = createRoute({
    method: 'get',
    path: '/api/documents/{id}',
    request: { params: schemas.idParam },
    responses: answers('A document with its Reading and its reviews', schemas.openDocument),
  });
  app.openapi(document, async (context) => {
    const { id } = context.req.valid('param');
    const found = await store.openDocument(id);
    if (found === null) throw new Problem('not here', id);
    return context.json(found, 200);
  });

  app.get('/api/documents/:id/original', async (context) => {
    const { record, bytes } = await originalOf(context);
    const { size, format } = record;
    // Never to be shown by the browser itself: whatever it holds, here it is bytes to be saved.
    return context.body(Uint8Array.from(bytes), 200, {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="${record.hash.slice(0, 16)}.${format.replace(/[^a-z0-9]/g, '')}"`,
      'content-length': String(size),
    });
  });

  async function originalOf(context: Context): Promise<{
    record: OriginalRecord;
    bytes: Uint8Array;
  }> {
    const { id } = parsed(schemas.idParam, context.req.param());
    const document = await store.record(id);
    const original = document === null ? null : await store.original(document.original);
    if (document === null || original === null) throw new Problem('not here', id);
    const bytes = await opened.originals.read(original.hash).catch(() => null);
    if (bytes === null) throw new Problem('not here', original.hash);
    return { record: original, bytes };
  }
}

function parsed<T>(
  schema: { safeParse(value: unknown): { success: true; data: T } | { success: false } },
  value: unknown,
): T {
  const result = schema.safeParse(value);
  if (!result.success) throw new Problem('bad request');
  return result.data;
}
