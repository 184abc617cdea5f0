import type { Colour } from '../marks/ink.ts';

/**
 * Marks on words by the CSS Custom Highlight API: ranges, no wrappers, so that Arabic stays joined. `reader.css` says
 * how each looks. A browser without it shows the text without marks.
 */
export type HighlightName =
  | `cue-${Colour}`
  | `chosen-${Colour}`
  | `touched-${Colour}`
  | 'figure'
  | 'date'
  | 'name'
  | 'cause'
  | 'act'
  | 'flag'
  | 'active'
  | 'found';

/** What is painted later lies over what was painted before. */
const OVER: ReadonlyArray<readonly [prefix: string, priority: number]> = [
  ['touched', 1],
  ['chosen', 2],
  ['cue', 3],
  ['active', 4],
];

/** Paints ranges under a name until the answer is called. */
export function paint(name: HighlightName, ranges: readonly (AbstractRange | null)[]): () => void {
  if (!('highlights' in CSS)) return () => undefined;
  const there = ranges.filter((range) => range !== null);
  if (there.length === 0) return () => undefined;
  let highlight = CSS.highlights.get(name);
  if (highlight === undefined) {
    highlight = new Highlight();
    highlight.priority = OVER.find(([prefix]) => name.startsWith(prefix))?.[1] ?? 0;
    CSS.highlights.set(name, highlight);
  }
  for (const range of there) highlight.add(range);
  return () => {
    for (const range of there) highlight.delete(range);
    if (highlight.size === 0) CSS.highlights.delete(name);
  };
}
