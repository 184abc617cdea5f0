import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from 'hono';
import { z } from 'zod';
import type { ProblemDocument } from './shapes.ts';

/** Errors as problem documents (RFC 9457), in the reader's language. */

export const PROBLEM_KINDS = [
  'not here',
  'nothing to review',
  'name left',
  'busy',
  'bad request',
  'no text',
  'bad cursor',
  'empty query',
  'only exclusions',
  'bad field',
  'too many words',
  'long query',
  'too large',
  'locked',
  'wrong host',
  'wrong origin',
  'no page',
  'signed out',
  'not let in',
  'not allowed',
  'not fresh',
  'too many attempts',
  'weak password',
  'not possible',
  'provider silent',
  'fault',
] as const;
export type ProblemKind = (typeof PROBLEM_KINDS)[number];

const STATUS = {
  'not here': 404,
  'nothing to review': 409,
  'name left': 409,
  busy: 503,
  'bad request': 400,
  'no text': 400,
  'bad cursor': 400,
  'empty query': 400,
  'only exclusions': 400,
  'bad field': 400,
  'too many words': 400,
  'long query': 400,
  'too large': 413,
  locked: 401,
  'wrong host': 421,
  'wrong origin': 403,
  'no page': 404,
  'signed out': 401,
  'not let in': 401,
  'not allowed': 403,
  'not fresh': 403,
  'too many attempts': 429,
  'weak password': 400,
  'not possible': 409,
  'provider silent': 502,
  fault: 500,
} as const satisfies { [kind in ProblemKind]: number };

/** Thrown by whatever answers a request; the app makes the document of it. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly kind: ProblemKind;
  readonly detail: string | null;
  /** Seconds after which to ask again. */
  readonly after: number | null;

  constructor(kind: ProblemKind, detail: string | null = null, after: number | null = null) {
    super(detail ?? kind);
    this.kind = kind;
    this.detail = detail;
    this.after = after;
  }
}

const messages = z.record(z.enum(PROBLEM_KINDS), z.string());

const TITLES = {
  ar: messagesIn('ar'),
  en: messagesIn('en'),
};

function messagesIn(language: string): z.infer<typeof messages> {
  const path = join(import.meta.dirname, '..', 'data', `problems.${language}.json`);
  return messages.parse(JSON.parse(readFileSync(path, 'utf8')));
}

/** The language that a request asks for: Arabic when it wants Arabic before English, or says nothing. */
export function languageOf(context: Context): 'ar' | 'en' {
  const wanted = context.req.header('accept-language')?.toLowerCase() ?? 'ar';
  const [ar, en] = [wanted.search(/\bar\b/), wanted.search(/\ben\b/)];
  return en >= 0 && (ar < 0 || en < ar) ? 'en' : 'ar';
}

export function problemResponse(context: Context, problem: Problem): Response {
  const status = STATUS[problem.kind];
  const document: ProblemDocument = {
    type: `urn:isnad:problem:${problem.kind.replaceAll(' ', '-')}`,
    title: TITLES[languageOf(context)][problem.kind],
    status,
    detail: problem.detail,
  };
  const headers = { 'content-type': 'application/problem+json' };
  // What is left of a body that was refused is not read: nothing more can be asked on its connection.
  const closing = problem.kind === 'too large' ? { connection: 'close' } : {};
  const waiting = problem.after === null ? {} : { 'retry-after': String(problem.after) };
  return context.body(JSON.stringify(document), status, { ...headers, ...closing, ...waiting });
}
