import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { startChromium } from './helpers/chromium.ts';
import { examples, type ServedCase, serveCase } from './helpers/served-case.ts';
import { settled, visit } from './helpers/visit.ts';

let browser: Browser;
before(async () => {
  browser = await startChromium();
});
after(() => browser?.close());

describe('the bar', () => {
  let served: ServedCase;
  before(async () => {
    served = await serveCase(examples());
  });
  after(() => served?.close());

  test('changes the language of the frame and its side, keeps it, and leaves the report as it is', async () => {
    const { page, go, close } = await visit(browser, served.server);
    await go('#/report/01-wakalat-al-sahl');
    assert.equal(await page.locator('html').getAttribute('dir'), 'rtl');
    await page.getByRole('button', { name: 'English' }).click();
    await page.locator('html[lang="en"][dir="ltr"]').waitFor();
    assert.equal(await page.locator('.leaf').getAttribute('dir'), 'rtl');
    await page.reload();
    await settled(page);
    assert.equal(await page.locator('html').getAttribute('lang'), 'en');
    await close();
  });

  test('turns the lamp down and up, and the page keeps it', async () => {
    const { page, close } = await visit(browser, served.server);
    await page.getByRole('switch').press('Space');
    await page.locator('html[data-theme="dark"]').waitFor();
    await page.reload();
    await page.locator('html[data-theme="dark"]').waitFor();
    await close();
  });

  test('leads through every room by the keyboard alone', async () => {
    const { page, complaints, close } = await visit(browser, served.server, { language: 'en' });
    await settled(page);
    for (const room of ['Reader', 'Claims', 'Briefing', 'Case']) {
      await page.getByRole('link', { name: room, exact: true }).focus();
      await page.keyboard.press('Enter');
      await page.locator(`.rooms a[aria-current="page"]`, { hasText: room }).waitFor();
      await settled(page);
      assert.match(await page.title(), /Isnad$/);
    }
    assert.deepEqual(complaints, []);
    await close();
  });

  test('takes a query from everywhere with / and with Ctrl K, and shows what it finds while it is written', async () => {
    const { page, go, close } = await visit(browser, served.server);
    await go('#/report/01-wakalat-al-sahl');
    await page.keyboard.press('Slash');
    await page.keyboard.type('صفارات');
    await page
      .locator('.hits mark', { hasText: /^صفارات$/ })
      .first()
      .waitFor();
    await page.goBack();
    await page.locator('.matn').waitFor();
    await page.keyboard.press('Control+KeyK');
    assert.equal(await page.evaluate('document.activeElement.type'), 'search');
    await close();
  });
});

describe('what comes in', () => {
  test('is read, shown and told while it happens: chosen, pasted, and refused with its cause', async (context) => {
    const served = await serveCase(examples().slice(0, 1));
    context.after(() => served.close());
    const { page, close } = await visit(browser, served.server, { language: 'en' });
    await settled(page);
    await page.locator('input[type="file"]').setInputFiles([
      { name: 'خبر.txt', mimeType: 'text/plain', buffer: Buffer.from('قال المدير إن السد انهار فجرا.') },
      { name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
    ]);
    await page.locator('.reports > li:has(a)').nth(1).waitFor();
    await page.getByText('empty.txt').first().waitFor();
    await page.evaluate(`{
      const data = new DataTransfer();
      data.setData('text/plain', 'أعلنت الوزارة أن الطريق أغلق.');
      window.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data }));
    }`);
    await page.locator('.reports > li:has(a)').nth(2).waitFor();
    await close();
  });
});

describe('hostile reports', () => {
  test('stay words: nothing of them runs, loads or changes the page', async (context) => {
    const samples = [
      '<script>window.owned = 1</script>',
      '<img src=x onerror="window.owned = 1">',
      '<svg/onload=window.owned=1>',
      '"><iframe src="javascript:window.owned=1"></iframe>',
      '<a href="javascript:window.owned=1">اضغط</a>',
      '<style>*{display:none}</style>',
      '{{constructor.constructor("window.owned=1")()}}',
      '\u202eقلب\u202c \u2066عزل\u2069 \u0000',
    ];
    const text = samples.map((sample) => `قال المدير إن ${sample} انهار السد فجرا.`).join('\n\n');
    const served = await serveCase([
      { id: '<b>x</b>', text, outlet: '<img src=x onerror="window.owned=1">' },
      { id: 'ten', text: 'ذكرت الإذاعة أن <script>window.owned = 1</script> السد انهار.' },
    ]);
    context.after(() => served.close());
    const { page, complaints, go, close } = await visit(browser, served.server);
    for (const fragment of [
      '#/',
      `#/report/${encodeURIComponent('<b>x</b>')}`,
      '#/claims',
      '#/search?q=<script>',
      '#/briefing',
    ]) {
      await go(fragment);
      assert.equal(await page.evaluate('window.owned'), undefined, fragment);
      assert.equal(
        await page.locator('main :is(script, img, iframe, style, a[href^="javascript"])').count(),
        0,
        fragment,
      );
      assert.ok(await page.locator('main').isVisible());
    }
    assert.deepEqual(complaints, []);
    await close();
  });
});
