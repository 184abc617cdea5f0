import type { Context } from './context.ts';
import { joinParts } from './context.ts';
import { detect, type Format, HEAD } from './detect.ts';
import { type Part, UnreadableError } from './part.ts';
import type { FileSource } from './source.ts';

/** Reads a file's parts in order, which it names relative to itself. */
export type Read = (source: FileSource, context: Context) => AsyncGenerator<Part>;

interface Reader {
  /** A container gives its entries to {@link readSource} again; their parts are named already. */
  readonly container: boolean;
  readonly load: () => Promise<{ readonly read: Read }>;
}

const leaf = (load: Reader['load']): Reader => ({ container: false, load });

/** Loaded when a first file of the kind comes: most processes never need most of them. */
const READERS: Readonly<Record<Format, Reader>> = {
  text: leaf(() => import('./text.ts')),
  markdown: leaf(() => import('./markdown.ts')),
  html: leaf(() => import('../html/read.ts')),
  pdf: leaf(() => import('../pdf/read.ts')),
};

/** The documents of a file, in the order in which they stand in it. Never throws for what is in the file. */
export async function* readSource(source: FileSource, context: Context): AsyncGenerator<Part> {
  let begun = false;
  try {
    if (source.size === 0) throw new UnreadableError('empty', 'the file is empty');
    const detected = detect(await source.head(HEAD), source.name);
    if (detected.kind === 'not read') throw new UnreadableError('unknown format', `the file is ${detected.what}`);
    const { format } = detected;
    if (context.depth === 0) context.recognized(format);
    const { container, load } = READERS[format];
    if (container) yield* (await load()).read(source, context);
    else {
      begun = true;
      if (!context.begin(context.part)) return;
      for await (const part of (await load()).read(source, context)) yield placed(part, format, context);
    }
  } catch (error) {
    // What is told of a file counts as one too: after a restart it must not be told again.
    if (!begun && !context.begin(context.part)) return;
    yield { kind: 'unreadable', unreadable: { part: context.part, ...reasonOf(error) } };
  }
}

/** A part with its whole way through the archives it lies in. */
function placed(part: Part, format: Format, context: Context): Part {
  if (part.kind === 'unreadable') {
    return { ...part, unreadable: { ...part.unreadable, part: joinParts(context.part, part.unreadable.part) } };
  }
  const document = { ...part.document, part: joinParts(context.part, part.document.part) };
  return { kind: 'document', document: context.depth === 0 ? document : { format, ...document } };
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
