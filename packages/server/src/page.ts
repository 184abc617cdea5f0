import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Problem } from './problems.ts';
import type { App } from './routes/route.ts';

/** Where the page is built into. */
export const BUILT_PAGE = join(import.meta.dirname, '..', '..', 'web', 'dist');

/** The workbench, as it was built into a folder: files whose names tell their content stay with the browser. */
export function pageRoutes(app: App, folder: string): void {
  if (!existsSync(join(folder, 'index.html'))) {
    app.get('*', () => {
      throw new Problem('no page');
    });
    return;
  }
  app.use(
    '/assets/*',
    serveStatic({
      root: folder,
      precompressed: true,
      onFound: (_, context) => context.header('cache-control', 'private, max-age=31536000, immutable'),
    }),
  );
  app.use('*', serveStatic({ root: folder, onFound: (_, context) => context.header('cache-control', 'no-cache') }));
  // A room of the workbench has an address of its own; what looks like a file and is none is not here.
  app.get('*', async (context, next) => {
    if (/\.[^/]+$/.test(context.req.path)) throw new Problem('not here', context.req.path);
    return serveStatic({ root: folder, path: 'index.html' })(context, next);
  });
}
