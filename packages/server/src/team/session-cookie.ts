import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { CookieOptions } from 'hono/utils/cookie';
import { LONGEST } from '../people/sessions.ts';

/**
 * Where a browser keeps its session. Behind TLS the name says so to the browser, which then takes it from no other
 * name and sends it nowhere else (`__Host-`); on loopback, ports share their cookies, and each server names its own.
 */
export class SessionCookie {
  readonly #name: string;
  readonly #half: string;
  readonly #options: CookieOptions;

  constructor({ origin }: { readonly origin: string }) {
    const { protocol, port } = new URL(origin);
    const secure = protocol === 'https:';
    this.#name = secure ? '__Host-isnad' : `isnad-${port}`;
    this.#half = `${this.#name}-provider`;
    this.#options = { httpOnly: true, secure, path: '/' };
  }

  read(context: Context): string | null {
    return getCookie(context, this.#name) ?? null;
  }

  write(context: Context, token: string): void {
    setCookie(context, this.#name, token, { ...this.#options, sameSite: 'Strict', maxAge: LONGEST / 1000 });
  }

  clear(context: Context): void {
    deleteCookie(context, this.#name, this.#options);
  }

  /** A sign-in at the provider comes back from another site, so the browser must bring this one from there (Lax). */
  writeHalf(context: Context, ceremony: string): void {
    setCookie(context, this.#half, ceremony, { ...this.#options, sameSite: 'Lax', maxAge: 300 });
  }

  takeHalf(context: Context): string | null {
    const ceremony = getCookie(context, this.#half) ?? null;
    deleteCookie(context, this.#half, this.#options);
    return ceremony;
  }
}
