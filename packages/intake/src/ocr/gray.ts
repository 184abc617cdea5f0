/** An image in shades of grey, a byte a pixel, row by row from the top left. */
export interface GrayImage {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** The mean of squares of pixels, as an image that much smaller. */
export function shrunk(image: GrayImage, factor: number): GrayImage {
  const width = Math.max(1, Math.floor(image.width / factor));
  const height = Math.max(1, Math.floor(image.height / factor));
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let dy = 0; dy < factor; dy++) {
        const row = (y * factor + dy) * image.width + x * factor;
        for (let dx = 0; dx < factor; dx++) sum += image.pixels[row + dx]!;
      }
      pixels[y * width + x] = sum / (factor * factor);
    }
  }
  return { width, height, pixels };
}

/** The shade that best parts dark from light (Otsu, 1979). */
export function threshold(image: GrayImage): number {
  const counts = new Float64Array(256);
  for (const pixel of image.pixels) counts[pixel]!++;
  let total = 0;
  for (let shade = 0; shade < 256; shade++) total += shade * counts[shade]!;
  let dark = 0;
  let darkSum = 0;
  let best = 128;
  let most = -1;
  for (let shade = 0; shade < 255; shade++) {
    dark += counts[shade]!;
    darkSum += shade * counts[shade]!;
    const light = image.pixels.length - dark;
    if (dark === 0 || light === 0) continue;
    const between = dark * light * (darkSum / dark - (total - darkSum) / light) ** 2;
    if (between > most) {
      most = between;
      best = shade;
    }
  }
  return best;
}

/** Light that falls unevenly on a page, taken away: each pixel against the paper about it. */
export function flattened(image: GrayImage): GrayImage {
  const factor = Math.max(1, Math.round(Math.max(image.width, image.height) / 120));
  const paper = paperOf(shrunk(image, factor));
  const pixels = new Uint8Array(image.pixels.length);
  for (let y = 0; y < image.height; y++) {
    const fy = Math.min(paper.height - 1, Math.max(0, (y + 0.5) / factor - 0.5));
    for (let x = 0; x < image.width; x++) {
      const fx = Math.min(paper.width - 1, Math.max(0, (x + 0.5) / factor - 0.5));
      const light = Math.max(32, between(paper, fx, fy));
      const at = y * image.width + x;
      pixels[at] = Math.min(255, (image.pixels[at]! * 245) / light);
    }
  }
  return { ...image, pixels };
}

/** From this shade on a pixel of a flattened page is paper; what lies under it keeps its place below white. */
const PAPER = 220;

/** Paper made white, so that its grain is not taken for dots: in Arabic dots are letters. */
export function bleached(image: GrayImage): GrayImage {
  return { ...image, pixels: image.pixels.map((pixel) => Math.min(255, (pixel * 255) / PAPER)) };
}

/** The paper's shade about each pixel: the lightest of its neighbours, smoothed. */
function paperOf(small: GrayImage): GrayImage {
  const lightest = neighbours(small, 4, (values) => values[Math.floor(values.length * 0.9)]!);
  return neighbours(lightest, 4, (values) => values.reduce((sum, value) => sum + value, 0) / values.length);
}

function neighbours(image: GrayImage, reach: number, of: (sorted: number[]) => number): GrayImage {
  const pixels = new Uint8Array(image.pixels.length);
  for (let y = 0; y < image.height; y++) {
    for (let x = 0; x < image.width; x++) {
      const values: number[] = [];
      for (let v = Math.max(0, y - reach); v <= Math.min(image.height - 1, y + reach); v += 2) {
        for (let u = Math.max(0, x - reach); u <= Math.min(image.width - 1, x + reach); u += 2)
          values.push(image.pixels[v * image.width + u]!);
      }
      pixels[y * image.width + x] = of(values.sort((a, b) => a - b));
    }
  }
  return { ...image, pixels };
}

/** The shade between four pixels. */
function between(image: GrayImage, x: number, y: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const right = Math.min(image.width - 1, left + 1);
  const bottom = Math.min(image.height - 1, top + 1);
  const at = (u: number, v: number) => image.pixels[v * image.width + u]!;
  const above = at(left, top) + (at(right, top) - at(left, top)) * (x - left);
  const below = at(left, bottom) + (at(right, bottom) - at(left, bottom)) * (x - left);
  return above + (below - above) * (y - top);
}
