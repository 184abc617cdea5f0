import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { after, test } from 'node:test';
import sharp from 'sharp';
import { makeZip } from '../samples/archives.ts';
import { characterError } from '../samples/errors.ts';
import { filesIn, Intake, type IntakeDocument, packedScans, pageFolder } from '../src/index.ts';
import type { TextPage } from '../src/pages/line.ts';

const intake = new Intake({ parsers: 2 });
after(() => intake.close());

const samples = join(import.meta.dirname, '..', 'samples');
const sample = (name: string) => readFileSync(join(samples, 'files', name));
const DAM = readFileSync(join(samples, 'texts', 'dam.txt'), 'utf8');
const SHORT =
  'انهار سد الوادي فجر الثلاثاء وغمرت المياه ثلاث قرى وقالت لجنة التحقيق إن الإدارة تلقت ثلاثة تحذيرات مكتوبة ولم ترد على أي منها';

async function one(bytes: Uint8Array): Promise<IntakeDocument> {
  const { documents, unreadable } = await intake.read(bytes, 'x');
  assert.deepEqual(unreadable, []);
  return documents[0]!;
}

function checkPlaces(document: IntakeDocument): void {
  let last = 0;
  for (const { start, end, page, region } of document.places) {
    assert.ok(start >= last && end > start);
    assert.doesNotMatch(document.text.slice(start, end), /\s/);
    assert.ok(page >= 1 && page <= document.pages.length);
    assert.ok(
      region.x >= 0 && region.y >= 0 && region.x + region.width <= 1.0001 && region.y + region.height <= 1.0001,
    );
    last = end;
  }
  const placed = document.places.reduce((sum, { start, end }) => sum + end - start, 0);
  assert.equal(placed, document.text.replace(/\s/g, '').length, 'every character has a place');
}

for (const program of ['chromium', 'libreoffice']) {
  test(`the text layer of a PDF by ${program} comes out as it was written, in two columns and justified too`, async () => {
    const document = await one(sample(`dam.${program}.pdf`));
    assert.equal(characterError(DAM, document.text), 0);
    assert.equal(document.pages[0]?.by, 'text layer');
    assert.equal(document.pages[0]?.confidence, 1);
    assert.match(document.text, /^انهيار سد الوادي: لجنة التحقيق تنشر تقريرها الأول\n\n/);
    checkPlaces(document);
  });
}

test('a word of a PDF stands where its region says: the first word of a page that reads to the left is at its right', async () => {
  const { places, text } = await one(sample('dam.chromium.pdf'));
  const first = places[0]!;
  const second = places[1]!;
  assert.equal(text.slice(first.start, first.end), 'انهيار');
  assert.ok(first.region.x > second.region.x && first.region.y < 0.12);
});

test('a scan without a text layer is recognised, with the place and confidence of every word', async () => {
  const document = await one(sample('scan.pdf'));
  assert.ok(characterError(SHORT, document.text) < 0.08, document.text);
  const [page] = document.pages;
  assert.equal(page?.by, 'ocr');
  assert.ok(page.readable && page.confidence > 0.7);
  checkPlaces(document);
  for (const { confidence } of document.places) assert.ok(confidence !== undefined && confidence <= 1);
});

test('pictures of every kind are read, those taken askew and with the camera turned too', async () => {
  const picture = sample('short.png');
  const kinds: ReadonlyArray<readonly [name: string, bytes: Uint8Array]> = [
    ['JPEG, askew', await sharp(picture).rotate(2.2, { background: '#fff' }).jpeg({ quality: 70 }).toBuffer()],
    ['WebP', await sharp(picture).webp({ quality: 60 }).toBuffer()],
    ['TIFF', await sharp(picture).tiff().toBuffer()],
    ['turned by the camera', await sharp(picture).rotate(90).withMetadata({ orientation: 8 }).jpeg().toBuffer()],
    ['HEIC', sample('short.heic')],
  ];
  for (const [kind, bytes] of kinds) {
    const document = await one(bytes);
    assert.ok(characterError(SHORT, document.text) < 0.08, `${kind}: ${document.text}`);
    const first = document.places[0]!;
    assert.ok(first.region.x > 0.7 && first.region.y < 0.3, `${kind}: the first word is at the top right`);
  }
});

test('a picture of no writing is a page to transcribe, and a blank one is blank', async () => {
  const noise = await sharp({
    create: {
      width: 600,
      height: 400,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .png()
    .toBuffer();
  const [page] = (await one(noise)).pages;
  assert.equal(page?.readable, false);
  const blank = await one(
    await sharp({ create: { width: 600, height: 400, channels: 3, background: '#fff' } })
      .png()
      .toBuffer(),
  );
  assert.equal(blank.pages[0]?.readable, true);
  assert.equal(blank.text, '');
});

test('a bundle that was interrupted goes on with the pages that are kept, and recognises none twice', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'intake-pages-'));
  try {
    const picture = sample('short.png');
    const store = pageFolder(folder);
    let asked = 0;
    const counting = {
      get: store.get,
      put: (...given: Parameters<typeof store.put>) => {
        asked++;
        return store.put(...given);
      },
    };
    const bundle = makeZip([1, 2, 3].map((page) => ({ name: `${page}.png`, bytes: picture })));
    const first = new Intake({ parsers: 2, pages: counting });
    const whole = await first.read(bundle, 'x.zip');
    first.close();
    assert.equal(asked, 3);
    const [original = ''] = readdirSync(folder);
    rmSync(join(folder, original, readdirSync(join(folder, original))[0]!));
    const again = new Intake({ parsers: 2, pages: counting });
    assert.deepEqual(await again.read(bundle, 'x.zip'), whole);
    again.close();
    assert.equal(asked, 4);
    assert.ok(readdirSync(join(folder, original)).every((name) => name.endsWith('.json')));
    await store.forget(original);
    assert.deepEqual(readdirSync(folder), []);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('pages of different files in one archive are kept apart', async () => {
  const kept = new Map<string, TextPage>();
  const pages = {
    get: (original: string, key: string) => Promise.resolve(kept.get(`${original} ${key}`) ?? null),
    put: (original: string, key: string, page: TextPage) => Promise.resolve(void kept.set(`${original} ${key}`, page)),
  };
  const blank = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  const zip = makeZip([
    { name: 'أ.pdf', bytes: sample('scan.pdf') },
    { name: 'ب.txt', bytes: 'نص' },
    { name: 'ج.png', bytes: blank },
  ]);
  const storing = new Intake({ parsers: 1, pages });
  const { documents } = await storing.read(zip, 'x.zip');
  storing.close();
  assert.equal(kept.size, documents[0]!.pages.length + 1);
  assert.match(documents[0]?.text ?? '', /الثلاثاء/);
  assert.equal(documents[2]?.text, '');
});

test('the picture of a page is drawn on demand, from a PDF, an image, and from inside an archive', async () => {
  const zip = makeZip([{ name: 'تقرير.pdf', bytes: sample('dam.chromium.pdf') }]);
  const bundle = makeZip([1, 2].map((page) => ({ name: `${page}.png`, bytes: sample('short.png') })));
  for (const image of [
    await intake.pageImage(sample('dam.chromium.pdf'), { part: null, page: 1, width: 300 }),
    await intake.pageImage(sample('short.heic'), { part: null, page: 1, width: 300 }),
    await intake.pageImage(zip, { part: 'تقرير.pdf', page: 1, width: 300 }),
    await intake.pageImage(bundle, { part: null, page: 2, width: 300 }),
  ]) {
    const { width, format } = await sharp(image).metadata();
    assert.deepEqual([width, format], [300, 'png']);
  }
  await assert.rejects(intake.pageImage(zip, { part: 'غيره.pdf', page: 1, width: 300 }), /there is no «غيره.pdf»/);
  await assert.rejects(intake.pageImage(Buffer.from('نص'), { part: null, page: 1, width: 300 }), /no pages/);
});

test('a folder gives its files in the order of their names, and a folder of pictures in it as one bundle', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'intake-folder-'));
  const files = [
    ...['تقرير.html', 'تقرير_files/صورة.png', 'تقرير_files/style.css', '.hidden', 'Thumbs.db', 'ب.txt'],
    ...['scans/10.png', 'scans/2.png', 'scans/page/2.xml', 'scans/notes/دفتر.txt', 'mixed/1.png', 'mixed/2.txt'],
  ];
  try {
    for (const name of files) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), '');
    }
    const seen: string[] = [];
    for await (const { name, source } of filesIn(folder)) {
      const paths = typeof source === 'string' ? [source] : source.paths;
      seen.push(`${name}: ${paths.map((path) => relative(folder, path)).join(' ')}`);
    }
    assert.deepEqual(seen, [
      '1.png: mixed/1.png',
      '2.txt: mixed/2.txt',
      'scans: scans/10.png scans/2.png scans/page/2.xml',
      'دفتر.txt: scans/notes/دفتر.txt',
      'ب.txt: ب.txt',
      'تقرير.html: تقرير.html',
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a folder that cannot be opened is told as a file that cannot be read', async () => {
  const found = [];
  for await (const { source } of filesIn('/no/such/folder')) found.push(source);
  assert.deepEqual(found, ['/no/such/folder']);
  assert.deepEqual(
    (await intake.read('/no/such/folder')).unreadable.map(({ kind }) => kind),
    ['damaged'],
  );
});

test('a bundle is packed into the same bytes whenever and wherever, and read from them as from its files', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'intake-pack-'));
  try {
    const paths = ['10.png', '9.png'].map((name) => join(folder, name));
    for (const path of paths) writeFileSync(path, sample('short.png'));
    const pack = async () => {
      const pieces: Uint8Array[] = [];
      for await (const piece of packedScans({ kind: 'scans', paths })) pieces.push(piece);
      return Buffer.concat(pieces);
    };
    const packed = await pack();
    utimesSync(paths[0]!, 1e9, 1e9);
    const zone = process.env.TZ;
    process.env.TZ = 'Asia/Baghdad';
    assert.ok(packed.equals(await pack()));
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
    const told: number[] = [];
    const { documents } = await intake.read(packed, 'x', (pages) => told.push(pages));
    assert.deepEqual(told, [1, 1]);
    assert.deepEqual(
      documents[0]?.pages.map(({ image }) => image),
      ['9.png', '10.png'],
    );
    const fromFiles = await intake.read({ kind: 'scans', paths });
    assert.equal(fromFiles.documents[0]?.text, documents[0]?.text);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('pages are told as they are done, each once, those of a text layer with their document', async () => {
  const zip = makeZip([
    { name: '1.pdf', bytes: sample('dam.chromium.pdf') },
    { name: '2.pdf', bytes: sample('scan.pdf') },
  ]);
  let told = 0;
  const { documents } = await intake.read(zip, 'x.zip', (pages) => {
    told += pages;
  });
  assert.equal(
    told,
    documents.reduce((sum, { pages }) => sum + pages.length, 0),
  );
});
