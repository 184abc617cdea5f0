import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { type Added, type AddOptions, add } from '../src/adding/add.ts';
import {
  countFiles,
  fileSource,
  filesBelow,
  recordOf,
  recordSource,
  type Source,
  uploadSource,
} from '../src/adding/sources.ts';
import { type Case, createCase, openCase } from '../src/case.ts';
import { hashOf } from '../src/hashing.ts';
import { search } from '../src/search/hit.ts';
import { verify } from '../src/verify.ts';
import { weighCase } from '../src/weighing.ts';
import { Readers } from '../src/work/readers.ts';
import { passingFolder } from './helpers/folder.ts';
import { groupOf, NO_FINDINGS } from './helpers/reports.ts';

const SAMPLES = join(import.meta.dirname, '..', '..', 'intake', 'samples', 'files');

interface Desk {
  readonly folder: string;
  readonly opened: Case;
  /** Adds, and says of each source its name and what became of it. */
  adding(sources: AsyncIterable<Source>, options?: AddOptions): Promise<string[]>;
}

async function desk(context: TestContext): Promise<Desk> {
  const folder = await passingFolder(context);
  const opened = await createCase(join(folder, 'case'), null);
  const readers = new Readers({ size: 1 });
  context.after(async () => {
    await readers.close();
    await opened.close();
  });
  const tell = ({ source, kept, unreadable }: Added): string => {
    const name = source.from.place.split('/').at(-1);
    const why = unreadable.map(({ kind, message }) => ` (${kind}: ${message})`).join('');
    return `${name} ${kept.kind}${'elsewhere' in kept && kept.elsewhere ? ' elsewhere' : ''}${why}`;
  };
  return {
    folder,
    opened,
    adding: async (sources, options) => {
      const told: string[] = [];
      for await (const added of add(opened, sources, readers, options)) told.push(tell(added));
      return told;
    },
  };
}

async function* lines(...texts: readonly string[]): AsyncGenerator<Source> {
  for (const text of texts) {
    const line = recordOf(text);
    if (line.kind === 'bad') throw new Error(line.error);
    yield recordSource(line);
  }
}

describe('adding files', () => {
  test('reads a folder to its depth, in order, and passes over what is hidden or leads out of it', async (context) => {
    const { folder, adding, opened } = await desk(context);
    const box = join(folder, 'box');
    await mkdir(join(box, 'ب'), { recursive: true });
    await mkdir(join(box, '.git'));
    for (const name of ['ج.txt', 'ب/ا.txt', 'ا.txt', '.hidden', '.git/config'])
      await writeFile(join(box, name), `نص ${name}`);
    await symlink('/etc', join(box, 'link'));
    assert.deepEqual(await adding(filesBelow([box])), ['ا.txt new', 'ا.txt new', 'ج.txt new']);
    assert.equal(await countFiles([box]), 3);
    assert.equal((await opened.store.summary()).documents, 3);
  });

  test('keeps the bytes as they are, and where they came from', async (context) => {
    const { folder, adding, opened } = await desk(context);
    const path = join(folder, 'report.txt');
    const bytes = new TextEncoder().encode('\ufeffقال المدير إن السد انهار.\r\n');
    await writeFile(path, bytes);
    await adding(filesBelow([path]));
    const hash = hashOf(bytes);
    assert.deepEqual(new Uint8Array(await opened.originals.read(hash)), bytes);
    assert.deepEqual((await opened.store.original(hash))?.origins, [{ kind: 'file', place: path }]);
    assert.equal((await search(opened.store, 'انهار', 1)).length, 1);
  });

  test('knows the same bytes again, and keeps the second place', async (context) => {
    const { folder, adding } = await desk(context);
    const [a, b] = [join(folder, 'a.txt'), join(folder, 'b.txt')];
    await writeFile(a, 'نص واحد');
    await writeFile(b, 'نص واحد');
    assert.deepEqual(await adding(filesBelow([a, b])), ['a.txt new', 'b.txt known elsewhere']);
    assert.deepEqual(await adding(filesBelow([a, b])), ['a.txt known', 'b.txt known']);
  });

  test('tells what could not be read and why, and goes on', async (context) => {
    const { folder, adding, opened } = await desk(context);
    const box = join(folder, 'box');
    await mkdir(box);
    await writeFile(join(box, '1-empty.txt'), '');
    await writeFile(join(box, '2-large.txt'), 'x'.repeat(2 * 1024 * 1024));
    await writeFile(join(box, '3-bytes.bin'), new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0]));
    await writeFile(join(box, '4-good.txt'), 'نص سليم');
    assert.deepEqual(await adding(filesBelow([box]), { largest: 1024 * 1024 }), [
      '1-empty.txt unreadable (empty: the file is empty)',
      '2-large.txt unreadable (too large: the file has 2 MB, more than 1)',
      '3-bytes.bin unreadable (unknown format: the file is a program)',
      '4-good.txt new',
    ]);
    assert.equal((await opened.store.unreadable({ limit: 10 })).items.length, 3);
    assert.equal((await verify(opened)).sound, true);
  });

  test('takes files in that are together larger than what may be in memory', async (context) => {
    const { folder, adding } = await desk(context);
    const paths = ['a', 'b', 'c'].map((name) => join(folder, `${name}.txt`));
    for (const path of paths) await writeFile(path, path);
    const told = await adding(filesBelow(paths), { memory: 10 });
    assert.deepEqual(told, ['a.txt new', 'b.txt new', 'c.txt new']);
  });

  test('keeps a folder of scans as one original and one document, with the pictures in it as they are', async (context) => {
    const { folder, adding, opened } = await desk(context);
    const scans = join(folder, 'صندوق');
    await mkdir(scans);
    const picture = await readFile(join(SAMPLES, 'short.png'));
    for (const name of ['10.png', '9.png']) await writeFile(join(scans, name), picture);
    const pages: number[] = [];
    const options: AddOptions = { onPages: (_, count) => pages.push(count) };
    assert.deepEqual(await adding(filesBelow([scans]), options), ['صندوق new']);
    assert.equal(await countFiles([scans]), 2);
    assert.deepEqual(pages, [1, 1]);
    const [record] = (await opened.store.documents({ limit: 2 })).items;
    const kept = await opened.store.document(record!.id);
    assert.deepEqual(
      kept?.layout.pages.map(({ image }) => image),
      ['9.png', '10.png'],
    );
    const original = await opened.originals.read(record!.original);
    assert.ok(original.length > 2 * picture.length && Buffer.from(original).includes(picture));
    assert.deepEqual(await adding(filesBelow([scans])), ['صندوق known']);
    assert.deepEqual(await readdir(join(opened.folder, 'originals', 'incoming')), []);
    const verdict = await verify(opened);
    assert.deepEqual([verdict.faults, verdict.notices], [[], []]);
  });

  test('a bundle with a picture that is gone is told, and leaves nothing behind', async (context) => {
    const { folder, adding, opened } = await desk(context);
    const paths = ['1.png', '2.png'].map((name) => join(folder, 'box', name));
    const sources = async function* (): AsyncGenerator<Source> {
      yield { kind: 'bundle', from: { kind: 'file', place: join(folder, 'box') }, paths };
    };
    assert.deepEqual(await adding(sources()), ['box unreadable (damaged: no such file)']);
    assert.deepEqual(await readdir(join(opened.folder, 'originals', 'incoming')), []);
  });

  test('goes on after a kill with the pages that were recognised, and lets go of them in the end', async (context) => {
    const { folder } = await desk(context);
    const at = join(folder, 'killed');
    const scans = join(folder, 'scans');
    await mkdir(scans);
    for (const name of ['1.png', '2.png']) await copyFile(join(SAMPLES, 'short.png'), join(scans, name));
    const program = join(import.meta.dirname, 'fixtures', 'killed-at-page.ts');
    const child = fork(program, [at, scans], { stdio: 'ignore' });
    const [, signal] = await once(child, 'exit');
    assert.equal(signal, 'SIGKILL');
    const opened = await openCase(at);
    const pages = join(at, 'pages');
    const [original = ''] = await readdir(pages);
    const [page = ''] = await readdir(join(pages, original));
    const path = join(pages, original, page);
    // A word that no recognition would give: where it turns up, the page was not recognised again.
    const marked = (await readFile(path, 'utf8')).replace(/"text":"[^"]+"/, '"text":"علامة"');
    await writeFile(path, marked);
    const readers = new Readers({ size: 1, pages: opened.pages });
    context.after(async () => {
      await readers.close();
      await opened.close();
    });
    for await (const { kept } of add(opened, filesBelow([scans]), readers)) {
      assert.equal(kept.kind, 'new');
      if (kept.kind === 'new') assert.match((await opened.store.text(kept.documents[0]!)) ?? '', /علامة/);
    }
    assert.deepEqual(await readdir(pages), []);
  });

  test('tells a file that is gone when its turn comes', async (context) => {
    const { folder, adding } = await desk(context);
    const sources = async function* (): AsyncGenerator<Source> {
      yield fileSource(join(folder, 'gone.txt'));
    };
    assert.deepEqual(await adding(sources()), ['gone.txt unreadable (damaged: no such file)']);
  });

  test('takes an upload under the name it was sent with, and removes what it left', async (context) => {
    const { folder, adding, opened } = await desk(context);
    const passing = join(folder, 'passing');
    await writeFile(passing, 'نص مرفوع');
    const sources = async function* (): AsyncGenerator<Source> {
      yield uploadSource('ملفات/تقرير.txt', passing);
    };
    assert.deepEqual(await adding(sources()), ['تقرير.txt new']);
    await assert.rejects(readFile(passing), { code: 'ENOENT' });
    const { items } = await opened.store.originals({ limit: 1 });
    assert.deepEqual(items[0]?.origins, [{ kind: 'upload', place: 'ملفات/تقرير.txt' }]);
  });
});

describe('adding records', () => {
  test('keeps the id, the date and the outlet of each, and the line itself', async (context) => {
    const { adding, opened } = await desk(context);
    const line = '{"id":"r1", "text":"انهار السد", "published":"2026-02-01","outlet":"صحيفة المرفأ","more":1}';
    assert.deepEqual(await adding(lines(line)), ['r1 new']);
    const [record] = (await opened.store.documents({ limit: 1 })).items;
    assert.deepEqual([record?.id, record?.published, record?.outlet], ['r1', '2026-02-01', 'صحيفة المرفأ']);
    assert.equal(new TextDecoder().decode(await opened.originals.read(record!.original)), line);
  });

  test('keeps the place of what is none', async (context) => {
    const { adding } = await desk(context);
    const sources = async function* (): AsyncGenerator<Source> {
      yield* lines('{"id":"a","text":"نص"}');
      yield { kind: 'nothing', from: { kind: 'record', place: '?' } };
      yield* lines('{"id":"b","text":"نص"}');
    };
    assert.deepEqual(await adding(sources()), ['a new', '? nothing', 'b new']);
  });

  test('takes the date of an instant', () => {
    const line = recordOf('{"id":"a","text":"نص","published":"2016-05-03T10:00:00Z"}');
    assert.equal(line.kind === 'record' && line.record.published, '2016-05-03');
  });

  test('takes two records with one text for two documents, and one id for one', async (context) => {
    const { adding, opened } = await desk(context);
    const told = await adding(
      lines(
        '{"id":"a","text":"انهار السد"}',
        '{"id":"b","text":"انهار السد"}',
        '{"id":"a", "text":"انهار السد"}',
        '{"id":"a","text":"شيء آخر"}',
      ),
    );
    assert.deepEqual(told, ['a new', 'b new', 'a known', 'a clash']);
    const verdict = await verify(opened);
    assert.deepEqual([verdict.faults, verdict.notices], [[], []]);
  });

  test('keeps an offset at its place even after what is no character', async (context) => {
    const { adding, opened } = await desk(context);
    await adding(lines('{"id":"a","text":"س \\ud800 \\u0000 انهار السد"}'));
    const [hit] = await search(opened.store, 'السد', 1);
    const [record] = (await opened.store.documents({ limit: 1 })).items;
    assert.equal((await opened.store.document(record!.id))?.text.slice(hit?.start, hit?.end), 'السد');
    assert.equal((await verify(opened)).sound, true);
  });

  test('a line that is no record is told with its id', () => {
    const bad = (line: string): unknown => {
      const read = recordOf(line);
      return read.kind === 'bad' ? [read.id, read.error.split(':')[0]] : 'a record';
    };
    assert.deepEqual(bad('{'), [null, 'not JSON']);
    assert.deepEqual(bad('{"id":"a"}'), ['a', 'text']);
    assert.deepEqual(bad('{"id":7,"text":"س"}'), [7, 'id']);
    assert.deepEqual(bad('{"id":"a","text":"س","published":"yesterday"}'), ['a', 'published']);
    assert.deepEqual(bad('{"id":"a\\u0000","text":"س"}'), ['a\0', 'id']);
    assert.equal(bad('{"id":"a","text":""}'), 'a record');
  });
});

describe('weighing a case', () => {
  test('keeps what the weigher found', async (context) => {
    const { adding, opened } = await desk(context);
    await adding(lines('{"id":"a","text":"انهار السد"}'));
    const claim = { document: 'a', claim: 'c0', start: 0, end: 5, text: 'انهار' };
    await weighCase(opened, async () => ({ ...NO_FINDINGS, groups: [groupOf('g', [claim], 1)] }));
    assert.equal((await opened.store.group('g'))?.head.text, 'انهار');
    assert.equal((await verify(opened)).sound, true);
  });

  test('happens in a thread of its own', async (context) => {
    const { adding, opened } = await desk(context);
    await adding(lines('{"id":"a","text":"انهار السد"}'));
    await weighCase(opened);
    assert.equal((await opened.store.summary()).weighed, true);
  });
});
