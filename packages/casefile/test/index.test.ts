import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { answers } from '../src/search/holds.ts';
import { ByteReader, ByteWriter } from '../src/search/index/bytes.ts';
import { IndexCheck } from '../src/search/index/check.ts';
import { entriesOf, joinRows, placesOf, withDocument } from '../src/search/index/postings.ts';
import { placesByKin, type Segment, SegmentWriter, segmentsToJoin, wordsOf } from '../src/search/index/segment.ts';
import { type IndexShelf, TermIndex } from '../src/search/index/term-index.ts';
import { parseQuery } from '../src/search/query.ts';
import { indexTerms } from '../src/search/terms.ts';
import { wordOf } from '../src/search/word.ts';
import { wordsOfText } from '../src/search/words.ts';

/** An index in memory, kept as a store keeps it: a segment for each part, joined when there are enough. */
class MemoryShelf implements IndexShelf {
  segments: Array<Segment & { lengths: Uint8Array; rows: Map<string, Uint8Array> }> = [];
  readonly words = new Map<string, Set<string>>();
  #made = 0;

  keep(texts: readonly string[]): void {
    if (texts.length === 0) return;
    const writer = new SegmentWriter();
    const next = (this.segments.at(-1)?.last ?? 0) + 1;
    texts.forEach((text, i) => {
      writer.add(next + i, indexTerms(text, []));
    });
    for (const [kin, form] of writer.forms()) {
      for (const word of [form, wordOf(form).stem]) this.words.set(word, (this.words.get(word) ?? new Set()).add(kin));
    }
    const { bounds } = writer;
    this.segments.push({ id: this.#made++, ...bounds, lengths: writer.lengths(), rows: new Map(writer.rows()) });
    const some = new Set(segmentsToJoin(this.segments).map(({ id }) => id));
    const joined = this.segments.filter(({ id }) => some.has(id));
    if (joined.length === 0) return;
    const kin = new Set(joined.flatMap(({ rows }) => [...rows.keys()]));
    const rows = new Map(
      [...kin].map((one) => [one, joinRows(joined.flatMap((segment) => segment.rows.get(one) ?? []))]),
    );
    const lengths = Buffer.concat(joined.map((segment) => segment.lengths));
    const whole = { first: joined[0]!.first, last: joined.at(-1)!.last, words: wordsOf(lengths) };
    this.segments = [...this.segments.filter(({ id }) => !some.has(id)), { id: this.#made++, ...whole, lengths, rows }];
  }

  async rows(kin: Iterable<string>): ReturnType<IndexShelf['rows']> {
    const wanted = [...kin];
    const rows = this.segments.flatMap((segment) =>
      wanted.flatMap((one) => {
        const row = segment.rows.get(one);
        return row === undefined ? [] : [{ kin: one, row }];
      }),
    );
    return { segments: this.segments, rows };
  }

  async lengths({ id }: Segment): Promise<Uint8Array | null> {
    return this.segments.find((segment) => segment.id === id)?.lengths ?? null;
  }

  async kinBeginning(start: string): Promise<string[]> {
    const kin = [...this.words].filter(([word]) => word.startsWith(start)).flatMap(([, all]) => [...all]);
    return [...new Set(kin)];
  }
}

/** Words with clitics and endings that share stems, and a number. */
const word = fc.constantFrom('سد', 'السد', 'والسد', 'قرية', 'قريتها', 'القرى', 'ماء', 'بالماء', 'مياه', '200', 'في');
const texts = fc.array(
  fc.array(word, { maxLength: 12 }).map((words) => words.join(' ')),
  { maxLength: 40 },
);
const simple = fc.oneof(
  word,
  word.map((one) => `${one.slice(0, 2)}*`),
  fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => `"${words.join(' ')}"`),
);
const clause = fc.oneof(
  simple.map((one) => `${one} OR ${one}`),
  fc.tuple(simple, simple).map(([a, b]) => `${a} OR ${b}`),
  fc.tuple(simple, fc.nat(4), simple).map(([a, within, b]) => `${a} NEAR/${within} ${b}`),
  simple.map((one) => `-${one}`),
);
const query = fc
  .tuple(fc.array(word, { minLength: 1, maxLength: 2 }), fc.array(clause, { maxLength: 2 }))
  .map(([words, clauses]) => [...words, ...clauses].join(' '));

/** Splits texts into the parts in which they come in. */
function keptIn(all: readonly string[], size: number): MemoryShelf {
  const shelf = new MemoryShelf();
  for (let first = 0; first < all.length; first += size) shelf.keep(all.slice(first, first + size));
  return shelf;
}

describe('the index', () => {
  test('finds the documents that hold what a query asks for, and no others', async () => {
    await fc.assert(
      fc.asyncProperty(texts, query, fc.integer({ min: 1, max: 9 }), async (all, asked, size) => {
        const parsed = parseQuery(asked);
        const { best, total } = await new TermIndex(keptIn(all, size)).match(parsed, 100, [], 0);
        const expected = all.flatMap((text, i) => (answers(parsed, wordsOfText(text)) ? [i + 1] : []));
        assert.deepEqual(
          best.map(({ number }) => number).toSorted((a, b) => a - b),
          expected,
        );
        assert.equal(total, expected.length);
      }),
      { numRuns: 300 },
    );
  });

  test('ranks alike however its documents came in', async () => {
    await fc.assert(
      fc.asyncProperty(texts, query, async (all, asked) => {
        const answer = (size: number) => new TermIndex(keptIn(all, size)).match(parseQuery(asked), 10, [], 0);
        assert.deepEqual(await answer(1), await answer(1000));
      }),
    );
  });

  test('looks through chosen documents and later ones only', async () => {
    const index = new TermIndex(keptIn(['سد', 'سد قرية', 'ماء', 'سد'], 2));
    const numbers = async (chosen: readonly Int32Array[], after: number): Promise<number[]> =>
      (await index.match(parseQuery('سد'), 10, chosen, after)).best.map(({ number }) => number).toSorted();
    assert.deepEqual(await numbers([], 0), [1, 2, 4]);
    assert.deepEqual(await numbers([], 1), [2, 4]);
    assert.deepEqual(await numbers([Int32Array.of(1, 2, 3)], 0), [1, 2]);
    assert.deepEqual(await numbers([Int32Array.of(1, 2), Int32Array.of(2, 4)], 0), [2]);
  });

  test('counts a word as written more than its stem, and that more than its kin', async () => {
    const index = new TermIndex(keptIn(['كاتب هنا', 'بالكتاب هنا', 'الكتاب هنا', 'شيء آخر', 'وهذا أيضا', 'وذاك'], 6));
    const { best } = await index.match(parseQuery('الكتاب'), 10, [], 0);
    assert.deepEqual(
      best.map(({ number }) => number),
      [3, 2, 1],
    );
  });

  test('of more documents than are asked for gives the best, of equals the first', async () => {
    const index = new TermIndex(keptIn(['سد ماء', 'سد', 'سد سد', 'سد'], 2));
    const { best, total } = await index.match(parseQuery('سد'), 3, [], 0);
    assert.deepEqual([best.map(({ number }) => number), total], [[3, 2, 4], 4]);
  });

  test('keeps few segments, and reads a joined one anew', async () => {
    const shelf = new MemoryShelf();
    const index = new TermIndex(shelf);
    for (let i = 1; i <= 600; i++) {
      shelf.keep([i % 2 === 0 ? 'سد' : 'قرية']);
      if (i % 50 === 0) assert.equal((await index.match(parseQuery('سد'), 1, [], 0)).total, i / 2);
      assert.ok(shelf.segments.length < 8 * 4, `${shelf.segments.length} segments of ${i} documents`);
    }
  });

  test('is sound as long as it says what its documents say', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 9 }), fc.nat(), fc.nat(), (all, size, where, which) => {
        const shelf = keptIn(all, size);
        const faults = (): string[] => {
          const check = new IndexCheck(shelf.segments);
          all.forEach((text, i) => {
            check.addDocument(i + 1, indexTerms(text, []));
          });
          for (const { id, rows } of shelf.segments) for (const [kin, row] of rows) check.addRow(id, kin, row);
          return check.faults();
        };
        assert.deepEqual(faults(), []);
        const rows = shelf.segments.flatMap((segment) => [...segment.rows.values()]);
        const row = rows[where % Math.max(1, rows.length)];
        if (row === undefined) return;
        row[(which >> 3) % row.length]! ^= 1 << (which & 7);
        assert.notDeepEqual(faults(), []);
      }),
    );
  });
});

test('a document that was read again has its new words in the place of the old ones', () => {
  fc.assert(
    fc.property(texts, fc.nat(), fc.array(word), (all, which, words) => {
      const number = (which % Math.max(1, all.length)) + 1;
      const again = all.length === 0 ? [] : all.with(number - 1, words.join(' '));
      const rowsOf = (some: readonly string[]) => {
        const writer = new SegmentWriter();
        some.forEach((text, i) => {
          writer.add(i + 1, indexTerms(text, []));
        });
        return new Map(writer.rows());
      };
      const places = placesByKin(indexTerms(words.join(' '), []));
      const [before, expected] = [rowsOf(all), rowsOf(again)];
      if (all.length === 0) return;
      for (const kin of new Set([...before.keys(), ...expected.keys()])) {
        const row = withDocument(before.get(kin) ?? new Uint8Array(), number, places.get(kin) ?? new Map());
        assert.deepEqual(said(row), said(expected.get(kin) ?? new Uint8Array()));
      }
    }),
  );
});

/** What a row says, its forms in one order. */
function said(row: Uint8Array): unknown {
  const entries = entriesOf(row).map((entry) => [entry.form, [...placesOf(entry)]] as const);
  return entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
}

test('numbers and words are read back as they were written', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.nat(), fc.string({ unit: 'grapheme' }))), (values) => {
      const writer = new ByteWriter();
      for (const value of values) typeof value === 'number' ? writer.number(value) : writer.word(value);
      const reader = new ByteReader(writer.bytes());
      for (const value of values) assert.equal(typeof value === 'number' ? reader.number() : reader.word(), value);
      assert.equal(reader.at, reader.bytes.length);
    }),
  );
});
