import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { axeFindings } from './helpers/axe.ts';
import { startChromium } from './helpers/chromium.ts';
import { facesOf } from './helpers/faces.ts';
import { examples, type ServedCase, serveCase } from './helpers/served-case.ts';
import { visit } from './helpers/visit.ts';

let browser: Browser;
let served: ServedCase;
before(async () => {
  browser = await startChromium();
  served = await serveCase(examples());
});
after(async () => {
  await browser?.close();
  await served?.close();
});

const ROOMS = [
  { name: 'the case', fragment: '#/' },
  { name: 'a report', fragment: '#/report/04-idhaat-al-marsa' },
  { name: 'the claims', fragment: '#/claims' },
  { name: 'a group', fragment: '#/claims/03-sahifat-al-mirsad:c7' },
  { name: 'a search', fragment: '#/search?q=صفارات' },
  { name: 'the briefing', fragment: '#/briefing' },
] as const;

for (const language of ['ar', 'en'] as const) {
  for (const [width, theme] of [
    [1440, 'light'],
    [390, 'dark'],
  ] as const) {
    describe(`in ${language}, ${width} wide, ${theme}`, () => {
      for (const { name, fragment } of ROOMS) {
        test(`${name} has nothing for axe to find, no foreign face, and nothing that sticks out`, async () => {
          const { page, complaints, go, close } = await visit(browser, served.server, { language, theme, width });
          await go(fragment);
          assert.deepEqual(await axeFindings(page), []);
          const foreign = [...(await facesOf(page))].filter(([face]) => face.includes('machine'));
          assert.deepEqual(foreign, []);
          const over: number = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
          assert.ok(over <= 0, `${over} pixels stick out of the page`);
          assert.deepEqual(complaints, []);
          await close();
        });
      }
    });
  }
}
