/**
 * `npm run scans -w @isnad/intake [-- PAGES]`: a box of scanned pages (114 unless told), printed and as if by hand, goes
 * in as one bundle; the program is killed in the middle and begun again, and must go on where it was.
 */
import { execFile, fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { escaped, pdfOfHtml } from '../samples/pages.ts';
import { filesIn, Intake, pageFolder, pageView, withTranscription } from '../src/index.ts';

const run = promisify(execFile);
const PRINTED = ['Noto Naskh Arabic', 'Amiri', 'KacstBook', 'Scheherazade', 'DejaVu Sans', 'Thabit'];
const BY_HAND = ['Noto Nastaliq Urdu', 'Rasheeq', 'Dimnah', 'Hani'];

/** Pictures of pages, every third as if by hand. */
async function makePages(count: number, folder: string): Promise<void> {
  const texts = ['dam', 'hospital', 'port', 'school'].map((name) =>
    readFileSync(join(import.meta.dirname, '..', 'samples', 'texts', `${name}.txt`), 'utf8'),
  );
  const pages = Array.from({ length: count }, (_, i) => {
    const font = i % 3 === 2 ? BY_HAND[i % BY_HAND.length]! : PRINTED[i % PRINTED.length]!;
    const lines = texts[i % texts.length]!.split('\n').filter((line) => line !== '');
    const shown = lines.slice(i % 3, 4 + (i % 3)).map((line) => `<p>${escaped(line)}</p>`);
    return `<section style="font-family: '${font}'"><p>صفحة ${i + 1}</p>${shown.join('')}</section>`;
  });
  const html = `<!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8"><style>body { font-size: 13pt; line-height: 1.6 } section { break-after: page }</style><body>${pages.join('')}</body></html>`;
  const pdf = join(folder, 'page.pdf');
  await pdfOfHtml(html, folder);
  mkdirSync(join(folder, 'box'));
  await run('pdftoppm', ['-r', '150', '-gray', '-jpeg', pdf, join(folder, 'box', 'page')]);
}

async function readBox(folder: string) {
  const intake = new Intake({ parsers: 2, pages: pageFolder(join(folder, 'kept')) });
  for await (const { source } of filesIn(join(folder, 'box'))) {
    const { documents, unreadable } = await intake.read(source);
    return { intake, source, document: documents[0]!, unreadable };
  }
  throw new Error('no bundle');
}

const kept = (folder: string) => {
  try {
    return readdirSync(join(folder, 'kept'), { encoding: 'utf8', recursive: true }).filter((name) =>
      name.endsWith('.json'),
    ).length;
  } catch {
    return 0;
  }
};

async function killedInTheMiddle(folder: string, pages: number): Promise<void> {
  const child = fork(import.meta.filename, ['read', folder], { execArgv: ['--no-warnings'] });
  await new Promise<void>((resolve) => {
    const watch = setInterval(() => {
      if (kept(folder) >= pages / 2) child.kill('SIGKILL');
    }, 100);
    child.on('exit', () => {
      clearInterval(watch);
      resolve();
    });
  });
}

async function campaign(pages: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'isnad-scans-'));
  try {
    await makePages(pages, folder);
    const made = readdirSync(join(folder, 'box')).length;
    const started = performance.now();
    await killedInTheMiddle(folder, made);
    const before = kept(folder);
    console.log(`${made} pages; killed after ${seconds(started)} s with ${before} pages kept`);
    const again = performance.now();
    const { intake, source, document, unreadable } = await readBox(folder);
    console.log(`begun again: the other ${kept(folder) - before} pages in ${seconds(again)} s`);
    const readable = document.pages.filter((page) => page.readable);
    console.log(
      `${document.pages.length} pages of one document, ${readable.length} readable, the others to transcribe`,
    );
    console.log(
      `unreadable: ${unreadable.length}; notes: ${document.notes.length}; ${document.text.length} characters`,
    );
    let version = document;
    for (const { page } of document.pages) version = withTranscription(version, page, `نص الصفحة ${page}`);
    const views = version.pages.map(({ page }) => pageView(version, page));
    const right = views.filter((view) => version.text.slice(view.start, view.end) === `نص الصفحة ${view.page}`);
    console.log(`${right.length} pages transcribed, one after the other`);
    const picture = await intake.pageImage(source, { part: null, page: made, width: 800 });
    console.log(`the last page's picture: ${picture.length} bytes`);
    intake.close();
    const whole = document.pages.length === made && kept(folder) === made && right.length === made;
    console.log(whole ? 'whole' : 'NOT whole');
    process.exitCode = whole ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const seconds = (since: number) => ((performance.now() - since) / 1000).toFixed(1);

const [command, folder] = process.argv.slice(2);
if (command === 'read' && folder !== undefined) {
  const { intake } = await readBox(folder);
  intake.close();
} else await campaign(Number(command ?? 114));
