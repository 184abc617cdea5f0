import { statedDay, westernDigits } from '../dates.ts';
import type { IntakeDocument, IntakeNote } from '../document.ts';
import { LIMITS } from '../limits.ts';
import { shownDays } from './dateline.ts';
import { articleOf, type PageDocument, type PageElement, parsePage, sizeOf } from './dom.ts';
import { metadataOf, type PageMetadata, plain } from './metadata.ts';
import { SITE_PARTS, textOf } from './text.ts';

/** Fewer characters than this in what Readability found, while the page has thrice as many: it missed the article. */
const SCANT = 250;

/**
 * A web page as a document: the article without the site's furniture, its title on the first line, and what the page
 * says of its outlet, author and days.
 *
 * @param notes what its decoding noted
 */
export function readPage(html: string, notes: readonly IntakeNote[]): IntakeDocument {
  const document = parsePage(html);
  const metadata = metadataOf(document, html);
  const dateLines = shownLines(document);
  const whole = document.body === null ? '' : textOf(document.body, SITE_PARTS);
  const everything = document.body === null ? '' : textOf(document.body);
  const found = findArticle(document, metadata, whole === '' ? everything : whole);
  const shown = shownDays([...dateLines, ...headLines(everything, metadata.title)]);
  const text = withTitle(metadata.title, found.text);
  const allNotes = [...notes, ...found.notes, ...shareNote(found.text, everything)];
  if (metadata.published === null && shown.islamic) {
    allNotes.push({ kind: 'date', message: 'the day is reckoned from an Islamic date alone and may be one day off' });
  }
  return {
    part: null,
    text,
    title: metadata.title,
    outlet: metadata.outlet,
    author: metadata.author ?? plain(found.byline),
    published: metadata.published ?? shown.published,
    modified: metadata.modified ?? shown.modified,
    address: metadata.address,
    pages: [],
    places: [],
    notes: allNotes,
  };
}

interface Found {
  readonly text: string;
  readonly byline: string | null;
  readonly notes: readonly IntakeNote[];
}

function findArticle(document: PageDocument, metadata: PageMetadata, whole: string): Found {
  const size = sizeOf(document);
  if (size.depth > LIMITS.htmlDepth || size.elements > LIMITS.htmlElements) {
    const message = `the page nests ${size.depth} elements deep or has ${size.elements}: all of its text is kept`;
    return { text: whole, byline: null, notes: [{ kind: 'boilerplate', message }] };
  }
  const article = articleOf(document);
  const text = article === null ? '' : textOf(article.content);
  const byScript = metadata.body === null ? '' : bodyText(metadata.body);
  // Pages that are filled in by script, or cut for those who don't pay, carry the article in their JSON-LD.
  if (byScript.length > text.length * 1.5 && byScript.length > SCANT) {
    const message = 'the page shows less than its own data holds; the text is that of the data (JSON-LD articleBody)';
    return { text: byScript, byline: article?.byline ?? null, notes: [{ kind: 'boilerplate', message }] };
  }
  if (text.length < SCANT && whole.length > text.length * 3) {
    const message = 'no article was found on the page; all of its text is kept but the site’s navigation';
    return { text: whole, byline: article?.byline ?? null, notes: [{ kind: 'boilerplate', message }] };
  }
  return { text, byline: article?.byline ?? null, notes: [] };
}

/** An article in JSON-LD is text, but some sites put HTML there. */
function bodyText(body: string): string {
  const page = /<\w+[^>]*>|&\w+;/.test(body) ? parsePage(body).body : null;
  return page === null
    ? body
        .replace(/[ \t]+/g, ' ')
        .replace(/\r?\n/g, '\n')
        .trim()
    : textOf(page);
}

function shareNote(kept: string, everything: string): IntakeNote[] {
  if (everything.length - kept.length < SCANT) return [];
  const message = `${kept.length} of the page's ${everything.length} characters are the article; the rest is the site's`;
  return [{ kind: 'boilerplate', message }];
}

/** The title on a line of its own, once. */
export function withTitle(title: string | null, body: string): string {
  if (title === null) return body;
  const line = body.indexOf('\n');
  const first = line < 0 ? body : body.slice(0, line);
  const same = first.replace(/\s+/gu, ' ').trim() === title;
  const rest = same ? body.slice(first.length).trimStart() : body;
  return rest === '' ? title : `${title}\n\n${rest}`;
}

/** Elements made for dates: `<time>`, and those whose class or id says so. */
function shownLines(document: PageDocument): string[] {
  const lines: string[] = [];
  for (const time of document.querySelectorAll('time')) {
    const stated = time.getAttribute('datetime');
    const day = stated === null ? null : statedDay(stated);
    const words = labelOf(time);
    lines.push(day === null ? words : `${westernDigits(words).replace(/\d.*$/s, '')} ${day}`);
  }
  const named = '[class*="date"],[class*="time"],[class*="publish"],[class*="posted"],[id*="date"]';
  for (const element of document.querySelectorAll(named)) {
    const words = plain(element.textContent);
    if (words !== null) lines.push(words);
  }
  return lines;
}

/** The words about a date: those of the element that holds it, if they are few. */
function labelOf(time: PageElement): string {
  const own = plain(time.textContent) ?? '';
  const around = plain(time.parentNode?.textContent ?? null) ?? '';
  return around.length <= own.length + 40 ? around : own;
}

/** Lines about the title, and the first of a page that doesn't show it. */
function headLines(text: string, title: string | null): string[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const at = title === null ? -1 : lines.findIndex((line) => line.includes(title));
  return at < 0 ? lines.slice(0, 12) : lines.slice(Math.max(0, at - 3), at + 8);
}
