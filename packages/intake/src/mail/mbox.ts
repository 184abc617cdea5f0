import { readEntry } from '../archive/entry.ts';
import type { Context } from '../formats/context.ts';
import type { Part } from '../formats/part.ts';
import { UnreadableError } from '../formats/part.ts';
import type { FileSource } from '../formats/source.ts';
import { LIMITS } from '../limits.ts';

/** A mailbox: the messages one after another, each behind a line that begins with «From ». */
export async function* read(source: FileSource, context: Context): AsyncGenerator<Part> {
  let number = 0;
  for await (const message of messagesOf(source.stream())) {
    number++;
    yield* readEntry(`message ${number}`, message.length, () => Promise.resolve(message), context);
  }
}

const LINE_FEED = 0x0a;
const FROM = Buffer.from('From ');

/** Messages without the line that parts them, and without the quotation marks that writers put before «From » in a text. */
async function* messagesOf(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let lines: Buffer[] = [];
  let size = 0;
  let blank = true;
  for await (const line of linesOf(stream)) {
    if (blank && line.subarray(0, FROM.length).equals(FROM)) {
      if (lines.length > 0) yield Buffer.concat(lines);
      lines = [];
      size = 0;
    } else {
      size += line.length;
      if (size > LIMITS.fileBytes)
        throw new UnreadableError('too large', `a message has more than ${LIMITS.fileBytes} bytes`);
      lines.push(/^>+From /.test(line.toString('latin1', 0, 16)) ? line.subarray(1) : line);
    }
    blank = line.length <= 2 && line.toString('latin1').trim() === '';
  }
  if (lines.length > 0) yield Buffer.concat(lines);
}

async function* linesOf(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of stream) {
    let at = 0;
    const buffer = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    while (at < buffer.length) {
      const end = buffer.indexOf(LINE_FEED, at);
      const line = buffer.subarray(at, end < 0 ? buffer.length : end + 1);
      pieces.push(line);
      size += line.length;
      if (size > LIMITS.fileBytes) throw new UnreadableError('too large', 'a line of the mailbox never ends');
      at += line.length;
      if (end < 0) break;
      yield Buffer.concat(pieces);
      pieces = [];
      size = 0;
    }
  }
  if (pieces.length > 0) yield Buffer.concat(pieces);
}
