import { decodeText } from '../encoding/decode.ts';

/**
 * The name of an archive's entry as a label for people: it leads nowhere on this disk, whatever it says. Parts that
 * climb or name a drive go, and of a long way the last parts stay.
 */
export function labelOf(name: string): string {
  const parts = name
    .split(/[\\/]+/)
    .map((part) => part.replace(/[\u0000-\u001F\u007F\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, '').trim())
    .filter((part) => part !== '' && part !== '.' && part !== '..' && !/^[A-Za-z]:$/.test(part));
  return parts.slice(-4).join('/').slice(-300) || 'unnamed';
}

/** The last part of a label: what the file is called. */
export function fileName(label: string): string {
  return label.slice(label.lastIndexOf('/') + 1);
}

/** A name's bytes, which old archivers write in the code page of their country. */
export function decodeName(bytes: Uint8Array): string {
  return decodeText(bytes).text;
}

const FURNITURE =
  /(?:^|\/)(?:__MACOSX\/|\.[^/]+$|thumbs\.db$|desktop\.ini$)|\.(?:css|js|mjs|map|woff2?|ttf|otf|eot|ico)$/i;

/** Files that programs put beside documents and nobody wrote: left out without a word. */
export function isFurniture(label: string): boolean {
  return FURNITURE.test(label);
}

/** What a browser saves beside a page, in a folder of the page's name. */
export function isSavedBeside(label: string, pages: ReadonlySet<string>): boolean {
  const folder = /^(.*?)(?:_files|\.files|_fichiers|_ملفات)\//.exec(label)?.[1];
  return folder !== undefined && pages.has(folder);
}

/** The names of pages among entries, without their endings. */
export function pageNames(labels: Iterable<string>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const label of labels) if (/\.x?html?$/i.test(label)) names.add(label.replace(/\.x?html?$/i, ''));
  return names;
}
