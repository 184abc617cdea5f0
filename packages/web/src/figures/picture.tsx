import type { Conflict } from '@isnad/server/api';
import { type ReactNode, useMemo } from 'react';
import { reportHref } from '../address.ts';
import { Relation } from '../marks/icons.tsx';
import { useInks } from '../marks/inks-of-case.ts';
import { Seal } from '../marks/seal.tsx';
import { useExtent } from '../parts/extent.ts';
import { vars } from '../parts/vars.ts';
import { useWords } from '../words/context.tsx';
import { type Mark, type Plot, plotOf, type SeriesPoint } from './plot.ts';

const HEIGHT = 400;
/** Under this width a list tells more than a picture: the table stands alone. */
const LEAST = 560;

/** Every figure of a series as it lies in time and amount; each opens its words. The table beneath says the same. */
export function Picture({
  points,
  conflicts,
}: {
  readonly points: readonly SeriesPoint[];
  readonly conflicts: readonly Conflict[];
}): ReactNode {
  const words = useWords();
  const [frame, { width }] = useExtent<HTMLDivElement>();
  const plot = useMemo(() => (width < LEAST ? null : plotOf(points, { width, height: HEIGHT })), [points, width]);
  const against = new Set(conflicts.flatMap(({ a, b }) => [a, b].map(({ document, claim }) => `${document} ${claim}`)));
  return (
    <figure className="picture" aria-label={words.say('figures.picture')}>
      <div ref={frame}>
        {plot !== null && (
          <div className="field" style={vars({ '--height': plot.height })}>
            <Lines plot={plot} />
            <ol className="amounts" aria-hidden="true">
              {plot.rows.map(({ value, at }) => (
                <li key={value} style={vars({ '--y': at })}>
                  {words.number(value)}
                </li>
              ))}
            </ol>
            <ol className="days" aria-hidden="true">
              {plot.columns.map(({ value, at }) => (
                <li key={value} style={vars({ '--x': at })}>
                  {words.date(new Date(value).toISOString().slice(0, 10))}
                </li>
              ))}
              {plot.undated !== null && <li style={vars({ '--x': plot.undated })}>{words.say('figures.undated')}</li>}
            </ol>
            <ol className="marks">
              {plot.marks.map((mark) => (
                <MarkLabel
                  key={`${mark.point.claim.document} ${mark.point.figure}`}
                  mark={mark}
                  isAgainst={against.has(`${mark.point.claim.document} ${mark.point.claim.claim}`)}
                />
              ))}
            </ol>
          </div>
        )}
      </div>
    </figure>
  );
}

function MarkLabel({ mark, isAgainst }: { readonly mark: Mark; readonly isAgainst: boolean }): ReactNode {
  const words = useWords();
  const inkOf = useInks();
  const { point, x, low, high, label } = mark;
  const ink = inkOf(point.originKey);
  return (
    <li>
      <span className="at" style={vars({ '--x': x, '--y': (low + high) / 2 })} aria-hidden="true">
        <Seal ink={ink} />
      </span>
      <a
        className={label === null ? `${ink.colour} slip` : ink.colour}
        href={reportHref(point.claim.document, point.claim.claim)}
        style={vars({ '--x': label?.x ?? x + 14, '--y': label?.y ?? (low + high) / 2 })}
      >
        <b lang="ar">
          {isAgainst && (
            <>
              <Relation sign="against" />{' '}
            </>
          )}
          <bdi>{point.text}</bdi>
        </b>
        <bdi className="from" lang={point.originName === null ? words.language : 'ar'}>
          {point.originName ?? words.say('chain.ownVoice')}
        </bdi>
      </a>
    </li>
  );
}

/** What is only drawn: the rules of the field, ranges of amount and of time, and the leaders to the labels. */
function Lines({ plot: { width, height, rows, marks } }: { readonly plot: Plot }): ReactNode {
  const words = useWords();
  const inkOf = useInks();
  const turn = (x: number): number => (words.dir === 'rtl' ? width - x : x);
  const line = (x1: number, y1: number, x2: number, y2: number): string => `M${turn(x1)} ${y1}L${turn(x2)} ${y2}`;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {rows.map(({ value, at }) => (
        <path key={value} className={value === 0 ? 'ground' : 'row'} d={line(56, at, width, at)} />
      ))}
      {marks.map(({ point, x, from, to, low, high, open, label }) => {
        const middle = (low + high) / 2;
        const tail = open === 'high' ? high - 26 : low + 26;
        return (
          <g key={`${point.claim.document} ${point.figure}`} className={inkOf(point.originKey).colour}>
            {to - from > 2 && <path className="time" d={line(from, middle, to, middle)} />}
            {low !== high && (
              <path d={line(x, low, x, high) + line(x - 7, low, x + 7, low) + line(x - 7, high, x + 7, high)} />
            )}
            {open !== null && <path className="open" d={line(x, open === 'high' ? high : low, x, tail)} />}
            {label !== null && Math.hypot(label.y - middle, label.x - x - 14) > 8 && (
              <path className="leader" d={line(Math.max(to, x) + 7, middle, label.x - 3, label.y)} />
            )}
          </g>
        );
      })}
    </svg>
  );
}
