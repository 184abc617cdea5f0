import { UnreadableError } from '../formats/part.ts';
import { lazySource } from '../formats/source.ts';
import { drawImage } from '../image/read.ts';
import { type BundleFile, pictureOf } from './bundle.ts';

/** A page of a bundle as PNG, so many pixels wide. */
export function drawScan(files: readonly BundleFile[], page: number, width: number): Promise<Uint8Array> {
  const file = pictureOf(files, page);
  if (file === null) throw new UnreadableError('damaged', `the bundle has no page ${page}`);
  return drawImage(lazySource(file.label, file.size, file.bytes), 1, width);
}
