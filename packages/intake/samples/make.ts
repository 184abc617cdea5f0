/**
 * Makes the samples in `files/` with the programs that people make such files with: LibreOffice, Chromium, libheif.
 * They are kept, since a machine that runs the tests need not have the programs: `node packages/intake/samples/make.ts`.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { convert, flatOdt, pdfOf, pdfOfHtml } from './pages.ts';

const files = join(import.meta.dirname, 'files');
const text = (name: string) => readFileSync(join(import.meta.dirname, 'texts', `${name}.txt`), 'utf8');
const setting = { font: 'Noto Naskh Arabic', size: 12, columns: 1, justified: false } as const;

const folder = mkdtempSync(join(tmpdir(), 'isnad-samples-'));
mkdirSync(files, { recursive: true });

/** Word, OpenDocument and RTF of one text; RTF in both ways of writing Arabic. */
writeFileSync(join(folder, 'hospital.fodt'), flatOdt(text('hospital'), setting));
for (const format of ['docx', 'odt', 'rtf']) {
  await convert(folder, 'hospital.fodt', format);
  copyFileSync(join(folder, `hospital.${format}`), join(files, `hospital.${format}`));
}

writeFileSync(
  join(folder, 'losses.csv'),
  'القرية,القتلى,المفقودون,التاريخ\nالجسر,21,60,2016-05-03\nالوادي الأسفل,17,44,2016-05-04\n',
);
// Commas, quotation marks, UTF-8.
await convert(folder, 'losses.csv', 'xlsx', ['--infilter=CSV:44,34,76']);
copyFileSync(join(folder, 'losses.xlsx'), join(files, 'losses.xlsx'));

writeFileSync(join(files, 'dam.chromium.pdf'), await pdfOf(text('dam'), { ...setting, columns: 2 }, 'chromium'));
writeFileSync(
  join(files, 'dam.libreoffice.pdf'),
  await pdfOf(text('dam'), { ...setting, justified: true }, 'libreoffice'),
);

/** A short page as a picture, and the same as a scan without a text layer. */
const short = `<!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8"><style>@page { size: 10cm 8cm; margin: 8mm }
  body { font: 13pt/1.7 "Noto Naskh Arabic" }</style><body><p>انهار سد الوادي فجر الثلاثاء وغمرت المياه ثلاث قرى</p>
  <p>وقالت لجنة التحقيق إن الإدارة تلقت ثلاثة تحذيرات مكتوبة ولم ترد على أي منها</p></body></html>`;
writeFileSync(join(folder, 'short.pdf'), await pdfOfHtml(short, folder));
execFileSync('pdftoppm', [
  '-r',
  '200',
  '-gray',
  '-png',
  '-singlefile',
  join(folder, 'short.pdf'),
  join(folder, 'short'),
]);
await sharp(join(folder, 'short.png'))
  .png({ palette: true, colours: 8, compressionLevel: 9 })
  .toFile(join(files, 'short.png'));
execFileSync('heif-enc', ['-q', '40', join(folder, 'short.png'), '-o', join(files, 'short.heic')]);
const picture = `data:image/png;base64,${readFileSync(join(files, 'short.png')).toString('base64')}`;
const scan = `<!doctype html><style>@page { size: 10cm 8cm; margin: 0 } body { margin: 0 } img { width: 100% }</style><img src="${picture}">`;
writeFileSync(join(files, 'scan.pdf'), await pdfOfHtml(scan, folder));

rmSync(folder, { recursive: true });
