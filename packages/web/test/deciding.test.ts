import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { describe, test } from 'node:test';
import { add, openCase, Readers, recordOf, recordSource, weighCase } from '@isnad/casefile';
import type { Page } from 'playwright-core';
import { axeFindings } from './helpers/axe.ts';
import { roomsOf } from './helpers/rooms.ts';
import { settled, until } from './helpers/visit.ts';
import { workbench } from './helpers/workbench.ts';

const bench = workbench();

const groupRoom = async (): Promise<string> =>
  (await roomsOf(bench.served)).find(({ name }) => name === 'group')!.fragment;
const claimsShown = (page: Page): Promise<number> => page.locator('.witness').count();

/** Presses Tab until the focus is on what has these words, and then a key. */
async function pressAt(page: Page, words: string, key: string): Promise<void> {
  await until(
    page,
    `[...document.querySelectorAll('main :is(button, a, input)')].some((one) =>
      !one.disabled && (one.textContent + (one.labels?.[0]?.textContent ?? '')).includes(${JSON.stringify(words)}))`,
  );
  await page.evaluate(`document.querySelector('main').focus()`);
  for (let stop = 0; stop < 200; stop++) {
    await page.keyboard.press('Tab');
    const at: string = await page.evaluate(
      `document.activeElement.textContent + (document.activeElement.labels?.[0]?.textContent ?? '')`,
    );
    if (!at.includes(words)) continue;
    await page.keyboard.press(key);
    return;
  }
  assert.fail(`no stop of the keyboard says «${words}»`);
}

for (const [language, says] of [
  ['ar', { join: 'القول نفسه: ضُمّها', picked: 'اختره', out: 'أخرج المختار', joined: 'القول واحد' }],
  ['en', { join: 'Says the same: join', picked: 'Pick', out: 'Take the picked one out', joined: 'They say the same' }],
] as const) {
  describe(`groups of claims (${language})`, () => {
    test('are joined and parted by keyboard alone; what it changes is told at once and taken back', async () => {
      const { page, go, close } = await bench.visit({ language });
      const fragment = await groupRoom();
      await go(fragment);
      const before = await claimsShown(page);
      await page.locator('.neighbours input').fill('السد');
      await settled(page);
      await pressAt(page, says.join, 'Enter');
      await page.locator('.regrouped').getByText(says.joined).waitFor();
      await until(page, `document.querySelectorAll('.witness').length > ${before}`);
      const joined = await claimsShown(page);
      await settled(page);
      await pressAt(page, says.picked, 'Space');
      await pressAt(page, says.out, 'Enter');
      await until(page, `document.querySelectorAll('.witness').length === ${joined - 1}`);
      assert.equal(await page.locator('.regrouped a').count(), 2, 'both groups are told of');
      await settled(page);
      assert.deepEqual(await axeFindings(page), []);
      await page.keyboard.press('Control+KeyZ');
      await until(page, `document.querySelectorAll('.witness').length === ${joined}`);
      await page.locator('.regrouped').getByText(says.joined).waitFor();
      await page.keyboard.press('Control+KeyZ');
      await until(page, `document.querySelectorAll('.witness').length === ${before}`);
      assert.equal(await page.evaluate('location.hash'), fragment);
      await close();
    });
  });
}

describe('claims of two groups', () => {
  test('are said to contradict each other, and a conflict that is none is settled', async () => {
    const { page, go, close } = await bench.visit({ language: 'en' });
    await go(await groupRoom());
    const before = await page.locator('.conflicts li').count();
    await page.locator('.neighbours').getByRole('button', { name: 'Contradicts it' }).first().click();
    await until(page, `document.querySelectorAll('.conflicts li').length === ${before + 1}`);
    assert.equal(await page.locator('.conflicts').getByText('confirmed by').count(), 1);
    await page.keyboard.press('Control+KeyZ');
    await until(page, `document.querySelectorAll('.conflicts li').length === ${before}`);
    await close();
  });
});

describe('a search that is kept', () => {
  test('tells what came in since it was last looked at, until that is seen', async () => {
    const { page, go, close } = await bench.visit({ language: 'en' });
    await go('#/search?q=صفارات');
    await page.getByLabel('Keep this search as').fill('الإنذار');
    await page.keyboard.press('Enter');
    await page.locator('.fresh').getByText('nothing new').waitFor();
    await addReport('وقال شاهد إن صفارات الإنذار لم تُسمع تلك الليلة.');
    await page.reload();
    await go('#/');
    await page.getByRole('link', { name: 'الإنذار' }).click();
    await page.locator('.fresh').getByText('1 new').waitFor();
    assert.match((await page.locator('.fresh .hits').textContent()) ?? '', /شاهد/);
    await settled(page);
    assert.deepEqual(await axeFindings(page), []);
    await page.getByRole('button', { name: 'I have seen these' }).press('Enter');
    await page.locator('.fresh').getByText('nothing new').waitFor();
    await go('#/search');
    await page.getByRole('button', { name: 'Forget' }).press('Enter');
    await page.locator('.watched').waitFor({ state: 'detached' });
    await close();
  });
});

describe('two pairs of eyes', () => {
  test('are asked for in the settings; what one said waits for the other, and how far they agree is told', async () => {
    const { page, go, close } = await bench.visit();
    await go('#/settings');
    await page.getByLabel('مراجعَين', { exact: true }).press('Space');
    await go('#/review');
    await page.keyboard.press('Digit1');
    await page.locator('.review-last').getByText('ينتظر مراجعا ثانيا').waitFor();
    const words = (await page.locator('.review-last q').textContent()) ?? '';
    const huda = await openCase(bench.served.opened.folder, { by: 'هدى' });
    const [waiting] = (await huda.store.standings({ state: 'waiting' }, { limit: 10 })).items;
    assert.ok(waiting !== undefined && waiting.target.kind === 'claim');
    const { document, item } = waiting.target;
    const subject = { kind: 'claim', document, item } as const;
    await go('#/review/second');
    await page.locator('.standings').getByText(words, { exact: true }).waitFor();
    assert.match((await page.locator('.standings').first().textContent()) ?? '', /ليلى قبِل.*وينتظر غيرك/s);
    await huda.store.decide({ subject, decision: { kind: 'reject' }, note: 'ليس قولا' }, huda.stamp());
    await huda.close();
    await page.reload();
    await go('#/review/second');
    await page.locator('.standings').getByText('ليس قولا').waitFor();
    await settled(page);
    assert.match((await page.locator('.agreement').textContent()) ?? '', /ادعاء، القرار١/);
    assert.deepEqual(await axeFindings(page), []);
    await page.locator('.standings').getByRole('button', { name: 'تراجع' }).first().press('Enter');
    await page.getByRole('button', { name: 'أقول ما قال هدى' }).press('Enter');
    await until(page, `document.querySelectorAll('.voices').length === 0`);
    await go('#/settings');
    await page.getByLabel('مراجع واحد').press('Space');
    await close();
  });
});

describe('the settings', () => {
  test('change digits, calendar and density at once, and the page keeps them', async () => {
    const { page, go, close } = await bench.visit();
    await go('#/settings');
    await page.getByLabel('0123').check();
    await page.getByLabel('أيار').check();
    await page.getByLabel('الميلادي ومعه الهجري').check();
    await page.getByLabel('متراصّة').check();
    await page.getByText('3 أيار، 2016').or(page.getByText('3 أيار 2016')).first().waitFor();
    await page.reload();
    await settled(page);
    assert.match((await page.locator('.settings').textContent()) ?? '', /أيار/);
    assert.equal(await page.locator('html').getAttribute('data-density'), 'close');
    await page.getByLabel('English').check();
    await page.locator('html[lang="en"]').waitFor();
    assert.deepEqual(await axeFindings(page), []);
    await close();
  });
});

async function addReport(text: string): Promise<void> {
  const line = recordOf(JSON.stringify({ id: 'late', text }));
  assert.ok(line.kind === 'record');
  const readers = new Readers();
  for await (const _ of add(bench.served.opened, Readable.from([recordSource(line)]), readers)) {
    // One report.
  }
  await readers.close();
  await weighCase(bench.served.opened);
}
