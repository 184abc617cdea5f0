import type { Frame } from './frame.ts';
import type { Briefing, Cited, GroupItem, Section } from './model.ts';

/** A briefing as Markdown, with footnotes. */
export function briefingMarkdown(briefing: Briefing, frame: Frame): string {
  const { name, title, introduction, holds, head, weighed, sections, notes } = briefing;
  const lines = [`# ${escaped(title ?? frame.say('title', { name }))}`, ''];
  if (introduction !== null) for (const text of introduction.split(/\n+/)) lines.push(escaped(text), '');
  lines.push(frame.say('holds', holds));
  lines.push(frame.say('as of', { seq: head.seq, hash: head.hash.slice(0, 12) }));
  if (!weighed) lines.push('', `> ${frame.say('unweighed')}`);
  if (sections.length === 0) lines.push('', frame.say('nothing'));
  for (const section of sections) lines.push('', ...sectionLines(section, frame));
  if (notes.length > 0) lines.push('', `## ${frame.say('notes')}`, '');
  notes.forEach(({ report, start, end, prefix, exact, suffix }, index) => {
    const words = `…${escaped(prefix)}**${escaped(exact.trim())}**${escaped(suffix)}…`;
    lines.push(
      `[^${index + 1}]: ${escaped(frame.report(report))} (${escaped(report.document)}, ${start}–${end}): ${words}`,
    );
  });
  const text = `${lines.join('\n')}\n`;
  // Most readers of Markdown set a paragraph by its surroundings, not by its script.
  return frame.direction === 'rtl' ? `<div dir="rtl" lang="ar">\n\n${text}\n</div>\n` : text;
}

function sectionLines(section: Section, frame: Frame): string[] {
  const lines = [`## ${frame.say(section.kind === 'groups' ? section.grade : section.kind)}`, ''];
  switch (section.kind) {
    case 'groups':
      for (const item of section.items) lines.push(...groupLines(item, frame));
      break;
    case 'figures':
      for (const item of section.items) {
        const columns = ['column figure', 'column words', 'column chain'].map((key) => frame.say(key));
        lines.push(`### ${escaped(frame.series(item))}`, '', row(columns), row(['---', '---', '---']));
        for (const { figure, claim } of item.points) {
          lines.push(row([escaped(figure), quoted(claim), `${escaped(frame.chain(claim))}${mark(claim)}`]));
        }
        lines.push('');
      }
      break;
    case 'causes':
    case 'timeline':
    case 'questions':
    case 'flags':
      for (const { message, claims } of section.items) {
        lines.push(`- ${escaped(frame.pick(message))}`);
        for (const claim of claims) lines.push(`  - ${sentence(claim, frame)}`);
      }
      break;
    case 'copies':
      for (const { a, b, shared, first } of section.items) {
        const said = frame.say('copy', { a: frame.report(a), b: frame.report(b), shared });
        const earlier = first === null ? '' : ` ${frame.say('first', { name: frame.report(first) })}`;
        lines.push(`- ${escaped(said + earlier)}`);
      }
      break;
    case 'sources':
      for (const source of section.items) {
        lines.push(`- ${escaped(frame.source(source))}`);
      }
      break;
  }
  if (section.more > 0) lines.push('', frame.say('more', { count: section.more }));
  return lines;
}

function groupLines({ head, certain, possible, because, others, conflicts }: GroupItem, frame: Frame): string[] {
  const routes = frame.say('routes', { certain, possible: possible > certain ? possible : 0 });
  const lines = [`- ${sentence(head, frame)}`, `  - ${escaped(`${routes} ${frame.pick(because)}`.trim())}`];
  if (others.length > 0) lines.push(`  - ${frame.say('also')}`);
  for (const other of others) lines.push(`    - ${sentence(other, frame)}`);
  if (conflicts.length > 0) lines.push(`  - ${frame.say('against')}`);
  for (const { claim, because: why } of conflicts) {
    lines.push(`    - ${sentence(claim, frame)} ${escaped(frame.pick(why))}`);
  }
  return lines;
}

/** The words, who says them, and the note that opens them. */
function sentence(cited: Cited, frame: Frame): string {
  return `${quoted(cited)} — ${escaped(frame.chain(cited))}${frame.say('period')}${mark(cited)}`;
}

function quoted({ text }: Cited): string {
  return `«${escaped(text)}»`;
}

function mark({ note }: Cited): string {
  return `[^${note + 1}]`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** Words of a document say nothing in Markdown or HTML: signs of either are escaped, line ends are spaces. */
function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>#|~!&$]/g, (sign) => `\\${sign}`);
}
