import { unpackedHead } from '../archive/gzip.ts';
import { Zip } from '../archive/zip.ts';
import { isWhatsApp } from '../chat/whatsapp.ts';
import { decodeText, looksBinary } from '../encoding/decode.ts';
import { isHeic } from '../image/heic-brand.ts';
import { delimiterOf } from '../office/delimiter.ts';
import { isAlto, isPageXml } from '../transcription/kinds.ts';
import type { FileSource } from './source.ts';

/** What bytes are, by what stands in them; a name decides only between kinds of plain text. */
export type Format =
  | 'text'
  | 'markdown'
  | 'html'
  | 'pdf'
  | 'docx'
  | 'odt'
  | 'fodt'
  | 'rtf'
  | 'csv'
  | 'xlsx'
  | 'mail'
  | 'mbox'
  | 'mhtml'
  | 'warc'
  | 'wacz'
  | 'zip'
  | 'tar'
  | 'gzip'
  | 'telegram'
  | 'telegram html'
  | 'whatsapp'
  | 'image'
  | 'page xml'
  | 'alto';

export type Detected =
  | { readonly kind: 'format'; readonly format: Format }
  | { readonly kind: 'not read'; readonly what: string };

/** Bytes of a file's head that are looked at. */
const HEAD = 16_384;

type Signature = readonly [format: Format, is: (head: Uint8Array) => boolean];

const SIGNED: readonly Signature[] = [
  // Some programs write a line of their own before it.
  ['pdf', (head) => latin(head.subarray(0, 1024)).includes('%PDF-')],
  ['rtf', (head) => latin(head.subarray(0, 6)).startsWith('{\\rtf')],
  ['warc', (head) => latin(head.subarray(0, 5)) === 'WARC/'],
  ['tar', (head) => latin(head.subarray(257, 262)) === 'ustar'],
  ['image', isImage],
];

/** Formats that are recognised and not read, and what to do about them. */
const NOT_READ: ReadonlyArray<readonly [is: (head: string) => boolean, what: string]> = [
  [(head) => head.startsWith('Rar!\x1a\x07'), 'a RAR archive: unpack it and add its files'],
  [(head) => head.startsWith('7z\xbc\xaf\x27\x1c'), 'a 7z archive: unpack it and add its files'],
  [
    (head) => head.startsWith('\xd0\xcf\x11\xe0'),
    'an old or encrypted Office file: save it as .docx or .xlsx without a password',
  ],
  [
    (head) => /^.{4}ftyp/s.test(head) || /^(?:ID3|OggS|RIFF.{4}(?:AVI|WAVE)|\x1aE\xdf\xa3)/s.test(head),
    'sound or film: add its transcript',
  ],
  [(head) => /^(?:MZ|\x7fELF)/.test(head), 'a program'],
];

export async function detect(source: FileSource): Promise<Detected> {
  const head = await source.head(HEAD);
  const format = SIGNED.find(([, is]) => is(head))?.[0] ?? (await packedFormat(head, source));
  if (format !== null) return { kind: 'format', format };
  const start = latin(head.subarray(0, 64));
  const known = NOT_READ.find(([is]) => is(start));
  if (known !== undefined) return { kind: 'not read', what: known[1] };
  if (looksBinary(head)) return { kind: 'not read', what: 'of a kind that is not known here' };
  return { kind: 'format', format: textFormat(decodeText(head).text, source.name) };
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

function isImage(head: Uint8Array): boolean {
  const start = latin(head.subarray(0, 12));
  return /^(?:\x89PNG|\xff\xd8\xff|II\*\0|MM\0\*|II\+\0|RIFF.{4}WEBP|GIF8)/s.test(start) || isHeic(head);
}

async function packedFormat(head: Uint8Array, source: FileSource): Promise<Format | null> {
  if (head[0] === 0x1f && head[1] === 0x8b) {
    const inside = await unpackedHead(head);
    if (latin(inside.subarray(0, 5)) === 'WARC/') return 'warc';
    return latin(inside.subarray(257, 262)) === 'ustar' ? 'tar' : 'gzip';
  }
  return /^PK(?:\x03\x04|\x05\x06)/.test(latin(head.subarray(0, 4))) ? zipFormat(source) : null;
}

/** Office documents and web archives are ZIPs of a known form. */
async function zipFormat(source: FileSource): Promise<Format> {
  const zip = await Zip.open(source);
  try {
    if (zip.find('word/document.xml') !== undefined) return 'docx';
    if (zip.find('xl/workbook.xml') !== undefined) return 'xlsx';
    if (zip.find('content.xml') !== undefined && zip.find('mimetype') !== undefined) return 'odt';
    if (
      zip.find('datapackage.json') !== undefined &&
      zip.entries.some((entry) => /^archive\/.+\.warc(?:\.gz)?$/i.test(entry.label))
    ) {
      return 'wacz';
    }
    return 'zip';
  } finally {
    zip.close();
  }
}

const HTML =
  /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|script|div|p|article|table)[\s>]/i;
const HEADERS =
  /^(?:from|to|cc|subject|date|received|mime-version|message-id|return-path|delivered-to|content-type|x-[\w-]+|reply-to|dkim-signature|arc-[\w-]+|snapshot-content-location):/i;

function textFormat(text: string, name: string): Format {
  const extension = /\.([A-Za-z0-9]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const xml = /^\s*<(?:\?xml|\w)/.test(text);
  if (xml && isPageXml(text)) return 'page xml';
  if (xml && isAlto(text)) return 'alto';
  if (xml && text.includes('application/vnd.oasis.opendocument.text')) return 'fodt';
  if (HTML.test(text)) return /<title>Exported Data<\/title>/.test(text) ? 'telegram html' : 'html';
  if (/^\s*\{/.test(text) && /"(?:messages|chats)"\s*:/.test(text)) return 'telegram';
  if (/^From \S+.*\d{4}\s*\n\S+:/.test(text)) return 'mbox';
  if (isMail(text)) return isWebArchive(text) ? 'mhtml' : 'mail';
  if (isWhatsApp(text)) return 'whatsapp';
  if (/^(?:csv|tsv|tab)$/.test(extension) && delimiterOf(text) !== null) return 'csv';
  if (/^(?:md|markdown|mdown)$/.test(extension)) return 'markdown';
  if (/^x?html?$/.test(extension) && /<[a-z!/]/i.test(text)) return 'html';
  return 'text';
}

/** Two known headers or more before the first empty line, and nothing else. */
function isMail(text: string): boolean {
  const head = text.replace(/\r\n/g, '\n').split('\n\n', 1)[0]!;
  const lines = head.split('\n').filter((line) => !/^[ \t]/.test(line));
  const known = lines.filter((line) => HEADERS.test(line));
  return known.length >= 2 && HEADERS.test(lines[0] ?? '') && lines.every((line) => /^[\w-]+:/.test(line));
}

function isWebArchive(text: string): boolean {
  return /^(?:Snapshot-Content-Location:|Content-Type:\s*multipart\/related)/im.test(text.slice(0, 4096));
}
