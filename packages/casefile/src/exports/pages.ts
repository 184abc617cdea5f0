import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from '../briefing/frame.ts';
import { BRIEFING_STYLE } from '../briefing/html.ts';
import { escaped, isolated, said } from '../briefing/markup.ts';
import type { ExportFolder } from './folder.ts';
import type { Outgoing, OutgoingClaim, OutgoingDocument, OutgoingGroup, OutgoingRef } from './outgoing.ts';

/**
 * A case as a folder of web pages that anyone can open: what the reports say, group by group, each claim a link to its words
 * in its report. No script, nothing from the network.
 */

const STYLE = BRIEFING_STYLE + readFileSync(join(import.meta.dirname, '..', '..', 'data', 'pages.css'), 'utf8');

/** Groups, or reports, on one page. */
const GROUPS = 100;
const REPORTS = 500;

export async function exportPages(outgoing: Outgoing, folder: ExportFolder, frame: Frame): Promise<void> {
  const pages = new Pages(outgoing, folder, frame);
  await folder.write('pages.css', [STYLE]);
  await pages.lists('index', frame.say('pages claims'), outgoing.groups(), GROUPS, (group) => pages.group(group));
  const reports = async function* (): AsyncGenerator<OutgoingDocument> {
    for await (const document of outgoing.documents()) {
      await pages.report(document);
      yield document;
    }
  };
  await pages.lists('reports', frame.say('pages documents'), reports(), REPORTS, (document) => pages.listed(document));
}

class Pages {
  readonly #outgoing: Outgoing;
  readonly #folder: ExportFolder;
  readonly #frame: Frame;

  constructor(outgoing: Outgoing, folder: ExportFolder, frame: Frame) {
    this.#outgoing = outgoing;
    this.#folder = folder;
    this.#frame = frame;
  }

  /** Items on as many pages as they need: `name.html`, `name-2.html` … */
  async lists<T>(
    name: string,
    heading: string,
    items: AsyncIterable<T>,
    most: number,
    show: (item: T) => string,
  ): Promise<void> {
    const file = (page: number): string => (page === 1 ? `${name}.html` : `${name}-${page}.html`);
    let page = 1;
    let shown: string[] = [];
    const settle = async (more: boolean): Promise<void> => {
      const links = [
        page > 1 ? link(file(page - 1), this.#frame.say('pages previous')) : '',
        more ? link(file(page + 1), this.#frame.say('pages next')) : '',
      ];
      const body = [`<h2>${escaped(heading)}</h2>`, ...shown, `<nav>${links.join('')}</nav>`];
      await this.#write(file(page), heading, '', body);
      page++;
      shown = [];
    };
    for await (const item of items) {
      if (shown.length === most) await settle(true);
      shown.push(show(item));
    }
    await settle(false);
  }

  group({ id, grade, certain, possible, admiralty, because, claims, conflicts }: OutgoingGroup): string {
    const frame = this.#frame;
    const routes = frame.say('routes', { certain, possible: possible > certain ? possible : 0 });
    const told = claims.map((claim) => `<li>${this.#reference(claim)}</li>`).join('\n');
    const against = conflicts.map(
      ({ a, b, because: why }) => `<li>${this.#reference(a)} — ${this.#reference(b)} ${escaped(frame.pick(why))}</li>`,
    );
    return `<article id="${escaped(encodeURIComponent(id))}">
<p class="routes">${said(`${frame.grade({ grade, admiralty, because })} ${routes}`)}</p>
<ul>${told}</ul>
${against.length === 0 ? '' : `<div class="against"><p>${escaped(frame.say('against'))}</p><ul>${against.join('\n')}</ul></div>`}</article>`;
  }

  #reference({ number, document, claim, text }: OutgoingRef): string {
    const address = `reports/${number}.html#${encodeURIComponent(claim)}`;
    return `<q lang="ar" dir="auto">${escaped(text)}</q> <span class="where">${link(address, this.#frame.say('in document', { name: document }))}</span>`;
  }

  listed({ number, id, title, outlet, published }: OutgoingDocument): string {
    const name = this.#frame.report({ document: id, outlet, outletKey: null, title, published });
    const said = title === null || title === name ? '' : ` ${isolated(title)}`;
    return `<p>${link(`reports/${number}.html`, name)}${said}</p>`;
  }

  /** A report's own page: its text with the claims marked, then each claim with its chain. */
  async report(document: OutgoingDocument): Promise<void> {
    const frame = this.#frame;
    const { number, id, title, outlet, author, published, address, original, reading } = document;
    const claims = document.claims.filter(({ status }) => status !== 'rejected');
    const name = frame.report({ document: id, outlet, outletKey: null, title, published });
    const known = [author, address, original === null ? null : `SHA-256 ${original.hash}`];
    const items = claims.map((claim) => `<li>${this.#claim(claim, document)}</li>`);
    await this.#write(`reports/${number}.html`, title ?? name, '../', [
      `<h2>${isolated(title ?? name)}</h2>`,
      `<p>${isolated(name)}</p>`,
      ...known.filter((one) => one !== null).map((one) => `<p class="where"><bdi dir="auto">${escaped(one)}</bdi></p>`),
      `<div class="text" lang="ar" dir="auto">${marked(reading.text, claims)}</div>`,
      `<h2>${escaped(frame.say('pages report claims'))}</h2>`,
      `<ul>${items.join('\n')}</ul>`,
    ]);
  }

  #claim(
    { id, anchor, chain, modality, status }: OutgoingClaim,
    { id: document, ...report }: OutgoingDocument,
  ): string {
    const frame = this.#frame;
    const review = status === 'accepted' || status === 'corrected' ? status : null;
    const told = frame.chain({
      ...{ text: anchor.exact, chain, links: [], modality, note: 0, review },
      report: { document, outletKey: null, ...report },
    });
    const open = review === null ? ` (${escaped(frame.say('pages proposed'))})` : '';
    const address = `#${encodeURIComponent(id)}`;
    return `<a href="${address}"><q lang="ar" dir="auto">${escaped(anchor.exact)}</q></a> — <bdi>${said(told)}</bdi>${open}`;
  }

  async #write(file: string, title: string, up: string, body: readonly string[]): Promise<void> {
    const frame = this.#frame;
    const { info, withholding } = this.#outgoing;
    await this.#folder.write(file, [
      `<!doctype html>
<html lang="${frame.language}" dir="${frame.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self' file:">
<title>${escaped(title)}</title>
<link rel="stylesheet" href="${up}pages.css">
</head>
<body>
<h1>${isolated(info.name)}</h1>
<nav>${link(`${up}index.html`, frame.say('pages claims'))}${link(`${up}reports.html`, frame.say('pages documents'))}</nav>
${withholding === null ? '' : `<p class="notice">${escaped(frame.say('pages withheld'))}</p>`}
${body.join('\n')}
</body>
</html>
`,
    ]);
  }
}

function link(address: string, words: string): string {
  return `<a href="${escaped(address)}">${isolated(words)}</a>`;
}

/** A text with its claims marked; an empty element of a claim's id stands where it begins. */
function marked(text: string, claims: readonly OutgoingClaim[]): string {
  const edges = new Set([0, text.length]);
  const begins = new Map<number, string[]>();
  for (const { id, anchor } of claims) {
    edges.add(anchor.start).add(anchor.end);
    begins.set(anchor.start, [...(begins.get(anchor.start) ?? []), id]);
  }
  const places = [...edges].toSorted((a, b) => a - b);
  const inClaim = (at: number): boolean => claims.some(({ anchor }) => anchor.start <= at && at < anchor.end);
  return places
    .map((start, index) => {
      const end = places[index + 1] ?? start;
      const ids = (begins.get(start) ?? []).map((id) => `<span id="${escaped(id)}"></span>`).join('');
      const words = escaped(text.slice(start, end));
      return ids + (words !== '' && inClaim(start) ? `<mark>${words}</mark>` : words);
    })
    .join('');
}
