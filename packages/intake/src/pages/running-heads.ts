import type { IntakeNote } from '../document.ts';
import { lineText, type TextLine, type TextPage } from './line.ts';

/** Lines that stand at the head or foot of page after page (a journal's name, the page's number), and cut sentences. */

/** Pages from which a repetition says something, and the share of them on which a line must stand. */
const FEWEST_PAGES = 3;
const SHARE = 0.4;
/** Fraction of the page's height at its head and foot where such lines stand. */
const EDGE = 0.12;
/** Lines at each edge that are looked at. */
const LINES = 2;

export function withoutRunningHeads(pages: readonly TextPage[]): {
  readonly pages: readonly TextPage[];
  readonly notes: readonly IntakeNote[];
} {
  if (pages.length < FEWEST_PAGES) return { pages, notes: [] };
  const counts = new Map<string, number>();
  for (const page of pages) {
    for (const line of edgeLines(page)) counts.set(keyOf(line), (counts.get(keyOf(line)) ?? 0) + 1);
  }
  const fewest = Math.max(FEWEST_PAGES, pages.length * SHARE);
  const running = new Set([...counts].filter(([, count]) => count >= fewest).map(([key]) => key));
  if (running.size === 0) return { pages, notes: [] };
  let taken = 0;
  const kept = pages.map((page) => {
    const edges = new Set(edgeLines(page).filter((line) => running.has(keyOf(line))));
    taken += edges.size;
    return { ...page, lines: page.lines.filter((line) => !edges.has(line)) };
  });
  const message = `${taken} lines at the heads and feet of pages (names, page numbers) were left out of the text`;
  return { pages: kept, notes: [{ kind: 'running heads', message }] };
}

function edgeLines(page: TextPage): TextLine[] {
  const placed = page.lines.filter((line) => line.words.length > 0);
  const top = placed.filter((line) => bottomOf(line) < EDGE).slice(0, LINES);
  const foot = placed.filter((line) => topOf(line) > 1 - EDGE).slice(-LINES);
  return [...new Set([...top, ...foot])];
}

function topOf(line: TextLine): number {
  return Math.min(...line.words.map((word) => word.region.y));
}

function bottomOf(line: TextLine): number {
  return Math.max(...line.words.map((word) => word.region.y + word.region.height));
}

/** The line with every number alike. */
function keyOf(line: TextLine): string {
  return lineText(line).replace(/\p{Nd}+/gu, '#');
}
