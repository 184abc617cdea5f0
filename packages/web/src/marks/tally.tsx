import type { ReactNode } from 'react';
import type { Ink } from './ink.ts';

/** A stroke a route that shares no node with another, open where it is only possible. Aloud it says nothing: the count is said beside it. */
export function Tally({
  certain,
  possible,
  inks,
}: {
  readonly certain: number;
  /** With the possible ones. */
  readonly possible: number;
  /** Of the origins, as far as they are known. */
  readonly inks: readonly Ink[];
}): ReactNode {
  const strokes: ReactNode[] = [];
  for (let route = 0; route < Math.min(possible, MOST); route++) {
    const may = route >= certain;
    const colour = inks[route]?.colour ?? (may ? 'slate' : '');
    strokes.push(<i key={route} className={may ? `${colour} may` : colour} />);
  }
  return (
    <span className="tally" aria-hidden="true">
      {strokes.length === 0 ? <i className="none" /> : strokes}
    </span>
  );
}

/** Strokes that an eye counts at a glance, and that a line has room for; of more the words beside tell the number. */
const MOST = 5;
