import type { SeriesRecord } from '@isnad/server/api';
import type { ReactNode } from 'react';
import { hrefOf } from '../address.ts';
import { series } from '../api/endpoints.ts';
import { useRemote } from '../api/remote.ts';
import { Relation } from '../marks/icons.tsx';
import { Head } from '../parts/head.tsx';
import { Quoting } from '../parts/quoting.tsx';
import { Trouble, Waiting } from '../parts/troubles.tsx';
import { useTitle } from '../shell/title.ts';
import { useWords } from '../words/context.tsx';
import { Picture } from './picture.tsx';
import { PointTable } from './table.tsx';
import './figures.css';

/** What the reports measure: each measured thing with all that is said of it, over time. */
export default function Figures({ id }: { readonly id: string | null }): ReactNode {
  const words = useWords();
  const { value, problem } = useRemote(series({ limit: 1000 }));
  const all = inOrder(value?.items ?? []);
  const chosen = all.find((one) => one.id === id) ?? all[0];
  useTitle(chosen?.measure ?? words.say('room.figures'));
  if (value === null) return problem === null ? <Waiting /> : <Trouble problem={problem} />;
  const several = all.filter(({ points }) => points.length > 1);
  const single = all.filter(({ points }) => points.length === 1);
  return (
    <div className="room figures">
      <article>
        {chosen === undefined ? (
          <>
            <h1>{words.say('room.figures')}</h1>
            <p className="quiet">{words.say('figures.nothing')}</p>
          </>
        ) : (
          <Series key={chosen.id} series={chosen} />
        )}
      </article>
      <nav aria-label={words.say('figures.measures')}>
        <Measures title={words.say('figures.several')} list={several} chosen={chosen} />
        <Measures title={words.say('figures.single')} list={single} chosen={chosen} />
      </nav>
    </div>
  );
}

/** Those in which reports differ first, then those of most reports. */
function inOrder(all: readonly SeriesRecord[]): SeriesRecord[] {
  return all.toSorted(
    (a, b) =>
      Number(b.conflicts.length > 0) - Number(a.conflicts.length > 0) ||
      b.points.length - a.points.length ||
      (a.measure < b.measure ? -1 : 1),
  );
}

function Measures({
  title,
  list,
  chosen,
}: {
  readonly title: string;
  readonly list: readonly SeriesRecord[];
  readonly chosen: SeriesRecord | undefined;
}): ReactNode {
  const words = useWords();
  if (list.length === 0) return null;
  return (
    <>
      <Head end={words.number(list.length)}>{title}</Head>
      <ul>
        {list.map(({ id, measure, points, conflicts }) => (
          <li key={id}>
            <a href={hrefOf({ room: 'figures', id })} aria-current={id === chosen?.id ? 'true' : undefined}>
              <bdi lang="ar">{measure}</bdi>
              <span className="num">
                {conflicts.length > 0 && <Relation sign="against" />} {words.number(points.length)}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

function Series({ series: { measure, place, per, points, conflicts } }: { readonly series: SeriesRecord }): ReactNode {
  const words = useWords();
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
          {conflicts.length > 0 && (
            <span className="red">
              {' '}
              <Relation sign="against" />
              {words.say('case.contested', { count: conflicts.length })}
            </span>
          )}
        </p>
      </header>
      <Picture points={points} conflicts={conflicts} />
      {conflicts.length > 0 && (
        <ul className="against-list">
          {conflicts.map(({ a, b, because }) => (
            <li className="red" key={`${a.document} ${a.claim} ${b.document} ${b.claim}`}>
              <Relation sign="against" /> <Quoting>{because[words.language]}</Quoting>
            </li>
          ))}
        </ul>
      )}
      <PointTable points={points} />
    </>
  );
}
