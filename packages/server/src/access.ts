import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { Problem } from './problems.ts';

/**
 * Who may ask: the browser that was given the secret of the address, at the address itself, from its own page.
 *
 * Any page in any browser on this machine can send requests to a port of it, and any name in the world can be made
 * to point here. So the Host must be ours (a page of another name was rebound), the Origin must be ours or absent, the
 * browser's own word for where a request comes from must not be another site, and the cookie must be one we gave.
 */
export class Access {
  readonly #secret = randomBytes(32).toString('base64url');
  readonly #sessions = new Set<string>();
  #port = 0;

  /** Path of the address that is printed. */
  get entrance(): string {
    return `/enter/${this.#secret}`;
  }

  /** Told once the server listens. */
  setPort(port: number): void {
    this.#port = port;
  }

  get #hosts(): string[] {
    return [`127.0.0.1:${this.#port}`, `localhost:${this.#port}`];
  }

  /** Ports of one machine share their cookies: each server names its own. */
  get #cookie(): string {
    return `isnad-${this.#port}`;
  }

  /** Refuses what comes under another name or from another page. */
  readonly sameSite: MiddlewareHandler = async (context, next) => {
    const host = context.req.header('host');
    if (host === undefined || !this.#hosts.includes(host)) throw new Problem('wrong host', host ?? null);
    const origin = context.req.header('origin');
    if (origin !== undefined && origin !== `http://${host}`) throw new Problem('wrong origin', origin);
    const { method } = context.req;
    // A browser names the origin of whatever changes something; who does not is asked for it.
    if (method !== 'GET' && method !== 'HEAD' && origin === undefined) throw new Problem('wrong origin');
    const site = context.req.header('sec-fetch-site');
    const opening = context.req.header('sec-fetch-mode') === 'navigate' && method === 'GET';
    if (site !== undefined && site !== 'same-origin' && site !== 'none' && !opening)
      throw new Problem('wrong origin', site);
    await next();
  };

  /** Takes the secret of the address and gives a cookie for it; the address in the browser is then a clean one. */
  readonly enter: MiddlewareHandler<object, '/enter/:secret'> = async (context) => {
    if (!isSame(context.req.param('secret'), this.#secret)) throw new Problem('locked');
    const session = randomBytes(32).toString('base64url');
    this.#sessions.add(session);
    if (this.#sessions.size > SESSIONS)
      for (const oldest of [...this.#sessions].slice(0, 1)) this.#sessions.delete(oldest);
    setCookie(context, this.#cookie, session, { httpOnly: true, sameSite: 'Strict', path: '/' });
    return context.redirect('/', 303);
  };

  /** Lets nobody by without a cookie of ours. */
  readonly entered: MiddlewareHandler = async (context, next) => {
    const session = getCookie(context, this.#cookie);
    if (session === undefined || !this.#sessions.has(session)) throw new Problem('locked');
    await next();
  };
}

/** Browsers that are in at once; the one that came first is asked to enter again. */
const SESSIONS = 100;

function isSame(given: string, secret: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(secret)];
  return a.length === b.length && timingSafeEqual(a, b);
}
