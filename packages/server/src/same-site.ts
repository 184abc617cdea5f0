import type { MiddlewareHandler } from 'hono';
import { Problem } from './problems.ts';

/**
 * Refuses what comes under another name or from another page. Any page in any browser can send requests here, and any
 * name in the world can be made to point here. So the Host must be one of ours (a page of another name was rebound), the
 * Origin must be the same one or absent, and the browser's own word for where a request comes from must not be
 * another site.
 *
 * @param origins the addresses of this server, as `https://isnad.example.org`
 */
export function sameSite(origins: () => readonly string[]): MiddlewareHandler {
  return async (context, next) => {
    const host = context.req.header('host');
    const ours = origins().find((origin) => new URL(origin).host === host);
    if (ours === undefined) throw new Problem('wrong host', host ?? null);
    const origin = context.req.header('origin');
    if (origin !== undefined && origin !== ours) throw new Problem('wrong origin', origin);
    const { method } = context.req;
    // A browser names the origin of whatever changes something; who does not is asked for it.
    if (method !== 'GET' && method !== 'HEAD' && origin === undefined) throw new Problem('wrong origin');
    const site = context.req.header('sec-fetch-site');
    const opening = context.req.header('sec-fetch-mode') === 'navigate' && method === 'GET';
    if (site !== undefined && site !== 'same-origin' && site !== 'none' && !opening)
      throw new Problem('wrong origin', site);
    await next();
  };
}
