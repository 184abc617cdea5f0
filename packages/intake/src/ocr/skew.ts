import { type GrayImage, shrunk, threshold } from './gray.ts';

/** Angles beyond this (degrees) are no page laid askew but a page on its side. */
const MOST = 6;
const WIDTH = 900;

/**
 * How far the lines of a page lean, in degrees, clockwise positive: the angle at which its rows part best into dark and
 * light ones (Postl, 1986: the profile with the largest differences).
 */
export function skewOf(image: GrayImage): number {
  const small = shrunk(image, Math.max(1, Math.floor(image.width / WIDTH)));
  const dark = darkPoints(small);
  if (dark.x.length < 200) return 0;
  const coarse = bestAngle(dark, small, -MOST, MOST, 0.5);
  const fine = bestAngle(dark, small, coarse - 0.5, coarse + 0.5, 0.1);
  return Math.abs(fine) < 0.15 ? 0 : fine;
}

interface Points {
  readonly x: Float32Array;
  readonly y: Float32Array;
}

function darkPoints(image: GrayImage): Points {
  const limit = threshold(image);
  const xs: number[] = [];
  const ys: number[] = [];
  image.pixels.forEach((pixel, at) => {
    if (pixel > limit) return;
    xs.push(at % image.width);
    ys.push(Math.floor(at / image.width));
  });
  return { x: Float32Array.from(xs), y: Float32Array.from(ys) };
}

function bestAngle(dark: Points, image: GrayImage, from: number, to: number, step: number): number {
  let best = 0;
  let most = -1;
  for (let angle = from; angle <= to + 1e-9; angle += step) {
    const sharpness = sharpnessAt(dark, image, angle);
    // Of two angles as good as one another the smaller.
    if (sharpness > most * (1 + 1e-6)) {
      most = sharpness;
      best = angle;
    }
  }
  return best;
}

function sharpnessAt(dark: Points, image: GrayImage, angle: number): number {
  const slope = Math.tan((angle * Math.PI) / 180);
  const shift = Math.ceil(Math.abs(slope) * image.width) + 1;
  const rows = new Float64Array(image.height + 2 * shift);
  for (let i = 0; i < dark.x.length; i++) {
    const row = Math.round(dark.y[i]! - slope * dark.x[i]!) + shift;
    rows[row]!++;
  }
  let sum = 0;
  for (let row = 1; row < rows.length; row++) sum += (rows[row]! - rows[row - 1]!) ** 2;
  return sum;
}
