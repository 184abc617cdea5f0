import type { RunningServer } from '@isnad/server';
import type { Browser, Page } from 'playwright-core';

/** A browser with the workbench open, as one reader has it. */
export interface Visit {
  readonly page: Page;
  /** What the page complained of: refused by its policy, thrown, not found. */
  readonly complaints: string[];
  /** Goes to a place of the case and waits until it is drawn. */
  go(fragment: string): Promise<void>;
  close(): Promise<void>;
}

export interface Reader {
  readonly language?: 'ar' | 'en';
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
}

/** Milliseconds after which what is waited for will not come. */
const DEADLINE = 60_000;

export async function visit(browser: Browser, server: RunningServer, reader: Reader = {}): Promise<Visit> {
  const { language = 'ar', theme = 'light', width = 1440, height = 1000 } = reader;
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' });
  await context.addInitScript(
    `if (localStorage.getItem('isnad.preferences') === null)
       localStorage.setItem('isnad.preferences', '${JSON.stringify({ language, theme })}');`,
  );
  // Counts what is on its way, so that a test waits for it and not a moment longer.
  await context.addInitScript(`{
    const real = window.fetch;
    window.onTheirWay = 0;
    window.fetch = async (...asked) => {
      window.onTheirWay++;
      try {
        return await real(...asked);
      } finally {
        // The page takes the answer in first.
        setTimeout(() => window.onTheirWay--, 20);
      }
    };
  }`);
  const page = await context.newPage();
  // As long as `until` waits: on a machine that is busy with other tests an answer may take its time.
  page.setDefaultTimeout(DEADLINE);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  await page.goto(server.address);
  return {
    page,
    complaints,
    async go(fragment) {
      await page.evaluate(`location.hash = ${JSON.stringify(fragment)}`);
      await settled(page);
    },
    close: () => context.close(),
  };
}

/** Waits until the room has come, its faces are there, nothing is being fetched and what was measured is drawn. */
export async function settled(page: Page): Promise<void> {
  await page.locator('main[aria-busy="false"] h1').first().waitFor();
  await page.evaluate('document.fonts.ready');
  // Lines are measured when they come into view and when a face arrives: the page stands when frames change nothing.
  await page.evaluate(`new Promise((done) => {
    let last = '';
    let same = 0;
    const look = () => {
      const now = document.body.innerHTML;
      same = now === last && window.onTheirWay === 0 ? same + 1 : 0;
      last = now;
      if (same >= 6) done();
      else requestAnimationFrame(look);
    };
    look();
  })`);
}

/** Waits until an expression holds in the page. Playwright’s own way of asking is shut out by the page’s policy. */
export async function until(page: Page, expression: string): Promise<void> {
  const deadline = performance.now() + DEADLINE;
  while (!(await page.evaluate(expression))) {
    if (performance.now() > deadline) throw new Error(`never came true: ${expression}`);
    await page.evaluate('new Promise((done) => requestAnimationFrame(done))');
  }
}
