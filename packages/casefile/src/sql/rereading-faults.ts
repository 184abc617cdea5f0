import { sql } from 'kysely';
import { digestOf } from '../hashing.ts';
import { layoutDigest, unpack, unpackReading } from '../store/packed.ts';
import type { Database } from './database.ts';

/** What documents said before they were read again, against the log. */
export async function rereadingFaults(database: Database): Promise<string[]> {
  const faults: string[] = [];
  const { rows: strays } = await sql<{ name: number }>`
    select carries.entry as name from carries join documents on documents.number = carries.document
      left join log on log.seq = carries.entry
      where log.kind is distinct from 'decisions carried' or log.act ->> 'document' is distinct from documents.id
    union all
    select seq from log where kind = 'decisions carried' and seq not in (select entry from carries)`.execute(database);
  for (const { name } of strays) faults.push(`«${name}» of carries is not as the log says`);
  const { rows: readings } = await sql<{
    seq: number;
    id: string;
    reading: string;
    text: string;
    layout: string;
    next: number | null;
  }>`
    select seq, act ->> 'document' as id, act ->> 'reading' as reading, act ->> 'text' as text, act ->> 'layout' as layout,
      lead(seq) over (partition by act ->> 'document' order by seq) as next
    from log where kind = 'document read'`.execute(database);
  const replaced = new Map(readings.filter(({ next }) => next !== null).map((row) => [`${row.next}`, row]));
  const earlier = await database
    .selectFrom('earlier_bodies')
    .innerJoin('documents', 'documents.number', 'earlier_bodies.document')
    .selectAll('earlier_bodies')
    .select('documents.id')
    .execute();
  for (const { id, until, text, reading, reading_digest, layout } of earlier) {
    const told = replaced.get(String(until));
    replaced.delete(String(until));
    const sound =
      told?.id === id &&
      told.reading === reading_digest &&
      told.text === digestOf(text) &&
      digestOrNull(() => unpackReading(reading, text).digest) === reading_digest &&
      digestOrNull(() => layoutDigest(unpack(layout))) === told.layout;
    if (!sound) faults.push(`what «${id}» said before entry ${until} is not as the log says`);
  }
  for (const { id, next } of replaced.values()) faults.push(`what «${id}» said before entry ${next} is missing`);
  return faults;
}

/** Null for what can't be opened. */
function digestOrNull(open: () => string): string | null {
  try {
    return open();
  } catch {
    return null;
  }
}
