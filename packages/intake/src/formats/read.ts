import { readText } from '../encoding/text.ts';
import { declaredCharset } from '../html/charset.ts';
import { readPage } from '../html/page.ts';
import { LIMITS } from '../limits.ts';
import { detect, type Format, HEAD } from './detect.ts';
import { readMarkdown } from './markdown.ts';
import { type Part, plainDocument, UnreadableError } from './part.ts';

/** One file's bytes as documents, in the order in which they stand in it. */
export async function* readBytes(
  bytes: Uint8Array,
  name: string,
  recognized: (format: string) => void,
): AsyncGenerator<Part> {
  try {
    if (bytes.length === 0) throw new UnreadableError('empty', 'the file is empty');
    const detected = detect(bytes.subarray(0, HEAD), name);
    if (detected.kind === 'not read') throw new UnreadableError('unknown format', `the file is ${detected.what}`);
    recognized(detected.format);
    yield* documentsOf(bytes, detected.format);
  } catch (error) {
    yield { kind: 'unreadable', unreadable: { part: null, ...reasonOf(error) } };
  }
}

function* documentsOf(bytes: Uint8Array, format: Format): Generator<Part> {
  if (format === 'html' && bytes.length > LIMITS.htmlBytes) {
    throw new UnreadableError(
      'too large',
      `a web page of ${megabytes(bytes.length)}; ${megabytes(LIMITS.htmlBytes)} are read`,
    );
  }
  const { text, notes } = readText(bytes, format === 'html' ? declaredCharset(bytes) : null);
  if (text.length > LIMITS.textCharacters) {
    throw new UnreadableError('too large', `${text.length} characters of text; ${LIMITS.textCharacters} are read`);
  }
  const document =
    format === 'html'
      ? readPage(text, notes)
      : format === 'markdown'
        ? readMarkdown(text, notes)
        : plainDocument(text, { notes });
  if (document.text.trim() === '') throw new UnreadableError('no text', 'there is no text in the file');
  yield { kind: 'document', document };
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** What a reader threw, as a reason: its own kinds as they are, all else as damage, with the library's words. */
export function reasonOf(error: unknown) {
  if (error instanceof UnreadableError) return { kind: error.kind, message: error.message };
  if (error instanceof RangeError && /call stack/.test(error.message)) {
    return { kind: 'damaged', message: 'the file nests deeper than its parser can follow' } as const;
  }
  const message = error instanceof Error ? error.message : String(error);
  return { kind: 'damaged', message: `the file is damaged: ${message.split('\n')[0]}` } as const;
}
