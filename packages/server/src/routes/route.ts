import type { OpenAPIHono, z } from '@hono/zod-openapi';
import type { Case, Readers } from '@isnad/casefile';
import type { Imports } from '../imports.ts';
import { problem } from '../schemas.ts';

/** What routes are made of. */

export type App = OpenAPIHono;

/** Takes in what is sent, and has the case weighed: in this process, or by workers. */
export type Adding = Pick<Imports, keyof Imports>;

/** What answers are taken from. */
export interface Desk {
  readonly opened: Case;
  readonly readers: Readers;
  readonly imports: Adding;
}

/** The responses of a route that answers in JSON, or with a problem. */
export function answers<S extends z.ZodType>(
  description: string,
  schema: S,
): {
  200: { description: string; content: { 'application/json': { schema: S } } };
  default: { description: string; content: { 'application/problem+json': { schema: typeof problem } } };
} {
  return {
    200: { description, content: { 'application/json': { schema } } },
    default: { description: 'A problem', content: { 'application/problem+json': { schema: problem } } },
  };
}
