import type { DocumentRecord, Group, OpenGroup } from '@isnad/server/api';
import { type ReactNode, useMemo, useState } from 'react';
import { reportHref } from '../address.ts';
import { routesOf } from '../claims/why.ts';
import { Folio } from '../marks/icons.tsx';
import { keyOf, useInks } from '../marks/inks-of-case.ts';
import { Seal } from '../marks/seal.tsx';
import { useExtent } from '../parts/extent.ts';
import { vars } from '../parts/vars.ts';
import { useWords } from '../words/context.tsx';
import { type Turn, threadPaths, waterPath } from './curves.ts';
import { disjointRoutes } from './disjoint.ts';
import { type Layout, layoutOf, type Place, type Point } from './layout.ts';
import { Mouths } from './mouths.tsx';
import './route-graph.css';

/** Widths under which the picture stands upright, origins on top. */
const UPRIGHT = 860;
const MOUTH = 300;

/** How a group's words came down: rivers from their origins through relays and reports to the claim. */
export function RouteGraph({
  group,
  sources,
  documents,
}: {
  readonly group: Group;
  readonly sources: OpenGroup['sources'];
  readonly documents: ReadonlyMap<string, DocumentRecord>;
}): ReactNode {
  const words = useWords();
  const [frame, { width }] = useExtent<HTMLDivElement>();
  const isUpright = width < UPRIGHT;
  const layout = useMemo(
    () => (width === 0 ? null : layoutOf(group.routes, isUpright ? 'upright' : 'level', width, MOUTH)),
    [group, width, isUpright],
  );
  const [touched, setTouched] = useState<string | null>(null);
  return (
    <figure className="route" aria-labelledby="route-caption">
      <figcaption className="vh" id="route-caption">
        {routesOf(words, { grade: group.grade, certain: group.routes.certain, possible: group.routes.possible })}
      </figcaption>
      <div ref={frame} className={isUpright ? 'route-frame is-upright' : 'route-frame'}>
        {layout !== null && (
          <Field
            layout={layout}
            group={group}
            sources={sources}
            documents={documents}
            isUpright={isUpright}
            touched={touched}
            onTouch={setTouched}
          />
        )}
      </div>
    </figure>
  );
}

function Field({
  layout,
  group,
  sources,
  documents,
  isUpright,
  touched,
  onTouch,
}: {
  readonly layout: Layout;
  readonly group: Group;
  readonly sources: OpenGroup['sources'];
  readonly documents: ReadonlyMap<string, DocumentRecord>;
  readonly isUpright: boolean;
  readonly touched: string | null;
  readonly onTouch: (node: string | null) => void;
}): ReactNode {
  const words = useWords();
  const inkOf = useInks();
  const width = isUpright ? layout.across : layout.along;
  const height = isUpright ? layout.along : layout.across;
  const turn: Turn = ({ along, across }) => {
    const [inline, block] = isUpright ? [across, along] : [along, across];
    return [words.dir === 'rtl' ? width - inline : inline, block];
  };
  const place = ({ along, across }: Point) =>
    isUpright ? vars({ '--x': across, '--y': along }) : vars({ '--x': along, '--y': across });
  const certain = useMemo(
    () => layout.mouths.flatMap(({ river }) => river.streams.filter((stream) => stream.certain)),
    [layout],
  );
  const streams = new Map<string, number>();
  for (const { river } of layout.mouths) {
    for (const { nodes } of river.streams) for (const node of nodes) streams.set(node, (streams.get(node) ?? 0) + 1);
  }
  return (
    <div className="field" style={vars({ '--width': width, '--height': height })}>
      <svg className="rivers" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        {layout.bundles.map((bundle, index) => {
          const river = layout.mouths.find(({ river: one }) => one === layout.rivers[bundle.river]);
          const ink = inkOf(keyOf(sources[river?.river.origin.id ?? '']));
          const isFaint = touched !== null && !bundle.nodes.has(touched);
          const key = `${index} ${bundle.from.along} ${bundle.from.across}`;
          return (
            <g key={key} className={[ink.colour, bundle.certain ? '' : 'may', isFaint ? 'is-faint' : ''].join(' ')}>
              {bundle.certain && <path className="water" d={waterPath(bundle, turn)} />}
              {threadPaths(bundle, turn).map((path, thread) => (
                <path key={path} className={bundle.threads[thread]!.copy ? 'copy-thread' : undefined} d={path} />
              ))}
            </g>
          );
        })}
        {layout.gauge !== null && <Gauge gauge={layout.gauge} turn={turn} />}
        {layout.ties.map((tie) => (
          <Banks key={tie.node} at={tie} turn={turn} />
        ))}
        <Line
          className="shore"
          from={{ along: layout.shore.along, across: layout.shore.from }}
          to={{ along: layout.shore.along, across: layout.shore.to }}
          turn={turn}
        />
      </svg>
      <ol className="columns" aria-hidden="true">
        {layout.columns.map(({ kind, along }) => (
          <li key={along} style={place({ along, across: 0 })}>
            {words.say(`route.${kind}`)}
          </li>
        ))}
      </ol>
      <ol className="nodes" aria-label={words.say('route.nodes')}>
        {layout.places.map((one) => (
          <NodeTag
            key={one.node.id}
            place={one}
            style={place(one)}
            group={group}
            sources={sources}
            documents={documents}
            streams={streams.get(one.node.id) ?? 0}
            isUpright={isUpright}
            isFaint={touched !== null && !isOnWayOf(layout, touched, one.node.id)}
            onTouch={onTouch}
          />
        ))}
      </ol>
      {layout.ties.map((tie) => (
        <span key={tie.node} className="count" style={place(tie)} aria-hidden="true">
          {words.number(tie.number)}
        </span>
      ))}
      <Mouths
        layout={layout}
        sources={sources}
        documents={documents}
        routes={group.routes}
        isUpright={isUpright}
        without={touched === null ? null : disjointRoutes(certain, touched)}
      />
    </div>
  );
}

/** Whether some stream passes both nodes. */
function isOnWayOf({ mouths }: Layout, a: string, b: string): boolean {
  return mouths.some(({ river }) => river.streams.some(({ nodes }) => nodes.includes(a) && nodes.includes(b)));
}

function NodeTag({
  place,
  style,
  group,
  sources,
  documents,
  streams,
  isUpright,
  isFaint,
  onTouch,
}: {
  readonly place: Place;
  readonly style: ReturnType<typeof vars>;
  readonly group: Group;
  readonly sources: OpenGroup['sources'];
  readonly documents: ReadonlyMap<string, DocumentRecord>;
  readonly streams: number;
  readonly isUpright: boolean;
  readonly isFaint: boolean;
  readonly onTouch: (node: string | null) => void;
}): ReactNode {
  const words = useWords();
  const inkOf = useInks();
  const { node } = place;
  const touch = {
    onPointerEnter: () => onTouch(node.id),
    onPointerLeave: () => onTouch(null),
    onFocus: () => onTouch(node.id),
    onBlur: () => onTouch(null),
  };
  const classes = ['node', isUpright ? 'aside' : place.label, isFaint ? 'is-faint' : ''].join(' ');
  if (node.kind === 'report') {
    const [first, ...behind] = node.documents;
    const record = first === undefined ? undefined : documents.get(first);
    const claim = group.claims.find(({ document }) => document === first);
    return (
      <li className={classes} style={style}>
        <a href={reportHref(first ?? '', claim?.claim ?? null)} {...touch}>
          <span className="at">
            <Folio stacked={behind.length > 0} />
          </span>
          <span className="tag">
            <b>
              <bdi lang="ar">{record?.outlet ?? words.say('source.noPublisher')}</bdi>
            </b>
            <span>
              {record?.published && words.date(record.published)}
              {behind.length > 0 && <> · {words.say('route.behind', { count: behind.length })}</>}
            </span>
          </span>
        </a>
      </li>
    );
  }
  return (
    <li className={classes} style={style}>
      <button type="button" {...touch}>
        <span className="at">
          <Seal ink={inkOf(keyOf(sources[node.id]))} />
        </span>
        <span className="tag">
          <b>
            <bdi lang="ar">{node.name}</bdi>
          </b>
          <span>
            {!node.named && words.say('route.unnamed')}
            {node.named && streams > 1 && words.say('route.passed', { count: streams })}
          </span>
        </span>
      </button>
    </li>
  );
}

function Line({
  className,
  from,
  to,
  turn,
}: {
  readonly className: string;
  readonly from: Point;
  readonly to: Point;
  readonly turn: Turn;
}): ReactNode {
  return <path className={className} d={`M${turn(from).join(' ')}L${turn(to).join(' ')}`} />;
}

function Gauge({ gauge, turn }: { readonly gauge: NonNullable<Layout['gauge']>; readonly turn: Turn }): ReactNode {
  const { along, from, to } = gauge;
  return <Line className="gauge" from={{ along, across: from }} to={{ along, across: to }} turn={turn} />;
}

/** The banks of a narrows: two curves that press a river together. */
function Banks({ at: { along, across }, turn }: { readonly at: Point; readonly turn: Turn }): ReactNode {
  const bank = (side: 1 | -1): string => {
    const point = (by: number, off: number): string =>
      turn({ along: along + by, across: across + side * off }).join(' ');
    return `M${point(-17, 17)}Q${point(0, 7)} ${point(17, 17)}`;
  };
  return <path className="bank" d={`${bank(-1)}${bank(1)}`} />;
}
