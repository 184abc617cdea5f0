import { createHash } from 'node:crypto';
import { OpenAPIHono } from '@hono/zod-openapi';
import { BadCursor, CaseBusy, CaseError, NameLeft, NothingToReview, QueryError, TOOL } from '@isnad/casefile';
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { HTTPException } from 'hono/http-exception';
import { strictHeaders } from './headers.ts';
import { pageRoutes } from './page.ts';
import { TooManyFailures } from './people/limits.ts';
import { WeakPassword } from './people/password.ts';
import { PeopleError } from './people/people.ts';
import { languageOf, Problem, problemResponse } from './problems.ts';
import { addingRoutes } from './routes/adding.ts';
import { briefingPolicy, briefingRoutes } from './routes/briefing.ts';
import { documentRoutes } from './routes/documents.ts';
import { exportRoutes } from './routes/exports.ts';
import { findingRoutes } from './routes/findings.ts';
import { listRoutes } from './routes/lists.ts';
import { documentPageRoutes } from './routes/pages.ts';
import { pictureRoutes } from './routes/pictures.ts';
import { rereadingRoutes } from './routes/rereading.ts';
import { reviewRoutes } from './routes/reviews.ts';
import type { App, Desk } from './routes/route.ts';
import { searchRoutes } from './routes/search.ts';

/** Bytes of a request's JSON. */
const LARGEST_JSON = 1024 * 1024;

export interface AppOptions {
  /** Put before all routes: lets by whoever may. */
  readonly guard: (app: App) => void;
  /** The folder that the page was built into; null where the page is given from elsewhere. */
  readonly page: string | null;
  /** Where uploads lie until they are kept. */
  readonly uploads: string;
  /** Bytes of one upload. */
  readonly largest: number;
  /** Told of faults that no request should meet. */
  readonly onFault: (error: unknown) => void;
}

/** An app without routes, which answers in problem documents whatever goes wrong. */
export function emptyApp(onFault: (error: unknown) => void): App {
  const app = new OpenAPIHono({
    defaultHook: (result) => {
      if (!result.success) throw new Problem('bad request', result.error.issues.map(tellIssue).join('; '));
    },
  });
  app.onError((error, context) => {
    const problem = problemOf(error, languageOf(context));
    if (problem.kind === 'fault') onFault(error);
    return problemResponse(context, problem);
  });
  app.use(endedHeads);
  app.use(textAddress);
  app.notFound((context) => problemResponse(context, new Problem('not here', context.req.path)));
  return app;
}

const limit = bodyLimit({
  maxSize: LARGEST_JSON,
  onError: () => {
    throw new Problem('too large');
  },
});

/** Bodies that are JSON, small, and of characters that a text can hold. */
export const smallBody: MiddlewareHandler = (context, next) =>
  limit(context, async () => {
    if (context.req.raw.body !== null && holdsNoText(await context.req.text())) throw new Problem('no text');
    await next();
  });

/** Whether JSON has U+0000, which PostgreSQL keeps in no text, or half of a surrogate pair, which UTF-8 can't say. */
function holdsNoText(json: string): boolean {
  // As an escape, and in no other way.
  if (!json.includes('\\u')) return false;
  let holds = false;
  const look = (key: string, value: unknown): unknown => {
    for (const words of [key, value])
      if (typeof words === 'string' && (words.includes('\0') || !words.isWellFormed())) holds = true;
    return value;
  };
  try {
    JSON.parse(json, look);
  } catch {
    // No JSON at all: whoever reads the body will say so.
  }
  return holds;
}

/** The same for what an address asks for. */
const textAddress: MiddlewareHandler = (context, next) => {
  if (context.req.url.includes('%00')) throw new Problem('no text');
  return next();
};

/** What only asks about an answer does not get it: what would have streamed it is ended. */
const endedHeads: MiddlewareHandler = async (context, next) => {
  await next();
  if (context.req.method === 'HEAD') await context.res.body?.cancel();
};

/** The one route whose body is a file. */
const UPLOADS = '/api/uploads';

/** The API of one case. */
export function createApp(desk: Desk, { guard, page, uploads, largest, onFault }: AppOptions): App {
  const app = emptyApp(onFault);
  app.use('/api/briefing', briefingPolicy);
  app.use(strictHeaders);
  guard(app);
  app.use(compress());
  app.use('/api/*', unlessKnown(desk));
  app.use('/api/*', (context, next) => (context.req.path === UPLOADS ? next() : smallBody(context, next)));

  listRoutes(app, desk);
  documentRoutes(app, desk);
  documentPageRoutes(app, desk);
  findingRoutes(app, desk);
  searchRoutes(app, desk);
  pictureRoutes(app, desk);
  reviewRoutes(app, desk);
  rereadingRoutes(app, desk);
  addingRoutes(app, desk, uploads, largest);
  briefingRoutes(app, desk);
  exportRoutes(app, desk, uploads);
  app.doc31('/api/openapi.json', { openapi: '3.1.0', info: { title: 'Isnad', version: TOOL } });
  app.all('/api/*', (context) => {
    throw new Problem('not here', context.req.path);
  });
  if (page !== null) pageRoutes(app, page);
  return app;
}

/** Routes whose answers are of the moment and not of the case. */
const OF_THE_MOMENT = new Set(['/api/events', '/api/imports']);

/**
 * Nothing of a case changes without an entry of its log: what the same person fetched at the same head, by the same
 * address, in the same language is still good, and nothing is asked of the store to say so.
 */
function unlessKnown({ opened }: Desk): MiddlewareHandler {
  return async (context, next) => {
    const { method, path } = context.req;
    if (method !== 'GET' || OF_THE_MOMENT.has(path)) return next();
    const { seq, hash } = await opened.store.head();
    const who = createHash('sha256').update(opened.stamp().by).digest('hex');
    const tag = `W/"${seq}-${hash.slice(0, 16)}-${who.slice(0, 8)}-${languageOf(context)}"`;
    if (context.req.header('if-none-match') === tag) return context.body(null, 304, { etag: tag });
    await next();
    if (context.res.status !== 200) return;
    context.header('etag', tag);
    context.header('cache-control', 'private, no-cache');
    context.header('vary', 'accept-language', { append: true });
  };
}

const QUERY_PROBLEMS = {
  empty: 'empty query',
  'only exclusions': 'only exclusions',
  'bad field': 'bad field',
  'too many': 'too many words',
  'too long': 'long query',
} as const;

function problemOf(error: unknown, language: 'ar' | 'en'): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof BadCursor) return new Problem('bad cursor');
  if (error instanceof CaseBusy) return new Problem('busy', error.message);
  if (error instanceof CaseError) return new Problem('not here', error.message);
  if (error instanceof NameLeft) return new Problem('name left', error.message);
  if (error instanceof NothingToReview) return new Problem('nothing to review', error.message);
  if (error instanceof TooManyFailures) return new Problem('too many attempts', null, error.after);
  if (error instanceof WeakPassword) return new Problem('weak password', error.message);
  if (error instanceof PeopleError) return new Problem('not possible', error.message);
  if (error instanceof QueryError) return new Problem(QUERY_PROBLEMS[error.kind], error.note.messages[language]);
  // Thrown by the framework for a body that is no JSON, or does not say that it is.
  if (error instanceof HTTPException && error.status < 500) return new Problem('bad request', 'not JSON');
  return new Problem('fault');
}

function tellIssue({ path, message }: { path: PropertyKey[]; message: string }): string {
  return path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`;
}
