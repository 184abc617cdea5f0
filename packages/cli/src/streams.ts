import { once } from 'node:events';
import { idOf } from '@isnad/casefile';
import { z } from 'zod';

/** Lines in and lines out: never more of them in memory than are being worked on. */

const NEWLINE = 0x0a;
/** Bytes of one line. */
const LONGEST = 256 * 1024 * 1024;

/** A line of input, or what is wrong with its bytes. */
export type InputLine =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'bad'; readonly id: string | number | null; readonly error: string };

/**
 * The lines of a stream of UTF-8; blank ones are passed over. Only a line feed ends a line: U+2028 and the like may
 * stand inside a JSON string.
 */
export async function* linesOf(input: AsyncIterable<Uint8Array>): AsyncGenerator<InputLine> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let parts: Uint8Array[] = [];
  let length = 0;
  const finish = (): InputLine | null => {
    const bytes = Buffer.concat(parts);
    const tooLong = length > LONGEST;
    parts = [];
    length = 0;
    if (tooLong) return { kind: 'bad', id: null, error: `the line is longer than ${LONGEST} bytes` };
    try {
      const text = decoder.decode(bytes).trim();
      return text === '' ? null : { kind: 'line', text };
    } catch {
      return { kind: 'bad', id: null, error: 'not UTF-8' };
    }
  };
  for await (const chunk of input) {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
      parts.push(chunk.subarray(from, at));
      length += at - from;
      from = at + 1;
      const line = finish();
      if (line !== null) yield line;
    }
    length += chunk.length - from;
    // Of a line without an end, no more is kept than tells that it has none.
    if (length <= LONGEST) parts.push(chunk.subarray(from));
    else parts = [];
  }
  const last = finish();
  if (last !== null) yield last;
}

/** A line as a schema has it. */
export function understood<S extends z.ZodType>(
  line: InputLine,
  schema: S,
): { readonly kind: 'good'; readonly value: z.infer<S> } | (InputLine & { kind: 'bad' }) {
  if (line.kind === 'bad') return line;
  let value: unknown;
  try {
    value = JSON.parse(line.text);
  } catch {
    return { kind: 'bad', id: null, error: 'not JSON' };
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return { kind: 'good', value: parsed.data };
  return { kind: 'bad', id: idOf(value), error: z.prettifyError(parsed.error).replace(/\s+/g, ' ') };
}

/** Writes to standard output, and waits when whoever reads is slower. */
export async function writeText(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

export async function writeBytes(bytes: Uint8Array): Promise<void> {
  if (!process.stdout.write(bytes)) await once(process.stdout, 'drain');
}

export function writeLine(line: string): Promise<void> {
  return writeText(`${harmless(line)}\n`);
}

/**
 * The words of a document without the control characters by which they could command a terminal; a line feed and a tab
 * stay, and a JSON line has none of the others.
 */
export function harmless(text: string): string {
  return text.replace(/[\p{Cc}&&[^\n\t]]/gv, '\u{FFFD}');
}

/** Answers a bad line in its place; the run then ends with status 1. */
export async function answerBad(id: string | number | null, error: string): Promise<void> {
  await writeLine(JSON.stringify({ id, error }));
  process.exitCode = Math.max(Number(process.exitCode ?? 0), 1);
}

/** The id of a line that is answered as it came. */
export const lineId = z.union([z.string(), z.number()]);
