import type { IntakeDocument, PageView, Region } from '../document.ts';

/** @throws RangeError for a page that the document doesn't have */
export function pageView(document: IntakeDocument, page: number): PageView {
  const report = document.pages.find((one) => one.page === page);
  if (report === undefined) throw new RangeError(`the document has no page ${page}`);
  const words = document.places.filter((place) => place.page === page);
  return {
    ...report,
    draft: report.draft ?? null,
    image: report.image ?? null,
    start: words[0]?.start ?? 0,
    end: words[words.length - 1]?.end ?? 0,
    words,
  };
}

/** Where a span of the text stands: its page, and the box about its words there; several for one that runs over pages. */
export function placesOf(
  document: IntakeDocument,
  start: number,
  end: number,
): { readonly page: number; readonly region: Region }[] {
  const found = new Map<number, Region>();
  for (const place of document.places) {
    if (place.end <= start || place.start >= end) continue;
    const known = found.get(place.page);
    found.set(place.page, known === undefined ? place.region : around(known, place.region));
  }
  return [...found].map(([page, region]) => ({ page, region }));
}

/** The box about two. */
export function around(a: Region, b: Region): Region {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  const width = Math.max(a.x + a.width, b.x + b.width) - x;
  return { x, y, width, height: Math.max(a.y + a.height, b.y + b.height) - y };
}
