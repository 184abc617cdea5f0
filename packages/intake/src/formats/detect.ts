import { decodeText, looksBinary } from '../encoding/decode.ts';

/** What bytes are, by what stands in them; a name decides only between kinds of plain text. */
export type Format = 'text' | 'markdown' | 'html' | 'pdf';

/** Formats that are recognised and not read, and what to do about them. */
const NOT_READ: ReadonlyArray<readonly [signature: readonly number[], name: string]> = [
  [[0x52, 0x61, 0x72, 0x21, 0x1a, 0x07], 'a RAR archive: unpack it and add its files'],
  [[0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], 'a 7z archive: unpack it and add its files'],
];

/** Formats that a signature tells. */
const SIGNED: ReadonlyArray<readonly [format: Format, is: (head: Uint8Array) => boolean]> = [
  // Some programs write a line of their own before it.
  ['pdf', (head) => latin(head.subarray(0, 1024)).includes('%PDF-')],
];

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

export type Detected =
  | { readonly kind: 'format'; readonly format: Format }
  | { readonly kind: 'not read'; readonly what: string };

/** Bytes of a file's head that are looked at. */
export const HEAD = 8192;

export function detect(head: Uint8Array, name: string): Detected {
  for (const [signature, what] of NOT_READ) {
    if (signature.every((byte, i) => head[i] === byte)) return { kind: 'not read', what };
  }
  for (const [format, is] of SIGNED) if (is(head)) return { kind: 'format', format };
  if (looksBinary(head)) return { kind: 'not read', what: 'of a kind that is not known here' };
  return { kind: 'format', format: textFormat(decodeText(head.subarray(0, HEAD)).text, name) };
}

const HTML =
  /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|script|div|p|article|table)[\s>]/i;

function textFormat(text: string, name: string): Format {
  const extension = /\.([A-Za-z0-9]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  if (HTML.test(text)) return 'html';
  if (/^(?:md|markdown|mdown)$/.test(extension)) return 'markdown';
  if (/^x?html?$/.test(extension) && /<[a-z!/]/i.test(text)) return 'html';
  return 'text';
}
