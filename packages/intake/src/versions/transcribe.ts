import type { IntakeDocument, PageReport, PlacedRun, Region } from '../document.ts';
import { around } from './view.ts';

/**
 * A document with one page as a person has transcribed or corrected it: a new version, the old one untouched. The text
 * of the other pages stays as it is; the places of the page's words are those of its old lines where there are as many.
 * @param text the page's text, its lines as on the page
 */
export function withTranscription(document: IntakeDocument, page: number, text: string): IntakeDocument {
  if (!document.pages.some((report) => report.page === page)) {
    throw new RangeError(`the document has no page ${page}`);
  }
  const pieces = document.pages.map((report) =>
    report.page === page ? transcribed(document, report, text) : kept(document, report),
  );
  let whole = '';
  const places: PlacedRun[] = [];
  for (const piece of pieces) {
    if (piece.text === '') continue;
    if (whole !== '') whole += '\n\n';
    for (const place of piece.places) {
      places.push({ ...place, start: place.start + whole.length, end: place.end + whole.length });
    }
    whole += piece.text;
  }
  return { ...document, text: whole, places, pages: pieces.map((piece) => piece.report) };
}

/** A page by itself: its text, with places counted from its beginning. */
interface Piece {
  readonly text: string;
  readonly places: readonly PlacedRun[];
  readonly report: PageReport;
}

function kept(document: IntakeDocument, report: PageReport): Piece {
  const places = document.places.filter((place) => place.page === report.page);
  const start = places[0]?.start ?? 0;
  const end = places[places.length - 1]?.end ?? 0;
  return {
    text: document.text.slice(start, end),
    places: places.map((place) => ({ ...place, start: place.start - start, end: place.end - start })),
    report,
  };
}

const WHOLE_PAGE: Region = { x: 0, y: 0, width: 1, height: 1 };

function transcribed(document: IntakeDocument, old: PageReport, text: string): Piece {
  const tidy = text.replace(/\r\n?/g, '\n').trim();
  const before = linesOf(kept(document, old));
  const lines = tidy.split('\n').filter((line) => line.trim() !== '');
  const places: PlacedRun[] = [];
  let at = 0;
  lines.forEach((line, i) => {
    const region = before.length === lines.length ? before[i]! : WHOLE_PAGE;
    for (const word of line.matchAll(/\S+/gu)) {
      const start = tidy.indexOf(word[0], at);
      at = start + word[0].length;
      places.push({ start, end: at, page: old.page, region });
    }
  });
  const { draft: _, trouble: __, ...report } = old;
  return { text: tidy, places, report: { ...report, by: 'transcription', confidence: 1, readable: true } };
}

/** Places of the old lines: words that stand beside one another, as those of a line do. */
function linesOf(piece: Piece): Region[] {
  const lines: Region[] = [];
  for (const { region } of piece.places) {
    const line = lines[lines.length - 1];
    const middle = region.y + region.height / 2;
    if (line !== undefined && middle > line.y && middle < line.y + line.height)
      lines[lines.length - 1] = around(line, region);
    else lines.push(region);
  }
  return lines;
}
