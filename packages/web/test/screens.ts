import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startChromium } from './helpers/chromium.ts';
import { roomsOf } from './helpers/rooms.ts';
import { serveExamples } from './helpers/served-case.ts';
import { visit } from './helpers/visit.ts';

/** `npm run screens -w @isnad/web`: pictures of every room, on the example case, in both languages. */

const OUT = join(import.meta.dirname, '..', '..', '..', 'docs', 'screens');

await mkdir(OUT, { recursive: true });
const browser = await startChromium();
const served = await serveExamples();
try {
  for (const language of ['ar', 'en'] as const) {
    const { page, go, close } = await visit(browser, served.server, { language, height: 900 });
    for (const { name, fragment } of await roomsOf(served)) {
      await go(fragment);
      await page.screenshot({ path: join(OUT, `${name}-${language}.png`) });
    }
    await close();
  }
} finally {
  await browser.close();
  await served.close();
}
