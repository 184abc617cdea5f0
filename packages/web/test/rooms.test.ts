import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { axeFindings } from './helpers/axe.ts';
import { startChromium } from './helpers/chromium.ts';
import { facesOf } from './helpers/faces.ts';
import { roomsOf } from './helpers/rooms.ts';
import { type ServedCase, serveExamples } from './helpers/served-case.ts';
import { visit } from './helpers/visit.ts';

let browser: Browser;
let served: ServedCase;
before(async () => {
  browser = await startChromium();
  served = await serveExamples();
});
after(async () => {
  await browser?.close();
  await served?.close();
});

for (const language of ['ar', 'en'] as const) {
  for (const [width, theme] of [
    [1440, 'light'],
    [390, 'dark'],
  ] as const) {
    describe(`in ${language}, ${width} wide, ${theme}`, () => {
      test('no room has anything for axe to find, a foreign face, or something that sticks out', async () => {
        const { page, complaints, go, close } = await visit(browser, served.server, { language, theme, width });
        for (const { name, fragment } of await roomsOf(served)) {
          await go(fragment);
          // What axe sees does not change with width and lamp alike in every language: the narrow dark page is tried once.
          if (width > 1000 || language === 'ar') assert.deepEqual(await axeFindings(page), [], name);
          if (theme === 'light') {
            const foreign = [...(await facesOf(page))].filter(([face]) => face.includes('machine'));
            assert.deepEqual(foreign, [], name);
          }
          const over: number = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
          assert.ok(over <= 0, `${over} pixels stick out of ${name}`);
          assert.deepEqual(complaints, [], name);
        }
        await close();
      });
    });
  }
}
