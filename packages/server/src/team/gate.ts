import type { Context, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { Kysely } from 'kysely';
import { noteAccess } from '../people/accesses.ts';
import { may } from '../people/roles.ts';
import { type Comer, comerOf, type Person } from '../people/sessions.ts';
import type { PeopleTables } from '../people/tables.ts';
import { Problem } from '../problems.ts';
import type { App } from '../routes/route.ts';
import { type Needs, type Rule, ruleOf } from './permissions.ts';
import type { SessionCookie } from './session-cookie.ts';
import { type Visitor, visitor } from './visitor.ts';

/** Lets requests by as the table of permissions has it, and refuses what it does not name. */

interface Ruled extends Rule {
  /** As the route was registered. */
  readonly path: string;
}

/** Where the routes of a case stand in the server's. */
const IN_CASE = '/cases/:case';

/**
 * What the table says of the routes that will answer: those that the router found, so that no other reading of the
 * path can come to another rule. Middleware has no method and no rule; a route has both, or is refused.
 */
function rulesOf(context: Context, prefix: string): Ruled[] {
  const rules = new Map<string, Ruled>();
  for (const { method, path } of matchedRoutes(context)) {
    if (method === 'ALL') continue;
    const rule = ruleOf(method, `${prefix}${path}`);
    if (rule === null) throw new Problem('not allowed', 'no rule lets this by');
    rules.set(`${method} ${path}`, { ...rule, path });
  }
  if (rules.size === 0) throw new Problem('not here', context.req.path);
  return [...rules.values()];
}

/** People who are in, as the routes of the team ask for them. */
export class Gate {
  readonly #database: Kysely<PeopleTables>;
  readonly #cookie: SessionCookie;
  readonly #clock: () => Date;
  /** Whose request it is, and which route of a case answers it, for as long as it is answered. */
  readonly #people = new WeakMap<Context, Comer>();
  readonly #routes = new WeakMap<Context, string>();

  constructor(database: Kysely<PeopleTables>, cookie: SessionCookie, clock: () => Date) {
    this.#database = database;
    this.#cookie = cookie;
    this.#clock = clock;
  }

  /** Put before all routes of the team. */
  readonly team: MiddlewareHandler = async (context, next) => {
    const needs = new Set<Needs>(rulesOf(context, '').map((rule) => rule.needs));
    needs.delete('anyone');
    if (needs.size === 0) return next();
    const token = this.#cookie.read(context);
    const comer = token === null ? null : await comerOf(this.#database, token, caseIn(context), this.#clock());
    if (comer === null) throw new Problem('signed out');
    this.#people.set(context, comer);
    needs.delete('signed in');
    if (needs.size > 0) {
      const { role } = this.visitorOf(context);
      for (const permission of needs) {
        if (permission === 'anyone' || permission === 'signed in') continue;
        if (!may(role, permission)) throw new Problem('not allowed', permission);
      }
    }
    await next();
  };

  /** Put before all routes of a case, which are reached in the name of a visitor alone. */
  readonly guard = (app: App): void => {
    app.use(this.#inCase);
  };

  readonly #inCase: MiddlewareHandler = async (context, next) => {
    const here = visitor();
    const rules = rulesOf(context, IN_CASE);
    this.#routes.set(here.context, `${IN_CASE}${rules[0]?.path}`);
    for (const { needs } of rules) {
      if (needs === 'anyone' || needs === 'signed in') throw new Problem('not allowed', 'a rule of no case');
      if (!may(here.role, needs)) throw new Problem('not allowed', needs);
    }
    await next();
    if (context.res.status !== 200 && context.res.status !== 304) return;
    for (const { noted, path } of rules) {
      if (noted === undefined) continue;
      const subject = subjectOf(path, context);
      await noteAccess(this.#database, here.case, here.person, { at: this.#clock(), kind: noted, subject });
    }
  };

  /** The route that answers, as it was registered: without what was asked for. */
  routeOf(context: Context): string {
    const found = matchedRoutes(context).find(({ method }) => method !== 'ALL');
    return this.#routes.get(context) ?? found?.path ?? 'none';
  }

  /** Who is in. Asked for by routes that take a session. */
  personOf(context: Context): Person {
    return this.#comer(context).person;
  }

  /**
   * Whoever asks for something of a case.
   * @throws Problem alike for a case that they are not in and for one that is not there
   */
  visitorOf(context: Context): Visitor & { readonly name: string } {
    const { person, found } = this.#comer(context);
    if (found === null) throw new Problem('not here', 'case');
    return { person, case: found.id, role: found.role, name: found.name, context };
  }

  #comer(context: Context): Comer {
    const comer = this.#people.get(context);
    if (comer === undefined) throw new Problem('signed out');
    return comer;
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Id of the case that a path leads into; null where it leads into none. */
function caseIn(context: Context): string | null {
  const [, start, id = ''] = context.req.path.split('/');
  return start === IN_CASE.split('/')[1] && UUID.test(id) ? id : null;
}

/** The id in the path, or the form that was asked for. */
function subjectOf(pattern: string, context: Context): string {
  const place = pattern.split('/').indexOf(':id');
  const raw = context.req.path.split('/')[place];
  if (place >= 0 && raw !== undefined) return decodeURIComponent(raw);
  // A file that is to be saved is named for its form; another is of its type.
  const file = /filename="([^"]+)"/.exec(context.res.headers.get('content-disposition') ?? '')?.[1];
  return file ?? context.res.headers.get('content-type')?.split(';')[0] ?? 'unchanged';
}
