import sharp from 'sharp';
import type { Region } from '../document.ts';
import { LIMITS } from '../limits.ts';
import { bleached, flattened, type GrayImage, threshold } from './gray.ts';
import { skewOf } from './skew.ts';
import type { Box } from './tesseract.ts';

/** A page's image made ready to be recognised, with the way back to the page. */
export interface PreparedPage {
  readonly width: number;
  readonly height: number;
  /** Share of its pixels that are ink. */
  readonly ink: number;
  /** Upright, straight, and evenly lit. */
  readonly pixels: GrayImage;
  /** The same as PNG. */
  readonly image: Uint8Array;
  /** Where a box of the prepared image lies on the page. */
  regionOf(box: Box): Region;
  /** A piece of the prepared image with a little of what is about it, as PNG, and where it begins. */
  cut(box: Box): Promise<{ readonly image: Uint8Array; readonly left: number; readonly top: number }>;
}

/**
 * Pixels of the longer side that a page is brought to: A4 at 205 dpi. Finer makes it slower and no better; of a coarser
 * page the dots and the shapes of commas are told apart better once it is made larger.
 */
const LONG_SIDE = 2400;
/** A picture is made larger at most so many times: a small one may be a clipping in large letters. */
const LARGER = 2;

/**
 * @param image PNG, JPEG, TIFF, WebP
 * @param turn quarter turns clockwise that the page is laid upright by, besides what the picture itself says of its camera
 * @throws Error for more pixels than the limit, or a damaged image
 */
export async function prepare(image: Uint8Array, turn: number): Promise<PreparedPage> {
  const upright = await sharp(image, { limitInputPixels: LIMITS.imagePixels, failOn: 'none' })
    .autoOrient()
    .flatten({ background: '#fff' })
    .greyscale()
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = upright.info;
  const long = Math.max(width, height);
  const scale = Math.min(LARGER, LONG_SIDE / long);
  const sized = await sharp(upright.data, { raw: { width, height, channels: 1 } })
    .rotate(turn * 90)
    .resize({ width: Math.round((turn % 2 === 0 ? width : height) * scale) })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const gray = bleached(
    flattened({ width: sized.info.width, height: sized.info.height, pixels: new Uint8Array(sized.data) }),
  );
  const skew = skewOf(gray);
  const straight = await straightened(gray, skew);
  const png = await encode(straight);
  const back = new WayBack(gray, straight, skew, turn);
  return {
    width,
    height,
    ink: inkOf(gray),
    pixels: straight,
    image: png,
    regionOf: (box) => back.region(box),
    cut: (box) => cutOut(straight, box),
  };
}

async function straightened(image: GrayImage, skew: number): Promise<GrayImage> {
  if (skew === 0) return image;
  const { data, info } = await raw(image)
    .rotate(-skew, { background: '#fff' })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, pixels: new Uint8Array(data) };
}

function raw(image: GrayImage) {
  return sharp(image.pixels, { raw: { width: image.width, height: image.height, channels: 1 } });
}

async function encode(image: GrayImage): Promise<Uint8Array> {
  return raw(image).png({ compressionLevel: 1 }).toBuffer();
}

async function cutOut(image: GrayImage, box: Box) {
  const margin = Math.round((box.y1 - box.y0) * 0.25) + 4;
  const left = Math.max(0, Math.floor(box.x0 - margin));
  const top = Math.max(0, Math.floor(box.y0 - margin));
  const width = Math.min(image.width, Math.ceil(box.x1 + margin)) - left;
  const height = Math.min(image.height, Math.ceil(box.y1 + margin)) - top;
  return { image: await raw(image).extract({ left, top, width, height }).png().toBuffer(), left, top };
}

/** Share of dark pixels. A blank page has next to none, whatever its paper is like. */
function inkOf(image: GrayImage): number {
  const limit = Math.min(160, threshold(image));
  let dark = 0;
  for (const pixel of image.pixels) if (pixel <= limit) dark++;
  return dark / image.pixels.length;
}

/** From the straightened image to the page as it was given. */
class WayBack {
  private readonly before: GrayImage;
  private readonly after: GrayImage;
  private readonly angle: number;
  private readonly turn: number;

  constructor(before: GrayImage, after: GrayImage, degrees: number, turn: number) {
    this.before = before;
    this.after = after;
    this.angle = (degrees * Math.PI) / 180;
    this.turn = turn;
  }

  region(box: Box): Region {
    const corners = [
      this.point(box.x0, box.y0),
      this.point(box.x1, box.y0),
      this.point(box.x0, box.y1),
      this.point(box.x1, box.y1),
    ];
    const part = (value: number) => Math.min(1, Math.max(0, value));
    const x = part(Math.min(...corners.map((corner) => corner[0])));
    const y = part(Math.min(...corners.map((corner) => corner[1])));
    return {
      x,
      y,
      width: part(Math.max(...corners.map((corner) => corner[0]))) - x,
      height: part(Math.max(...corners.map((corner) => corner[1]))) - y,
    };
  }

  /** Fractions of the given page. */
  private point(x: number, y: number): readonly [number, number] {
    const dx = x - this.after.width / 2;
    const dy = y - this.after.height / 2;
    const cos = Math.cos(this.angle);
    const sin = Math.sin(this.angle);
    const u = (dx * cos - dy * sin + this.before.width / 2) / this.before.width;
    const v = (dx * sin + dy * cos + this.before.height / 2) / this.before.height;
    if (this.turn === 1) return [v, 1 - u];
    if (this.turn === 2) return [1 - u, 1 - v];
    if (this.turn === 3) return [1 - v, u];
    return [u, v];
  }
}
