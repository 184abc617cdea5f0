import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { boundsOf } from '../store/packed.ts';
import type { DocumentSources, ReadingRows } from '../store/records.ts';
import { originKey, rolesOf } from '../work/sources.ts';

/**
 * Writes what the lists need of a Reading, within whatever transaction the connection is in. These are rows by the
 * dozen for every document: statements prepared once take a quarter of the time of ones built for each insert.
 */
export class RowWriter {
  readonly #claim: StatementSync;
  readonly #attribution: StatementSync;
  readonly #figure: StatementSync;
  readonly #bounds: StatementSync;
  readonly #flag: StatementSync;
  readonly #place: StatementSync;
  readonly #cause: StatementSync;
  readonly #source: StatementSync;

  constructor(connection: DatabaseSync) {
    this.#claim = connection.prepare(
      `insert into claims (document, position, id, start, "end", text, modality, chain, origin, earliest, latest)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
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
    this.#bounds = connection.prepare('insert into figure_bounds (document, least, most) values (?, ?, ?)');
    this.#flag = connection.prepare(
      `insert into document_flags (document, position, kind, message, start, "end", text) values (?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#place = connection.prepare('insert into claim_places (key, document, position) values (?, ?, ?)');
    this.#source = connection.prepare('insert into document_sources (key, role, document) values (?, ?, ?)');
    this.#cause = connection.prepare(
      `insert into causes (document, position, kind, cause_start, cause_end, effect_start, effect_end, marker_start,
         marker_end, attribution) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
  }

  write(
    document: number,
    { claims, attributions, figures, causes, places, flags }: ReadingRows,
    { tallies }: DocumentSources,
  ): void {
    for (const { key, role } of rolesOf(tallies)) this.#source.run(key, role, document);
    claims.forEach(({ id, start, end, text, modality, chain, earliest, latest }, position) => {
      const [links, origin] = [JSON.stringify(chain), originKey(chain)];
      this.#claim.run(document, position, id, start, end, text, modality, links, origin, earliest, latest);
    });
    for (const { key, position } of places) this.#place.run(key, document, position);
    for (const { index, kind, cause, effect, marker, attribution } of causes) {
      const spans = [cause.start, cause.end, effect.start, effect.end, marker.start, marker.end];
      this.#cause.run(document, index, kind, ...spans, attribution);
    }
    attributions.forEach(({ id, start, end, text, source, stance, contentStart, contentEnd }, position) => {
      this.#attribution.run(document, position, id, start, end, text, source, stance, contentStart, contentEnd);
    });
    for (const { index, start, end, text, low, high, hedge, unit, per } of figures) {
      this.#figure.run(document, index, start, end, text, low, high, hedge, unit, per);
    }
    const bounds = boundsOf(figures);
    if (bounds !== null) this.#bounds.run(document, bounds.least, bounds.most);
    for (const { index, kind, message, start, end, text } of flags) {
      this.#flag.run(document, index, kind, message, start, end, text);
    }
  }
}
