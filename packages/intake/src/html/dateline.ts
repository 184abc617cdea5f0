import { rowsOf } from '@isnad/text';
import { westernDigits, writtenDates } from '../dates.ts';
import { arabicLists } from '../load.ts';

/** The days that a page shows a reader: «نشر في 3 مايو 2016», «آخر تحديث: 04/05/2016». */
export interface ShownDays {
  readonly published: string | null;
  readonly modified: string | null;
  /** True when the day of publication was reckoned from an Islamic date alone. */
  readonly islamic: boolean;
}

/** A line longer than this (UTF-16 units) tells a story; the dates in it are the story's. */
const LINE = 120;

let labels: ReadonlyArray<{ readonly words: string; readonly kind: string }> | undefined;

function dateLabels() {
  labels ??= rowsOf(arabicLists(), 'dateline-labels.tsv', ['words', 'kind']).sort(
    (a, b) => b.words.length - a.words.length,
  );
  return labels;
}

/**
 * @param lines the lines where a page shows its date, the most telling first: elements made for dates, then the lines
 * about the title
 */
export function shownDays(lines: readonly string[]): ShownDays {
  let published: string | null = null;
  let modified: string | null = null;
  let islamic = false;
  for (const line of lines) {
    if (line.length > LINE) continue;
    const dates = writtenDates(line);
    // A line with both calendars states one day twice.
    const gregorian = dates.filter((date) => !date.islamic);
    for (const date of gregorian.length > 0 ? gregorian : dates) {
      const kind = kindOf(westernDigits(line).slice(0, date.start));
      if (kind === 'ignore') continue;
      if (kind === 'modified') modified ??= date.day;
      else if (published === null) {
        published = date.day;
        islamic = date.islamic;
      }
    }
  }
  return { published, modified, islamic };
}

/** Whether words before a date say that it is one of publication, of change, or of something else. */
export function hasDateLabel(before: string): boolean {
  const text = before.toLowerCase();
  return dateLabels().some((label) => text.includes(label.words));
}

/** What the last label before a date says that it is. */
function kindOf(before: string): string {
  const text = before.toLowerCase();
  let at = -1;
  let kind = 'published';
  for (const label of dateLabels()) {
    const found = text.lastIndexOf(label.words);
    if (found > at) {
      at = found;
      kind = label.kind;
    }
  }
  return kind;
}
