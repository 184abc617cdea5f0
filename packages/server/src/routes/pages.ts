import { createRoute } from '@hono/zod-openapi';
import { pageImage, pageWords, transcribe, versionsOf } from '@isnad/casefile';
import * as schemas from '../page-schemas.ts';
import { Problem } from '../problems.ts';
import { idParam } from '../schemas.ts';
import { type App, answers, type Desk } from './route.ts';

/** The pages of a document: picture and words side by side, and what a person reads there. */
export function documentPageRoutes(app: App, { opened, readers, imports }: Desk): void {
  const { store } = opened;

  const image = createRoute({
    method: 'get',
    path: '/api/documents/{id}/pages/{page}',
    request: { params: schemas.pageParam },
    responses: {
      200: {
        description: 'The picture of the page',
        content: { 'image/png': { schema: { type: 'string', format: 'binary' } } },
      },
    },
  });
  app.openapi(image, async (context) => {
    const { id, page } = context.req.valid('param');
    const picture = await pageImage(opened, readers, id, page);
    if (picture === null) throw new Problem('not here', `page ${page}`);
    return context.body(Uint8Array.from(picture), 200, { 'content-type': 'image/png' });
  });

  const words = createRoute({
    method: 'get',
    path: '/api/documents/{id}/pages/{page}/words',
    request: { params: schemas.pageParam },
    responses: answers('The words of the page where they stand', schemas.pageView),
  });
  app.openapi(words, async (context) => {
    const { id, page } = context.req.valid('param');
    const view = await pageWords(opened, id, page);
    if (view === null) throw new Problem('not here', `page ${page}`);
    return context.json(view, 200);
  });

  const versions = createRoute({
    method: 'get',
    path: '/api/documents/{id}/versions',
    request: { params: idParam },
    responses: answers('The versions that transcriptions made, the oldest first', schemas.versions),
  });
  app.openapi(versions, async (context) => {
    const { id } = context.req.valid('param');
    if ((await store.record(id)) === null) throw new Problem('not here', id);
    return context.json({ versions: await versionsOf(opened, id) }, 200);
  });

  const replaced = createRoute({
    method: 'get',
    path: '/api/replaced',
    responses: answers(
      'Documents that a transcription made a newer version of, each with the newest',
      schemas.replaced,
    ),
  });
  app.openapi(replaced, async (context) => {
    return context.json(Object.fromEntries(await store.replacements()), 200);
  });

  const transcription = createRoute({
    method: 'post',
    path: '/api/documents/{id}/pages/{page}/transcription',
    description: 'What a person reads on the page becomes a new version of the document; the others stay as they are.',
    request: {
      params: schemas.pageParam,
      body: { required: true, content: { 'application/json': { schema: schemas.transcription } } },
    },
    responses: answers('The new version', schemas.transcribed),
  });
  app.openapi(transcription, async (context) => {
    const { id, page } = context.req.valid('param');
    const { text } = context.req.valid('json');
    const made = await transcribe(opened, readers, { document: id, page, text });
    if (!made.known) await imports.arrived();
    return context.json(made, 200);
  });
}
