import { after } from 'node:test';
import { type PostgresServer, startPostgres } from './postgres.ts';

let shared: Promise<PostgresServer> | undefined;

/** One server for all tests of a file, which goes when the last of them is done. */
export function sharedPostgres(): Promise<PostgresServer> {
  shared ??= startPostgres();
  return shared;
}

// Registered while the file is read, so that it is the file's and not that of the first group of tests that asks.
after(async () => (await shared)?.stop());
