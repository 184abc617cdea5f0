import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { documentId } from '@isnad/casefile';
import type { ClaimRecord, ReviewSubject } from '@isnad/server/api';
import { axeFindings } from './helpers/axe.ts';
import { examples, serveCase } from './helpers/served-case.ts';
import { until, type Visit } from './helpers/visit.ts';
import { workbench } from './helpers/workbench.ts';

/** A report that tells what somebody did, which the example case has none of. */
const STRIKE = {
  id: 'strike',
  outlet: 'صحيفة الساحل',
  text: 'إضراب في الميناء\n\nرفض ثلاثة صيادين مغادرة الميناء بسبب العاصفة. وتضرر من 1200 إلى 150 عاملا.',
};

const bench = workbench(() => serveCase([...examples(), STRIKE]));

/** The first claim of a document that answers. */
async function claimOf(document: string, answers: (claim: ClaimRecord) => boolean): Promise<ClaimRecord> {
  const { items } = await bench.served.opened.store.claims({}, { limit: 1000 });
  const claim = items.find((one) => one.document === document && answers(one));
  assert.ok(claim !== undefined);
  return claim;
}

/** What the case keeps of a claim's review. */
async function keptOf(document: string, id: string): Promise<string | null> {
  const claim = await claimOf(document, (one) => one.id === id);
  return claim.review?.decision.kind ?? null;
}

async function opened(fragment: string, language: 'ar' | 'en' = 'ar'): Promise<Visit> {
  const visited = await bench.visit({ language });
  await visited.go(fragment);
  return visited;
}

describe('reviewing a report', () => {
  test('by keyboard alone: 1 accepts, 3 rejects, and the next open claim is chosen; Ctrl Z takes back', async () => {
    const { page, complaints, close } = await opened('#/report/01-wakalat-al-sahl?claim=c4');
    await page.keyboard.press('Digit1');
    await page.locator('.ring[aria-current][data-claim="4"]').waitFor();
    assert.equal(await keptOf('01-wakalat-al-sahl', 'c4'), 'accept');
    await page.keyboard.press('Digit3');
    await page.locator('.ring[aria-current][data-claim="5"]').waitFor();
    assert.equal(await keptOf('01-wakalat-al-sahl', 'c5'), 'reject');
    await page.keyboard.press('Control+KeyZ');
    await page.locator('.ring[aria-current][data-claim="4"][data-state="open"]').waitFor();
    assert.equal(await keptOf('01-wakalat-al-sahl', 'c5'), null);
    assert.deepEqual(complaints, []);
    await close();
  });

  test('keys are places on the keyboard, the same on an Arabic layout', async () => {
    const { page, close } = await opened('#/report/02-diffatan-net?claim=c2');
    await page.evaluate(
      `window.dispatchEvent(new KeyboardEvent('keydown', { code: 'Digit1', key: '١', bubbles: true, cancelable: true }))`,
    );
    await page.locator('.ring[data-claim="1"][data-state="accepted"]').waitFor();
    assert.equal(await keptOf('02-diffatan-net', 'c2'), 'accept');
    await close();
  });

  test('by mouse: a ring or its words choose a claim, a button decides with a note, and it can be taken back', async () => {
    const { page, close } = await opened('#/report/03-sahifat-al-mirsad', 'en');
    await page.locator('a.ring[data-claim="4"]').click();
    assert.match(page.url(), /claim=c5$/);
    await page.getByRole('button', { name: 'Note' }).click();
    await page.keyboard.type('as the hospital says');
    await page.getByRole('button', { name: 'Reject' }).click();
    await page.locator('a.ring[data-claim="4"][data-state="rejected"]').waitFor();
    // Left of a ring, in a text from right to left, the words of the next claim begin.
    const ring = await page.locator('a.ring[data-claim="3"]').boundingBox();
    assert.ok(ring !== null);
    await page.mouse.click(ring.x - 40, ring.y + ring.height / 2);
    await until(page, `location.hash.endsWith('claim=c5')`);
    await page.locator('.panel').getByText('as the hospital says').waitFor();
    await page.locator('.reviewed').getByRole('button', { name: 'Undo' }).click();
    await page.locator('a.ring[data-claim="4"][data-state="open"]').waitFor();
    assert.equal(await keptOf('03-sahifat-al-mirsad', 'c5'), null);
    await close();
  });

  test('correcting who is credited changes the chain on the screen and in the case', async () => {
    const claim = await claimOf('04-idhaat-al-marsa', ({ chain }) => chain.length === 1);
    const { page, close } = await opened(`#/report/04-idhaat-al-marsa?claim=${claim.id}`, 'en');
    await page.keyboard.press('Digit2');
    // The form has taken the keyboard.
    await until(page, `document.activeElement.matches('.correction input')`);
    await page.keyboard.press('Control+KeyA');
    await page.keyboard.type('جارتها أم سليم');
    await page.getByRole('button', { name: 'Save the correction' }).click();
    await page.locator('.chain').getByText('جارتها أم سليم').waitFor();
    assert.equal(await keptOf('04-idhaat-al-marsa', claim.id), 'correct');
    assert.equal(await page.locator('a.ring[aria-current]').getAttribute('data-state'), 'corrected');
    await close();
  });

  test('a correction that is left changes nothing', async () => {
    const { page, close } = await opened('#/report/05-majallat-al-difaf?claim=c2');
    await page.keyboard.press('Digit2');
    await page.locator('.correction input').first().press('Escape');
    await page.locator('.correction').waitFor({ state: 'detached' });
    await until(page, `document.activeElement !== document.body`);
    assert.equal(await keptOf('05-majallat-al-difaf', 'c2'), null);
    await close();
  });

  test('the arrows walk through the claims, and the text moves only when a claim is off the screen', async () => {
    const { page, close } = await opened('#/report/11-taqrir-lajnat-al-tahqiq?claim=c1');
    const before: number = await page.evaluate('scrollY');
    await page.keyboard.press('ArrowDown');
    await page.locator('.ring[aria-current][data-claim="1"]').waitFor();
    assert.equal(await page.evaluate('scrollY'), before);
    for (let step = 0; step < 30; step++) await page.keyboard.press('ArrowDown');
    const last = page.locator('.ring[aria-current]').last();
    const box = await last.boundingBox();
    assert.ok(box !== null && box.y > 0 && box.y < 1000, 'the last claim is on the screen');
    await close();
  });
});

describe('what is reviewed beside claims', () => {
  /** What the case keeps of a review. */
  const kept = async (subject: ReviewSubject) => (await bench.served.opened.store.statesOf([subject]))[0] ?? null;

  test('an act and a doubt are decided in the margin by keyboard alone, corrected, with a note, and taken back', async () => {
    const { page, complaints, go, close } = await opened('#/report/strike?claim=c2');
    const act = { kind: 'act', document: documentId.parse('strike'), item: '0' } as const;
    const press = async (within: string, name: string): Promise<void> => {
      await page.locator(within).getByRole('button', { name, exact: true }).focus();
      await page.keyboard.press('Enter');
    };
    await press('.told-acts', 'تصحيح');
    await until(page, `document.activeElement.matches('.told-acts input')`);
    await page.keyboard.type('٠');
    await press('.told-acts', 'اعتماد التصحيح');
    await page.locator('.told-acts').getByText('٣٠').waitFor();
    assert.deepEqual((await kept(act))?.decision, { kind: 'correct', correction: { of: 'act', count: 30 } });
    await until(page, `document.activeElement.textContent === 'تراجع'`);
    await page.keyboard.press('Enter');
    await until(page, `document.activeElement.textContent === 'قبول'`);
    assert.equal(await kept(act), null);
    await go(`#/report/strike?claim=${(await claimOf('strike', ({ text }) => text.includes('1200'))).id}`);
    const doubt = { kind: 'flag', document: documentId.parse('strike'), item: '0' } as const;
    await press('.panel .flag', 'ملاحظة');
    await until(page, `document.activeElement.matches('.panel .flag input')`);
    await page.keyboard.type('خطأ طباعي');
    await press('.panel .flag', 'رفض');
    await page.locator('.panel .flag').getByText('خطأ طباعي').waitFor();
    const rejected = await kept(doubt);
    assert.deepEqual([rejected?.decision.kind, rejected?.note], ['reject', 'خطأ طباعي']);
    await page.locator('.panel .flag').getByRole('button', { name: 'تراجع' }).waitFor();
    await page.keyboard.press('Control+KeyZ');
    await page.locator('.panel .flag').getByRole('button', { name: 'قبول' }).waitFor();
    assert.equal(await kept(doubt), null);
    assert.deepEqual(complaints, []);
    await close();
  });

  test('doubts across reports are decided where all are listed, and stand decided beside their claims', async () => {
    const { page, complaints, go, close } = await opened('#/review/flags', 'en');
    assert.deepEqual(await axeFindings(page), []);
    const drift = page.locator('.flagged li', { hasText: 'the words changed on the way' }).first();
    await drift.getByRole('button', { name: 'Accept' }).click();
    await drift.getByText('accepted', { exact: true }).waitFor();
    const flags = (await bench.served.opened.store.flags({ limit: 100 })).items;
    const accepted = flags.find(({ kind }) => kind === 'drift');
    assert.equal(accepted?.review?.decision.kind, 'accept');
    const [, changed] = accepted?.claims ?? [];
    await go(`#/report/${changed?.document}?claim=${changed?.claim}`);
    await page.locator('.panel .flagged').getByRole('button', { name: 'Undo' }).waitFor();
    assert.deepEqual(complaints, []);
    await close();
  });
});

describe('the reader’s text', () => {
  test('is the report’s own, unit for unit, with nothing of ours in it', async () => {
    const { page, close } = await opened('#/report/09-nabd-al-safsaf');
    const [document] = (await bench.served.opened.store.documents({ limit: 1000 })).items.filter(
      ({ id }) => id === '09-nabd-al-safsaf',
    );
    const stored = await bench.served.opened.store.document(document!.id);
    const shown: string[] = await page.evaluate(
      `[...document.querySelectorAll('[data-block]')].map((block) =>
        [...block.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join(''))`,
    );
    assert.deepEqual(
      shown,
      stored?.reading.blocks.map(({ text }) => text),
    );
    await close();
  });

  test('marks exactly the words of the chosen claim, without a wrapper', async () => {
    const { page, close } = await opened('#/report/01-wakalat-al-sahl?claim=c8');
    const [chosen]: string[] = await page.evaluate(
      `[...CSS.highlights].filter(([name]) => name.startsWith('chosen-')).flatMap(([, ranges]) => [...ranges].map((range) => {
        const live = document.createRange();
        live.setStart(range.startContainer, range.startOffset);
        live.setEnd(range.endContainer, range.endOffset);
        return live.toString();
      }))`,
    );
    const claim = await claimOf('01-wakalat-al-sahl', ({ id }) => id === 'c8');
    assert.equal(chosen, claim.text);
    assert.equal(await page.locator('[data-block] mark, [data-block] span:not(.vh)').count(), 0);
    await close();
  });

  test('is copied without our rings', async () => {
    const { page, close } = await opened('#/report/08-akhbar-al-wadi');
    const text: string = await page.evaluate(
      `getSelection().selectAllChildren(document.querySelector('[data-block="1"]')), getSelection().toString()`,
    );
    assert.ok(!text.includes('ادعاء'), text);
    await close();
  });

  test('reads in order to a screen reader: title, then each paragraph after who says it', async () => {
    const { page, close } = await opened('#/report/04-idhaat-al-marsa', 'en');
    const tree = await page.locator('.matn').ariaSnapshot();
    const order = ['heading', 'المعلمة هدى الكيلاني', 'صفارات الإنذار', 'وكالة أنباء السهل', 'حارس السد غادر'];
    let at = 0;
    for (const words of order) {
      const found = tree.indexOf(words, at);
      assert.ok(found >= at, `${words} comes after what stands before it:\n${tree}`);
      at = found;
    }
    await close();
  });

  test('opens at the words that a search found', async () => {
    const { page, close } = await opened('#/search?q=أكياس الدم');
    await page.locator('.hits a').first().click();
    await page.locator('.matn').waitFor();
    await until(page, `CSS.highlights.get('found')?.size > 0`);
    await close();
  });
});
