import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { axeFindings } from './axe.ts';
import { facesOf } from './faces.ts';
import { roomsOf } from './rooms.ts';
import { settled, until } from './visit.ts';
import type { Workbench } from './workbench.ts';

/** The walk through every room of a case, the same whatever case it is. */

interface Walk {
  /** Stops of a room that are looked at; long lists go on in the same way. */
  readonly stops: number;
  /** Rooms that the case has to have, by name. */
  readonly holds: readonly string[];
}

const LOOKS = [
  { language: 'ar', theme: 'light', width: 1440 },
  { language: 'ar', theme: 'dark', width: 390 },
  { language: 'en', theme: 'light', width: 1440 },
  { language: 'en', theme: 'dark', width: 390 },
] as const;

/** Goes through the rooms by address, by mouse and by keyboard alone, in both languages, wide and narrow. */
export function walkRooms(bench: Workbench, { stops, holds }: Walk): void {
  for (const look of LOOKS) {
    const { language, theme, width } = look;
    test(`in ${language}, ${width} wide, ${theme}: no room has anything for axe to find, a foreign face, or something that sticks out`, async () => {
      const { page, complaints, go, close } = await bench.visit(look);
      const rooms = await roomsOf(bench.served);
      for (const name of holds)
        assert.ok(
          rooms.some((room) => room.name === name),
          `the case has no ${name}`,
        );
      for (const { name, fragment } of rooms) {
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
  }
  for (const language of ['ar', 'en'] as const) {
    describe(`by keyboard alone (${language})`, () => {
      test('every room is gone through in the order of reading, and the eye sees where the keyboard is', async () => {
        const { page, complaints, go, close } = await bench.visit({ language });
        for (const { name, fragment } of await roomsOf(bench.served)) {
          await go(fragment);
          await page.evaluate(`window.stopBefore = undefined, document.querySelector('main').focus()`);
          const made = await goThrough(page, name, stops);
          assert.ok(made > 1, `${name} has ${made} stops`);
          assert.deepEqual(complaints, [], name);
        }
        await close();
      });
    });
    for (const by of ['mouse', 'keyboard'] as const) {
      test(`the bar leads to every room by ${by} (${language})`, async () => {
        const { page, close } = await bench.visit({ language });
        await settled(page);
        const rooms = await page.locator('.rooms a').count();
        assert.ok(rooms > 8);
        for (let room = 0; room < rooms; room++) {
          const link = page.locator('.rooms a').nth(room);
          const href = await link.getAttribute('href');
          if (by === 'mouse') await link.click();
          else await reach(page, href, rooms);
          await until(page, `location.hash === ${JSON.stringify(href)} || location.hash === '' `);
          await settled(page);
          assert.equal(await page.locator('.rooms a[aria-current="page"]').getAttribute('href'), href);
        }
        await close();
      });
    }
  }
}

/** From the head of the bar to a room of it, by Tab and Enter. */
async function reach(page: Page, href: string | null, rooms: number): Promise<void> {
  await page.locator('.mark a').focus();
  for (let step = 0; step < rooms + 2; step++) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate('document.activeElement.getAttribute("href")')) === href) break;
  }
  await page.keyboard.press('Enter');
}

/** Presses Tab through a room, and counts the stops; each has a name, is seen, and comes in the order of reading. */
async function goThrough(page: Page, room: string, most: number): Promise<number> {
  for (let stops = 0; ; stops++) {
    const stop = stops === most ? null : await nextStop(page);
    if (stop === null) return stops;
    assert.ok(stop.name !== '', `${room}: without a name: ${stop.what}`);
    assert.ok(stop.follows, `${room}: out of order: ${stop.what}`);
    assert.ok(stop.isSeen, `${room}: off the screen: ${stop.what}`);
    // A stop after marked words has no letter to draw a line round: its words are marked, and their gloss comes.
    if (stop.what.includes('class="stop"')) await until(page, `CSS.highlights.get('active')?.size > 0`);
    else assert.ok(stop.isMarked, `${room}: no mark of the focus: ${stop.what}`);
  }
}

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
