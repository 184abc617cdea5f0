import type { PageDocument } from './dom.ts';

/** What a page says of itself to search engines: schema.org objects in JSON-LD. */
export interface ArticleData {
  readonly headline: string | null;
  readonly publisher: string | null;
  readonly author: string | null;
  readonly published: string | null;
  readonly modified: string | null;
  readonly address: string | null;
  readonly body: string | null;
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { readonly [key: string]: Json };

const ARTICLE = /^(?:\w*Article|BlogPosting|Report|WebPage|NewsStory|Posting|SocialMediaPosting)$/;
/** Objects of a page that are looked at. */
const OBJECTS = 2000;

/** The first object that is an article, or else a page; null when the page has none that can be read. */
export function articleData(document: PageDocument): ArticleData | null {
  const objects: JsonObject[] = [];
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    collect(parse(script.textContent ?? ''), objects);
  }
  const typed = objects.filter((object) => typesOf(object).some((type) => ARTICLE.test(type)));
  const article = typed.find((object) => !typesOf(object).includes('WebPage')) ?? typed[0];
  if (article === undefined) return null;
  const byId = new Map<string, JsonObject>();
  for (const object of objects) {
    // A reference to an object has an identifier and nothing else.
    if (typeof object['@id'] === 'string' && Object.keys(object).length > 1) byId.set(object['@id'], object);
  }

  return {
    headline: word(article.headline) ?? word(article.name),
    publisher: names(article.publisher, byId) ?? names(article.sourceOrganization, byId),
    author: names(article.author, byId) ?? names(article.creator, byId),
    published: word(article.datePublished) ?? word(article.dateCreated),
    modified: word(article.dateModified),
    address: word(article.url) ?? addressOf(article.mainEntityOfPage),
    body: word(article.articleBody),
  };
}

/** Pages write JSON by hand: line breaks inside strings and comment marks around it are usual. */
function parse(text: string): Json {
  const bare = text.replace(/^\s*(?:<!--|\/\*<!\[CDATA\[\*\/|<!\[CDATA\[)|(?:-->|\/\*\]\]>\*\/|\]\]>)\s*$/g, '');
  for (const attempt of [bare, bare.replace(/[\u0000-\u001F]+/g, ' ')]) {
    try {
      const value: Json = JSON.parse(attempt);
      return value;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return null;
}

function collect(root: Json, into: JsonObject[]): void {
  const queue: Json[] = [root];
  while (queue.length > 0 && into.length < OBJECTS) {
    const value = queue.shift()!;
    if (Array.isArray(value)) queue.push(...value.slice(0, OBJECTS));
    else if (isObject(value)) {
      into.push(value);
      queue.push(...Object.values(value).filter((inner) => typeof inner === 'object' && inner !== null));
    }
  }
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typesOf(object: JsonObject): string[] {
  const type = object['@type'];
  return (Array.isArray(type) ? type : [type]).filter((name) => typeof name === 'string');
}

function word(value: Json | undefined): string | null {
  if (Array.isArray(value)) return word(value[0]);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** One name or several, of strings, of objects with a name, or of references to such. */
function names(value: Json | undefined, byId: ReadonlyMap<string, JsonObject>): string | null {
  const found = (Array.isArray(value) ? value : [value]).flatMap((one: Json | undefined) => {
    if (!isObject(one)) return word(one) ?? [];
    const named = one.name === undefined && typeof one['@id'] === 'string' ? (byId.get(one['@id']) ?? one) : one;
    return word(named.name) ?? [];
  });
  return found.length === 0 ? null : found.join('، ');
}

function addressOf(value: Json | undefined): string | null {
  return isObject(value) ? word(value['@id']) : word(value);
}
