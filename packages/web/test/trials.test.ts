import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { settled } from './helpers/visit.ts';
import { workbench } from './helpers/workbench.ts';

/** Three tasks as a new user meets them: from the first page, by the words that stand there, counted in steps. */

const bench = workbench();

/** Hands of a user: each act is a step. */
class Hands {
  steps = 0;
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async press(what: Locator): Promise<void> {
    this.steps++;
    await what.click();
    await settled(this.page);
  }

  async write(where: Locator, words: string): Promise<void> {
    this.steps++;
    await where.fill(words);
    await settled(this.page);
  }
}

const TASKS = [
  {
    language: 'ar',
    search: 'ابحث في القضية',
    ...{ correct: 'تصحيح', link: 'الحلقة ١', save: 'اعتماد التصحيح' },
    ...{ briefing: 'الموجز', people: 'أسماء الأشخاص', file: 'نص Markdown', routes: /مساران/ },
  },
  {
    language: 'en',
    search: 'Search the case',
    ...{ correct: 'Correct', link: 'Link 1', save: 'Save the correction' },
    ...{ briefing: 'Briefing', people: 'names of people', file: 'Markdown text', routes: /2 routes/ },
  },
] as const;

for (const says of TASKS) {
  const { language } = says;
  describe(`a new user (${language})`, () => {
    test('finds whether a figure is corroborated, and by whom, in four steps', async () => {
      const { page, complaints, close } = await bench.visit({ language });
      const hands = new Hands(page);
      await hands.write(page.getByRole('searchbox', { name: says.search }), '٣٤٠ أسرة');
      await hands.press(page.locator('.hits a').first());
      const elsewhere = page.locator('.panel section', { has: page.locator('a[href^="#/claims/"]') });
      assert.match((await elsewhere.textContent()) ?? '', says.routes);
      await hands.press(elsewhere.locator('a[href^="#/claims/"]').first());
      assert.ok((await page.locator('.because').textContent())?.match(says.routes), 'the group says so, too');
      assert.ok((await page.locator('.witness').count()) >= 2, 'with the words of each report');
      assert.ok(hands.steps <= 4, `${hands.steps} steps`);
      assert.deepEqual(complaints, []);
      await close();
    });

    test('corrects a wrongly credited sentence in six steps, and sees the chain change', async () => {
      const { page, complaints, close } = await bench.visit({ language });
      const hands = new Hands(page);
      await hands.press(page.locator('.reports a[href^="#/report/"]').nth(3));
      await hands.press(page.locator('a.ring').nth(3));
      await hands.press(page.getByRole('button', { name: says.correct }));
      await hands.write(page.getByRole('combobox', { name: says.link }), `جارتها أم سليم ${language}`);
      await hands.press(page.getByRole('button', { name: says.save }));
      await page.locator('.chain').getByText(`جارتها أم سليم ${language}`).waitFor();
      assert.ok(hands.steps <= 6, `${hands.steps} steps`);
      assert.deepEqual(complaints, []);
      await close();
    });

    test('hands over a briefing without names of people in three steps, and is told that they are not in it', async () => {
      const { page, complaints, close } = await bench.visit({ language });
      const hands = new Hands(page);
      await hands.press(page.getByRole('link', { name: says.briefing, exact: true }));
      // The list of findings is long; its first stop leads past it.
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      for (let stop = 0; stop < 3; stop++) await page.keyboard.press('Tab');
      const label: string = await page.evaluate(`document.activeElement.labels[0].textContent`);
      assert.equal(label, says.people);
      hands.steps++;
      await page.keyboard.press('Space');
      const waiting = page.waitForEvent('download');
      await hands.press(page.getByRole('button', { name: says.file }));
      const text = await readFile(await (await waiting).path(), 'utf8');
      assert.ok(!text.includes('رنا العطار'));
      assert.match((await page.locator('.kept').textContent()) ?? '', new RegExp(says.people));
      assert.ok(hands.steps <= 3, `${hands.steps} steps`);
      assert.deepEqual(complaints, []);
      await close();
    });
  });
}
