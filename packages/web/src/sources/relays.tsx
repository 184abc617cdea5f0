import type { ReactNode } from 'react';
import { hrefOf } from '../address.ts';
import { keyOf, useInks } from '../marks/inks-of-case.ts';
import { Seal } from '../marks/seal.tsx';
import { useExtent } from '../parts/extent.ts';
import { vars } from '../parts/vars.ts';
import { useWords } from '../words/context.tsx';
import type { GraphLayout, PlacedEdge, PlacedSource } from './graph.ts';

const ROW = 30;
/** Under this width there is no room for names on both sides: the table stands alone. */
const LEAST = 720;
/** For the names at either side. */
const SIDE = 260;
/** Width of the widest curve at most: of a large case it stands for tens of thousands of claims. */
const WIDEST = 14;

/** Who passes on whose claims: a curve from each source to those that took from it, as wide as what they took. */
export function Relays({
  layout,
  chosen,
}: {
  readonly layout: GraphLayout;
  readonly chosen: string | null;
}): ReactNode {
  const words = useWords();
  const inkOf = useInks();
  const [frame, { width }] = useExtent<HTMLDivElement>();
  const height = (layout.rows + 1) * ROW;
  const x = ({ column }: PlacedSource): number =>
    layout.columns < 2 ? width / 2 : SIDE + (column * (width - 2 * SIDE)) / (layout.columns - 1);
  const y = ({ row }: PlacedSource): number => (row + 1) * ROW;
  const widest = Math.max(0, ...layout.edges.map(({ claims }) => Math.sqrt(claims)));
  const scale = Math.min(1, (WIDEST - 1) / widest);
  const turn = (at: number): number => (words.dir === 'rtl' ? width - at : at);
  const curve = ({ from, to }: PlacedEdge): string => {
    const [start, end] = [turn(x(from)), turn(x(to))];
    if (from.column === to.column)
      return bow(start, y(from), y(to), (from.column === 0) === (words.dir === 'ltr') ? 1 : -1);
    const middle = (start + end) / 2;
    return `M${start} ${y(from)}C${middle} ${y(from)} ${middle} ${y(to)} ${end} ${y(to)}`;
  };
  const isFaint = ({ from, to }: PlacedEdge): boolean =>
    chosen !== null && from.source.key !== chosen && to.source.key !== chosen;
  return (
    <figure className="relays" aria-label={words.say('sources.picture')}>
      <div ref={frame}>
        {width >= LEAST && (
          <div className="field" style={vars({ '--height': height })}>
            <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
              {layout.edges.map((edge) => (
                <path
                  key={`${edge.from.source.key} ${edge.to.source.key}`}
                  className={`${inkOf(keyOf(edge.from.source)).colour}${isFaint(edge) ? ' is-faint' : ''}`}
                  strokeWidth={1 + scale * Math.sqrt(edge.claims)}
                  d={curve(edge)}
                />
              ))}
            </svg>
            <ol>
              {layout.nodes.map((node) => (
                <li key={node.source.key} style={vars({ '--x': x(node), '--y': y(node) })}>
                  <a
                    className={node.column === 0 ? 'first' : node.column === layout.columns - 1 ? 'last' : 'between'}
                    href={hrefOf({ room: 'sources', key: node.source.key })}
                    aria-current={node.source.key === chosen ? 'true' : undefined}
                  >
                    <Seal ink={inkOf(keyOf(node.source))} />
                    <bdi lang="ar">{node.source.name}</bdi>
                  </a>
                </li>
              ))}
            </ol>
          </div>
        )}
      </div>
      {width >= LEAST && layout.more > 0 && <p className="quiet">{words.say('sources.more', { more: layout.more })}</p>}
    </figure>
  );
}

/** Between two of one column: a bow on the side away from their names. */
function bow(x: number, from: number, to: number, side: 1 | -1): string {
  const off = x + side * (18 + Math.abs(to - from) / 4);
  return `M${x} ${from}C${off} ${from} ${off} ${to} ${x} ${to}`;
}
