import type { Kysely } from 'kysely';
import type { PaperContent, Papers, Shelf } from '../papers.ts';

/** Papers as rows: each in pieces, so that a long log is never in memory whole. */

/** Bytes of a piece, or a little more. */
const PIECE = 1024 * 1024;

export interface PapersTable {
  papers: { shelf: Shelf; name: string; piece: number; content: Uint8Array };
}

export class PostgresPapers implements Papers {
  readonly #database: Kysely<PapersTable>;

  constructor(database: Kysely<PapersTable>) {
    this.#database = database;
  }

  async names(shelf: Shelf): Promise<string[]> {
    const rows = await this.#database
      .selectFrom('papers')
      .select('name')
      .where('shelf', '=', shelf)
      .where('piece', '=', 0)
      .orderBy('name')
      .execute();
    return rows.map(({ name }) => name);
  }

  async pieces(shelf: Shelf, name: string): Promise<AsyncIterable<Uint8Array> | null> {
    return (await this.#piece(shelf, name, 0)) === undefined ? null : this.#from(shelf, name);
  }

  async keep(shelf: Shelf, name: string, content: PaperContent): Promise<void> {
    await this.#database.transaction().execute(async (transaction) => {
      await transaction.deleteFrom('papers').where('shelf', '=', shelf).where('name', '=', name).execute();
      let piece = 0;
      for await (const some of piecesOf(content)) {
        await transaction.insertInto('papers').values({ shelf, name, piece: piece++, content: some }).execute();
      }
    });
  }

  async *#from(shelf: Shelf, name: string): AsyncGenerator<Uint8Array> {
    for (let piece = 0; ; piece++) {
      const row = await this.#piece(shelf, name, piece);
      if (row === undefined) return;
      yield row.content;
    }
  }

  #piece(shelf: Shelf, name: string, piece: number): Promise<{ readonly content: Uint8Array } | undefined> {
    return this.#database
      .selectFrom('papers')
      .select('content')
      .where('shelf', '=', shelf)
      .where('name', '=', name)
      .where('piece', '=', piece)
      .executeTakeFirst();
  }
}

/** At least one, so that something empty is there, too. */
async function* piecesOf(content: PaperContent): AsyncGenerator<Buffer> {
  let some: Buffer[] = [];
  let size = 0;
  let any = false;
  for await (const part of content) {
    const bytes = Buffer.from(part);
    some.push(bytes);
    size += bytes.length;
    if (size < PIECE) continue;
    yield Buffer.concat(some);
    any = true;
    some = [];
    size = 0;
  }
  if (size > 0 || !any) yield Buffer.concat(some);
}
