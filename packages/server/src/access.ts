import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { Problem } from './problems.ts';
import type { App } from './routes/route.ts';
import { sameSite } from './same-site.ts';

/**
 * Who may ask at one's own machine: the browser that was given the secret of the address, at the address itself, from
 * its own page. Any page in any browser on this machine can send requests to a port of it, so the cookie must be one
 * we gave, besides what {@link sameSite} asks for.
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

  get #origins(): string[] {
    return [`http://127.0.0.1:${this.#port}`, `http://localhost:${this.#port}`];
  }

  /** Ports of one machine share their cookies: each server names its own. */
  get #cookie(): string {
    return `isnad-${this.#port}`;
  }

  /** Put before all routes of an app: lets nobody by who did not enter. */
  readonly guard = (app: App): void => {
    app.use(sameSite(() => this.#origins));
    app.get('/enter/:secret', this.#enter);
    app.use(this.#entered);
  };

  /** Takes the secret of the address and gives a cookie for it; the address in the browser is then a clean one. */
  readonly #enter: MiddlewareHandler<object, '/enter/:secret'> = async (context) => {
    if (!isSame(context.req.param('secret'), this.#secret)) throw new Problem('locked');
    const session = randomBytes(32).toString('base64url');
    this.#sessions.add(session);
    if (this.#sessions.size > SESSIONS)
      for (const oldest of [...this.#sessions].slice(0, 1)) this.#sessions.delete(oldest);
    setCookie(context, this.#cookie, session, { httpOnly: true, sameSite: 'Strict', path: '/' });
    return context.redirect('/', 303);
  };

  /** Lets nobody by without a cookie of ours. */
  readonly #entered: MiddlewareHandler = async (context, next) => {
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
