/**
 * Pages set from a text whose every character is known, by the two programs whose PDFs people most often have:
 * Chromium (a browser's «save as PDF») and LibreOffice. Used by tests and by the evaluation; nothing is kept.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Setting {
  readonly font: string;
  /** Points. */
  readonly size: number;
  readonly columns: 1 | 2;
  readonly justified: boolean;
}

export type Program = 'chromium' | 'libreoffice';

/** Sets a text (a title, then paragraphs by lines) and gives the PDF's bytes. */
export async function pdfOf(text: string, setting: Setting, program: Program): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'isnad-pages-'));
  try {
    return program === 'chromium'
      ? await byChromium(text, setting, folder)
      : await byLibreOffice(text, setting, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function byChromium(text: string, setting: Setting, folder: string): Promise<Buffer> {
  return pdfOfHtml(htmlOf(text, setting), folder);
}

/** A PDF of any page of HTML, as a browser prints it. */
export async function pdfOfHtml(html: string, folder: string): Promise<Buffer> {
  const page = join(folder, 'page.html');
  const pdf = join(folder, 'page.pdf');
  await writeFile(page, html);
  await run('chromium', [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    `--user-data-dir=${join(folder, 'profile')}`,
    '--no-pdf-header-footer',
    `--print-to-pdf=${pdf}`,
    page,
  ]);
  return readFile(pdf);
}

function htmlOf(text: string, setting: Setting): string {
  const [title = '', ...lines] = text.split('\n').filter((line) => line.trim() !== '');
  const align = setting.justified ? 'justify' : 'start';
  return `<!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8"><style>
    body { font: ${setting.size}pt "${setting.font}"; margin: 0; line-height: 1.6; text-align: ${align} }
    h1 { font-size: 1.5em } main { columns: ${setting.columns}; column-gap: 3em }
    </style><body><h1>${escaped(title)}</h1><main>${lines.map((line) => `<p>${escaped(line)}</p>`).join('\n')}</main></body></html>`;
}

async function byLibreOffice(text: string, setting: Setting, folder: string): Promise<Buffer> {
  await writeFile(join(folder, 'page.fodt'), flatOdt(text, setting));
  await convert(folder, 'page.fodt', 'pdf');
  return readFile(join(folder, 'page.pdf'));
}

/** Lets LibreOffice convert a file in a folder to another format beside it. */
export async function convert(folder: string, file: string, to: string, more: readonly string[] = []): Promise<void> {
  const profile = `-env:UserInstallation=file://${join(tmpdir(), 'isnad-libreoffice')}`;
  await run('soffice', [profile, '--headless', ...more, '--convert-to', to, '--outdir', folder, join(folder, file)]);
}

const NAMESPACES = ['office', 'style', 'text', 'fo']
  .map((name) => (name === 'fo' ? 'xsl-fo-compatible' : name))
  .map(
    (name) => `xmlns:${name === 'xsl-fo-compatible' ? 'fo' : name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`,
  )
  .join(' ');

/** A flat OpenDocument text, right to left. */
export function flatOdt(text: string, setting: Setting): string {
  const [title = '', ...lines] = text.split('\n').filter((line) => line.trim() !== '');
  const align = setting.justified ? 'justify' : 'start';
  const words = (size: number) =>
    `<style:text-properties style:font-name="f" style:font-name-complex="f" fo:font-size="${size}pt" style:font-size-complex="${size}pt" fo:language="ar" style:language-complex="ar"/>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<office:document ${NAMESPACES} xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="f" svg:font-family="'${setting.font}'"/></office:font-face-decls>
<office:automatic-styles>
<style:style style:name="P" style:family="paragraph"><style:paragraph-properties style:writing-mode="rl-tb" fo:text-align="${align}" fo:margin-bottom="8pt" fo:line-height="150%"/>${words(setting.size)}</style:style>
<style:style style:name="T" style:family="paragraph"><style:paragraph-properties style:writing-mode="rl-tb" fo:margin-bottom="10pt"/>${words(setting.size * 1.5)}</style:style>
<style:style style:name="S" style:family="section"><style:section-properties style:writing-mode="rl-tb" text:dont-balance-text-columns="false"><style:columns fo:column-count="${setting.columns}" fo:column-gap="0.8cm"/></style:section-properties></style:style>
<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm" style:writing-mode="rl-tb"/></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L"/></office:master-styles>
<office:body><office:text><text:p text:style-name="T">${escaped(title)}</text:p><text:section text:style-name="S" text:name="s">
${lines.map((line) => `<text:p text:style-name="P">${escaped(line)}</text:p>`).join('\n')}
</text:section></office:text></office:body></office:document>`;
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
