import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openCase } from '@isnad/casefile';
import sharp from 'sharp';
import { startChromium } from './helpers/chromium.ts';
import { type RoomPlace, roomsOf } from './helpers/rooms.ts';
import { type ServedCase, serveCase, serveExamples, serveFiles } from './helpers/served-case.ts';
import { until, visit } from './helpers/visit.ts';

/**
 * `npm run screens -w @isnad/web`: pictures of every room, on the example case, in both languages, light and dark, wide
 * and narrow. A wide light one is called `room-language`; the others add what they are.
 */

const OUT = join(import.meta.dirname, '..', '..', '..', 'docs', 'screens');

const KINDS = [
  { ending: '', theme: 'light', width: 1440, height: 900 },
  { ending: '-dark', theme: 'dark', width: 1440, height: 900 },
  { ending: '-narrow', theme: 'light', width: 390, height: 844 },
  { ending: '-narrow-dark', theme: 'dark', width: 390, height: 844 },
] as const;

const SCAN = join(import.meta.dirname, '..', '..', 'intake', 'samples', 'files', 'scan.pdf');

/** Places that are on a map: those of the example case are invented. */
const FIRES = [
  'أعلن الجيش أن حريقا اندلع في الموصل في 3 مايو 2015. وأضاف أن جسرا انهار في البصرة.',
  'أعلنت وزارة الداخلية أن حريقا اندلع في الموصل في 4 مايو 2015، وأن سدا على نهر الفرات انهار.',
  'قالت مصادر طبية إن ثلاثة قتلوا في بغداد في 5 مايو 2015، وإن اثنين أصيبا في كركوك وفي حلب.',
];

interface Drawn extends RoomPlace {
  /** What has to be there. */
  readonly parts?: readonly string[];
}

interface Shown {
  readonly served: ServedCase;
  readonly rooms: readonly Drawn[];
}

/** The rooms of the example case; a scan and a map of small cases of their own. */
async function shown(): Promise<Shown[]> {
  const dam = await serveExamples();
  const scan = await serveFiles([SCAN]);
  const fires = await serveCase(FIRES.map((text, number) => ({ id: `fire-${number}`, text })));
  await reviewedByTwo(fires);
  const [page] = (await scan.opened.store.documents({ limit: 1 })).items;
  return [
    {
      served: dam,
      rooms: [
        ...(await roomsOf(dam)).filter(({ name }) => name !== 'second'),
        { name: 'flags', fragment: '#/review/flags', parts: ['.flagged .deciding'] },
      ],
    },
    { served: scan, rooms: [{ name: 'scan', fragment: `#/report/${page?.id}`, parts: ['.facsimile img'] }] },
    {
      served: fires,
      rooms: [
        { name: 'map', fragment: '#/times', parts: ['.map .land'] },
        { name: 'second', fragment: '#/review/second', parts: ['.voices', '.agreement'] },
      ],
    },
  ];
}

/** Decisions of two reviewers who agree, wait for each other, and do not agree. */
async function reviewedByTwo({ opened }: ServedCase): Promise<void> {
  const huda = await openCase(opened.folder, { by: 'هدى' });
  await opened.store.setReviewers(2, opened.stamp());
  const [a, b, c, d] = (await opened.store.claims({}, { limit: 4 })).items.map(({ id, document }) => {
    return { kind: 'claim', document, item: id } as const;
  });
  const accept = { decision: { kind: 'accept' }, note: null } as const;
  for (const subject of [a!, b!, c!]) await opened.store.decide({ subject, ...accept }, opened.stamp());
  await huda.store.decide({ subject: a!, ...accept }, huda.stamp());
  const reject = { decision: { kind: 'reject' }, note: 'ليس في التقرير' } as const;
  await huda.store.decide({ subject: b!, ...reject }, huda.stamp());
  await huda.store.decide({ subject: d!, ...accept }, huda.stamp());
  await huda.close();
}

await mkdir(OUT, { recursive: true });
const browser = await startChromium();
const cases = await shown();
try {
  for (const { served, rooms } of cases) {
    for (const language of ['ar', 'en'] as const) {
      for (const { ending, theme, width, height } of KINDS) {
        const { page, go, close } = await visit(browser, served.server, { language, theme, width, height });
        for (const { name, fragment, parts = [] } of rooms) {
          await go(fragment);
          // What is loaded when it is opened comes after the room.
          for (const part of parts) await page.locator(part).first().waitFor();
          await page.evaluate(
            `document.querySelectorAll('.facsimile img').forEach((image) => (image.loading = 'eager'))`,
          );
          await until(page, `document.querySelector('.drawing') === null`);
          await page.evaluate(
            `Promise.all([...document.querySelectorAll('.facsimile img')].map((image) => image.decode()))`,
          );
          // Few colours suffice for ink on paper, and keep the pictures small.
          const picture = sharp(await page.screenshot()).png({ palette: true, colours: 128, effort: 7 });
          await picture.toFile(join(OUT, `${name}-${language}${ending}.png`));
        }
        await close();
      }
    }
  }
} finally {
  await browser.close();
  for (const { served } of cases) await served.close();
}
