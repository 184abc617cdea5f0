import { startPostgres } from '../packages/casefile/test/helpers/postgres.ts';
import type { Table } from '../scripts/evaluate/table.ts';
import { underLoad } from './server-load.ts';
import { byWorkers } from './server-workers.ts';

/** The team server under load, and its workers: each a process of its own beside a PostgreSQL, all on this machine. */
export async function serverBench(): Promise<Table[]> {
  const postgres = await startPostgres();
  try {
    const { SERVER_PART: part } = process.env;
    return [
      ...(part === 'workers' ? [] : await underLoad(postgres)),
      ...(part === 'load' ? [] : await byWorkers(postgres)),
    ];
  } finally {
    await postgres.stop();
  }
}
