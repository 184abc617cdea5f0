import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createRoute } from '@hono/zod-openapi';
import { uploadSource } from '@isnad/casefile';
import { streamSSE } from 'hono/streaming';
import { Problem } from '../problems.ts';
import * as schemas from '../schemas.ts';
import type { LiveEvent } from '../shapes.ts';
import { type App, answers, type Desk } from './route.ts';

/** Files sent in, and the telling of what becomes of them. */

/** Bytes of one upload, unless told. */
export const LARGEST_UPLOAD = 512 * 1024 * 1024;

/** Milliseconds after which a silent connection is shown to be alive. */
const HEARTBEAT = 15_000;

/**
 * @param folder where uploads lie until they are kept
 * @param largest bytes of one upload
 */
export function addingRoutes(app: App, { imports }: Desk, folder: string, largest: number): void {
  let count = 0;

  const upload = createRoute({
    method: 'post',
    path: '/api/uploads',
    description: 'The body is the file, as it is. The answer says that it was taken in; events tell what became of it.',
    request: {
      query: schemas.uploadQuery,
      body: {
        required: true,
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      },
    },
    responses: answers('Where adding stands', schemas.importState),
  });
  app.openapi(upload, async (context) => {
    const { name } = context.req.valid('query');
    const { body } = context.req.raw;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, String(++count));
    try {
      await pipeline(
        body === null ? Readable.from([]) : Readable.fromWeb(body),
        limited(largest),
        createWriteStream(path),
      );
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
    await imports.take(uploadSource(name, path));
    return context.json(imports.state, 200);
  });

  const state = createRoute({
    method: 'get',
    path: '/api/imports',
    responses: answers('Where adding stands', schemas.importState),
  });
  app.openapi(state, (context) => context.json(imports.state, 200));

  const drop = createRoute({
    method: 'delete',
    path: '/api/imports/waiting',
    description: 'Lets go of the files that wait and were not begun.',
    responses: answers('Where adding stands', schemas.importState),
  });
  app.openapi(drop, async (context) => {
    await imports.dropWaiting();
    return context.json(imports.state, 200);
  });

  app.get('/api/events', (context) =>
    streamSSE(context, async (stream) => {
      const gone = new AbortController();
      stream.onAbort(() => gone.abort());
      const tell = (event: LiveEvent): Promise<void> =>
        stream.writeSSE({ event: event.kind, data: JSON.stringify(event) });
      const events = imports.events(gone.signal);
      const heartbeat = setInterval(() => void stream.write(': alive\n\n'), HEARTBEAT);
      try {
        // The first event is asked for before the state is told, so that nothing falls between them.
        let next = events.next();
        await tell({ kind: 'imports', state: imports.state });
        for (let event = await next; !event.done; event = await next) {
          next = events.next();
          await tell(event.value);
        }
      } finally {
        clearInterval(heartbeat);
        gone.abort();
      }
    }),
  );
}

/** Of a body that is too large, this many times what is taken is listened to before the answer. */
const PATIENCE = 4;

/**
 * Passes bytes on, and fails with a Problem when there are too many: at the end, since who is still sending does not
 * hear an answer, unless there is no end to it.
 */
function limited(largest: number): Transform {
  let size = 0;
  return new Transform({
    transform(chunk: Uint8Array, _, done) {
      size += chunk.length;
      if (size > largest * PATIENCE) done(new Problem('too large'));
      else if (size > largest) done();
      else done(null, chunk);
    },
    flush(done) {
      done(size > largest ? new Problem('too large') : null);
    },
  });
}
