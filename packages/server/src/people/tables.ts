import type { Generated, GeneratedAlways } from 'kysely';
import type { Access } from './access.ts';
import type { Role } from './roles.ts';

/** The tables of `migrations/`, as Kysely is told of them. */
export interface PeopleTables {
  people: { id: string; login: string; name: string; disabled: Generated<boolean>; made: Date };
  passwords: { person: string; hash: string; changed: Date };
  one_time_codes: { person: string; secret: Uint8Array; confirmed: Generated<boolean>; last_step: Generated<number> };
  passkeys: {
    id: string;
    person: string;
    public_key: Uint8Array;
    counter: number;
    transports: string[];
    name: string;
    made: Date;
  };
  identities: { issuer: string; subject: string; person: string };
  cases: { id: string; name: string; title: string; made: Date };
  memberships: { case: string; person: string; role: Role };
  sessions: { token: Uint8Array; person: string; agent: string; made: Date; seen: Date; expires: Date };
  ceremonies: { token: Uint8Array; kind: string; data: string; expires: Date };
  accesses: {
    number: GeneratedAlways<number>;
    at: Date;
    case: string;
    person: string;
    login: string;
    kind: Access;
    subject: string;
  };
  failures: { key: string; at: Date };
}
