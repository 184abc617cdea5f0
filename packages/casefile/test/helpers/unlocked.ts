import type { DatabaseSync } from 'node:sqlite';

/** Does something that the rules of the log forbid, and puts the rules back: as somebody would who leaves no trace. */
export function unlocked<T>(connection: DatabaseSync, work: () => T): T {
  const locks = connection.prepare(`select name, sql from sqlite_schema where type = 'trigger'`).all();
  for (const { name } of locks) connection.exec(`drop trigger ${name}`);
  try {
    return work();
  } finally {
    for (const { sql } of locks) connection.exec(String(sql));
  }
}
