import type { ReactNode } from 'react';
import { hrefOf } from '../address.ts';
import type { Ink } from '../marks/ink.ts';
import { type InkOf, keyOf, useInks } from '../marks/inks-of-case.ts';
import { Seal } from '../marks/seal.tsx';
import { useExtent } from '../parts/extent.ts';
import { vars } from '../parts/vars.ts';
import { useWords } from '../words/context.tsx';
import type { CausesLayout, PlacedThing, Tie } from './graph.ts';

/** Pixels of a row: two lines of words and air. */
const ROW = 60;
/** Under this width there is no room for words and curves: the list stands alone. */
const LEAST = 720;
/** The share of a column that its words take; the rest is for the curves. */
const WORDS = 0.62;
/** Pixels that a letter of them takes on average. */
const LETTER = 7.6;

/** What is said to lead to what: a curve from cause to effect for everybody who says so, in their ink. */
export function CausesPicture({
  layout,
  chosen,
}: {
  readonly layout: CausesLayout;
  readonly chosen: string | null;
}): ReactNode {
  const words = useWords();
  const inkOf = useInks();
  const [frame, { width }] = useExtent<HTMLDivElement>();
  const height = layout.rows * ROW;
  const column = width / Math.max(2, layout.columns);
  const turn = (x: number): number => (words.dir === 'rtl' ? width - x : x);
  const ties = layout.ties.map((tie) => drawn(tie, { column, inkOf, turn }));
  const isFaint = ({ ends }: DrawnTie): boolean => chosen !== null && !ends.includes(chosen);
  return (
    <figure className="net" aria-label={words.say('causes.picture')}>
      <div ref={frame}>
        {width >= LEAST && (
          <div className="field" style={vars({ '--height': height, '--words': column * WORDS })}>
            <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
              {ties.map((tie) => (
                <TieCurves key={tie.id} tie={tie} isFaint={isFaint(tie)} />
              ))}
            </svg>
            <div className="seals" aria-hidden="true">
              {ties.map((tie) => (
                <TieSeals key={tie.id} tie={tie} isFaint={isFaint(tie)} />
              ))}
            </div>
            <ol>
              {layout.nodes.map((node) => (
                <Thing key={node.thing.key} node={node} column={column} isChosen={node.thing.key === chosen} />
              ))}
            </ol>
          </div>
        )}
      </div>
    </figure>
  );
}

function Thing({
  node: { thing, column: place, row },
  column,
  isChosen,
}: {
  readonly node: PlacedThing;
  readonly column: number;
  readonly isChosen: boolean;
}): ReactNode {
  const words = useWords();
  return (
    <li style={vars({ '--x': place * column, '--y': (row + 0.5) * ROW })}>
      <a
        href={hrefOf({ room: 'causes', of: isChosen ? null : thing.key })}
        aria-current={isChosen ? 'true' : undefined}
      >
        <bdi lang="ar" dir="rtl">
          {thing.words}
        </bdi>
        <span className="vh"> {words.say('causes.said', { count: thing.statements })}</span>
      </a>
    </li>
  );
}

/** A curve for each who says that one leads to the other, side by side. */
function TieCurves({ tie, isFaint }: { readonly tie: DrawnTie; readonly isFaint: boolean }): ReactNode {
  const { inks, start, end, reach, top, foot } = tie;
  const head = (end < reach ? 1 : -1) * 6;
  return inks.map((ink, place) => {
    const off = offOf(place, inks.length);
    const curve = `M${start} ${top + off}C${reach} ${top + off} ${reach} ${foot + off} ${end} ${foot + off}`;
    const arrow = `M${end + head} ${foot + off - 4}L${end} ${foot + off}L${end + head} ${foot + off + 4}`;
    return (
      <path
        key={`${ink.colour} ${ink.seal}`}
        className={`${ink.colour}${isFaint ? ' is-faint' : ''}`}
        d={curve + arrow}
      />
    );
  });
}

/** The seals of who says so, in the middle of their curves. */
function TieSeals({ tie, isFaint }: { readonly tie: DrawnTie; readonly isFaint: boolean }): ReactNode {
  const { inks, start, end, reach, top, foot } = tie;
  return inks.map((ink, place) => (
    <span
      key={`${ink.colour} ${ink.seal}`}
      className={isFaint ? 'at is-faint' : 'at'}
      style={vars({ '--x': (start + 6 * reach + end) / 8, '--y': (top + foot) / 2 + offOf(place, inks.length) })}
    >
      <Seal ink={ink} />
    </span>
  ));
}

/** Pixels from the middle of a tie to one of its curves. */
function offOf(place: number, count: number): number {
  return (place - (count - 1) / 2) * 9;
}

/** A tie in pixels from the left. */
interface DrawnTie {
  readonly id: string;
  readonly ends: readonly string[];
  readonly inks: readonly Ink[];
  readonly start: number;
  readonly end: number;
  /** Where the curve turns. */
  readonly reach: number;
  readonly top: number;
  readonly foot: number;
}

function drawn(
  { from, to, statements }: Tie,
  { column, inkOf, turn }: { readonly column: number; readonly inkOf: InkOf; readonly turn: (x: number) => number },
): DrawnTie {
  const isBack = to.column <= from.column;
  const endOf = ({ thing, column: place }: PlacedThing): number =>
    place * column + Math.min(column * WORDS, thing.words.length * LETTER) + 8;
  const start = turn(endOf(from));
  const end = turn(isBack ? endOf(to) : to.column * column - 8);
  return {
    id: `${from.thing.key} ${to.thing.key}`,
    ends: [from.thing.key, to.thing.key],
    inks: distinct(statements.map(({ chain }) => inkOf(keyOf(chain.at(-1))))),
    ...{ start, end },
    reach: isBack ? turn((Math.max(from.column, to.column) + 0.92) * column) : (start + end) / 2,
    top: (from.row + 0.5) * ROW,
    foot: (to.row + 0.5) * ROW,
  };
}

function distinct(inks: readonly Ink[]): Ink[] {
  return [...new Map(inks.map((ink) => [`${ink.colour} ${ink.seal} ${ink.hollow}`, ink])).values()];
}
