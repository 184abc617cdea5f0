import type { Noted } from '../people/accesses.ts';
import type { CaseOfPerson, Membership } from '../people/memberships.ts';
import type { Role } from '../people/roles.ts';
import type { SessionRecord } from '../people/sessions.ts';

/** What the API of the team server gives beside the cases' own. */

export type { Membership, Role };

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

export type CaseEntry = Omit<CaseOfPerson, 'name'>;

/** A session, in the list of one's own. */
export interface OpenedSession extends Omit<SessionRecord, 'made' | 'seen'> {
  /** ISO instants. */
  readonly made: string;
  readonly seen: string;
}

export interface PasskeyRecord {
  readonly id: string;
  readonly name: string;
  /** ISO instant. */
  readonly made: string;
}

/** Somebody opened a document of a case, or took something out. */
export interface AccessRecord extends Omit<Noted, 'at'> {
  /** ISO instant. */
  readonly at: string;
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
