import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { ReadingRows } from '../store/records.ts';
import { originKey } from './sources.ts';

/**
 * Writes what the lists need of a Reading, within whatever transaction the connection is in. These are rows by the
 * dozen for every document: statements prepared once take a quarter of the time of ones built for each insert.
 */
export class RowWriter {
  readonly #claim: StatementSync;
  readonly #attribution: StatementSync;
  readonly #figure: StatementSync;
  readonly #flag: StatementSync;

  constructor(connection: DatabaseSync) {
    this.#claim = connection.prepare(
      `insert into claims (document, position, id, start, "end", text, modality, chain, origin)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#attribution = connection.prepare(
      `insert into attributions
         (document, position, id, start, "end", text, source, stance, content_start, content_end)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#figure = connection.prepare(
      `insert into figures (document, position, start, "end", text, low, high, hedge, unit, per)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#flag = connection.prepare(
      `insert into document_flags (document, position, kind, message, start, "end", text) values (?, ?, ?, ?, ?, ?, ?)`,
    );
  }

  write(document: number, { claims, attributions, figures, flags }: ReadingRows): void {
    claims.forEach(({ id, start, end, text, modality, chain }, position) => {
      const origin = originKey(chain);
      this.#claim.run(document, position, id, start, end, text, modality, JSON.stringify(chain), origin);
    });
    attributions.forEach(({ id, start, end, text, source, stance, contentStart, contentEnd }, position) => {
      this.#attribution.run(document, position, id, start, end, text, source, stance, contentStart, contentEnd);
    });
    for (const { index, start, end, text, low, high, hedge, unit, per } of figures) {
      this.#figure.run(document, index, start, end, text, low, high, hedge, unit, per);
    }
    for (const { index, kind, message, start, end, text } of flags) {
      this.#flag.run(document, index, kind, message, start, end, text);
    }
  }
}
