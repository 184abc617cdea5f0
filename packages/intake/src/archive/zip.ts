import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { type Context, spend } from '../formats/context.ts';
import { type Part, UnreadableError } from '../formats/part.ts';
import type { FileSource } from '../formats/source.ts';
import { LIMITS } from '../limits.ts';
import { type BundleFile, readBundle } from '../scans/bundle.ts';
import { isBundle } from '../scans/kinds.ts';
import { readEntry } from './entry.ts';
import { decodeName, isFurniture, isSavedBeside, labelOf, pageNames } from './names.ts';

/** An entry of a ZIP, not unpacked yet. */
export interface ZipEntry {
  readonly label: string;
  readonly encrypted: boolean;
  readonly size: number;
  readonly packed: number;
  readonly entry: Entry;
}

/** A ZIP that is open for reading in memory; nothing of it reaches the disk. */
export class Zip {
  private readonly file: ZipFile;
  readonly entries: readonly ZipEntry[];

  private constructor(file: ZipFile, entries: readonly ZipEntry[]) {
    this.file = file;
    this.entries = entries;
  }

  /** @throws UnreadableError or the library's error for a damaged one */
  static async open(source: FileSource): Promise<Zip> {
    const file = await openFile(source);
    try {
      return new Zip(file, await entriesOf(file));
    } catch (error) {
      file.close();
      throw error;
    }
  }

  find(label: string): ZipEntry | undefined {
    return this.entries.find((entry) => entry.label === label);
  }

  /** An entry's bytes, no more of them than it says and the limits allow. */
  async read(entry: ZipEntry): Promise<Uint8Array> {
    check(entry);
    const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
      this.file.openReadStream(entry.entry, (error, opened) => (error === null ? resolve(opened) : reject(error)));
    });
    const pieces: Uint8Array[] = [];
    let size = 0;
    for await (const piece of stream) {
      if (!(piece instanceof Uint8Array)) continue;
      size += piece.length;
      if (size > LIMITS.fileBytes)
        throw new UnreadableError('too large', `it unpacks to more than ${LIMITS.fileBytes} bytes`);
      pieces.push(piece);
    }
    return Buffer.concat(pieces);
  }

  close(): void {
    this.file.close();
  }
}

function openFile(source: FileSource): Promise<ZipFile> {
  // Names are decoded here: many archives keep them in windows-1256 or UTF-8 and don't say which.
  const options = { lazyEntries: true, decodeStrings: false, autoClose: false } as const;
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, file: ZipFile) => (error === null ? resolve(file) : reject(error));
    if (source.path !== null) yauzl.open(source.path, options, done);
    else
      source
        .bytes()
        .then(
          (bytes) => yauzl.fromBuffer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), options, done),
          reject,
        );
  });
}

function entriesOf(file: ZipFile): Promise<ZipEntry[]> {
  return new Promise((resolve, reject) => {
    const entries: ZipEntry[] = [];
    file.on('error', reject);
    file.on('end', () => resolve(entries));
    file.on('entry', (entry: Entry) => {
      const name = nameOf(entry);
      if (!/[\\/]$/.test(name)) {
        entries.push({
          label: labelOf(name),
          encrypted: (entry.generalPurposeBitFlag & 1) === 1,
          size: entry.uncompressedSize,
          packed: entry.compressedSize,
          entry,
        });
      }
      if (entries.length > LIMITS.archiveEntries)
        reject(new UnreadableError('too large', `it holds more than ${LIMITS.archiveEntries} entries`));
      else file.readEntry();
    });
    file.readEntry();
  });
}

/** The name as bytes, since no strings are decoded by the library. */
function nameOf(entry: Entry): string {
  const name: unknown = entry.fileName;
  return name instanceof Uint8Array ? decodeName(name) : String(name);
}

function check(entry: ZipEntry): void {
  if (entry.encrypted) throw new UnreadableError('encrypted', 'it opens only with a password');
  if (entry.size > LIMITS.fileBytes) {
    throw new UnreadableError('too large', `it unpacks to ${entry.size} bytes; ${LIMITS.fileBytes} are read`);
  }
  if (entry.size > LIMITS.ratioFreeBytes && entry.size > entry.packed * LIMITS.archiveRatio) {
    throw new UnreadableError(
      'too large',
      `it unpacks to ${Math.round(entry.size / Math.max(1, entry.packed))} times its size, as bombs do`,
    );
  }
}

/**
 * Unpacks every entry once, to be sure that a library which will unpack them on its own meets no bomb.
 * @throws UnreadableError for an archive with an entry beyond the limits
 */
export async function checkZip(source: FileSource, context: Context): Promise<void> {
  const zip = await Zip.open(source);
  try {
    let total = 0;
    for (const entry of zip.entries) {
      const bytes = await zip.read(entry);
      spend(context.budget, bytes.length);
      total += bytes.length;
      if (total > LIMITS.fileBytes)
        throw new UnreadableError('too large', `it unpacks to more than ${LIMITS.fileBytes} bytes`);
    }
  } finally {
    zip.close();
  }
}

/** The files of a ZIP, each as if it lay by itself. */
export async function* read(source: FileSource, context: Context): AsyncGenerator<Part> {
  const zip = await Zip.open(source);
  try {
    const entries = entriesToRead(zip);
    if (isBundle(entries.map((entry) => entry.label))) {
      yield* readScans(zip, entries, source, context);
      return;
    }
    for (const entry of entries) {
      yield* readEntry(entry.label, entry.size, () => zip.read(entry), context);
    }
  } finally {
    zip.close();
  }
}

/** A ZIP of nothing but pictures of pages is one document. */
async function* readScans(
  zip: Zip,
  entries: readonly ZipEntry[],
  source: FileSource,
  context: Context,
): AsyncGenerator<Part> {
  context.seen?.(source, 'scans', context.part);
  if (!context.begin(context.part)) return;
  for (const entry of entries) spend(context.budget, entry.size);
  const document = await readBundle(bundleFiles(zip), context);
  yield { kind: 'document', document: { format: 'scans', ...document, part: context.part } };
}

function entriesToRead(zip: Zip): ZipEntry[] {
  const pages = pageNames(zip.entries.map((entry) => entry.label));
  return zip.entries.filter(({ label }) => !isFurniture(label) && !isSavedBeside(label, pages));
}

/** The files of a ZIP that is a bundle of scans. */
export function bundleFiles(zip: Zip): BundleFile[] {
  return entriesToRead(zip).map((entry) => ({ label: entry.label, size: entry.size, bytes: () => zip.read(entry) }));
}
