import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { encode } from 'uqr';
import { PASSWORD } from '../../server/test/helpers/people.ts';
import { startTeam, type Team } from '../../server/test/helpers/team.ts';
import { axeFindings } from './helpers/axe.ts';
import { startChromium } from './helpers/chromium.ts';
import { settled, until, visit } from './helpers/visit.ts';

const PAGE = new URL('../dist', import.meta.url).pathname;

const at =
  (end: string) =>
  ({ pathname }: URL): boolean =>
    pathname.endsWith(end);

describe('the pages of a team', () => {
  let browser: Browser;
  let team: Team;
  before(async () => {
    browser = await startChromium();
    team = await startTeam({ page: PAGE });
  });
  after(async () => {
    await browser?.close();
    await team?.close();
  });

  const open = async (path: string, language: 'ar' | 'en') => {
    const visited = await visit(browser, { address: `${team.origin}${path}`, close: async () => {} }, { language });
    await settled(visited.page);
    return visited;
  };
  /** Writes as somebody does who has a keyboard alone. */
  const enter = async (page: Page, login: string, password = PASSWORD): Promise<void> => {
    await page.locator('input[name="login"]').focus();
    await page.keyboard.type(login);
    await page.keyboard.press('Tab');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
  };
  /** The browser itself tells of an answer that is a refusal. */
  const faults = (complaints: readonly string[]): string[] =>
    complaints.filter((said) => !said.includes('status of 4'));

  test('a link into a case leads through the door and on to the case, in Arabic by keyboard alone', async () => {
    const { page, complaints, close } = await open(`/cases/${team.mine}/#/report/market`, 'ar');
    await page.waitForURL('**/sign-in?to=*');
    await settled(page);
    assert.deepEqual(await axeFindings(page), []);
    await enter(page, 'reader', 'كلمة أخرى ليست هي');
    await page.getByRole('alert').waitFor();
    assert.equal(await page.getByRole('alert').textContent(), 'هذا غير صحيح، أو جاء متأخرًا: ابدأ من جديد.');
    await enter(page, 'reader');
    await page.waitForURL(`**/cases/${team.mine}/#/report/market`);
    await settled(page);
    await page.getByText('ارتفعت أسعار الخبز').first().waitFor();
    await page.locator('.case-name').click();
    await page.waitForURL(at('/cases'));
    await settled(page);
    assert.deepEqual(await axeFindings(page), []);
    await page.getByRole('link', { name: 'الناس في القضية' }).click();
    await page.waitForURL(at('/people'));
    await settled(page);
    assert.equal(await page.locator('.team select').count(), 0, 'a reader changes nobody');
    assert.equal(await page.locator('.lines li').count(), 4);
    // Somebody ends the session elsewhere: the next step leads to the door.
    await team.database.deleteFrom('sessions').execute();
    await page.goto(`${team.origin}/cases/${team.mine}/#/claims`);
    await page.waitForURL('**/sign-in?to=*');
    assert.deepEqual(faults(complaints), []);
    await close();
  });

  test('an owner lets people in and out, and sees who read what, in English', async () => {
    const { page, complaints, close } = await open(`/sign-in?to=/cases/${team.mine}/people`, 'en');
    await enter(page, 'owner');
    await page.waitForURL(at('/people'));
    await settled(page);
    await page.getByText('opened', { exact: true }).first().waitFor();
    await page.locator('input[name="login"]').fill('stranger');
    await page.locator('select[name="role"]').selectOption('reviewer');
    await page.getByRole('button', { name: 'Let in' }).click();
    await page.getByRole('combobox', { name: 'Role of stranger' }).waitFor();
    assert.equal(await page.getByRole('combobox', { name: 'Role of stranger' }).inputValue(), 'reviewer');
    await page.getByRole('combobox', { name: 'Role of stranger' }).selectOption('editor');
    await settled(page);
    assert.deepEqual(await axeFindings(page), []);
    await page.getByRole('button', { name: 'Take out owner' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByRole('button', { name: 'Take out stranger' }).click();
    await until(page, `document.querySelectorAll('.team .lines li').length === 4`);
    assert.deepEqual(faults(complaints), []);
    await close();
  });

  test('a passkey is added, and then opens the door by itself', async () => {
    const { page, complaints, close } = await open('/sign-in?to=/account', 'en');
    const device = await page.context().newCDPSession(page);
    await device.send('WebAuthn.enable');
    const options = {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
    } as const;
    await device.send('WebAuthn.addVirtualAuthenticator', {
      options: { ...options, isUserVerified: true, automaticPresenceSimulation: true },
    });
    await enter(page, 'editor');
    await page.waitForURL(at('/account'));
    await settled(page);
    await page.locator('input[name="name"]').fill('Blue key');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByRole('button', { name: 'Remove Blue key' }).waitFor();
    const sent: string[] = [];
    page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`));
    await page.getByRole('button', { name: 'Ask for one from now on' }).click();
    const uri = (await page.locator('.secret a').getAttribute('href')) ?? '';
    const squares = (await page.locator('.qr path').getAttribute('d')) ?? '';
    const dark = encode(uri, { ecc: 'M', border: 4 })
      .data.flat()
      .filter((isDark) => isDark);
    assert.equal(squares.split('M').length - 1, dark.length, 'the same words in the picture');
    const secret = new URL(uri).searchParams.get('secret') ?? '';
    assert.match(secret, /^[A-Z2-7]{32}$/);
    assert.ok(!sent.some((request) => request.includes(secret)), 'the secret stays in the page');
    assert.deepEqual(await axeFindings(page), []);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(at('/sign-in'));
    await settled(page);
    await page.getByRole('button', { name: 'With a passkey' }).click();
    await page.waitForURL(at('/cases'));
    await settled(page);
    assert.deepEqual(faults(complaints), []);
    await close();
  });
});
