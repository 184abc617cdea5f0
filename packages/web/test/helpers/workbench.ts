import { after, before } from 'node:test';
import type { Browser } from 'playwright-core';
import { startChromium } from './chromium.ts';
import { type ServedCase, serveExamples } from './served-case.ts';
import { type Reader, type Visit, visit } from './visit.ts';

/** A browser and a served case, for all tests of a file. */
export interface Workbench {
  /** For a test that serves a case of its own. */
  readonly browser: Browser;
  readonly served: ServedCase;
  visit(reader?: Reader): Promise<Visit>;
}

/** Starts them before the first test of the file, and ends them after the last. */
export function workbench(serve: () => Promise<ServedCase> = serveExamples): Workbench {
  let started: { readonly browser: Browser; readonly served: ServedCase } | null = null;
  const running = (): NonNullable<typeof started> => {
    if (started === null) throw new Error('the workbench stands only while the tests run');
    return started;
  };
  before(async () => {
    const [browser, served] = await Promise.all([startChromium(), serve()]);
    started = { browser, served };
  });
  after(async () => {
    await started?.browser.close();
    await started?.served.close();
  });
  return {
    get browser() {
      return running().browser;
    },
    get served() {
      return running().served;
    },
    visit: (reader) => visit(running().browser, running().served.server, reader),
  };
}
