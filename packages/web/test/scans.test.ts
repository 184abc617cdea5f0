import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { axeFindings } from './helpers/axe.ts';
import { serveFiles } from './helpers/served-case.ts';
import { settled, until, type Visit } from './helpers/visit.ts';
import { workbench } from './helpers/workbench.ts';

/** Two pages, words on the first of them. */
const SCAN = join(import.meta.dirname, '..', '..', 'intake', 'samples', 'files', 'scan.pdf');

const PICTURE = join(SCAN, '..', 'short.png');

const bench = workbench(() => serveFiles([SCAN]));

/** The id of the scan. */
async function scan() {
  return (await bench.served.opened.store.documentAt(1))!;
}

async function opened(language: 'ar' | 'en'): Promise<Visit> {
  const here = await bench.visit({ language });
  await here.go(`#/report/${await scan()}`);
  await here.page.locator('.facsimile img').first().waitFor();
  return here;
}

/** The words that a highlight marks. */
async function marked(page: Page, name: string): Promise<string[]> {
  return await page.evaluate(`[...(CSS.highlights.get('${name}') ?? [])].map((range) => {
    const live = document.createRange();
    live.setStart(range.startContainer, range.startOffset);
    live.setEnd(range.endContainer, range.endOffset);
    return live.toString();
  })`);
}

/** The middle of a word on the page, by what intake says of it. */
async function middleOf(page: Page, word: string): Promise<{ x: number; y: number }> {
  const stored = (await bench.served.opened.store.document(await scan()))!;
  const at = stored.text.indexOf(word);
  const place = stored.layout.places.find(({ start, end }) => start <= at && at < end)!;
  const box = (await page
    .locator('.picture')
    .nth(place.page - 1)
    .boundingBox())!;
  const { x, y, width, height } = place.region;
  return { x: box.x + (x + width / 2) * box.width, y: box.y + (y + height / 2) * box.height };
}

describe('a scan', () => {
  for (const language of ['ar', 'en'] as const) {
    test(`is read beside its picture, words linked both ways (${language})`, async () => {
      const { page, complaints, close } = await opened(language);
      await until(page, `document.querySelector('.facsimile img').naturalWidth > 1000`);
      assert.deepEqual(await axeFindings(page), []);
      const on = await middleOf(page, 'التحقيق');
      await page.mouse.move(on.x, on.y);
      await until(page, `CSS.highlights.get('found')?.size === 1`);
      assert.deepEqual(await marked(page, 'found'), ['التحقيق']);
      const warnings = await middleOf(page, 'تحذيرات');
      await page.mouse.click(warnings.x, warnings.y);
      await until(page, `document.querySelector('a.ring[aria-current]')?.dataset.claim !== '0'`);
      // And back: what is pointed at in the text is framed on the page.
      const box: { x: number; y: number } = await page.evaluate(`(() => {
        const block = document.querySelector('[data-block="1"]').firstChild;
        const range = document.createRange();
        range.setStart(block, 1);
        range.setEnd(block, 2);
        const { x, y, width, height } = range.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      })()`);
      await page.mouse.move(box.x, box.y);
      await page.locator('.picture .is-pointed').waitFor();
      assert.deepEqual(complaints, []);
      await close();
    });
  }

  test('says at once that its picture is being drawn, and shows it when it is there', async () => {
    const { page, go, close } = await bench.visit();
    const { promise: mayCome, resolve: letCome } = Promise.withResolvers<void>();
    await page.route('**/pages/1', async (route) => {
      await mayCome;
      await route.continue();
    });
    await page.evaluate(`location.hash = '#/report/${await scan()}'`);
    await page.locator('.drawing').getByText('تُرسم الصفحة').first().waitFor();
    letCome();
    await until(page, `document.querySelector('.facsimile img').naturalWidth > 1000`);
    await until(page, `document.querySelector('.picture .drawing') === null`);
    await go('#/');
    await close();
  });

  test('is walked through word by word with the arrows, and Enter chooses the claim of the word', async () => {
    const { page, close } = await opened('ar');
    const stop = page.locator('.region.word').first();
    await stop.focus();
    const names = [await stop.getAttribute('aria-label')];
    for (let step = 0; step < 9; step++) {
      await page.keyboard.press('ArrowLeft');
      names.push(await stop.getAttribute('aria-label'));
    }
    assert.equal(new Set(names).size, 10, 'ten words, one after another');
    await page.keyboard.press('Enter');
    await until(page, `document.querySelectorAll('.region.is-chosen').length > 0`);
    await close();
  });

  test('is transcribed by a person: a new version opens, and the first stays as it was', async () => {
    const { page, complaints, close } = await opened('en');
    const before = await bench.served.opened.store.text(await scan());
    await page.getByRole('button', { name: 'Transcribe this page' }).first().click();
    const field = page.locator('.transcription textarea');
    await field.waitFor();
    assert.ok((await field.inputValue()).includes('لجنة التحقيق'), 'it begins with what recognition read');
    assert.deepEqual(await axeFindings(page), []);
    await field.fill('انهار سد الوادي فجر الثلاثاء.\nوقالت لجنة التحقيق إن الإدارة تلقت ثلاثة تحذيرات.');
    await page.getByRole('button', { name: 'Keep this version' }).click();
    await until(page, `!location.hash.includes('${await scan()}')`);
    await settled(page);
    await page.getByText('version 2 of 2').waitFor();
    assert.match((await page.locator('.matn').textContent()) ?? '', /ثلاثة تحذيرات/);
    assert.equal(await bench.served.opened.store.text(await scan()), before);
    await page.goto(page.url().replace(/#.*/, '#/'));
    await page.locator('.reports .is-old').getByText('transcribed since').waitFor();
    assert.equal(await page.locator('.reports .is-old').count(), 1, 'the first is marked, the newest is not');
    assert.deepEqual(complaints, []);
    await close();
  });
});

describe('pictures that come together', () => {
  test('are asked about, and become the pages of one report', async () => {
    const { page, close } = await bench.visit({ language: 'en' });
    const { total } = await bench.served.opened.store.documents({ limit: 1 });
    const buffer = await readFile(PICTURE);
    const files = ['2.png', '1.png'].map((name) => ({ name, mimeType: 'image/png', buffer }));
    await page.locator('input[type="file"]').setInputFiles(files);
    await page.getByText('2 pictures together').waitFor();
    await page.getByRole('button', { name: 'Yes, one report' }).press('Enter');
    await until(page, `document.querySelectorAll('.reports > li > a').length === ${total + 1}`);
    const made = (await bench.served.opened.store.documentAt(total + 1))!;
    const pages = (await bench.served.opened.store.document(made))?.layout.pages.map(({ image }) => image);
    assert.deepEqual(pages, ['1.png', '2.png']);
    await close();
  });
});
