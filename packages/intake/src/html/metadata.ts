import { statedDay } from '../dates.ts';
import type { PageDocument } from './dom.ts';
import { type ArticleData, articleData } from './json-ld.ts';

/** What a page says of itself, before its visible text is looked at. */
export interface PageMetadata {
  readonly title: string | null;
  readonly outlet: string | null;
  readonly author: string | null;
  readonly published: string | null;
  readonly modified: string | null;
  readonly address: string | null;
  /** The article as JSON-LD carries it, which some pages show only by script. */
  readonly body: string | null;
}

/** Names of meta elements by what they state, the most trusted first. Compared in lower case. */
const META = {
  title: ['og:title', 'twitter:title', 'dc.title', 'title'],
  outlet: ['og:site_name', 'application-name', 'publisher', 'dc.publisher', 'article:publisher', 'twitter:site'],
  author: ['author', 'article:author', 'dc.creator', 'parsely-author', 'sailthru.author', 'twitter:creator'],
  published: [
    'article:published_time',
    'article:published',
    'og:published_time',
    'datepublished',
    'dc.date.issued',
    'dc.date',
    'dcterms.created',
    'parsely-pub-date',
    'sailthru.date',
    'publishdate',
    'publish-date',
    'pubdate',
    'date',
  ],
  modified: [
    'article:modified_time',
    'og:updated_time',
    'datemodified',
    'dcterms.modified',
    'last-modified',
    'revised',
  ],
  address: ['og:url', 'twitter:url'],
} as const;

/**
 * A page's title, outlet, author, days and address: from JSON-LD first, then OpenGraph and other meta elements, then
 * microdata and the elements that are meant for it.
 */
export function metadataOf(document: PageDocument, html: string): PageMetadata {
  const data = articleData(document);
  const meta = metaElements(document);
  const first = (names: readonly string[]) =>
    names.flatMap((name) => meta.get(name) ?? []).find((value) => value !== '');
  const named = (value: string | null | undefined) => (value != null && !isAddress(value) ? plain(value) : null);
  const day = (...values: (string | null | undefined)[]) =>
    values.map((value) => (value == null ? null : statedDay(value))).find((found) => found !== null) ?? null;
  const pageTitle = plain(document.querySelector('title')?.textContent);
  const outlet =
    named(data?.publisher) ?? named(first(META.outlet)?.replace(/^@/, '')) ?? outletOfTitle(pageTitle, document);
  return {
    title: titleOf(document, data, first(META.title) ?? null, pageTitle, outlet),
    outlet,
    author:
      named(data?.author) ??
      authorOf(META.author.flatMap((name) => meta.get(name) ?? [])) ??
      named(property(document, 'author')) ??
      named(document.querySelector('[rel="author"]')?.textContent),
    published: day(data?.published, first(META.published), property(document, 'datePublished')),
    modified: day(data?.modified, first(META.modified), property(document, 'dateModified')),
    address: addressOf(document, data, first(META.address) ?? savedFrom(html)),
    body: data?.body ?? null,
  };
}

function metaElements(document: PageDocument): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const element of document.querySelectorAll('meta')) {
    const name = element.getAttribute('property') ?? element.getAttribute('name') ?? element.getAttribute('itemprop');
    const content = element.getAttribute('content');
    if (name === null || content === null) continue;
    const key = name.trim().toLowerCase();
    found.set(key, [...(found.get(key) ?? []), content.trim()]);
  }
  return found;
}

function authorOf(values: readonly string[]): string | null {
  const value = values.find((one) => one !== '' && !isAddress(one));
  return value === undefined ? null : plain(value.replace(/^@/, ''));
}

/** A microdata property: its stated value, or its words. */
function property(document: PageDocument, name: string): string | null {
  const element = document.querySelector(`[itemprop~="${name}"]`);
  if (element === null) return null;
  const inner = element.querySelector('[itemprop~="name"]') ?? element;
  return inner.getAttribute('content') ?? inner.getAttribute('datetime') ?? plain(inner.textContent);
}

function titleOf(
  document: PageDocument,
  data: ArticleData | null,
  stated: string | null,
  pageTitle: string | null,
  outlet: string | null,
): string | null {
  const headline = plain(data?.headline);
  // Some pages put a shortened headline into JSON-LD.
  if (headline !== null && !/(?:\.{3}|…)$/.test(headline)) return withoutOutlet(headline, outlet);
  if (stated !== null && stated !== '') return withoutOutlet(plain(stated) ?? stated, outlet);
  const heading = onlyHeading(document);
  if (heading !== null && (pageTitle === null || pageTitle.includes(heading))) return heading;
  return pageTitle === null ? (heading ?? headline) : withoutOutlet(pageTitle, outlet);
}

function onlyHeading(document: PageDocument): string | null {
  const headings = document.querySelectorAll('h1');
  return headings.length === 1 ? plain(headings[0]?.textContent) : null;
}

const SEPARATOR = /\s+[|\-–—:•·»«]+\s+|\s*[|]\s*/u;

/** «العنوان | الصحيفة» and «الصحيفة - العنوان» without the outlet. */
function withoutOutlet(title: string, outlet: string | null): string {
  if (outlet === null) return title;
  const parts = title.split(SEPARATOR);
  if (parts.length < 2) return title;
  const key = (text: string) => text.replace(/[\s«»"']/g, '').toLowerCase();
  if (key(parts[parts.length - 1]!) === key(outlet))
    return title.slice(0, title.lastIndexOf(parts[parts.length - 1]!)).replace(/[\s|\-–—:•·»«]+$/u, '');
  if (key(parts[0]!) === key(outlet)) return title.slice(parts[0]!.length).replace(/^[\s|\-–—:•·»]+/u, '');
  return title;
}

/** Behind a heading that the title repeats, what is left of the title is the outlet. */
function outletOfTitle(title: string | null, document: PageDocument): string | null {
  const heading = onlyHeading(document);
  if (title === null || heading === null || !title.startsWith(heading)) return null;
  const rest = title
    .slice(heading.length)
    .replace(/^[\s|\-–—:•·»]+/u, '')
    .trim();
  const last = rest.split(SEPARATOR).pop() ?? '';
  return last.length >= 2 && last.length <= 60 ? last : null;
}

function addressOf(document: PageDocument, data: ArticleData | null, stated: string | null): string | null {
  const candidates = [document.querySelector('link[rel="canonical"]')?.getAttribute('href'), stated, data?.address];
  return candidates.find((value) => value != null && /^https?:\/\//i.test(value)) ?? null;
}

/** `<!-- saved from url=(0042)https://… -->`, which browsers write into a page they save. */
function savedFrom(html: string): string | null {
  return /<!--\s*saved from url=\(\d+\)(\S+)\s*-->/.exec(html.slice(0, 2048))?.[1] ?? null;
}

function isAddress(value: string): boolean {
  return /^(?:https?:)?\/\//i.test(value.trim());
}

/** Words with their white space and left-over entities tidied; null for none. */
export function plain(value: string | null | undefined): string | null {
  if (value == null) return null;
  const text = value
    .replace(
      /&(?:amp;)?(quot|amp|lt|gt|nbsp|laquo|raquo|#0?39|#x27);/gi,
      (_, name: string) => ENTITIES[name.toLowerCase()] ?? ' ',
    )
    .replace(/\s+/gu, ' ')
    .trim();
  return text === '' ? null : text;
}

const ENTITIES: Readonly<Record<string, string>> = {
  quot: '"',
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: ' ',
  laquo: '«',
  raquo: '»',
  '#39': "'",
  '#039': "'",
  '#x27': "'",
};
