import { TOOL } from '@isnad/casefile';
import type { Context, MiddlewareHandler } from 'hono';
import { sql } from 'kysely';
import { emptyApp, smallBody } from '../app.ts';
import { strictHeaders } from '../headers.ts';
import { pageRoutes } from '../page.ts';
import type { App } from '../routes/route.ts';
import { sameSite } from '../same-site.ts';
import type { TeamDesk } from './desk.ts';
import type { Metrics } from './metrics.ts';
import type { OpenCases } from './open-cases.ts';
import { accountRoutes } from './routes/account.ts';
import { memberRoutes } from './routes/members.ts';
import { signInRoutes } from './routes/sign-in.ts';
import { inNameOf } from './visitor.ts';

/** The team server's app: people come in at the front, and go on into the apps of their cases. */

/** Seconds that a browser holds to TLS after it has seen us behind it: a year. */
const HSTS = 365 * 24 * 3600;

export function createTeamApp(desk: TeamDesk, cases: OpenCases, metrics: Metrics, page: string): App {
  const { gate, site, lines } = desk;
  const app = emptyApp((error) => {
    metrics.fault();
    lines.fault(error);
  });
  app.use(observed(desk, metrics));
  app.use(headers(site.origin.startsWith('https:')));
  app.get('/healthz', async (context) => {
    const isUp = await sql`select 1`.execute(desk.database).then(
      () => true,
      () => false,
    );
    return context.json({ status: isUp ? 'ok' : 'the database does not answer' }, isUp ? 200 : 503);
  });
  app.get('/metrics', metrics.answer);

  app.use(sameSite(() => [site.origin]));
  app.use(gate.team);
  for (const path of ['/api/*', '/cases/:case/api/people', '/cases/:case/api/people/*']) app.use(path, smallBody);
  app.use('/api/*', unkept);
  app.use('/cases/:case/api/people', unkept);
  app.use('/cases/:case/api/accesses', unkept);
  app.use('/cases/:case/api/failed', unkept);

  signInRoutes(app, desk);
  accountRoutes(app, desk);
  memberRoutes(app, desk);
  app.doc31('/api/openapi.json', { openapi: '3.1.0', info: { title: 'Isnad, the team server', version: TOOL } });
  app.on(['GET', 'POST', 'PUT', 'DELETE'], '/cases/:case/api/*', async (context) => {
    const visitor = gate.visitorOf(context);
    const { app: ofCase } = await cases.take({ id: visitor.case, name: visitor.name });
    const url = new URL(context.req.url);
    url.pathname = url.pathname.split('/').toSpliced(1, 2).join('/');
    return inNameOf(visitor, () => ofCase.fetch(new Request(url, context.req.raw), context.env));
  });
  app.get('/', (context) => context.redirect('/cases', 303));
  pageRoutes(app, page);
  return app;
}

/** Answers about people are of the moment and for one person alone. */
const unkept: MiddlewareHandler = async (context, next) => {
  await next();
  context.header('cache-control', 'no-store');
};

/** The apps of cases have headers of their own, which stay. */
function headers(isSecure: boolean): MiddlewareHandler {
  return async (context, next) => {
    await next();
    if (!context.res.headers.has('content-security-policy')) await strictHeaders(context, async () => {});
    if (isSecure) context.header('strict-transport-security', `max-age=${HSTS}; includeSubDomains`);
  };
}

/** A line of the log and a time for each request; neither holds what was asked for. */
function observed({ gate, lines }: TeamDesk, metrics: Metrics): MiddlewareHandler {
  return async (context: Context, next) => {
    const begun = performance.now();
    await next();
    const { method } = context.req;
    const [route, status] = [gate.routeOf(context), context.res.status];
    const milliseconds = performance.now() - begun;
    metrics.request(method, route, status, milliseconds);
    lines.write({ event: 'request', method, route, status, ms: Math.round(milliseconds) });
  };
}
