import { PROCLITIC, type Table } from '@isnad/text';
import { tokenSpan } from '../analysis.ts';
import type { Cause } from '../contract.ts';
import type { Range, Syntax } from '../grammar/syntax.ts';

/** The causes that a box lists under its heading: «خلفيات التمرد» and, below it, a line for each. */
export function headedCauses(syntax: Syntax, headings: Table<true>): Omit<Cause, 'attribution'>[] {
  const { blocks, words, tokens } = syntax.analysis;
  const causes: Omit<Cause, 'attribution'>[] = [];
  let heading: Range | undefined;
  for (const block of blocks) {
    const { first, last, kind } = block;
    if (kind === 'heading' || kind === 'title')
      heading = last - first >= 2 && headings.at(words, first, PROCLITIC) === true ? block : undefined;
    else if (kind !== 'item') heading = undefined;
    else if (heading !== undefined)
      causes.push({
        cause: tokenSpan(tokens, first, last),
        effect: tokenSpan(tokens, heading.first + 1, heading.last),
        marker: tokenSpan(tokens, heading.first, heading.first + 1),
        kind: 'cause',
      });
  }
  return causes;
}
