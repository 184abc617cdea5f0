import sharp from 'sharp';
import { UnreadableError } from '../formats/part.ts';
import type { FileSource } from '../formats/source.ts';
import { LIMITS } from '../limits.ts';
import { decodeHeic } from './heic.ts';
import { isHeic } from './heic-brand.ts';

/** A page of an image file, not decoded yet. */
export interface PageImage {
  /** From 1. */
  readonly number: number;
  /** Pixels, upright. */
  readonly width: number;
  readonly height: number;
  /** PNG, JPEG, TIFF or WebP of this page alone. */
  readonly encoded: () => Promise<Uint8Array>;
}

/** @throws UnreadableError for an image of more pixels than the limit; the library's error for a damaged one */
export async function imagePages(source: FileSource): Promise<PageImage[]> {
  const bytes = await source.bytes();
  if (isHeic(bytes)) return [await decodeHeic(bytes)];
  const metadata = await sharp(bytes, { limitInputPixels: false }).metadata();
  const { width, height, pages = 1, format, autoOrient } = metadata;
  if (width * height > LIMITS.imagePixels) {
    throw new UnreadableError('too large', `an image of ${width} × ${height} pixels; ${LIMITS.imagePixels} are read`);
  }
  if (format !== 'tiff' || pages === 1) {
    return [{ number: 1, width: autoOrient.width, height: autoOrient.height, encoded: () => Promise.resolve(bytes) }];
  }
  if (pages > LIMITS.imagePages)
    throw new UnreadableError('too large', `it has ${pages} pages; ${LIMITS.imagePages} are read`);
  return Array.from({ length: pages }, (_, page) => ({
    number: page + 1,
    width,
    height,
    encoded: () => sharp(bytes, { page, limitInputPixels: LIMITS.imagePixels }).png({ compressionLevel: 1 }).toBuffer(),
  }));
}
