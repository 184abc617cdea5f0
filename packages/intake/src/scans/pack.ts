import { basename, dirname, relative } from 'node:path';
import { ZipFile } from 'yazl';
import type { Scans } from '../process/protocol.ts';

/**
 * The files of a bundle in one ZIP, packed by nothing: a bundle that is to be kept as one original. The same files under
 * the same names give the same bytes on every machine, so their dates are left out.
 */
export async function* packedScans({ paths }: Scans): AsyncGenerator<Uint8Array> {
  const folder = dirname(paths[0] ?? '');
  // A ZIP tells the time of the place it was made in: one that is the same everywhere says nothing of place or time.
  const mtime = new Date(2000, 0, 1);
  const zip = new ZipFile();
  for (const path of paths) {
    const inside = relative(folder, path).replaceAll('\\', '/');
    const name = inside.startsWith('../') ? basename(path) : inside;
    zip.addFile(path, name, { compress: false, mtime, forceDosTimestamp: true, mode: 0o100644 });
  }
  zip.on('error', (error) => zip.outputStream.emit('error', error));
  zip.end();
  for await (const piece of zip.outputStream) if (piece instanceof Uint8Array) yield piece;
}
