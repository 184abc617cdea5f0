import type { IntakeDocument } from '../document.ts';
import { mendMojibake } from '../encoding/mojibake.ts';
import type { Context } from './context.ts';
import { joinParts } from './context.ts';
import { detect, type Format } from './detect.ts';
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
const container = (load: Reader['load']): Reader => ({ container: true, load });

/** Loaded when a first file of the kind comes: most processes never need most of them. */
const READERS: Readonly<Record<Format, Reader>> = {
  text: leaf(() => import('./text.ts')),
  markdown: leaf(() => import('./markdown.ts')),
  html: leaf(() => import('../html/read.ts')),
  pdf: leaf(() => import('../pdf/read.ts')),
  docx: leaf(() => import('../office/docx.ts')),
  odt: leaf(() => import('../office/odt.ts')),
  fodt: leaf(() => import('../office/fodt.ts')),
  rtf: leaf(() => import('../office/rtf.ts')),
  csv: leaf(() => import('../office/csv.ts')),
  xlsx: leaf(() => import('../office/xlsx.ts')),
  mail: container(() => import('../mail/message.ts')),
  mbox: container(() => import('../mail/mbox.ts')),
  mhtml: leaf(() => import('../web/mhtml.ts')),
  warc: container(() => import('../web/warc.ts')),
  wacz: container(() => import('../web/wacz.ts')),
  zip: container(() => import('../archive/zip.ts')),
  tar: container(() => import('../archive/tar.ts')),
  gzip: container(() => import('../archive/gzip.ts')),
  telegram: leaf(() => import('../chat/telegram-json.ts')),
  'telegram html': leaf(() => import('../chat/telegram-html.ts')),
  whatsapp: leaf(() => import('../chat/whatsapp.ts')),
  image: leaf(() => import('../image/read.ts')),
  'page xml': leaf(() => import('../transcription/read.ts')),
  alto: leaf(() => import('../transcription/read.ts')),
};

/** The documents of a file, in the order in which they stand in it. Never throws for what is in the file. */
export async function* readSource(source: FileSource, context: Context): AsyncGenerator<Part> {
  let begun = false;
  try {
    if (source.size === 0) throw new UnreadableError('empty', 'the file is empty');
    const detected = await detect(source);
    if (detected.kind === 'not read') throw new UnreadableError('unknown format', `the file is ${detected.what}`);
    const { format } = detected;
    if (context.depth === 0) context.recognized(format);
    const reader = READERS[format];
    if (reader.container) yield* contentsOf(source, reader, context);
    else {
      begun = true;
      context.seen?.(source, format, context.part);
      if (!context.begin(context.part)) return;
      for await (const part of (await reader.load()).read(source, context)) yield placed(part, format, context);
    }
  } catch (error) {
    // What is told of a file counts as one too: after a restart it must not be told again.
    if (!begun && !context.begin(context.part)) return;
    yield { kind: 'unreadable', unreadable: { part: context.part, ...reasonOf(error) } };
  }
}

/** The parts of a container; one that has nothing to read in it says so. */
async function* contentsOf(source: FileSource, reader: Reader, context: Context): AsyncGenerator<Part> {
  let any = false;
  const counting: Context = {
    ...context,
    begin: (part) => {
      any = true;
      return context.begin(part);
    },
  };
  yield* (await reader.load()).read(source, counting);
  if (!any) throw new UnreadableError('no text', 'there is nothing to read in it');
}

/** A part with its whole way through the archives it lies in. */
function placed(part: Part, format: Format, context: Context): Part {
  if (part.kind === 'unreadable') {
    return { ...part, unreadable: { ...part.unreadable, part: joinParts(context.part, part.unreadable.part) } };
  }
  const document = { ...sound(part.document), part: joinParts(context.part, part.document.part) };
  return { kind: 'document', document: context.depth === 0 ? document : { format, ...document } };
}

/** Mojibake is in office documents too, when they were made from text; where places hang on the text it stays. */
function sound(document: IntakeDocument): IntakeDocument {
  if (document.places.length > 0 || document.messages !== undefined) return document;
  const { text, notes } = mendMojibake(document.text);
  return notes.length === 0 ? document : { ...document, text, notes: [...document.notes, ...notes] };
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
