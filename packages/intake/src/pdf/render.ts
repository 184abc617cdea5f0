import { createCanvas } from '@napi-rs/canvas';
import { LIMITS } from '../limits.ts';
import type { PdfPage } from './engine.ts';

/** Dots an inch at which a page is drawn to be recognised: finer gives tesseract no better letters (docs/FORMATS.md). */
const DPI = 200;
const POINTS = 72;

/**
 * A page as PNG.
 * @param width pixels; the page at 200 dpi unless told, and never more than the limit
 */
export async function drawPage(page: PdfPage, width?: number): Promise<Uint8Array> {
  const whole = page.getViewport({ scale: 1 });
  const wanted = width === undefined ? DPI / POINTS : width / whole.width;
  const most = Math.sqrt(LIMITS.renderPixels / Math.max(1, whole.width * whole.height));
  const viewport = page.getViewport({ scale: Math.min(wanted, most) });
  const canvas = createCanvas(Math.max(1, Math.ceil(viewport.width)), Math.max(1, Math.ceil(viewport.height)));
  const canvasContext = canvas.getContext('2d');
  canvasContext.fillStyle = '#fff';
  canvasContext.fillRect(0, 0, canvas.width, canvas.height);
  await page.render({ canvas: null, canvasContext, viewport }).promise;
  return canvas.encode('png');
}
