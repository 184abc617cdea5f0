import { AsyncLocalStorage } from 'node:async_hooks';
import type { Context } from 'hono';
import type { Role } from '../people/roles.ts';
import type { Person } from '../people/sessions.ts';

/** Whoever asks, and as what: the routes of a case ask for it deep inside, where a decision gets its stamp. */
export interface Visitor {
  readonly person: Person;
  /** Id of the case. */
  readonly case: string;
  readonly role: Role;
  /** Of the team server's own answer. */
  readonly context: Context;
}

const visiting = new AsyncLocalStorage<Visitor>();

/** Does something in the name of a visitor. */
export function inNameOf<T>(visitor: Visitor, work: () => T): T {
  return visiting.run(visitor, work);
}

/** @throws Error where nobody is known: nothing is done in nobody's name */
export function visitor(): Visitor {
  const here = visiting.getStore();
  if (here === undefined) throw new Error('nobody asked for this');
  return here;
}
