import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from './frame.ts';
import { escaped, isolated, said } from './markup.ts';
import type { Briefing, Cited, GroupItem, Note, Section, SeriesItem, SeriesPoint } from './model.ts';
import { FIGURE_COLUMNS, headingOf, OTHER_COLUMNS, partedItems, SOURCE_COLUMNS, summaryOf } from './outline.ts';
import { type Bar, barsOf } from './plot.ts';

/** A briefing as one HTML file that needs nothing else: no script, no font, no picture. */

/** The file's only style sheet: whoever serves the file may allow it by its hash. */
export const BRIEFING_STYLE = readFileSync(join(import.meta.dirname, '..', '..', 'data', 'briefing.css'), 'utf8');

export function briefingHtml(briefing: Briefing, frame: Frame): string {
  const { name, introduction, weighed, sections, notes } = briefing;
  const title = briefing.title ?? frame.say('title', { name });
  const [holds, ...rest] = summaryOf(briefing, frame);
  const body = [
    `<h1>${isolated(title)}</h1>`,
    ...(introduction === null ? [] : introduction.split(/\n+/).map((text) => `<p dir="auto">${escaped(text)}</p>`)),
    `<p class="holds">${said(holds!)}</p>`,
    ...rest.map((sentence) => `<p class="about">${said(sentence)}</p>`),
  ];
  if (!weighed) body.push(`<p class="notice">${said(frame.say('unweighed'))}</p>`);
  if (sections.length === 0) body.push(`<p>${said(frame.say('nothing'))}</p>`);
  sections.forEach((_, at) => {
    body.push(sectionHtml(sections, at, frame));
  });
  if (notes.length > 0) {
    body.push(`<section class="notes"><h2>${said(frame.say('notes'))}</h2><ol>`);
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

function sectionHtml(sections: readonly Section[], at: number, frame: Frame): string {
  const section = sections[at]!;
  const { part, about, topic } = headingOf(sections, at, frame);
  const parts = [
    part === null ? '' : `<h2>${said(part)}</h2>`,
    about === null ? '' : `<p class="about">${said(about)}</p>`,
    topic === null ? '' : `<h3>${said(frame.own(topic))}</h3>`,
    itemsHtml(section, frame),
    section.more > 0 ? `<p class="about">${said(frame.say('more', { count: section.more }))}</p>` : '',
  ];
  const kind = section.kind.replace(' ', '-');
  return `<section class="${kind}">\n${parts.filter((text) => text !== '').join('\n')}\n</section>`;
}

function itemsHtml(section: Section, frame: Frame): string {
  switch (section.kind) {
    case 'groups': {
      const { shared, alone } = partedItems(section.items);
      const parts = shared.map((item) => groupHtml(item, frame));
      if (alone.length > 0) {
        const told = alone.map(({ head }) => sentence(head, frame));
        parts.push(`<div class="alone"><p>${said(frame.say('alone'))}</p>${listed(told)}</div>`);
      }
      return parts.join('\n');
    }
    case 'figures':
      return [
        ...section.items.map((item) => seriesHtml(item, frame)),
        ...(section.others.length === 0 ? [] : [otherFigures(section.others, frame)]),
      ].join('\n');
    case 'copies':
      return listed(section.items.map((copy) => said(frame.copy(copy))));
    case 'sources': {
      const rows = section.items.map(({ name, originated, relayed, published }) => [
        isolated(name),
        ...[originated, relayed, published].map((count) => said(frame.number(count))),
      ]);
      return table(SOURCE_COLUMNS, rows, frame);
    }
    default:
      return listed(
        section.items.map(({ message, claims }) => {
          const cited = listed(claims.map((claim) => sentence(claim, frame)));
          return `<span class="message">${said(frame.pick(message))}</span>${cited}`;
        }),
      );
  }
}

function seriesHtml(item: SeriesItem, frame: Frame): string {
  const bars = barsOf(item.points);
  const rows = item.points.map(({ figure, claim }, at) => [
    isolated(figure),
    barHtml(bars[at]!, frame),
    quoted(claim),
    chained(claim, frame),
  ]);
  const because = item.because.map((one) => `${said(frame.pick(one))}.`);
  if (item.more > 0) because.unshift(said(frame.say('more', { count: item.more })));
  return `${table(FIGURE_COLUMNS, rows, frame, frame.series(item))}${listed(because)}`;
}

function otherFigures(points: readonly SeriesPoint[], frame: Frame): string {
  const rows = points.map(({ figure, claim }) => [isolated(figure), quoted(claim), chained(claim, frame)]);
  return table(OTHER_COLUMNS, rows, frame, frame.say('other figures'));
}

/** Units of a bar's picture. */
const WIDTH = 90;
const HEIGHT = 10;

function barHtml({ sure, perhaps }: Bar, frame: Frame): string {
  const rect = (from: number, to: number, mark: string): string => {
    const [x, width] = [from * WIDTH, (to - from) * WIDTH];
    const left = frame.direction === 'rtl' ? WIDTH - x - width : x;
    return `<rect class="${mark}" x="${left.toFixed(1)}" y="1" width="${width.toFixed(1)}" height="8"/>`;
  };
  const drawn = [rect(0, sure, 'sure'), ...(perhaps > sure ? [rect(sure, perhaps, 'perhaps')] : [])];
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" aria-hidden="true">${drawn.join('')}</svg>`;
}

function groupHtml(item: GroupItem, frame: Frame): string {
  const { id, head, grade, others, conflicts, more } = item;
  const parts = [`<p class="claim">${sentence(head, frame)}</p>`];
  parts.push(`<p class="grade ${grade.replace(' ', '-')}">${said(frame.grade(item))}</p>`);
  if (others.length > 0) {
    const also = others.map((other) => sentence(other, frame));
    if (more > 0) also.push(said(frame.say('more', { count: more })));
    parts.push(`<p>${said(frame.say('also'))}</p>`, listed(also));
  }
  if (conflicts.length > 0) {
    const told = listed(conflicts.map(({ claim }) => sentence(claim, frame)));
    parts.push(`<div class="against"><p>${said(frame.say('against'))}</p>${told}</div>`);
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
  return `<span class="chain">${said(frame.chain(cited))}${said(frame.say('period'))}</span><sup><a href="#note-${place}">${escaped(frame.number(place))}</a></sup>`;
}

function noteHtml({ report, start, end, prefix, exact, suffix }: Note, index: number, frame: Frame): string {
  const words = `<span class="words" lang="ar" dir="auto">…${escaped(prefix)}<mark>${escaped(exact)}</mark>${escaped(suffix)}…</span>`;
  const place = `<bdi class="place" dir="ltr">${escaped(report.document)}, ${start}–${end}</bdi>`;
  return `<li id="note-${index + 1}">${said(frame.report(report))}: ${words} ${place}</li>`;
}

function table(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  frame: Frame,
  caption: string | null = null,
): string {
  const head = columns.map((key) => `<th scope="col">${said(frame.say(key))}</th>`).join('');
  const body = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('');
  const title = caption === null ? '' : `<caption>${said(caption)}</caption>`;
  return `<table>${title}<thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

function listed(items: readonly string[]): string {
  return items.length === 0 ? '' : `<ul>${items.map((item) => `<li>${item}</li>`).join('\n')}</ul>`;
}
