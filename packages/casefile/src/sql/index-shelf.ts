import { sql } from 'kysely';
import type { Segment } from '../search/index/segment.ts';
import type { IndexShelf } from '../search/index/term-index.ts';
import type { Database } from './database.ts';

/** The index of words as rows of the database. */
export class IndexRows implements IndexShelf {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async rows(kin: Iterable<string>): ReturnType<IndexShelf['rows']> {
    const wanted = [...kin];
    const chosen = wanted.length === 0 ? sql`false` : sql`kin in (${sql.join(wanted)})`;
    // One statement, so that segments and rows are of one moment.
    const { rows } = await sql<Segment & { kin: string | null; row: Uint8Array | null }>`
      select id, first, last, words, kin, "row" from index_segments
      left join index_rows on segment = id and ${chosen}
      order by first`.execute(this.#database);
    const segments = new Map(rows.map(({ id, first, last, words }) => [id, { id, first, last, words }]));
    return {
      segments: [...segments.values()],
      rows: rows.flatMap((one) => (one.kin === null || one.row === null ? [] : [{ kin: one.kin, row: one.row }])),
    };
  }

  async lengths({ id, words }: Segment): Promise<Uint8Array | null> {
    const row = await this.#database
      .selectFrom('index_segments')
      .select('lengths')
      .where('id', '=', id)
      .where('words', '=', words)
      .executeTakeFirst();
    return row?.lengths ?? null;
  }

  async kinBeginning(start: string, limit: number): Promise<readonly string[]> {
    const rows = await this.#database
      .selectFrom('index_words')
      .select('kin')
      .distinct()
      .where('word', '>=', start)
      .where('word', '<', `${start}\u{10ffff}`)
      .limit(limit)
      .execute();
    return rows.map(({ kin }) => kin);
  }
}
