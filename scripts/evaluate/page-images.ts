/**
 * Recognition of page images: the same pages at 150, 200 and 300 dpi, clean and as a poor copy, by Isnad and by Debian's
 * tesseract program with the models of its packages.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Intake } from '@isnad/intake';
import sharp from 'sharp';
import { characterError } from '../../packages/intake/samples/errors.ts';
import { pdfOf } from '../../packages/intake/samples/pages.ts';
import { TEXTS } from './pdf-text.ts';
import type { Table } from './table.ts';

const run = promisify(execFile);

/** A page a text; none of them was looked at when recognition was made. */
const PAGES = [
  { text: 'market', font: 'Noto Naskh Arabic' },
  { text: 'court', font: 'Amiri' },
  { text: 'road', font: 'KacstBook' },
] as const;
const RESOLUTIONS = [150, 200, 300];
const STATES = ['clean', 'poor copy'] as const;

interface Seen {
  readonly error: number;
  readonly seconds: number;
}

export async function pageImagesSection(): Promise<Table[]> {
  const folder = await mkdtemp(join(tmpdir(), 'isnad-evaluate-'));
  const intake = new Intake({ parsers: 2 });
  try {
    // The models are loaded once a process, by whoever reads first.
    const pages = await madePages(folder);
    const warm = pages[0]!.image;
    await Promise.all([intake.read(warm, 'warm.png'), intake.read(warm, 'warm.png')]);
    const rows: (string | number)[][] = [];
    const all: { isnad: Seen; program: Seen }[] = [];
    for (const state of STATES) {
      for (const dpi of RESOLUTIONS) {
        const some: { isnad: Seen; program: Seen }[] = [];
        for (const page of pages.filter((one) => one.state === state && one.dpi === dpi)) {
          some.push({ isnad: await byIsnad(page, intake), program: await byProgram(page, folder) });
        }
        all.push(...some);
        rows.push(rowOf(`${state}, ${dpi} dpi`, some));
      }
    }
    rows.push(rowOf('all', all));
    const images = pages.filter((page) => page.dpi === 200);
    const alone = await timed(async () => {
      for (const { image } of images) await intake.read(image, 'page.png');
    });
    const together = await timed(async () => {
      for await (const _ of intake.readAll(images.map(({ image }) => ({ source: image, name: 'page.png' }))));
    });
    return [
      {
        title: 'Recognition of page images: character error, and seconds a page with one page at a time',
        columns: ['pages', 'n', 'Isnad', 'tesseract', 'worse on', 'Isnad s', 'tesseract s'],
        rows,
        notes: [
          `two pages at once: ${(together / images.length).toFixed(1)} s a page, against ${(alone / images.length).toFixed(1)} s one by one`,
          'a poor copy: 1.3° askew, blurred, grained, unevenly lit, JPEG of quality 40',
          'tesseract: `tesseract page.png - -l ara`, one thread',
        ],
      },
    ];
  } finally {
    intake.close();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Page {
  readonly text: string;
  readonly dpi: number;
  readonly state: (typeof STATES)[number];
  readonly image: Buffer;
}

async function madePages(folder: string): Promise<Page[]> {
  const made: Page[] = [];
  for (const { text: name, font } of PAGES) {
    const text = firstPage(await readFile(join(TEXTS, `${name}.txt`), 'utf8'));
    const pdf = join(folder, 'page.pdf');
    await writeFile(pdf, await pdfOf(text, { font, size: 13, columns: 1, justified: false }, 'libreoffice'));
    for (const dpi of RESOLUTIONS) {
      await run('pdftoppm', ['-r', String(dpi), '-gray', '-png', '-singlefile', pdf, join(folder, 'page')]);
      const image = await readFile(join(folder, 'page.png'));
      made.push({ text, dpi, state: 'clean', image });
      made.push({ text, dpi, state: 'poor copy', image: await poorCopy(image, dpi) });
    }
  }
  return made;
}

/** As many paragraphs as fit a page. */
function firstPage(text: string): string {
  return text.length <= 1200 ? text : text.slice(0, text.lastIndexOf('\n\n', 1200));
}

/** The page as a telephone or an old copier gives it. */
async function poorCopy(page: Buffer, dpi: number): Promise<Buffer> {
  const askew = await sharp(page)
    .rotate(1.3, { background: '#fff' })
    .blur(0.3 + dpi / 300)
    .toBuffer({ resolveWithObject: true });
  const { width, height } = askew.info;
  const grain = await sharp({
    create: { width, height, channels: 3, background: '#fff', noise: { type: 'gaussian', mean: 232, sigma: 14 } },
  })
    .png()
    .toBuffer();
  const shade = Buffer.from(
    `<svg width="${width}" height="${height}"><defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#fff"/><stop offset="1" stop-color="#9a9a9a"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/></svg>`,
  );
  const worn = await sharp(askew.data)
    .composite([
      { input: grain, blend: 'multiply' },
      { input: shade, blend: 'multiply' },
    ])
    .greyscale()
    .jpeg({ quality: 40 })
    .toBuffer();
  return sharp(worn).withMetadata({ density: dpi }).png().toBuffer();
}

async function byIsnad(page: Page, intake: Intake): Promise<Seen> {
  let text = '';
  const seconds = await timed(async () => {
    const { documents } = await intake.read(page.image, 'page.png');
    text = documents.map((document) => document.pages[0]?.draft ?? document.text).join('\n');
  });
  return { error: characterError(page.text, text), seconds };
}

async function byProgram(page: Page, folder: string): Promise<Seen> {
  const file = join(folder, 'seen.png');
  await writeFile(file, page.image);
  let text = '';
  const seconds = await timed(async () => {
    const { stdout } = await run('tesseract', [file, '-', '-l', 'ara'], {
      env: { ...process.env, OMP_THREAD_LIMIT: '1' },
    });
    text = stdout;
  });
  return { error: characterError(page.text, text), seconds };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

function rowOf(name: string, some: readonly { readonly isnad: Seen; readonly program: Seen }[]): (string | number)[] {
  const mean = (of: (one: (typeof some)[number]) => number) =>
    some.reduce((sum, one) => sum + of(one), 0) / some.length;
  return [
    name,
    some.length,
    `${(mean((one) => one.isnad.error) * 100).toFixed(2)} %`,
    `${(mean((one) => one.program.error) * 100).toFixed(2)} %`,
    some.filter((one) => one.isnad.error > one.program.error).length,
    mean((one) => one.isnad.seconds).toFixed(1),
    mean((one) => one.program.seconds).toFixed(1),
  ];
}
