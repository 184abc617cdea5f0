import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from './frame.ts';
import { escaped, isolated } from './markup.ts';
import type { Briefing, Cited, GroupItem, Note, Section } from './model.ts';

/** A briefing as one HTML file that needs nothing else: no script, no font, no picture. */

/** The file's only style sheet: whoever serves the file may allow it by its hash. */
export const BRIEFING_STYLE = readFileSync(join(import.meta.dirname, '..', '..', 'data', 'briefing.css'), 'utf8');

export function briefingHtml(briefing: Briefing, frame: Frame): string {
  const { name, introduction, holds, head, weighed, sections, notes } = briefing;
  const title = briefing.title ?? frame.say('title', { name });
  const body = [
    `<h1>${isolated(title)}</h1>`,
    ...(introduction === null ? [] : introduction.split(/\n+/).map((text) => `<p dir="auto">${escaped(text)}</p>`)),
    `<p>${escaped(frame.say('holds', holds))} ${escaped(frame.say('as of', { seq: head.seq, hash: head.hash.slice(0, 12) }))}</p>`,
  ];
  if (!weighed) body.push(`<p class="notice">${escaped(frame.say('unweighed'))}</p>`);
  if (sections.length === 0) body.push(`<p>${escaped(frame.say('nothing'))}</p>`);
  for (const section of sections) body.push(sectionHtml(section, frame));
  if (notes.length > 0) {
    body.push(`<section class="notes"><h2>${escaped(frame.say('notes'))}</h2><ol>`);
    body.push(...notes.map((note, index) => noteHtml(note, index, frame)), '</ol></section>');
  }
  return `<!doctype html>
<html lang="${frame.language}" dir="${frame.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escaped(title)}</title>
<style>${BRIEFING_STYLE}</style>
</head>
<body>
${body.join('\n')}
</body>
</html>
`;
}

function sectionHtml(section: Section, frame: Frame): string {
  const heading = frame.say(section.kind === 'groups' ? section.grade : section.kind);
  const more = section.more > 0 ? `<p>${escaped(frame.say('more', { count: section.more }))}</p>` : '';
  return `<section>\n<h2>${escaped(heading)}</h2>\n${itemsHtml(section, frame)}\n${more}</section>`;
}

function itemsHtml(section: Section, frame: Frame): string {
  switch (section.kind) {
    case 'groups':
      return section.items.map((item) => groupHtml(item, frame)).join('\n');
    case 'figures':
      return section.items
        .map((item) => {
          const columns = ['column figure', 'column words', 'column chain'];
          const head = columns.map((key) => `<th scope="col">${escaped(frame.say(key))}</th>`).join('');
          const rows = item.points.map(
            ({ figure, claim }) =>
              `<tr><td>${isolated(figure)}</td><td>${quoted(claim)}</td><td>${chained(claim, frame)}</td></tr>`,
          );
          const caption = `<caption>${isolated(frame.series(item))}</caption>`;
          return `<table>${caption}<thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
        })
        .join('\n');
    case 'causes':
    case 'timeline':
    case 'questions':
    case 'flags':
      return listed(
        section.items.map(({ message, claims }) => {
          const cited = listed(claims.map((claim) => sentence(claim, frame)));
          return `${escaped(frame.pick(message))}${cited}`;
        }),
      );
    case 'copies':
      return listed(
        section.items.map(({ a, b, shared, first }) => {
          const said = frame.say('copy', { a: frame.report(a), b: frame.report(b), shared });
          return escaped(first === null ? said : `${said} ${frame.say('first', { name: frame.report(first) })}`);
        }),
      );
    case 'sources':
      return listed(section.items.map((source) => escaped(frame.source(source))));
  }
}

function groupHtml({ id, head, certain, possible, because, others, conflicts }: GroupItem, frame: Frame): string {
  const routes = frame.say('routes', { certain, possible: possible > certain ? possible : 0 });
  const parts = [`<p class="claim">${sentence(head, frame)}</p>`];
  parts.push(`<p class="routes">${escaped(`${routes} ${frame.pick(because)}`.trim())}</p>`);
  if (others.length > 0) {
    parts.push(`<p>${escaped(frame.say('also'))}</p>`, listed(others.map((other) => sentence(other, frame))));
  }
  if (conflicts.length > 0) {
    const told = conflicts.map(({ claim, because: why }) => `${sentence(claim, frame)} ${escaped(frame.pick(why))}`);
    parts.push(`<div class="against"><p>${escaped(frame.say('against'))}</p>${listed(told)}</div>`);
  }
  return `<article id="group-${escaped(encodeURIComponent(id))}">${parts.join('\n')}</article>`;
}

function sentence(cited: Cited, frame: Frame): string {
  return `${quoted(cited)} — ${chained(cited, frame)}`;
}

function quoted({ text }: Cited): string {
  return `<q lang="ar" dir="auto">${escaped(text)}</q>`;
}

function chained(cited: Cited, frame: Frame): string {
  const place = cited.note + 1;
  return `<span class="chain">${isolated(frame.chain(cited))}</span>${escaped(frame.say('period'))}<sup><a href="#note-${place}">${escaped(frame.number(place))}</a></sup>`;
}

function noteHtml({ report, start, end, prefix, exact, suffix }: Note, index: number, frame: Frame): string {
  const words = `<span lang="ar" dir="auto">…${escaped(prefix)}<mark>${escaped(exact)}</mark>${escaped(suffix)}…</span>`;
  const place = `<bdi dir="ltr">${escaped(report.document)}, ${start}–${end}</bdi>`;
  return `<li id="note-${index + 1}">${isolated(frame.report(report))} (${place}): ${words}</li>`;
}

function listed(items: readonly string[]): string {
  return items.length === 0 ? '' : `<ul>${items.map((item) => `<li>${item}</li>`).join('\n')}</ul>`;
}
