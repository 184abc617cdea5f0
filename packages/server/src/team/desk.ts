import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import type { Kysely } from 'kysely';
import type { Provider } from '../people/provider.ts';
import { openSession, type Person } from '../people/sessions.ts';
import type { PeopleTables } from '../people/tables.ts';
import type { WorkQueue } from '../work/queue.ts';
import type { Gate } from './gate.ts';
import type { Lines } from './lines.ts';
import type { SessionCookie } from './session-cookie.ts';

/** What the routes of the team are made of. */
export interface TeamDesk {
  readonly database: Kysely<PeopleTables>;
  readonly work: WorkQueue;
  readonly gate: Gate;
  readonly cookie: SessionCookie;
  readonly lines: Lines;
  readonly site: { readonly host: string; readonly origin: string };
  readonly provider: { readonly name: string; readonly door: Provider } | null;
  /** Whether a proxy of ours stands before this server and says where requests come from. */
  readonly behindProxy: boolean;
  clock(): Date;
}

/** Where a request comes from: the last hop that the proxy vouches for, since whoever asks can write the others. */
export function addressOf({ behindProxy }: TeamDesk, context: Context): string {
  const forwarded = behindProxy ? context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  return forwarded ?? getConnInfo(context).remote.address ?? 'unknown';
}

/** Lets a person in, under a new session. */
export async function letIn(desk: TeamDesk, context: Context, person: Person, way: string): Promise<void> {
  const token = await openSession(desk.database, person.id, context.req.header('user-agent') ?? '', desk.clock());
  desk.cookie.write(context, token);
  desk.lines.write({ event: 'signed in', person: person.id, way });
}
