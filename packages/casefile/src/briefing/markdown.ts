import type { Frame } from './frame.ts';
import { isolate } from './isolates.ts';
import type { Briefing, Cited, GroupItem, Section, SeriesItem, SeriesPoint } from './model.ts';
import { FIGURE_COLUMNS, headingOf, OTHER_COLUMNS, partedItems, SOURCE_COLUMNS, summaryOf } from './outline.ts';
import { barsOf, barText } from './plot.ts';

/** A briefing as Markdown, with footnotes. */
export function briefingMarkdown(briefing: Briefing, frame: Frame): string {
  const { name, title, introduction, weighed, sections, notes } = briefing;
  const lines = [`# ${escaped(title ?? frame.say('title', { name: frame.own(name) }))}`, ''];
  if (introduction !== null) for (const text of introduction.split(/\n+/)) lines.push(escaped(text), '');
  for (const sentence of summaryOf(briefing, frame)) lines.push(sentence, '');
  if (!weighed) lines.push(`> ${frame.say('unweighed')}`, '');
  if (sections.length === 0) lines.push(frame.say('nothing'), '');
  sections.forEach((section, at) => {
    const { part, about, topic } = headingOf(sections, at, frame);
    if (part !== null) lines.push(`## ${part}`, '');
    if (about !== null) lines.push(`*${about}*`, '');
    if (topic !== null) lines.push(`### ${escaped(frame.own(topic))}`, '');
    lines.push(...sectionLines(section, frame), '');
    if (section.more > 0) lines.push(frame.say('more', { count: section.more }), '');
  });
  if (notes.length > 0) lines.push(`## ${frame.say('notes')}`, '');
  notes.forEach(({ report, start, end, prefix, exact, suffix }, index) => {
    const words = `…${escaped(prefix)}**${escaped(exact.trim())}**${escaped(suffix)}…`;
    const place = isolate(`${escaped(report.document)}, ${start}–${end}`);
    lines.push(
      `[^${index + 1}]: ${escaped(frame.report(report))}${frame.say('list comma')}${place}: ${isolate(words)}`,
    );
  });
  const text = `${lines.join('\n').trimEnd()}\n`;
  // Most readers of Markdown set a paragraph by its surroundings, not by its script.
  return frame.direction === 'rtl' ? `<div dir="rtl" lang="ar">\n\n${text}\n</div>\n` : text;
}

function sectionLines(section: Section, frame: Frame): string[] {
  switch (section.kind) {
    case 'groups': {
      const { shared, alone } = partedItems(section.items);
      return [
        ...shared.flatMap((item) => groupLines(item, frame)),
        ...(alone.length === 0 ? [] : [`- ${frame.say('alone')}`]),
        ...alone.map(({ head }) => `  - ${sentence(head, frame)}`),
      ];
    }
    case 'figures':
      return [
        ...section.items.flatMap((item) => seriesLines(item, frame)),
        ...(section.others.length === 0 ? [] : otherFigures(section.others, frame)),
      ];
    case 'copies':
      return section.items.map((copy) => `- ${escaped(frame.copy(copy))}`);
    case 'sources':
      return table(
        SOURCE_COLUMNS.map((key) => frame.say(key)),
        section.items.map(({ name, originated, relayed, published }) => [
          escaped(frame.own(name)),
          ...[originated, relayed, published].map((count) => frame.number(count)),
        ]),
      );
    default:
      return section.items.flatMap(({ message, claims }) => [
        `- ${escaped(frame.pick(message))}`,
        ...claims.map((claim) => `  - ${sentence(claim, frame)}`),
      ]);
  }
}

function seriesLines(item: SeriesItem, frame: Frame): string[] {
  const bars = barsOf(item.points);
  const rows = item.points.map(({ figure, claim }, at) => [
    escaped(frame.own(figure)),
    barText(bars[at]!),
    quoted(claim, frame),
    `${escaped(frame.chain(claim))}${mark(claim)}`,
  ]);
  return [
    `**${escaped(frame.series(item))}**`,
    '',
    ...table(
      FIGURE_COLUMNS.map((key) => frame.say(key)),
      rows,
    ),
    '',
    ...(item.more > 0 ? [`- ${frame.say('more', { count: item.more })}`] : []),
    ...item.because.map((because) => `- ${escaped(frame.pick(because))}.`),
    '',
  ];
}

function otherFigures(points: readonly SeriesPoint[], frame: Frame): string[] {
  const rows = points.map(({ figure, claim }) => [
    escaped(frame.own(figure)),
    quoted(claim, frame),
    `${escaped(frame.chain(claim))}${mark(claim)}`,
  ]);
  return [
    `**${frame.say('other figures')}**`,
    '',
    ...table(
      OTHER_COLUMNS.map((key) => frame.say(key)),
      rows,
    ),
  ];
}

function groupLines(item: GroupItem, frame: Frame): string[] {
  const { head, others, conflicts, more } = item;
  const lines = [`- ${sentence(head, frame)}`, `  - ${escaped(frame.grade(item))}`];
  if (others.length > 0) lines.push(`  - ${frame.say('also')}`);
  for (const other of others) lines.push(`    - ${sentence(other, frame)}`);
  if (more > 0) lines.push(`    - ${frame.say('more', { count: more })}`);
  if (conflicts.length > 0) lines.push(`  - ${frame.say('against')}`);
  for (const { claim } of conflicts) lines.push(`    - ${sentence(claim, frame)}`);
  return lines;
}

/** The words, who says them, and the note that opens them. */
function sentence(cited: Cited, frame: Frame): string {
  return `${quoted(cited, frame)} — ${escaped(frame.chain(cited))}${frame.say('period')}${mark(cited)}`;
}

function quoted({ text }: Cited, frame: Frame): string {
  return escaped(frame.quote(text));
}

function mark({ note }: Cited): string {
  return `[^${note + 1}]`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [row(head), row(head.map(() => '---')), ...rows.map(row)];
}

/** Words of a document say nothing in Markdown or HTML: signs of either are escaped, line ends are spaces. */
function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>#|~!&$]/g, (sign) => `\\${sign}`);
}
