import type { Access } from '../people/access.ts';
import type { Role } from '../people/roles.ts';

/** What the API of the team server gives beside the cases' own. */

export type { Access, Role };

/** Ways to come in. */
export interface SignInWays {
  /** What the institution's provider is called; null where there is none. */
  readonly provider: string | null;
}

/** Where a sign-in stands. */
export type SignInState =
  | { readonly kind: 'in'; readonly person: Me }
  /** A one-time code is wanted, to be sent with this. */
  | { readonly kind: 'code wanted'; readonly ceremony: string };

export interface Me {
  readonly id: string;
  readonly login: string;
  readonly name: string;
}

/** How one's own account is kept. */
export interface Account {
  readonly person: Me;
  /** Whether a one-time code is asked for after the password. */
  readonly codes: boolean;
}

/** A case that one is in. */
export interface CaseEntry {
  readonly id: string;
  readonly title: string;
  readonly role: Role;
}

/** Somebody who is in a case. */
export interface Membership {
  readonly person: string;
  readonly login: string;
  readonly name: string;
  readonly role: Role;
}

/** A session, in the list of one's own. */
export interface OpenedSession {
  readonly id: string;
  /** What the browser calls itself. */
  readonly agent: string;
  /** ISO instants. */
  readonly made: string;
  readonly seen: string;
  /** Whether it is the one that asks. */
  readonly current: boolean;
}

export interface PasskeyRecord {
  readonly id: string;
  readonly name: string;
  /** ISO instant. */
  readonly made: string;
}

/** Somebody opened a document of a case, or took something out. */
export interface AccessRecord {
  readonly number: number;
  /** ISO instant. */
  readonly at: string;
  readonly login: string;
  readonly kind: Access;
  /** Id of the document, or the form of what was taken out. */
  readonly subject: string;
}

/** Work on a case that failed as often as it may. */
export interface FailedWork {
  readonly id: string;
  readonly kind: 'read' | 'weigh';
  /** Name under which the original came in. */
  readonly place: string | null;
  readonly error: string;
  /** ISO instant. */
  readonly at: string;
}
