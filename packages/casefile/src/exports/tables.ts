import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Case } from '../case.ts';
import { type DocumentId, documentId } from '../ids.ts';
import { everyItem, type Store } from '../store/store.ts';
import { type WithheldKind, Withholding } from '../withholding/withholding.ts';
import { type Cell, csvLine } from './csv.ts';

/**
 * A case as tables: documents, claims with their chains and anchors, groups, figures, copies, decisions. Offsets are
 * UTF-16 units into a document's text, end exclusive.
 */

/** Spreadsheets take a file for UTF-8 when it begins so. */
const MARK = '\ufeff';

interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  rows(store: Store, clean: Clean): AsyncIterable<readonly Cell[]>;
}

/** A text without the names that are left out. */
type Clean = (text: string, document: DocumentId | null) => string;

const TABLES: readonly Table[] = [
  {
    name: 'documents',
    columns: ['document', 'title', 'outlet', 'author', 'published', 'address', 'original', 'part', 'claims'],
    async *rows(store, clean) {
      for await (const one of everyItem((page) => store.documents(page), 500)) {
        const { id, title, outlet, author, published, address, original, part, claims } = one;
        const said = [title, outlet, author].map((text) => (text === null ? null : clean(text, id)));
        yield [id, ...said, published, address, original, part, claims];
      }
    },
  },
  {
    name: 'claims',
    columns: ['document', 'claim', 'start', 'end', 'words', 'modality', 'chain, origin last', 'decision', 'by', 'note'],
    async *rows(store, clean) {
      for await (const one of everyItem((page) => store.claims({}, page), 500)) {
        const { document, id, start, end, text, modality, chain, review } = one;
        const names = chain.map(({ name }) => clean(name, document)).join(' > ');
        const decided = review === null ? [null, null, null] : [review.decision.kind, review.by, review.note];
        yield [document, id, start, end, clean(text, document), modality, names, ...decided];
      }
    },
  },
  {
    name: 'groups',
    columns: ['group', 'grade', 'certain routes', 'possible routes', 'because', 'words', 'document', 'claim'],
    async *rows(store, clean) {
      for await (const { id, grade, routes, because, claims } of everyItem((page) => store.groups({}, page), 200)) {
        for (const { document, claim, text } of claims) {
          const words = clean(text, documentId.parse(document));
          yield [id, grade, routes.certain, routes.possible, clean(because.en, null), words, document, claim];
        }
      }
    },
  },
  {
    name: 'figures',
    columns: ['document', 'start', 'end', 'words', 'low', 'high', 'hedge', 'unit', 'per'],
    async *rows(store, clean) {
      for await (const one of everyItem((page) => store.figures({}, page), 500)) {
        const { document, start, end, text, low, high, hedge, unit, per } = one;
        yield [document, start, end, clean(text, document), low, high, hedge, unit, per];
      }
    },
  },
  {
    name: 'copies',
    columns: ['a', 'b', 'shared', 'kind', 'first'],
    async *rows(store) {
      for await (const { a, b, shared, kind, first } of everyItem((page) => store.copies({}, page), 500)) {
        yield [a, b, shared, kind, first];
      }
    },
  },
];

/**
 * Writes the tables into a folder, and a list of what was left out beside it when names were.
 * @param withheldList file for the names that were left out: not for whoever is given the tables
 */
export async function exportTables(
  { store }: Case,
  folder: string,
  withhold: ReadonlySet<WithheldKind>,
  withheldList: string | null,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const withholding =
    withhold.size === 0 ? null : await Withholding.of(store, withhold, (kind, number) => `[${kind} ${number}]`);
  const clean: Clean = (text, document) => withholding?.clean(text, document) ?? text;
  for (const { name, columns, rows } of TABLES) {
    const lines = async function* (): AsyncGenerator<string> {
      yield MARK + csvLine(columns);
      for await (const cells of rows(store, clean)) {
        const line = csvLine(cells);
        withholding?.check(line);
        yield line;
      }
    };
    await pipeline(Readable.from(lines()), createWriteStream(join(folder, `${name}.csv`), { mode: 0o600 }));
  }
  if (withheldList !== null) {
    await writeFile(withheldList, `${JSON.stringify(withholding?.withheld ?? [], null, 2)}\n`, { mode: 0o600 });
  }
}
