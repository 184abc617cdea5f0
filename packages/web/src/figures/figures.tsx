import type { MeasureRecord, OpenSeries } from '@isnad/server/api';
import { isContesting } from '@isnad/weighing/contesting';
import { type ReactNode, useMemo } from 'react';
import { hrefOf } from '../address.ts';
import { measures, seriesOf } from '../api/endpoints.ts';
import { useRemote } from '../api/remote.ts';
import { contestingFirst } from '../claims/contesting.ts';
import { Relation } from '../marks/icons.tsx';
import { Head } from '../parts/head.tsx';
import { Pages } from '../parts/pages.tsx';
import { Quoting } from '../parts/quoting.tsx';
import { Trouble, Waiting } from '../parts/troubles.tsx';
import { CaseFlags } from '../review/flagged.tsx';
import { useSitting } from '../review/sitting.ts';
import { useKeys } from '../shell/keys.ts';
import { useTitle } from '../shell/title.ts';
import { useWords } from '../words/context.tsx';
import { drawnOf } from './drawn.ts';
import { Picture } from './picture.tsx';
import { PointTable } from './table.tsx';
import './figures.css';

/** Measures that stand in a list before somebody asks for more. */
const PAGE = 40;
/** Marks that a picture has room for. */
const DRAWN = 120;

/** What the reports measure: each measured thing with all that is said of it, over time. */
export default function Figures({ id }: { readonly id: string | null }): ReactNode {
  const words = useWords();
  const several = useRemote(measures('several', { limit: PAGE }));
  const single = useRemote(measures('one', { limit: PAGE }));
  const first = several.value?.items[0] ?? (several.value === null ? undefined : single.value?.items[0]);
  const chosen = id ?? first?.id ?? null;
  const { value, problem } = useRemote(chosen === null ? null : seriesOf(chosen));
  useTitle(value?.measure ?? words.say('room.figures'));
  const trouble = problem ?? several.problem ?? single.problem;
  if (several.value === null || single.value === null || (chosen !== null && value === null))
    return trouble === null ? <Waiting /> : <Trouble problem={trouble} />;
  return (
    <div className="room figures">
      <article>
        {value === null ? (
          <>
            <h1>{words.say('room.figures')}</h1>
            <p className="quiet">{words.say('figures.nothing')}</p>
          </>
        ) : (
          <Series key={value.id} series={value} />
        )}
      </article>
      <nav aria-label={words.say('figures.measures')}>
        <Measures points="several" count={several.value.total} chosen={chosen} />
        <Measures points="one" count={single.value.total} chosen={chosen} />
      </nav>
    </div>
  );
}

function Measures({
  points: wanted,
  count,
  chosen,
}: {
  readonly points: 'several' | 'one';
  readonly count: number;
  readonly chosen: string | null;
}): ReactNode {
  const words = useWords();
  if (count === 0) return null;
  return (
    <>
      <Head end={words.number(count)}>{words.say(wanted === 'one' ? 'figures.single' : 'figures.several')}</Head>
      <ul>
        <Pages pageAfter={(after) => measures(wanted, { limit: PAGE, after })} isEndless={false}>
          {(page) => page.map((measure) => <Measure key={measure.id} measure={measure} chosen={chosen} />)}
        </Pages>
      </ul>
    </>
  );
}

function Measure({
  measure: { id, measure, points, conflicts },
  chosen,
}: {
  readonly measure: MeasureRecord;
  readonly chosen: string | null;
}): ReactNode {
  const words = useWords();
  return (
    <li>
      <a href={hrefOf({ room: 'figures', id })} aria-current={id === chosen ? 'true' : undefined}>
        <bdi lang="ar">{measure}</bdi>
        <span className="num">
          {conflicts > 0 && <Relation sign="against" />} {words.number(points)}
        </span>
      </a>
    </li>
  );
}

function Series({ series }: { readonly series: OpenSeries }): ReactNode {
  const { measure, place, per, points, conflicts } = series;
  const words = useWords();
  const contested = useMemo(() => conflicts.filter(isContesting), [conflicts]);
  const drawn = useMemo(() => drawnOf(points, contested, DRAWN), [points, contested]);
  const sitting = useSitting<string>();
  useKeys([['Ctrl+KeyZ', () => void sitting.undo()]]);
  const origins = new Set(points.map(({ origin, originKey }) => originKey ?? origin)).size;
  return (
    <>
      <header className="series-head">
        <h1>
          <bdi lang="ar">{measure}</bdi>
        </h1>
        <p className="verdict">
          {words.say('figures.holds', { points: points.length, origins })}
          {place !== null && (
            <>
              {' · '}
              <bdi lang="ar">{place}</bdi>
            </>
          )}
          {per !== null && ` · ${words.say('figure.per', { per })}`}
          {contested.length > 0 && (
            <span className="red">
              {' · '}
              <Relation sign="against" /> {words.say('case.contested', { count: contested.length })}
            </span>
          )}
        </p>
      </header>
      <Picture points={drawn} conflicts={contested} />
      {drawn.length < points.length && (
        <p className="quiet">{words.say('figures.drawn', { drawn: drawn.length, all: points.length })}</p>
      )}
      {conflicts.length > 0 && (
        <ul className="against-list">
          {contestingFirst(conflicts).map((conflict) => {
            const { a, b, because } = conflict;
            const contests = isContesting(conflict);
            return (
              <li className={contests ? 'red' : undefined} key={`${a.document} ${a.claim} ${b.document} ${b.claim}`}>
                <Relation sign={contests ? 'against' : 'otherwise'} /> <Quoting>{because[words.language]}</Quoting>
              </li>
            );
          })}
        </ul>
      )}
      {series.flags.length > 0 && (
        <ol className="flagged" aria-label={words.say('flags.across')}>
          <CaseFlags flags={series.flags} sitting={sitting} />
        </ol>
      )}
      {sitting.problem !== null && <Trouble problem={sitting.problem} />}
      <PointTable series={series} />
    </>
  );
}
