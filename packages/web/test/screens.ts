import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { startChromium } from './helpers/chromium.ts';
import { roomsOf } from './helpers/rooms.ts';
import { serveExamples } from './helpers/served-case.ts';
import { visit } from './helpers/visit.ts';

/**
 * `npm run screens -w @isnad/web`: pictures of every room, on the example case, in both languages, light and dark, wide
 * and narrow. A wide light one is called `room-language`; the others add what they are.
 */

const OUT = join(import.meta.dirname, '..', '..', '..', 'docs', 'screens');

const KINDS = [
  { ending: '', theme: 'light', width: 1440, height: 900 },
  { ending: '-dark', theme: 'dark', width: 1440, height: 900 },
  { ending: '-narrow', theme: 'light', width: 390, height: 844 },
  { ending: '-narrow-dark', theme: 'dark', width: 390, height: 844 },
] as const;

await mkdir(OUT, { recursive: true });
const browser = await startChromium();
const served = await serveExamples();
try {
  const rooms = await roomsOf(served);
  for (const language of ['ar', 'en'] as const) {
    for (const { ending, theme, width, height } of KINDS) {
      const { page, go, close } = await visit(browser, served.server, { language, theme, width, height });
      for (const { name, fragment } of rooms) {
        await go(fragment);
        // Few colours suffice for ink on paper, and keep the pictures small.
        const picture = sharp(await page.screenshot()).png({ palette: true, colours: 128, effort: 7 });
        await picture.toFile(join(OUT, `${name}-${language}${ending}.png`));
      }
      await close();
    }
  }
} finally {
  await browser.close();
  await served.close();
}
