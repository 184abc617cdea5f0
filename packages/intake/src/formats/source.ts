import { createReadStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { LIMITS } from '../limits.ts';
import { UnreadableError } from './part.ts';

/** A file, or an entry of one, as its reader gets it. */
export interface FileSource {
  /** What it is called, without folders. */
  readonly name: string;
  readonly size: number;
  /** Its place on disk; null for bytes that came otherwise. */
  readonly path: string | null;
  /** Its charset, where something outside it (a mail's header) names one. */
  readonly charset: string | null;
  /** The first bytes. */
  head(length: number): Promise<Uint8Array>;
  /** @throws UnreadableError when it is larger than a parser may hold */
  bytes(): Promise<Uint8Array>;
  stream(): AsyncIterable<Uint8Array>;
}

export function bytesSource(bytes: Uint8Array, name: string, charset: string | null = null): FileSource {
  return {
    name,
    size: bytes.length,
    path: null,
    charset,
    head: (length) => Promise.resolve(bytes.subarray(0, length)),
    bytes: () => Promise.resolve(bytes),
    async *stream() {
      const piece = 1024 * 1024;
      for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
    },
  };
}

/** A source whose bytes are unpacked when they are first wanted. */
export function lazySource(name: string, size: number, unpack: () => Promise<Uint8Array>): FileSource {
  let unpacked: Promise<Uint8Array> | undefined;
  const bytes = () => {
    unpacked ??= unpack();
    return unpacked;
  };
  return {
    name,
    size,
    path: null,
    charset: null,
    bytes,
    head: async (length) => (await bytes()).subarray(0, length),
    async *stream() {
      yield await bytes();
    },
  };
}

export async function pathSource(path: string, name: string): Promise<FileSource> {
  const { size } = await stat(path);
  return {
    name,
    size,
    path,
    charset: null,
    async head(length) {
      const file = await open(path);
      try {
        const buffer = new Uint8Array(Math.min(length, size));
        const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
        return buffer.subarray(0, bytesRead);
      } finally {
        await file.close();
      }
    },
    async bytes() {
      if (size > LIMITS.fileBytes) {
        throw new UnreadableError('too large', `it has ${size} bytes; ${LIMITS.fileBytes} are read at once`);
      }
      return new Uint8Array(await readFile(path));
    },
    stream: () => createReadStream(path, { highWaterMark: 1024 * 1024 }),
  };
}
