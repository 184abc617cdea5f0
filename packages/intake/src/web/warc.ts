import { brotliDecompressSync } from 'node:zlib';
import { WARCParser, type WARCRecord } from 'warcio';
import { type Context, spend, within } from '../formats/context.ts';
import { type Part, UnreadableError } from '../formats/part.ts';
import { readSource } from '../formats/read.ts';
import { bytesSource, type FileSource } from '../formats/source.ts';
import { LIMITS } from '../limits.ts';

/** A web archive: the pages and documents that servers answered with. Pictures, styles and scripts of pages are passed over. */
export async function* read(source: FileSource, context: Context): AsyncGenerator<Part> {
  for await (const part of readRecords(source.stream(), context)) yield part;
}

/** Kinds of answers that hold documents. */
const DOCUMENTS =
  /^(?:text\/(?:html|plain|markdown|csv)|application\/(?:xhtml\+xml|pdf|msword|rtf|vnd\.openxml|vnd\.oasis|zip))/i;

export async function* readRecords(stream: AsyncIterable<Uint8Array>, context: Context): AsyncGenerator<Part> {
  const seen = new Set<string>();
  for await (const record of WARCParser.iterRecords(stream, { keepHeadersCase: false, parseHttp: true })) {
    context.step();
    const address = record.warcTargetURI ?? null;
    const kind = kindOf(record);
    if (address === null || kind === null || !DOCUMENTS.test(kind) || !isAnswer(record)) {
      await record.skipFully();
      continue;
    }
    const bytes = await payload(record);
    spend(context.budget, bytes.length);
    // A page that was fetched twice with the same answer is one.
    const key = `${address} ${record.warcPayloadDigest ?? bytes.length}`;
    if (seen.has(key) || bytes.length === 0) continue;
    seen.add(key);
    const inner = within(context, address);
    const file = bytesSource(bytes, nameOf(address, kind), charsetOf(kind));
    for await (const part of readSource(file, inner)) yield addressed(part, address, record.warcDate ?? null);
  }
}

function isAnswer(record: WARCRecord): boolean {
  if (record.warcType === 'resource') return true;
  const status = String(record.httpHeaders?.statusCode ?? '');
  return record.warcType === 'response' && status.startsWith('2');
}

function kindOf(record: WARCRecord): string | null {
  const type =
    record.warcType === 'resource' ? record.warcContentType : record.httpHeaders?.headers.get('content-type');
  return type ?? null;
}

function charsetOf(kind: string): string | null {
  return /charset\s*=\s*["']?([\w.:-]+)/i.exec(kind)?.[1] ?? null;
}

async function payload(record: WARCRecord): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of record) {
    size += piece.length;
    if (size > LIMITS.fileBytes)
      throw new UnreadableError('too large', `an answer has more than ${LIMITS.fileBytes} bytes`);
    pieces.push(piece);
  }
  const bytes = Buffer.concat(pieces);
  const packed = record.httpHeaders?.headers.get('content-encoding')?.trim().toLowerCase() === 'br';
  return packed ? brotliDecompressSync(bytes, { maxOutputLength: LIMITS.fileBytes }) : bytes;
}

/** The last part of the address, with an ending that its kind asks for. */
function nameOf(address: string, kind: string): string {
  const last = /([^/?#]*)(?:[?#].*)?$/.exec(address)?.[1] ?? '';
  return /html/i.test(kind) && !/\.x?html?$/i.test(last) ? `${last}.html` : last;
}

/** The address of the page where it gives none itself, and when it was fetched. */
function addressed(part: Part, address: string, date: string | null): Part {
  if (part.kind === 'unreadable') return part;
  const note = date === null ? [] : [{ kind: 'archived', message: `fetched on ${date.slice(0, 10)} from ${address}` }];
  const { document } = part;
  return {
    kind: 'document',
    document: { ...document, address: document.address ?? address, notes: [...document.notes, ...note] },
  };
}
