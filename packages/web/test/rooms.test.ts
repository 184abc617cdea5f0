import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { axeFindings } from './helpers/axe.ts';
import { facesOf } from './helpers/faces.ts';
import { roomsOf } from './helpers/rooms.ts';
import { settled, until } from './helpers/visit.ts';
import { workbench } from './helpers/workbench.ts';

const bench = workbench();

for (const language of ['ar', 'en'] as const) {
  for (const [width, theme] of [
    [1440, 'light'],
    [390, 'dark'],
  ] as const) {
    describe(`in ${language}, ${width} wide, ${theme}`, () => {
      test('no room has anything for axe to find, a foreign face, or something that sticks out', async () => {
        const { page, complaints, go, close } = await bench.visit({ language, theme, width });
        for (const { name, fragment } of await roomsOf(bench.served)) {
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

/** Stops of a room that are looked at; long lists go on in the same way. */
const STOPS = 40;

interface Stop {
  readonly what: string;
  readonly name: string;
  /** Whether it comes after the stop before it in the order of reading. */
  readonly follows: boolean;
  readonly isSeen: boolean;
  readonly isMarked: boolean;
}

/** Presses Tab and tells where the focus is; null outside the room. */
async function nextStop(page: Page): Promise<Stop | null> {
  await page.keyboard.press('Tab');
  return await page.evaluate(`(() => {
    const at = document.activeElement;
    if (at === null || at.closest('main') === null || at.matches('main')) return null;
    const before = window.stopBefore;
    window.stopBefore = at;
    const box = at.getBoundingClientRect();
    const style = getComputedStyle(at);
    const around = [at, ...at.querySelectorAll('*'), at.closest('label, li')].filter((one) => one !== null);
    const drawn = (one) => {
      const { outlineStyle, boxShadow } = getComputedStyle(one);
      const halo = getComputedStyle(one, '::before');
      return outlineStyle !== 'none' || boxShadow !== 'none' || halo.outlineStyle !== 'none' || halo.boxShadow !== 'none';
    };
    return {
      what: at.outerHTML.slice(0, 120),
      name: (at.getAttribute('aria-label') ?? at.labels?.[0]?.textContent ?? at.textContent ?? '').trim() ||
        (document.getElementById(at.getAttribute('aria-labelledby') ?? '')?.textContent ?? ''),
      follows: before === undefined || !before.isConnected ||
        (before.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
      isSeen: box.bottom > 0 && box.top < innerHeight && style.visibility === 'visible',
      isMarked: around.some(drawn),
    };
  })()`);
}

for (const language of ['ar', 'en'] as const) {
  describe(`by keyboard alone (${language})`, () => {
    test('every room is gone through in the order of reading, and the eye sees where the keyboard is', async () => {
      const { page, complaints, go, close } = await bench.visit({ language });
      for (const { name, fragment } of await roomsOf(bench.served)) {
        await go(fragment);
        await page.evaluate(`window.stopBefore = undefined, document.querySelector('main').focus()`);
        let stops = 0;
        while (stops < STOPS) {
          const stop = await nextStop(page);
          if (stop === null) break;
          stops++;
          assert.ok(stop.name !== '', `${name}: without a name: ${stop.what}`);
          assert.ok(stop.follows, `${name}: out of order: ${stop.what}`);
          assert.ok(stop.isSeen, `${name}: off the screen: ${stop.what}`);
          // A stop after marked words has no letter to draw a line round: its words are marked, and their gloss comes.
          if (stop.what.includes('class="stop"')) await until(page, `CSS.highlights.get('active')?.size > 0`);
          else assert.ok(stop.isMarked, `${name}: no mark of the focus: ${stop.what}`);
        }
        assert.ok(stops > 1, `${name} has ${stops} stops`);
        assert.deepEqual(complaints, [], name);
      }
      await close();
    });

    test('the bar leads to every room', async () => {
      const { page, close } = await bench.visit({ language });
      await settled(page);
      const rooms = await page.locator('.rooms a').count();
      for (let room = 0; room < rooms; room++) {
        const href = await page.locator('.rooms a').nth(room).getAttribute('href');
        await page.locator('.mark a').focus();
        for (let step = 0; step < rooms + 2; step++) {
          await page.keyboard.press('Tab');
          if ((await page.evaluate('document.activeElement.getAttribute("href")')) === href) break;
        }
        await page.keyboard.press('Enter');
        await until(page, `location.hash === ${JSON.stringify(href)} || location.hash === '' `);
        await settled(page);
        assert.equal(await page.locator('.rooms a[aria-current="page"]').getAttribute('href'), href);
      }
      await close();
    });
  });
}
