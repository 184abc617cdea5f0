import type { Part } from '../formats/part.ts';
import { UnreadableError } from '../formats/part.ts';
import { bytesSource, type FileSource } from '../formats/source.ts';
import { readPageOf } from '../html/read.ts';
import { parseMail } from '../mail/message.ts';

/** A page as a browser saves it in one file: its first part of HTML. Frames and pictures are left where they are. */
export async function* read(source: FileSource): AsyncGenerator<Part> {
  const bytes = await source.bytes();
  const email = await parseMail(bytes);
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 8192)).toString('latin1');
  const address = /^(?:Snapshot-Content-Location|Content-Location):\s*(\S+)/im.exec(head)?.[1] ?? null;
  const html = email.html ?? firstPage(email.attachments);
  if (html === null) throw new UnreadableError('no text', 'there is no page in the web archive');
  // The parts are decoded already; what the page says of its encoding is no longer true.
  const document = await readPageOf(bytesSource(Buffer.from(html), source.name, 'utf-8'));
  yield { kind: 'document', document: { ...document, address: document.address ?? address } };
}

function firstPage(
  attachments: ReadonlyArray<{ readonly mimeType: string; readonly content: ArrayBuffer | Uint8Array | string }>,
): string | null {
  const page = attachments.find((attachment) => /html/i.test(attachment.mimeType));
  if (page === undefined) return null;
  return typeof page.content === 'string' ? page.content : new TextDecoder().decode(page.content);
}
