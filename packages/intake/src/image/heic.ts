import decode from 'heic-decode';
import sharp from 'sharp';
import { UnreadableError } from '../formats/part.ts';
import { LIMITS } from '../limits.ts';
import type { PageImage } from './pages.ts';

/** A telephone's picture, by libheif; sharp is not allowed to carry the decoder of its patents. */
export async function decodeHeic(bytes: Uint8Array): Promise<PageImage> {
  const images = await decode.all({ buffer: bytes });
  try {
    const first = images[0];
    if (first === undefined) throw new UnreadableError('damaged', 'there is no picture in the file');
    const { width, height } = first;
    if (width * height > LIMITS.imagePixels) {
      throw new UnreadableError('too large', `an image of ${width} × ${height} pixels; ${LIMITS.imagePixels} are read`);
    }
    const { data } = await first.decode();
    const png = await sharp(Buffer.from(data), { raw: { width, height, channels: 4 } })
      .png({ compressionLevel: 1 })
      .toBuffer();
    return { number: 1, width, height, encoded: () => Promise.resolve(png) };
  } finally {
    images.dispose();
  }
}
