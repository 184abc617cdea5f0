/**
 * Hostile and broken files: truncations, bombs, loops, wrong types, entities, references to elsewhere. Made anew each
 * time; `node packages/intake/samples/hostile.ts FOLDER` writes them out to look at.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import { makeMail, makeTar, makeWarc, makeZip } from './archives.ts';

export interface HostileFile {
  readonly name: string;
  readonly bytes: Buffer;
}

const files = join(import.meta.dirname, 'files');
const sample = (name: string) => readFileSync(join(files, name));
const TEXT = 'قالت مصادر محلية إن السد انهار فجر الثلاثاء. ';

/** @param elsewhere an address that nobody may ask, such as `http://127.0.0.1:1234` */
export async function* hostileFiles(elsewhere: string): AsyncGenerator<HostileFile> {
  for (const [name, bytes] of [
    ...broken(),
    ...bombs(),
    ...entities(elsewhere),
    ...references(elsewhere),
    ...pdfs(),
    ...pictures(),
    ...texts(),
  ]) {
    yield { name, bytes: Buffer.from(bytes) };
  }
  yield { name: 'climbs.tar', bytes: await makeTar([{ name: '../../../../tmp/isnad-was-here', bytes: TEXT }]) };
  const tar = await makeTar([{ name: 'a.txt', bytes: TEXT.repeat(100) }]);
  yield { name: 'cut.tar', bytes: tar.subarray(0, 700) };
}

type Made = readonly [name: string, bytes: Uint8Array | string];

/** Good files cut, renamed, or with their middle turned to zeros. */
function* broken(): Generator<Made> {
  for (const name of [
    'hospital.docx',
    'hospital.odt',
    'hospital.rtf',
    'losses.xlsx',
    'dam.chromium.pdf',
    'dam.libreoffice.pdf',
    'short.png',
    'short.heic',
  ]) {
    const bytes = sample(name);
    yield [`cut-at-half.${name}`, bytes.subarray(0, bytes.length >> 1)];
    yield [`cut-at-head.${name}`, bytes.subarray(0, 100)];
    const holed = Buffer.from(bytes);
    holed.fill(0, bytes.length >> 2, bytes.length >> 1);
    yield [`holed.${name}`, holed];
  }
  yield ['really-a-picture.pdf', sample('short.png')];
  yield ['really-a-text.zip', TEXT];
  yield ['no-bytes.pdf', ''];
  yield ['only-a-signature.pdf', '%PDF-1.7\n'];
  yield ['only-a-signature.zip', 'PK\x03\x04'];
  yield ['only-zeros.doc', Buffer.alloc(10_000)];
  yield ['noise.bin', Buffer.from(Uint8Array.from({ length: 20_000 }, (_, i) => (i * i * 31 + i * 7) & 0xff))];
}

/** Little that unpacks to much, and archives in archives. */
function* bombs(): Generator<Made> {
  const zeros = Buffer.alloc(64 * 1024 * 1024);
  yield ['bomb.zip', makeZip([{ name: 'zeros.txt', bytes: zeros }])];
  yield ['bomb.gz', gzipSync(zeros)];
  yield [
    'bomb.docx',
    makeZip([
      { name: 'word/document.xml', bytes: zeros },
      { name: '[Content_Types].xml', bytes: '<x/>' },
    ]),
  ];
  yield [
    'lies-about-its-size.zip',
    makeZip([{ name: 'a.txt', bytes: zeros.subarray(0, 4 * 1024 * 1024), claims: { size: 10 } }]),
  ];
  let nested = makeZip([{ name: 'a.txt', bytes: TEXT }]);
  for (let depth = 0; depth < 20; depth++) nested = makeZip([{ name: `${depth}.zip`, bytes: nested }]);
  yield ['twenty-deep.zip', nested];
  yield [
    'names.zip',
    makeZip(
      Array.from({ length: 3000 }, (_, i) => ({
        name: `${'../'.repeat(i % 50)}${i}/${'a'.repeat(200)}.txt`,
        bytes: 'ن',
      })),
    ),
  ];
  yield [
    'climbs.zip',
    makeZip(
      ['../../etc/x.txt', '/etc/y.txt', 'C:\\windows\\z.txt', '..\\..\\w.txt'].map((name) => ({ name, bytes: TEXT })),
    ),
  ];
}

/** Entities that grow, and that point at files and servers. */
function* entities(elsewhere: string): Generator<Made> {
  const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');
  const grow = `<!DOCTYPE x [<!ENTITY l0 "lol">${laughs}]>`;
  const point = `<!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/passwd"><!ENTITY % p SYSTEM "${elsewhere}/dtd">%p;]>`;
  for (const [kind, doctype] of [
    ['grow', grow],
    ['point', point],
  ] as const) {
    const page = `<PcGts><Page imageWidth="1" imageHeight="1"><TextRegion><TextLine><TextEquiv><Unicode>${TEXT}&l9;</Unicode></TextEquiv></TextLine></TextRegion></Page></PcGts>`;
    yield [`entities-${kind}.xml`, `<?xml version="1.0"?>${doctype}${page}`];
    const word = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>${TEXT}&l9;</w:t></w:r></w:p></w:body></w:document>`;
    yield [
      `entities-${kind}.docx`,
      makeZip([
        { name: '[Content_Types].xml', bytes: '<Types/>' },
        { name: 'word/document.xml', bytes: `<?xml version="1.0"?>${doctype}${word}` },
      ]),
    ];
    const open = `<office:document-content xmlns:office="o" xmlns:text="t"><text:p>${TEXT}&l9;</text:p></office:document-content>`;
    yield [
      `entities-${kind}.odt`,
      makeZip([
        { name: 'mimetype', bytes: 'application/vnd.oasis.opendocument.text' },
        { name: 'content.xml', bytes: `<?xml version="1.0"?>${doctype}${open}` },
      ]),
    ];
  }
  yield ['deep.xml', `<PcGts>${'<a>'.repeat(20_000)}`];
}

/** Documents that ask for something from elsewhere. */
function* references(elsewhere: string): Generator<Made> {
  const page = `<!doctype html><html><head><base href="${elsewhere}/"><meta http-equiv="refresh" content="0;url=${elsewhere}/r"><link rel="stylesheet" href="${elsewhere}/c.css">
    <script src="${elsewhere}/s.js"></script></head><body><img src="${elsewhere}/i.png"><iframe src="${elsewhere}/f"></iframe><p>${TEXT.repeat(8)}</p>
    <script>fetch("${elsewhere}/x")</script><object data="${elsewhere}/o"></object></body></html>`;
  yield ['asks.html', page];
  yield ['asks.md', `![صورة](${elsewhere}/i.png)\n\n${TEXT}\n\n<img src="${elsewhere}/j.png">`];
  yield [
    'asks.eml',
    makeMail({
      from: 'x',
      subject: 'y',
      date: 'Tue, 3 May 2016 10:00:00 +0000',
      text: 'z',
      attachments: [{ name: 'a.html', type: 'text/html', bytes: Buffer.from(page) }],
    }),
  ];
  yield ['asks.warc', makeWarc([{ address: `${elsewhere}/page`, type: 'text/html', body: page }])];
  const relations = `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="${elsewhere}/i.png" TargetMode="External"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="${elsewhere}/t.dotm" TargetMode="External"/></Relationships>`;
  const word = `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><w:body><w:p><w:r><w:t>${TEXT}</w:t></w:r><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><a:blip r:link="r1"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p></w:body></w:document>`;
  yield [
    'asks.docx',
    makeZip([
      {
        name: '[Content_Types].xml',
        bytes:
          '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
      },
      {
        name: '_rels/.rels',
        bytes:
          '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
      },
      { name: 'word/document.xml', bytes: word },
      { name: 'word/_rels/document.xml.rels', bytes: relations },
    ]),
  ];
  yield [
    'asks.pdf',
    pdf([
      `<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /URI /URI (${elsewhere}/open) >> >>`,
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /AA << /O << /S /SubmitForm /F (${elsewhere}/form) >> >> /Contents 4 0 R /Resources << >> >>`,
      stream('', `/F << /FS /URL /F (${elsewhere}/stream) >>`),
    ]),
  ];
}

/** A PDF of these objects, numbered from 1; the first is the catalogue. */
function pdf(objects: readonly (string | Buffer)[]): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  let length = parts[0]!.length;
  const offsets = objects.map((object, i) => {
    const at = length;
    const part = Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n')]);
    parts.push(part);
    length += part.length;
    return at;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  return Buffer.concat([
    ...parts,
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF`,
    ),
  ]);
}

function stream(content: string | Buffer, more = ''): Buffer {
  const body = Buffer.from(content);
  return Buffer.concat([
    Buffer.from(`<< /Length ${body.length} ${more} >>\nstream\n`),
    body,
    Buffer.from('\nendstream'),
  ]);
}

const FONT = '<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>';
const CATALOG = '<< /Type /Catalog /Pages 2 0 R >>';
const onePage = (content: Buffer, box = '0 0 600 800', resources = FONT) =>
  pdf([
    CATALOG,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [${box}] /Contents 4 0 R /Resources ${resources} >>`,
    content,
  ]);

function* pdfs(): Generator<Made> {
  yield ['kids-loop.pdf', pdf([CATALOG, '<< /Type /Pages /Kids [2 0 R] /Count 1000000 >>'])];
  yield [
    'many-pages-claimed.pdf',
    pdf([
      CATALOG,
      '<< /Type /Pages /Kids [3 0 R] /Count 100000000 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>',
    ]),
  ];
  yield ['form-loop.pdf', onePage(stream('/X Do', ''), '0 0 600 800', '<< /XObject << /X 5 0 R >> >>').subarray(0)];
  yield [
    'form-loops.pdf',
    pdf([
      CATALOG,
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>',
      stream('/X Do'),
      stream(
        '/X Do /X Do',
        '/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /XObject << /X 5 0 R >> >>',
      ),
    ]),
  ];
  yield ['huge-box.pdf', onePage(stream('BT /F1 12 Tf 10 10 Td (far away) Tj ET'), '0 0 1000000000 1000000000')];
  yield ['no-box.pdf', onePage(stream('BT /F1 12 Tf 10 10 Td (flat) Tj ET'), '0 0 0 0')];
  yield ['nan.pdf', onePage(stream('BT /F1 1e400 Tf 1e308 1e308 1e308 1e308 0 0 Tm (x) Tj -1e400 0 Td (y) Tj ET'))];
  yield ['bomb.pdf', onePage(stream(deflateSync(Buffer.alloc(200 * 1024 * 1024, 'q ')), '/Filter /FlateDecode'))];
  yield ['arrays.pdf', onePage(stream(`${'['.repeat(100_000)}`))];
  const line = `BT /F1 8 Tf 10 700 Td (${'word '.repeat(200_000)}) Tj ET`;
  const packed = stream(deflateSync(line), '/Filter /FlateDecode');
  const kids = Array.from({ length: 200 }, (_, i) => `${i + 4} 0 R`).join(' ');
  yield [
    '200-pages-of-1-MB-lines.pdf',
    pdf([
      CATALOG,
      `<< /Type /Pages /Kids [${kids}] /Count 200 >>`,
      packed,
      ...Array.from(
        { length: 200 },
        () => `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 3 0 R /Resources ${FONT} >>`,
      ),
    ]),
  ];
  yield ['password.pdf', encrypted()];
}

/** A PDF that says it is encrypted, with a key that no password opens. */
function encrypted(): Buffer {
  const bytes = onePage(stream('BT ET')).toString('latin1');
  const key = `<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <${'41'.repeat(32)}> /U <${'42'.repeat(32)}> >>`;
  return Buffer.from(bytes.replace('/Root 1 0 R', `/Root 1 0 R /ID [<00><00>] /Encrypt ${key}`), 'latin1');
}

function* pictures(): Generator<Made> {
  const png = Buffer.from(sample('short.png'));
  png.writeUInt32BE(100_000, 16);
  png.writeUInt32BE(100_000, 20);
  yield ['ten-thousand-million-pixels.png', png];
  const tiff = Buffer.alloc(64);
  tiff.write('II*\0', 'latin1');
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(1, 8);
  tiff.writeUInt16LE(256, 10);
  tiff.writeUInt16LE(3, 12);
  tiff.writeUInt32LE(1, 14);
  tiff.writeUInt16LE(10, 18);
  tiff.writeUInt32LE(8, 22);
  yield ['directory-loop.tiff', tiff];
  yield ['cut.jpg', Buffer.from('\xff\xd8\xff\xe0\0\x10JFIF', 'latin1')];
}

/** Texts that exhaust careless patterns, stacks and memories. */
function* texts(): Generator<Made> {
  const long = 1_000_000;
  yield ['one-line.txt', 'كلمة '.repeat(long / 5)];
  yield ['spaces.txt', ' '.repeat(long)];
  yield ['digits.txt', '1'.repeat(long)];
  yield ['dates.txt', '1/1/'.repeat(long / 4)];
  yield ['brackets.html', `<html><body>${'<'.repeat(long)}`];
  yield ['quotes.html', `<html><body><p title="${'"'.repeat(long)}>`];
  yield ['deep.html', `<html><body>${'<div>'.repeat(100_000)}${TEXT}`];
  yield ['entities.html', `<html><body><p>${'&'.repeat(long / 2)}${'&amp;'.repeat(long / 10)}`];
  yield ['tables.html', `<html><body>${'<table><tr><td>'.repeat(5_000)}${TEXT}`];
  yield ['comment.html', `<html><body><!--${'-'.repeat(long)}`];
  yield [
    'json-ld.html',
    `<html><head><script type="application/ld+json">${'['.repeat(200_000)}</script></head><body><p>${TEXT.repeat(9)}</p>`,
  ];
  yield ['emphasis.md', `${'*'.repeat(50_000)}${'['.repeat(50_000)}${'> '.repeat(5_000)}`];
  yield ['deep.json', `{"messages":${'['.repeat(500_000)}`];
  yield [
    'wrong-types.json',
    '{"name":7,"messages":[null,3,"x",{"type":"message","text":{"a":1}},{"type":"message","text":["ن",{"text":3}],"from":9}]}',
  ];
  yield ['headers.eml', `From: a\nSubject: b\n${'X-A: b\n'.repeat(100_000)}\n`];
  yield ['parts.eml', nestedMail(200)];
  yield ['no-end.mbox', `From a@b Tue May  3 14:20:00 2016\nSubject: a\n\n${'x'.repeat(long)}`];
  yield ['cells.csv', `${'a,'.repeat(long / 2)}\n`];
  yield ['quoted.csv', `a,b\n"${'x,'.repeat(long / 2)}`];
  yield ['groups.rtf', `{\\rtf1 ${'{'.repeat(100_000)}`];
  yield ['slashes.rtf', `{\\rtf1 ${'\\'.repeat(long)}`];
  yield [
    'length.warc',
    'WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://x.example/\r\nContent-Length: 99999999999\r\n\r\nHTTP/1.1 200 OK\r\n\r\nx',
  ];
  yield ['whatsapp.txt', `03/05/2016, 14:20 - ${'a'.repeat(long)}\n03/05/2016, 14:20 - x: y\n`];
  yield ['marks.txt', `ب${'\u0651'.repeat(long)}`];
  yield ['directions.txt', '\u202E'.repeat(long / 10) + TEXT];
  yield ['surrogates.txt', Buffer.from(Uint8Array.from({ length: 1000 }, (_, i) => (i % 2 === 0 ? 0 : 0xd8)))];
  yield ['mojibake.txt', 'Ø§Ù'.repeat(long / 10)];
}

function nestedMail(depth: number): string {
  let mail = 'Content-Type: text/plain\n\nx';
  for (let i = 0; i < depth; i++)
    mail = `From: a\nSubject: b\nContent-Type: multipart/mixed; boundary="b${i}"\n\n--b${i}\n${mail}\n--b${i}--\n`;
  return mail;
}

if (import.meta.main) {
  const folder = process.argv[2];
  if (folder === undefined) {
    console.error('usage: node packages/intake/samples/hostile.ts FOLDER');
    process.exit(2);
  }
  mkdirSync(folder, { recursive: true });
  for await (const { name, bytes } of hostileFiles('http://127.0.0.1:9')) writeFileSync(join(folder, name), bytes);
}
