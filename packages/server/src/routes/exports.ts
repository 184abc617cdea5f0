import { randomUUID } from 'node:crypto';
import { mkdir, opendir, rm } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import { createRoute, z } from '@hono/zod-openapi';
import { exportCase } from '@isnad/casefile';
import pLimit from 'p-limit';
import { ZipFile } from 'yazl';
import { Problem } from '../problems.ts';
import * as schemas from '../schemas.ts';
import { namesIn } from './briefing.ts';
import type { App, Desk } from './route.ts';

const TYPE = 'application/zip';

/**
 * Exports that are written at once, of all cases that a server has: each reads a whole case, and whoever only reads
 * must not wait behind a dozen of them.
 */
const AT_ONCE = 2;
const inTurn = pLimit(AT_ONCE);

/** @param uploads where an export lies until it is sent */
export function exportRoutes(app: App, { opened }: Desk, uploads: string): void {
  const route = createRoute({
    method: 'post',
    path: '/api/exports',
    description: 'The case in a form for others, as one ZIP, to be saved.',
    request: { body: { required: true, content: { 'application/json': { schema: schemas.exportRequest } } } },
    responses: { 200: { description: 'The export', content: { [TYPE]: { schema: z.string() } } } },
  });
  app.openapi(route, async (context) => {
    const { format, language, withhold } = context.req.valid('json');
    await mkdir(uploads, { recursive: true, mode: 0o700 });
    const folder = join(uploads, `export-${randomUUID()}`);
    const isWritten = await inTurn(async () => {
      // Whoever has gone meanwhile is in nobody's way.
      if (context.req.raw.signal.aborted) return false;
      await exportCase(opened, folder, { format, language, withhold: namesIn(withhold) });
      return true;
    });
    if (!isWritten) throw new Problem('busy');
    context.header('content-disposition', `attachment; filename="isnad-${format}.zip"`);
    return context.body(Readable.toWeb(zipped(folder)), 200, { 'content-type': TYPE });
  });
}

/** One ZIP of a folder, which is taken away when that was read to its end, or nobody reads on. */
export function zipped(folder: string): Readable {
  const zip = Readable.from(zipOf(folder));
  // What nobody began to read has nothing that ends.
  zip.once('close', () => void rm(folder, { recursive: true, force: true }));
  return zip;
}

async function* zipOf(folder: string): AsyncGenerator<Uint8Array> {
  try {
    const zip = new ZipFile();
    for await (const entry of await opendir(folder, { recursive: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      zip.addFile(path, relative(folder, path).replaceAll(sep, '/'));
    }
    zip.on('error', (error) => zip.outputStream.emit('error', error));
    zip.end();
    for await (const piece of zip.outputStream) if (piece instanceof Uint8Array) yield piece;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
