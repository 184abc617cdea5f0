import { AddressError } from './database.ts';

/** Addresses of cases in a server: `postgres://user@host/database?case=NAME`. */

export interface CaseAddress {
  /** Of the database, with all that `pg` is to be told. */
  readonly database: string;
  /** Name of the case in it. */
  readonly name: string;
  /** Where a new case puts its originals. */
  readonly originals: 'database' | 's3';
}

const SCHEME = /^postgres(?:ql)?:\/\//;

export function isAddress(place: string): boolean {
  return SCHEME.test(place);
}

/** @throws AddressError for anything else than the address of a case */
export function addressOf(place: string): CaseAddress {
  if (!URL.canParse(place)) throw new AddressError('this is no address of a database');
  const url = new URL(place);
  const name = url.searchParams.get('case');
  const originals = url.searchParams.get('originals') ?? 'database';
  if (name === null) throw new AddressError('the address names no case: …?case=NAME');
  if (originals !== 'database' && originals !== 's3')
    throw new AddressError(`originals lie in the database or in s3, not in «${originals}»`);
  url.searchParams.delete('case');
  url.searchParams.delete('originals');
  return { database: url.href, name: caseName(name), originals };
}

/** The address of a case in a database. */
export function placeOf(database: string, name: string): string {
  const url = new URL(database);
  url.searchParams.set('case', caseName(name));
  return url.href;
}

/** A place as it may be shown: an address without its password. */
export function shownPlace(place: string): string {
  if (!isAddress(place) || !URL.canParse(place)) return place;
  const url = new URL(place);
  url.password = '';
  return url.href;
}

/** Names go into addresses of pages and names of schemas as they are. */
const NAME = /^[a-z][a-z0-9_]{0,54}$/;

/** @throws AddressError for what is no name of a case */
export function caseName(name: string): string {
  if (!NAME.test(name)) {
    throw new AddressError(
      `«${name}» is no name of a case: small Latin letters, digits and _, at most 55, a letter first`,
    );
  }
  return name;
}

const PREFIX = 'case_';

export function schemaOfCase(name: string): string {
  return `${PREFIX}${caseName(name)}`;
}

/** The case whose schema it is; null for a schema of something else. */
export function caseOfSchema(schema: string): string | null {
  const name = schema.slice(PREFIX.length);
  return schema.startsWith(PREFIX) && NAME.test(name) ? name : null;
}
