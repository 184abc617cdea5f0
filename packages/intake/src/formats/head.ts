import { rowsOf } from '@isnad/text';
import { westernDigits, writtenDates } from '../dates.ts';
import type { IntakeDocument } from '../document.ts';
import { hasDateLabel, shownDays } from '../html/dateline.ts';
import { arabicLists } from '../load.ts';

/**
 * What the head of a plain text clearly says of it: a first line that is a title, and the day of its dateline. Where it
 * is not clear, nothing is said.
 */
export function headOf(text: string): Pick<IntakeDocument, 'title' | 'published' | 'modified'> {
  const head = text.slice(0, HEAD).split('\n');
  const lines = head.map((line) => line.trim());
  const filled = lines.flatMap((line, at) => (line === '' ? [] : at));
  const [first, second] = filled;
  if (first === undefined) return { title: null, published: null, modified: null };
  const title = isTitle(lines, first, second) ? lines[first]! : null;
  const datelines = filled.slice(0, DATELINES).flatMap((at) => datelineIn(lines[at]!) ?? []);
  const { published, modified } = shownDays(datelines);
  return { title, published, modified };
}

/** Characters of a text among which its head is looked for. */
const HEAD = 2000;
/** Its dateline stands in the first of its lines that are not empty: under the title, or over it. */
const DATELINES = 4;

/** A title is a line of a few words without a full stop, apart from the text under it, which is longer. */
function isTitle(lines: readonly string[], first: number, second: number | undefined): boolean {
  const line = lines[first]!;
  if (second === undefined || line.length > 150 || line.split(/\s+/u).length < 2) return false;
  if (!/^["«“(]?[\p{L}\p{N}]/u.test(line) || /[.،؛:,;]$/u.test(line) || datelineIn(line) !== null) return false;
  const below = lines.slice(second).find((one) => one !== '' && datelineIn(one) === null);
  const apart = second > first + 1 || datelineIn(lines[second]!) !== null;
  return below !== undefined && apart && below.length > line.length && /[.؟!»"”]$/u.test(below);
}

/** Words beside the date that a dateline has at most: its place, its agency. */
const BESIDE = 2;

/** The part of a line that is a dateline, the whole or what stands before its dash or colon; null for other lines. */
function datelineIn(line: string): string | null {
  // «بغداد (رويترز) 3 مايو 2016 – قال الناطق …»; of a time, 10:30, the colon is no end.
  const opening = /^.{6,80}?(?:\s[-–—]\s|(?<!\d)[:：](?!\d)|[:：]\s)/u.exec(line)?.[0];
  return [line, opening].find((part) => part !== undefined && isDateline(part)) ?? null;
}

function isDateline(part: string): boolean {
  if (part.length > 120 || /[.؟!]$/u.test(part)) return false;
  const dates = writtenDates(part);
  const [first] = dates;
  if (first === undefined) return false;
  const labelled = hasDateLabel(westernDigits(part).slice(0, first.start));
  let rest = part;
  for (const { start, end } of [...dates].sort((a, b) => b.start - a.start))
    rest = `${rest.slice(0, start)} ${rest.slice(end)}`;
  const beside = (rest.match(/\p{L}[\p{L}\p{M}]*/gu) ?? []).map((word) => datelineWords().get(word) ?? 'other');
  return labelled || (!beside.includes('told') && beside.filter((kind) => kind === 'other').length <= BESIDE);
}

let words: ReadonlyMap<string, string> | undefined;

function datelineWords(): ReadonlyMap<string, string> {
  words ??= new Map(rowsOf(arabicLists(), 'dateline-words.tsv', ['word', 'kind']).map((row) => [row.word, row.kind]));
  return words;
}
