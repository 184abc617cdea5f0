import { opens } from './letters.ts';
import type { Zone, ZoneLine } from './zones.ts';

/** Lines of a zone that are one paragraph, and whether space is left before it. */
export interface Paragraph {
  readonly lines: readonly ZoneLine[];
  readonly apart: boolean;
  /** True when its last line is filled to the end: it may go on in the next column or on the next page. */
  readonly open: boolean;
}

/** The first word of a line would still have fit behind the last one with this much to spare (heights of the font). */
const SPARE = 0.6;
/** Lines further apart than the usual distance by this factor are of two paragraphs. */
const WIDER = 1.35;

/** Marks with which an item of a list begins. */
export const ITEM = /^(?:[-–—•·▪●◦○■*]|[\d٠-٩]{1,2}[.)\-ـ]|[أبجدهوزحطي][.)\-ـ])$/u;

/**
 * @param firstWord the first word of a line as read, with its width in points
 */
export function paragraphsOf(
  zone: Zone,
  toLeft: boolean,
  firstWord: (line: ZoneLine) => { readonly text: string; readonly width: number },
): Paragraph[] {
  const usual = usualDistance(zone.lines);
  const paragraphs: { lines: ZoneLine[]; apart: boolean }[] = [];
  let last: ZoneLine | null = null;
  for (const line of zone.lines) {
    const paragraph = paragraphs[paragraphs.length - 1];
    if (paragraph === undefined || last === null) paragraphs.push({ lines: [line], apart: true });
    else {
      const distance = line.y - last.y;
      const wide =
        usual !== null && distance > usual * WIDER * (line.size / Math.max(1, Math.min(line.size, last.size)));
      const other = Math.abs(line.size - last.size) > 0.15 * Math.max(line.size, last.size);
      if (wide || other || startsAnew(zone, last, line, toLeft, firstWord(line))) {
        paragraphs.push({ lines: [line], apart: wide || other });
      } else paragraph.lines.push(line);
    }
    last = line;
  }
  return paragraphs.map(({ lines, apart }) => ({ lines, apart, open: fills(zone, lines[lines.length - 1]!, toLeft) }));
}

/** What a line of a column leaves free at its end, in heights of the font, and is still full: a long word's place. */
const RAGGED = 4;

function fills(zone: Zone, line: ZoneLine, toLeft: boolean): boolean {
  const room = toLeft ? line.left - zone.left : zone.right - line.right;
  return zone.lines.length > 1 && room < RAGGED * line.size;
}

function startsAnew(
  zone: Zone,
  last: ZoneLine,
  line: ZoneLine,
  toLeft: boolean,
  word: { readonly text: string; readonly width: number },
): boolean {
  const end = (toLeft ? last.segments[0]?.clusters[0] : last.segments.at(-1)?.clusters.at(-1))?.text ?? '';
  // «(» at a line's end and «13)» on the next are no item.
  if (ITEM.test(word.text) && !opens(end)) return true;
  // Cells of a table keep their row.
  if (line.segments.length > 2 && last.segments.length > 2) return true;
  const room = toLeft ? last.left - zone.left : zone.right - last.right;
  return room > word.width + SPARE * last.size;
}

/** The most usual distance of neighbouring lines: their median; null with fewer than two. */
function usualDistance(lines: readonly ZoneLine[]): number | null {
  const distances = lines
    .slice(1)
    .map((line, i) => line.y - lines[i]!.y)
    .filter((distance) => distance > 0)
    .sort((a, b) => a - b);
  // Headings and paragraphs set apart are wider: the lower third is the distance inside paragraphs.
  return distances[Math.floor(distances.length / 3)] ?? null;
}
