import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

const PACKAGE = join(dirname(fileURLToPath(import.meta.resolve('pdfjs-dist/legacy/build/pdf.mjs'))), '..', '..');

/** What pdf.js gives as a PDF's text when it is simply asked: its items in their order, and its line ends. */
export async function plainPdfText(pdf: Uint8Array): Promise<string> {
  const document = await getDocument({
    data: new Uint8Array(pdf),
    cMapUrl: join(PACKAGE, 'cmaps') + sep,
    standardFontDataUrl: join(PACKAGE, 'standard_fonts') + sep,
    verbosity: 0,
  }).promise;
  let text = '';
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    for (const item of items) if ('str' in item) text += item.str + (item.hasEOL ? '\n' : '');
    text += '\n';
  }
  await document.loadingTask.destroy();
  return text;
}
