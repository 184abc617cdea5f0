import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { makeMail, makeMbox, makeMhtml, makeTar, makeWacz, makeWarc, makeZip } from '../samples/archives.ts';
import { mixedFiles } from '../samples/mixed.ts';
import { encodeText } from '../src/encoding/codepage.ts';
import { Intake, type IntakeDocument } from '../src/index.ts';

const intake = new Intake({ parsers: 2, recognize: false });
after(() => intake.close());

const samples = join(import.meta.dirname, '..', 'samples');
const sample = (name: string) => readFileSync(join(samples, 'files', name));
const textOf = (name: string) => readFileSync(join(samples, 'texts', `${name}.txt`), 'utf8');
const words = (text: string) =>
  text
    .replace(/[•\-–]\s/g, '')
    .replace(/\s+/gu, ' ')
    .trim();

async function one(bytes: Uint8Array | string, name: string, format: string): Promise<IntakeDocument> {
  const read = await intake.read(Buffer.from(bytes), name);
  assert.deepEqual(read.unreadable, []);
  assert.equal(read.format, format);
  assert.equal(read.documents.length, 1);
  return read.documents[0]!;
}

for (const format of ['docx', 'odt', 'rtf'] as const) {
  test(`a ${format} of LibreOffice gives its text, paragraph by paragraph`, async () => {
    const document = await one(sample(`hospital.${format}`), 'x', format);
    assert.equal(words(document.text), words(textOf('hospital')));
    assert.ok(document.text.split('\n').length > 10);
  });
}

test('RTF of old Word is read in the code page of its font', async () => {
  const arabic = [...encodeText('انهار السد', 'windows-1256')!].map((byte) => `\\'${byte.toString(16)}`).join('');
  const rtf = `{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset178 Simplified Arabic;}}{\\info{\\title x}}\\pard\\rtlpar\\f1 ${arabic}\\par\\f0 caf\\'e9 \\u1578?\\par}`;
  const document = await one(rtf, 'x.rtf', 'rtf');
  assert.equal(document.text, 'انهار السد\n\ncafé ت');
});

test('a flat OpenDocument text is read', async () => {
  const xml = `<?xml version="1.0"?><office:document xmlns:office="o" xmlns:text="t" office:mimetype="application/vnd.oasis.opendocument.text">
    <office:body><office:text><text:h>انهيار</text:h><text:p>سطر<text:line-break/>آخر<text:s text:c="2"/>بعد</text:p>
    <text:list><text:list-item><text:p>أول</text:p></text:list-item></text:list></office:text></office:body></office:document>`;
  assert.equal((await one(xml, 'x.fodt', 'fodt')).text, 'انهيار\n\nسطر\nآخر  بعد\n• أول');
});

test('a workbook gives a document a sheet, its rows lines and its cells parted by tabulators', async () => {
  const document = await one(sample('losses.xlsx'), 'x', 'xlsx');
  assert.equal(document.text.split('\n')[0], 'القرية\tالقتلى\tالمفقودون\tالتاريخ');
  assert.match(document.text, /الوادي الأسفل\t17\t44\t2016-05-04/);
  assert.ok(document.part);
});

test('separated values are read whatever separates them, and in windows-1256', async () => {
  for (const separator of [',', ';', '\t']) {
    const csv = `القرية${separator}العدد\n"الوادي${separator} الأسفل"${separator}17\nالجسر${separator}21\n`;
    const expected = `القرية\tالعدد\nالوادي${separator === '\t' ? ' ' : separator} الأسفل\t17\nالجسر\t21`.replace(
      '  ',
      ' ',
    );
    assert.equal((await one(encodeText(csv, 'windows-1256')!, 'x.csv', 'csv')).text, expected);
  }
});

const MAIL = {
  from: 'سلمى النجار',
  subject: 'مسودة تقرير السد',
  date: 'Tue, 3 May 2016 23:20:00 +0300',
  text: 'أرفقت التقرير.\nFrom الوادي.',
};

test('a mail is a document, and each attachment another', async () => {
  const attachments = [
    { name: 'تقرير.html', type: 'text/html', bytes: Buffer.from('<p>قالت مصادر محلية إن السد انهار.</p>') },
    { name: '../../etc/passwd', type: 'text/plain', bytes: Buffer.from('نص مرفق') },
  ];
  const read = await intake.read(Buffer.from(makeMail({ ...MAIL, attachments })), 'x.eml');
  assert.equal(read.format, 'mail');
  assert.deepEqual(read.unreadable, []);
  assert.deepEqual(
    read.documents.map((document) => document.part),
    [null, 'تقرير.html', 'passwd'],
  );
  const [mail, page] = read.documents;
  assert.equal(mail?.title, 'مسودة تقرير السد');
  assert.equal(mail?.author, 'سلمى النجار <salma@nahr.example>');
  assert.equal(mail?.published, '2016-05-03');
  assert.match(
    mail?.text ?? '',
    /^مسودة تقرير السد\n\nمن: سلمى النجار.*\nإلى: هيئة التحرير.*\nالتاريخ: 2016-05-03\n\nأرفقت التقرير\.\nFrom الوادي\.$/su,
  );
  assert.equal(page?.text, 'قالت مصادر محلية إن السد انهار.');
  assert.equal(page?.format, 'html');
});

test('a mailbox gives its messages, whatever their lines begin with', async () => {
  const second = { ...MAIL, subject: 'تصحيح', text: 'العدد 38 لا 35.' };
  const read = await intake.read(Buffer.from(makeMbox([makeMail(MAIL), makeMail(second)])), 'mbox');
  assert.equal(read.format, 'mbox');
  assert.deepEqual(
    read.documents.map(({ part, title }) => [part, title]),
    [
      ['message 1', 'مسودة تقرير السد'],
      ['message 2', 'تصحيح'],
    ],
  );
});

const PAGE = `<!doctype html><html lang="ar"><head><meta charset="windows-1256"><title>انهيار السد</title></head><body><article><h1>انهيار السد</h1>
  <p>${'قالت مصادر محلية في بلدة الوادي إن السد انهار فجر الثلاثاء، وإن المياه غمرت ثلاث قرى. '.repeat(4)}</p></article></body></html>`;

test('a page saved in one file is read, with the address it was saved from', async () => {
  const document = await one(makeMhtml(PAGE, 'https://nahr.example/1'), 'x.mhtml', 'mhtml');
  assert.equal(document.title, 'انهيار السد');
  assert.equal(document.address, 'https://nahr.example/1');
  assert.match(document.text, /^انهيار السد\n\nقالت مصادر/);
});

const ANSWERS = [
  { address: 'https://nahr.example/1', type: 'text/html; charset=utf-8', body: PAGE },
  { address: 'https://nahr.example/x.css', type: 'text/css', body: 'p{}' },
  { address: 'https://nahr.example/gone', type: 'text/html', body: '<p>غير موجود</p>', status: 404 },
  {
    address: 'https://nahr.example/2',
    type: 'text/html; charset=windows-1256',
    body: encodeText('<p>خبر ثان عن السد</p>', 'windows-1256')!,
  },
  { address: 'https://nahr.example/1', type: 'text/html; charset=utf-8', body: PAGE },
];

for (const [kind, make] of [
  ['warc', () => makeWarc(ANSWERS)],
  ['warc', () => makeWarc(ANSWERS, false)],
  ['wacz', () => makeWacz(makeWarc(ANSWERS))],
] as const) {
  test(`a web archive (${kind}) gives each page once, with its address and the day it was fetched`, async () => {
    const { format, documents, unreadable } = await intake.read(make(), 'x');
    assert.equal(format, kind);
    assert.deepEqual(unreadable, []);
    assert.deepEqual(
      documents.map(({ part, address, title }) => [part, address, title]),
      [
        ['https://nahr.example/1', 'https://nahr.example/1', 'انهيار السد'],
        ['https://nahr.example/2', 'https://nahr.example/2', null],
      ],
    );
    assert.equal(documents[1]?.text, 'خبر ثان عن السد');
    assert.match(documents[0]?.notes.map((note) => note.message).join() ?? '', /fetched on 2016-05-03/);
  });
}

const FILES = [
  { name: 'تقارير/سد.txt', bytes: textOf('dam') },
  { name: '../../../tmp/هارب.txt', bytes: 'نص من خارج المكان' },
  { name: '__MACOSX/._x.txt', bytes: 'x' },
  { name: 'صفحة.html', bytes: PAGE },
  { name: 'صفحة_files/إعلان.html', bytes: '<p>إعلان</p>' },
];

test('a ZIP and a TAR give the files in them; what browsers and programs put beside them is passed over', async () => {
  for (const [bytes, format] of [
    [makeZip(FILES), 'zip'],
    [gzipSync(await makeTar(FILES.slice(0, 4))), 'tar'],
  ] as const) {
    const read = await intake.read(bytes, 'x');
    assert.equal(read.format, format);
    assert.deepEqual(read.unreadable, []);
    assert.deepEqual(
      read.documents.map(({ part, format }) => [part, format]),
      [
        ['تقارير/سد.txt', 'text'],
        ['tmp/هارب.txt', 'text'],
        ['صفحة.html', 'html'],
      ],
    );
  }
});

test('names in a ZIP that are kept in windows-1256 are read', async () => {
  const name = encodeText('تقرير السد الأول.txt', 'windows-1256')!;
  const { documents } = await intake.read(makeZip([{ name, bytes: 'نص' }]), 'x.zip');
  assert.equal(documents[0]?.part, 'تقرير السد الأول.txt');
});

test('a ZIP in a mail in a ZIP is opened, and each document says where it lies', async () => {
  const inner = makeZip([{ name: 'داخل.txt', bytes: 'في الداخل' }]);
  const mail = makeMail({ ...MAIL, attachments: [{ name: 'ملفات.zip', type: 'application/zip', bytes: inner }] });
  const { documents } = await intake.read(makeZip([{ name: 'بريد.eml', bytes: mail }]), 'x.zip');
  assert.deepEqual(
    documents.map((document) => document.part),
    ['بريد.eml', 'بريد.eml › ملفات.zip › داخل.txt'],
  );
});

test('one file that can’t be read leaves the rest of its archive', async () => {
  const { documents, unreadable } = await intake.read(
    makeZip([
      { name: 'أ.txt', bytes: 'أول' },
      { name: 'ب.pdf', bytes: '%PDF-1.4 broken' },
      { name: 'ج.txt', bytes: '', claims: { encrypted: true } },
      { name: 'د.txt', bytes: 'رابع' },
    ]),
    'x.zip',
  );
  assert.deepEqual(
    documents.map((document) => document.text),
    ['أول', 'رابع'],
  );
  assert.deepEqual(
    unreadable.map(({ part, kind }) => [part, kind]),
    [
      ['ب.pdf', 'damaged'],
      ['ج.txt', 'empty'],
    ],
  );
});

const CHAT = {
  name: 'قناة النهر',
  type: 'public_channel',
  messages: [
    { id: 1, type: 'service', date: '2016-05-03T14:00:00', actor: 'سلمى', action: 'create_channel', text: '' },
    {
      id: 2,
      type: 'message',
      date: '2016-05-03T14:20:00',
      from: 'سلمى النجار',
      text: ['انهار ', { type: 'bold', text: 'السد' }, '.'],
    },
    {
      id: 3,
      type: 'message',
      date: '2016-05-03T14:25:00',
      from: 'رامي',
      forwarded_from: 'وكالة الساحل',
      text: '35 قتيلا حتى الآن',
    },
  ],
};
const CHAT_TEXT =
  'قناة النهر\n\nسلمى النجار (2016-05-03 14:20):\nانهار السد.\n\nرامي (2016-05-03 14:25)، نقلا عن وكالة الساحل:\n35 قتيلا حتى الآن';

test('a folder of every kind of file, mixed, is read whole, each by its bytes', async () => {
  const files = (await mixedFiles()).map(({ name, format, bytes }) => ({ name, format, source: bytes }));
  let count = 0;
  for await (const { file, result } of intake.readAll(files)) {
    count++;
    assert.equal(result.format, file.format, file.name);
    assert.deepEqual(result.unreadable, [], file.name);
    for (const { text, pages } of result.documents) {
      assert.ok(/\p{Script=Arabic}/u.test(text) || pages.some((page) => !page.readable), file.name);
    }
  }
  assert.equal(count, files.length);
  assert.equal(new Set(files.map((file) => file.format)).size, 24, 'every format of the list');
});

test('a Telegram chat is one document that keeps author, time and forwarding of every message', async () => {
  const document = await one(JSON.stringify(CHAT), 'result.json', 'telegram');
  assert.equal(document.text, CHAT_TEXT);
  assert.equal(document.published, '2016-05-03');
  assert.deepEqual(
    document.messages?.map(({ author, time, forwardedFrom }) => [author, time, forwardedFrom]),
    [
      ['سلمى النجار', '2016-05-03T14:20:00', null],
      ['رامي', '2016-05-03T14:25:00', 'وكالة الساحل'],
    ],
  );
  for (const message of document.messages ?? []) {
    assert.ok(document.text.slice(message.start, message.end).startsWith(message.author ?? ''));
  }
});

test('an export of a whole Telegram account gives a document a chat', async () => {
  const all = { about: 'x', chats: { list: [CHAT, { ...CHAT, name: 'أخرى' }, { name: 'فارغة', messages: [] }] } };
  const { documents } = await intake.read(Buffer.from(JSON.stringify(all)), 'result.json');
  assert.deepEqual(
    documents.map((document) => document.part),
    ['قناة النهر', 'أخرى'],
  );
});

test('Telegram’s export as HTML gives the same as its JSON', async () => {
  const html = `<!DOCTYPE html><html><head><title>Exported Data</title></head><body><div class="page_wrap"><div class="page_header"><div class="text bold">
 قناة النهر </div></div><div class="history"><div class="message service"><div class="body details">3 May 2016</div></div>
<div class="message default clearfix" id="message2"><div class="body"><div class="pull_right date details" title="03.05.2016 14:20:00">14:20</div>
<div class="from_name">سلمى النجار</div><div class="text">انهار <strong>السد</strong>.</div></div></div>
<div class="message default clearfix" id="message3"><div class="body"><div class="pull_right date details" title="03.05.2016 14:25:00">14:25</div>
<div class="from_name">رامي</div><div class="forwarded body"><div class="from_name">وكالة الساحل <span class="date details">03.05.2016</span></div>
<div class="text">35 قتيلا حتى الآن</div></div></div></div></div></div></body></html>`;
  assert.equal((await one(html, 'messages.html', 'telegram html')).text, CHAT_TEXT);
});

const WHATSAPP: ReadonlyArray<readonly [name: string, lines: string]> = [
  ['Android in English', '03/05/2016, 14:20 - سلمى: انهار السد\nسطر ثان\n13/05/2016, 15:05 - رامي: متى؟\n'],
  ['an iPhone', '[03/05/2016, 14:20:00] سلمى: انهار السد\nسطر ثان\n\u200E[13/05/2016, 15:05:00] رامي: متى؟\n'],
  [
    'a telephone in Arabic',
    '\u200F٣/٥/٢٠١٦، ٢:٢٠ م - سلمى: انهار السد\nسطر ثان\n\u200F١٣/٥/٢٠١٦، ٣:٠٥ م - رامي: متى؟\n',
  ],
  ['America', '5/3/16, 2:20 PM - سلمى: انهار السد\nسطر ثان\n5/13/16, 3:05 PM - رامي: متى؟\n'],
];

for (const [name, lines] of WHATSAPP) {
  test(`a WhatsApp chat exported on ${name} is one document with its messages`, async () => {
    const document = await one(lines, 'WhatsApp Chat with سلمى.txt', 'whatsapp');
    assert.deepEqual(
      document.messages?.map(({ author, time }) => [author, time]),
      [
        ['سلمى', '2016-05-03T14:20:00'],
        ['رامي', '2016-05-13T15:05:00'],
      ],
    );
    assert.equal(document.title, 'سلمى');
    assert.match(document.text, /سلمى \(2016-05-03 14:20\):\nانهار السد\nسطر ثان/);
  });
}

const PAGE_XML = `<?xml version="1.0" encoding="UTF-8"?><PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Page imageFilename="1.png" imageWidth="1000" imageHeight="2000">
<TextRegion id="r1"><Coords points="100,100 900,100 900,400 100,400"/><TextLine id="l1"><Coords points="100,100 900,100 900,200 100,200"/><TextEquiv><Unicode>محضر اجتماع اللجنة</Unicode></TextEquiv></TextLine></TextRegion>
<TextRegion id="r2"><TextLine id="l2"><Coords points="100,300 900,300 900,400 100,400"/><TextEquiv><Unicode>حضر خمسة أعضاء</Unicode></TextEquiv></TextLine></TextRegion></Page></PcGts>`;
const ALTO = `<?xml version="1.0"?><alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Description><sourceImageInformation><fileName>1.png</fileName></sourceImageInformation></Description><Layout><Page WIDTH="1000" HEIGHT="2000"><PrintSpace>
<TextBlock><TextLine HPOS="100" VPOS="100" WIDTH="800" HEIGHT="100"><String CONTENT="محضر" HPOS="700" VPOS="100" WIDTH="200" HEIGHT="100"/><SP/><String CONTENT="اجتماع" HPOS="400" VPOS="100" WIDTH="200" HEIGHT="100"/><SP/><String CONTENT="اللجنة" HPOS="100" VPOS="100" WIDTH="200" HEIGHT="100"/></TextLine></TextBlock>
<TextBlock><TextLine HPOS="100" VPOS="300" WIDTH="800" HEIGHT="100"><String CONTENT="حضر خمسة أعضاء"/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>`;

test('a transcription in PAGE XML or ALTO is a page with the place of its words', async () => {
  for (const [xml, format] of [
    [PAGE_XML, 'page xml'],
    [ALTO, 'alto'],
  ] as const) {
    const document = await one(xml, 'x.xml', format);
    assert.equal(document.text, 'محضر اجتماع اللجنة\n\nحضر خمسة أعضاء');
    assert.equal(document.pages[0]?.by, 'transcription');
    const { region, start, end } = document.places[0]!;
    assert.equal(document.text.slice(start, end), 'محضر');
    assert.ok(region.y === 0.05 && Math.abs(region.height - 0.05) < 1e-9);
  }
});

test('pictures in a ZIP are one bundle, and a transcription of the same name is the text of its page', async () => {
  const picture = sample('short.png');
  const zip = makeZip([
    { name: 'صندوق/10.png', bytes: picture },
    { name: 'صندوق/9.png', bytes: picture },
    { name: 'صندوق/page/9.xml', bytes: PAGE_XML },
  ]);
  const { documents } = await intake.read(zip, 'x.zip');
  assert.equal(documents.length, 1);
  const [bundle] = documents;
  assert.equal(bundle?.format, 'scans');
  assert.deepEqual(
    bundle?.pages.map(({ image, by, readable }) => [image, by, readable]),
    [
      ['صندوق/9.png', 'transcription', true],
      ['صندوق/10.png', 'ocr', false],
    ],
  );
  assert.equal(bundle?.text, 'محضر اجتماع اللجنة\n\nحضر خمسة أعضاء');
});
