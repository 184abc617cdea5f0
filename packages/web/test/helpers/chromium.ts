import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where Debian and others put the browser that the page is tried in. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'];

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Faces are drawn the same everywhere.
  '--font-render-hinting=none',
];

/**
 * Starts a Chromium without a window.
 * @throws Error naming the places that hold none
 */
export async function startChromium(): Promise<Browser> {
  const told = process.env.CHROMIUM;
  const places = told === undefined ? PLACES : [told, ...PLACES];
  const executablePath = places.find((place) => existsSync(place));
  if (executablePath === undefined) {
    throw new Error(
      `no Chromium to try the page in: looked for ${places.join(', ')}. On Debian: apt-get install chromium. ` +
        'Elsewhere set CHROMIUM to its path.',
    );
  }
  return await chromium.launch({ executablePath, headless: true, args: FLAGS });
}
