/**
 * A file of every kind that is read, as they lie mixed in a folder of evidence:
 * `node packages/intake/samples/mixed.ts FOLDER [COUNT]` writes them, or COUNT files of 1 KB to 1 MB in all kinds.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { makeMail, makeMbox, makeMhtml, makeTar, makeWacz, makeWarc, makeZip } from './archives.ts';
import { flatOdt } from './pages.ts';

export interface MixedFile {
  readonly name: string;
  /** What intake calls it. */
  readonly format: string;
  readonly bytes: Buffer;
}

const stored = (name: string) => readFileSync(join(import.meta.dirname, 'files', name));
const textOf = (name: string) => readFileSync(join(import.meta.dirname, 'texts', `${name}.txt`), 'utf8');

/** One of each kind. */
export async function mixedFiles(): Promise<MixedFile[]> {
  const picture = sharp(stored('short.png'));
  return [
    ...(await Promise.all(KINDS.map((kind) => made(kind, textOf('dam'))))),
    ...chats(),
    ...transcriptions(),
    { name: 'hospital.docx', format: 'docx', bytes: stored('hospital.docx') },
    { name: 'hospital.odt', format: 'odt', bytes: stored('hospital.odt') },
    { name: 'hospital.rtf', format: 'rtf', bytes: stored('hospital.rtf') },
    { name: 'losses.xlsx', format: 'xlsx', bytes: stored('losses.xlsx') },
    { name: 'dam.chromium.pdf', format: 'pdf', bytes: stored('dam.chromium.pdf') },
    { name: 'dam.libreoffice.pdf', format: 'pdf', bytes: stored('dam.libreoffice.pdf') },
    { name: 'scan.pdf', format: 'pdf', bytes: stored('scan.pdf') },
    { name: 'page.png', format: 'image', bytes: stored('short.png') },
    { name: 'page.heic', format: 'image', bytes: stored('short.heic') },
    { name: 'page.jpg', format: 'image', bytes: await picture.clone().jpeg().toBuffer() },
    { name: 'page.tiff', format: 'image', bytes: await picture.clone().tiff().toBuffer() },
    { name: 'page.webp', format: 'image', bytes: await picture.clone().webp().toBuffer() },
  ];
}

/** A kind of file that a text can be made. */
interface Kind {
  readonly name: string;
  readonly format: string;
  make(text: string): string | Buffer | Promise<Buffer>;
}

const SETTING = { font: 'Amiri', size: 12, columns: 1, justified: false } as const;
const ADDRESS = 'https://outlet.example/1';

const KINDS: readonly Kind[] = [
  { name: 'report.txt', format: 'text', make: (text) => text },
  { name: 'report.utf-16.txt', format: 'text', make: (text) => Buffer.from(`\uFEFF${text}`, 'utf16le') },
  { name: 'report.md', format: 'markdown', make: (text) => `# تقرير\n\n${text}` },
  { name: 'report.html', format: 'html', make: pageOf },
  { name: 'report.fodt', format: 'fodt', make: (text) => flatOdt(text, SETTING) },
  { name: 'losses.csv', format: 'csv', make: tableOf },
  { name: 'mail.eml', format: 'mail', make: mailOf },
  { name: 'box.mbox', format: 'mbox', make: (text) => makeMbox([mailOf(text), mailOf('رسالة ثانية')]) },
  { name: 'page.mhtml', format: 'mhtml', make: (text) => makeMhtml(pageOf(text), ADDRESS) },
  { name: 'crawl.warc.gz', format: 'warc', make: (text) => makeWarc(answersOf(text)) },
  { name: 'crawl.warc', format: 'warc', make: (text) => makeWarc(answersOf(text), false) },
  { name: 'crawl.wacz', format: 'wacz', make: (text) => makeWacz(makeWarc(answersOf(text))) },
  { name: 'files.zip', format: 'zip', make: (text) => makeZip(twoFiles(text)) },
  { name: 'files.tar', format: 'tar', make: (text) => makeTar(twoFiles(text)) },
  { name: 'text.gz', format: 'gzip', make: (text) => gzipSync(text) },
];

async function made({ name, format, make }: Kind, text: string): Promise<MixedFile> {
  return { name, format, bytes: Buffer.from(await make(text)) };
}

function tableOf(text: string): string {
  const rows = text.split('\n').map((line, i) => `ق${i},${i},"${line}"\n`);
  return `القرية,القتلى,ملاحظات\n${rows.join('')}`;
}

function pageOf(text: string): string {
  const lines = text.split('\n').filter((line) => line !== '');
  const facts = { '@type': 'NewsArticle', headline: lines[0], datePublished: '2016-05-03T10:00:00Z' };
  return `<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>${lines[0]}</title><script type="application/ld+json">${JSON.stringify(facts)}</script></head><body><nav>الرئيسية</nav><article><h1>${lines[0]}</h1>${lines.map((line) => `<p>${line}</p>`).join('')}</article></body></html>`;
}

function mailOf(text: string): string {
  return makeMail({
    from: 'سلمى النجار',
    subject: 'تقرير المرفأ',
    date: 'Tue, 3 May 2016 10:00:00 +0000',
    text,
    attachments: [{ name: 'ملحق.txt', type: 'text/plain', bytes: Buffer.from(text.slice(0, 2000)) }],
  });
}

function answersOf(text: string) {
  return [{ address: ADDRESS, type: 'text/html', body: pageOf(text) }];
}

function twoFiles(text: string) {
  return [
    { name: 'تقرير.txt', bytes: text },
    { name: 'صفحة.html', bytes: pageOf(text) },
  ];
}

function chats(): MixedFile[] {
  const chat = {
    name: 'قناة النهر',
    messages: [
      { type: 'message', date: '2016-05-03T14:20:00', from: 'سلمى', text: ['انهار ', { type: 'bold', text: 'السد' }] },
      { type: 'message', date: '2016-05-03T14:25:00', from: 'رامي', forwarded_from: 'وكالة الساحل', text: '35 قتيلا' },
    ],
  };
  const html = `<!DOCTYPE html><html><head><title>Exported Data</title></head><body><div class="page_header"><div class="text bold">قناة</div></div><div class="history"><div class="message default"><div class="body"><div class="pull_right date details" title="03.05.2016 14:20:00">14:20</div><div class="from_name">سلمى</div><div class="text">انهار السد</div></div></div></div></body></html>`;
  return [
    { name: 'result.json', format: 'telegram', bytes: Buffer.from(JSON.stringify(chat)) },
    { name: 'messages.html', format: 'telegram html', bytes: Buffer.from(html) },
    {
      name: 'WhatsApp Chat.txt',
      format: 'whatsapp',
      bytes: Buffer.from('03/05/2016, 14:20 - سلمى: انهار السد\n13/05/2016, 14:21 - رامي: متى؟\n'),
    },
  ];
}

function transcriptions(): MixedFile[] {
  const page = `<?xml version="1.0"?><PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Page imageFilename="1.png" imageWidth="1000" imageHeight="2000"><TextRegion id="r"><TextLine id="l"><Coords points="100,100 900,100 900,200 100,200"/><TextEquiv><Unicode>محضر جلسة اللجنة</Unicode></TextEquiv></TextLine></TextRegion></Page></PcGts>`;
  const alto = `<?xml version="1.0"?><alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Layout><Page WIDTH="1000" HEIGHT="2000"><PrintSpace><TextBlock><TextLine HPOS="100" VPOS="300" WIDTH="800" HEIGHT="100"><String CONTENT="حضر خمسة أعضاء"/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>`;
  return [
    { name: 'transcription.page.xml', format: 'page xml', bytes: Buffer.from(page) },
    { name: 'transcription.alto.xml', format: 'alto', bytes: Buffer.from(alto) },
  ];
}

/**
 * As many files as wanted, of 1 KB to 1 MB: every kind that is text or holds text, grown with sentences
 * of the samples, and every tenth a PDF, an office document or a picture as it is.
 * @param index from 0; the same file each time
 */
export async function manyFile(index: number): Promise<MixedFile> {
  const fixed = ['hospital.docx', 'hospital.odt', 'losses.xlsx', 'dam.chromium.pdf', 'dam.libreoffice.pdf'];
  if (index % 10 === 9) {
    const name = fixed[Math.floor(index / 10) % fixed.length]!;
    return { name: `${index}.${name}`, format: name.slice(name.lastIndexOf('.') + 1), bytes: stored(name) };
  }
  // Sizes are spread evenly over the powers of two from 1 KB to 1 MB, as those of people's files are.
  const size = 1024 * 2 ** (((index * 7919) % 1000) / 100);
  const sentences = textOf(['dam', 'hospital', 'port', 'school'][index % 4]!).split(/(?<=[.؟])\s+/u);
  let text = `تقرير رقم ${index}\n\n`;
  // Two bytes a letter, nearly.
  for (let i = index; text.length * 1.8 < size; i += 1 + (index % 7)) {
    text += sentences[i % sentences.length] + (i % 5 === 0 ? '\n\n' : ' ');
  }
  const file = await made(KINDS[Math.floor(index / 10) % KINDS.length]!, text);
  return { ...file, name: `${index}.${file.name}` };
}

if (import.meta.main) {
  const [folder, count] = process.argv.slice(2);
  if (folder === undefined) {
    console.error('usage: node packages/intake/samples/mixed.ts FOLDER [COUNT]');
    process.exit(2);
  }
  mkdirSync(folder, { recursive: true });
  if (count === undefined) for (const { name, bytes } of await mixedFiles()) writeFileSync(join(folder, name), bytes);
  for (let i = 0; i < Number(count ?? 0); i++) {
    const { name, bytes } = await manyFile(i);
    writeFileSync(join(folder, name), bytes);
  }
}
