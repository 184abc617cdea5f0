import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { axeFindings } from './helpers/axe.ts';
import { serveCase } from './helpers/served-case.ts';
import { until, visit } from './helpers/visit.ts';
import { workbench } from './helpers/workbench.ts';

const bench = workbench();

/** Which claim is decided on: its report and its place in it. */
const CHOSEN = `[...document.querySelectorAll('.review-from, .panel-top > :first-child')].map((one) => one.textContent).join()`;

async function reviewed(): Promise<number> {
  return (await bench.served.opened.store.summary()).reviewed.claim;
}

describe('the line of reviews', () => {
  test('is gone through by keyboard alone: a key decides and brings the next claim; Ctrl Z brings back the last', async () => {
    const { page, complaints, go, close } = await bench.visit({ language: 'en' });
    await go('#/review');
    const first: string = await page.evaluate(CHOSEN);
    const before = await reviewed();
    await page.keyboard.press('Digit1');
    await page.locator('.review-last').getByText('accepted').waitFor();
    await until(page, `${CHOSEN} !== ${JSON.stringify(first)}`);
    await page.keyboard.press('Digit3');
    await page.locator('.review-last').getByText('rejected').waitFor();
    assert.equal(await reviewed(), before + 2);
    await page.keyboard.press('Control+KeyZ');
    await page.locator('.review-last').getByText('accepted').waitFor();
    assert.equal(await reviewed(), before + 1);
    await page.keyboard.press('Control+KeyZ');
    await until(page, `${CHOSEN} === ${JSON.stringify(first)}`);
    assert.equal(await reviewed(), before);
    assert.deepEqual(complaints, []);
    await close();
  });

  test('passes over a claim with the arrows and lets it wait', async () => {
    const { page, go, close } = await bench.visit();
    await go('#/review');
    const first: string = await page.evaluate(CHOSEN);
    await page.keyboard.press('ArrowDown');
    await until(page, `${CHOSEN} !== ${JSON.stringify(first)}`);
    await page.keyboard.press('ArrowUp');
    await until(page, `${CHOSEN} === ${JSON.stringify(first)}`);
    assert.equal(await reviewed(), 0);
    await close();
  });
});

describe('the briefing', () => {
  test('is saved as the editor chose it: its title, what is in it, and no names of people', async () => {
    const { page, complaints, go, close } = await bench.visit({ language: 'en' });
    await go('#/briefing');
    const heads = page.locator('.statements > li > .cited q');
    const [left, kept] = [await heads.nth(0).textContent(), await heads.nth(1).textContent()];
    await page.locator('.pick input').first().click();
    await page.getByLabel('Title').fill('ما جرى في الغدير');
    await page.getByLabel('names of people').check();
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Markdown text' }).click();
    const download = await waiting;
    assert.equal(download.suggestedFilename(), 'ما جرى في الغدير.md');
    const text = await readFile(await download.path(), 'utf8');
    assert.match(text, /ما جرى في الغدير/);
    assert.ok(text.includes(kept ?? ''), 'what was kept is in it');
    assert.ok(left !== kept && !text.includes(`# ${left}`));
    assert.ok(!text.includes('رنا العطار'), 'names are withheld');
    assert.deepEqual(complaints, []);
    await close();
  });
});

describe('the figures', () => {
  test('open at the words that a mark stands for', async () => {
    const { page, go, close } = await bench.visit();
    await go('#/figures');
    const mark = page.locator('.marks a').first();
    const words = await mark.locator('b').textContent();
    await mark.click();
    await page.locator('.matn').waitFor();
    assert.ok((await page.locator('.matn').textContent())?.includes(words ?? '—'));
    await close();
  });
});

describe('the sources', () => {
  test('lead from a name to those it takes from and gives to, and to its claims', async () => {
    const { page, go, close } = await bench.visit({ language: 'en' });
    await go('#/sources');
    await page.locator('.relays li a', { hasText: 'إذاعة المرسى' }).click();
    await page.locator('.one-source').getByText('takes from').waitFor();
    await page.locator('.one-source .tie', { hasText: 'العطار' }).first().click();
    await page.locator('.one-source h2', { hasText: 'العطار' }).waitFor();
    await page.locator('.one-source > .text-link').click();
    const source = page.getByLabel('Goes back to a source');
    assert.match((await source.locator('option:checked').textContent()) ?? '', /العطار/);
    assert.ok((await page.locator('.pairs li').count()) > 0);
    await close();
  });
});

describe('the causes', () => {
  test('that meet are drawn, and a thing of the drawing leads to what is said of it', async () => {
    const { page, complaints, go, close } = await bench.visit();
    await go('#/causes');
    const all = await page.locator('.said > li').count();
    await page.locator('.net a', { hasText: 'الانهيار' }).press('Enter');
    await page.locator('.narrowed').waitFor();
    const some = await page.locator('.said > li').count();
    assert.ok(some > 1 && some < all, `${some} of ${all}`);
    for (const words of await page.locator('.said > li').allInnerTexts()) assert.match(words, /الانهيار/);
    await page.getByText('كل الأسباب').click();
    await until(page, `document.querySelectorAll('.said > li').length === ${all}`);
    assert.deepEqual(complaints, []);
    await close();
  });
});

describe('the claims', () => {
  test('are narrowed by words, by days in any digits, and to what nobody has reviewed; the address keeps it', async () => {
    const { page, complaints, go, close } = await bench.visit();
    await go('#/claims');
    const rows = page.locator('.claims .pairs li:has(a)');
    const all = await rows.count();
    await page.getByLabel('كلمات في الادعاء').fill('صفارات');
    await until(page, `document.querySelectorAll('.claims .pairs li a').length < ${all} && window.onTheirWay === 0`);
    for (const words of await rows.locator('.q').allTextContents()) assert.match(words, /صفارات/);
    await page.getByLabel('نُشر من').fill('٢٠٢٤-٣-١٤');
    await until(page, `location.hash.includes('from=2024-03-14')`);
    await page.getByLabel('ما لم يُراجَع').check();
    await until(page, `location.hash.includes('open=1')`);
    await page.getByRole('link', { name: 'إزالة التضييق' }).click();
    await until(page, `location.hash === '#/claims' && document.querySelector('.narrowing input').value === ''`);
    assert.deepEqual(complaints, []);
    await close();
  });

  test('are narrowed to what speaks of a topic, under the headings that the briefing has', async () => {
    const { page, complaints, go, close } = await bench.visit();
    await go('#/claims');
    const topic = page.getByLabel('يتناول موضوعا');
    await topic.focus();
    await until(page, `document.querySelector('[aria-label="يتناول موضوعا"]').options.length > 3`);
    assert.ok((await topic.locator('option').allTextContents()).includes('صفارات الإنذار'));
    await topic.selectOption('صفارات الإنذار');
    await until(page, `location.hash.includes('topic=') && window.onTheirWay === 0`);
    const { total } = await bench.served.opened.store.cards({ topic: 'صفارات الإنذار' }, { limit: 1 });
    await until(page, `document.querySelectorAll('.claims .pairs li a').length === ${total}`);
    for (const words of await page.locator('.claims .pairs .q').allTextContents()) assert.match(words, /صفارة|صفارات/);
    assert.deepEqual(complaints, []);
    await close();
  });
});

describe('the places', () => {
  test('lie on a map, without any other server; a press shows what is said of one, in time and as claims', async (context) => {
    const texts = [
      'أعلن الجيش أن حريقا اندلع في الموصل في 3 مايو 2015. وأضاف أن جسرا انهار في البصرة.',
      'أعلن الجيش أن حريقا اندلع في الموصل في 4 مايو 2015.',
      'أعلن الجيش أن حريقا اندلع في بغداد في 5 مايو 2015، وأن سدا على نهر الفرات انهار.',
    ];
    const iraq = await serveCase(texts.map((text, number) => ({ id: `r${number}`, text })));
    context.after(() => iraq.close());
    const { page, complaints, go, close } = await visit(bench.browser, iraq.server);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).origin));
    await go('#/times');
    await page.locator('.map .land').waitFor();
    assert.deepEqual(await axeFindings(page), []);
    assert.deepEqual(
      asked.filter((origin) => origin !== new URL(iraq.server.address).origin),
      [],
    );
    const at = async (name: string) => (await page.locator('.map li a', { hasText: name }).boundingBox())!;
    const [north, south] = [await at('الموصل'), await at('البصرة')];
    assert.ok(north.y < south.y && north.x < south.x, 'north is above, east at the right, in Arabic too');
    assert.equal(await page.locator('.place-list li', { hasText: 'نهر الفرات' }).locator('.quiet').count(), 1);
    await page.locator('.map li a', { hasText: 'الموصل' }).press('Enter');
    await until(page, `document.querySelectorAll('.spans li').length === 2`);
    await page.locator('.narrowed .text-link').first().click();
    await page.locator('.claims .pairs li a').first().waitFor();
    assert.match((await page.getByLabel('يذكر مكانا').locator('option:checked').textContent()) ?? '', /الموصل/);
    for (const words of await page.locator('.claims .pairs .q').allInnerTexts()) assert.match(words, /الموصل/);
    assert.deepEqual(complaints, []);
    await close();
  });
});
