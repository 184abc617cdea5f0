import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AttributionKind, Stance } from '../../src/index.ts';

/**
 * Attribution cases as lines of Arabic: the cue in {…}, its source in […], what is credited in <…>; numbered ({1 …})
 * where a line has several. After a tab, what is not indirect and states («1 direct; 2 alleges; 2 is الوزير»), or
 * `none` for a line that credits nobody with anything. `#` before a comment; `?` before a line that is not yet read so.
 */

export interface Extent {
  readonly start: number;
  readonly end: number;
}

export interface MarkedAttribution {
  readonly cue: Extent;
  readonly source: Extent | null;
  readonly content: Extent;
  readonly kind: AttributionKind;
  readonly stance: Stance;
  /** Who an unstated source is, where the line says. */
  readonly resolved: string | null;
}

export interface MarkedLine {
  /** `file:line`, for messages. */
  readonly place: string;
  readonly text: string;
  readonly attributions: readonly MarkedAttribution[];
  /** True for what is right but not yet read so. */
  readonly open: boolean;
}

const KINDS: ReadonlySet<string> = new Set(['direct', 'indirect', 'mixed']);
const OPENERS: Readonly<Record<string, Part>> = { '{': 'cue', '[': 'source', '<': 'content' };
const CLOSERS: Readonly<Record<string, Part>> = { '}': 'cue', ']': 'source', '>': 'content' };

type Part = 'cue' | 'source' | 'content';

/** All lines of the case files in a folder. */
export function markedLines(folder: string): MarkedLine[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .flatMap((name) =>
      readFileSync(join(folder, name), 'utf8')
        .split('\n')
        .flatMap((line, index) =>
          line.trim() === '' || line.startsWith('#') ? [] : [parseLine(line, `${name}:${index + 1}`)],
        ),
    );
}

/** @throws Error when the marks of a line are not balanced or a number has no cue or content */
export function parseLine(line: string, place: string): MarkedLine {
  const notYet = line.startsWith('?');
  const [marked = '', notes = ''] = line.slice(notYet ? 1 : 0).split('\t');
  const parts = new Map<number, Map<Part, Extent>>();
  const open: { part: Part; number: number; start: number }[] = [];
  let text = '';
  for (let at = 0; at < marked.length; ) {
    const opening = OPENERS[marked[at]!];
    const closing = CLOSERS[marked[at]!];
    if (opening !== undefined) {
      const digits = /^\d+ /.exec(marked.slice(at + 1))?.[0] ?? '';
      open.push({ part: opening, number: digits === '' ? 1 : Number(digits), start: text.length });
      at += 1 + digits.length;
    } else if (closing !== undefined) {
      const index = open.findLastIndex(({ part }) => part === closing);
      if (index < 0) throw new Error(`${place}: «${marked[at]}» closes nothing`);
      const { number, start } = open[index]!;
      open.splice(index, 1);
      const group = parts.get(number) ?? new Map<Part, Extent>();
      parts.set(number, group.set(closing, { start, end: text.length }));
      at++;
    } else text += marked[at++];
  }
  if (open.length > 0) throw new Error(`${place}: a mark is not closed`);
  const attributions = [...parts]
    .sort(([a], [b]) => a - b)
    .map(([number, group]) => attribution(number, group, notes, place));
  return { place, text, attributions, open: notYet };
}

function attribution(
  number: number,
  parts: ReadonlyMap<Part, Extent>,
  notes: string,
  place: string,
): MarkedAttribution {
  const cue = parts.get('cue');
  const content = parts.get('content');
  if (cue === undefined || content === undefined)
    throw new Error(`${place}: attribution ${number} has no cue or no content`);
  let kind: AttributionKind = 'indirect';
  let stance: Stance = 'states';
  let resolved: string | null = null;
  for (const note of notes
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')) {
    const numbered = /^(\d+) (.*)$/.exec(note);
    if (numbered !== null && Number(numbered[1]) !== number) continue;
    const words = numbered?.[2] ?? note;
    if (words.startsWith('is ')) {
      resolved = words.slice(3);
      continue;
    }
    for (const word of words.split(/\s+/)) {
      if (KINDS.has(word)) kind = word as AttributionKind;
      else stance = word as Stance;
    }
  }
  return { cue, source: parts.get('source') ?? null, content, kind, stance, resolved };
}

/** The words of an attribution in the notation's marks, to show what was found beside what was wanted. */
export function show(
  text: string,
  { cue, source, content }: { cue: Extent; source: Extent | null; content: Extent },
): string {
  const words = ({ start, end }: Extent) => text.slice(start, end);
  return `{${words(cue)}} [${source === null ? '' : words(source)}] <${words(content)}>`;
}
