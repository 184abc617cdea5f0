import type { OpenSeries } from '@isnad/server/api';
import { type ReactNode, useMemo } from 'react';
import { groupHref, reportHref } from '../address.ts';
import { verdictOf } from '../claims/why.ts';
import { Relation } from '../marks/icons.tsx';
import { useInks } from '../marks/inks-of-case.ts';
import { Seal } from '../marks/seal.tsx';
import { useFirstOf } from '../parts/first-of.tsx';
import { Head } from '../parts/head.tsx';
import { useWords } from '../words/context.tsx';
import { amountOf, daysOf } from '../words/quantities.tsx';
import type { SeriesPoint } from './plot.ts';
import '../styles/ledger.css';

/** Rows that stand there before somebody asks for more. */
const ROWS = 60;

/** The table behind the picture, by time. */
export function PointTable({ series: { points, groups } }: { readonly series: OpenSeries }): ReactNode {
  const words = useWords();
  const inkOf = useInks();
  const rows = useMemo(
    () =>
      points
        .map((point, place) => ({ point, group: groups[place] ?? null }))
        .sort((a, b) => (timeOf(a.point) < timeOf(b.point) ? -1 : 1)),
    [points, groups],
  );
  const { shown, more } = useFirstOf(rows, ROWS);
  return (
    <section className="ledger" aria-labelledby="h-points">
      <Head id="h-points">{words.say('figures.table')}</Head>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.say('figures.printed')}</th>
            <th scope="col">{words.say('figures.read')}</th>
            <th scope="col">{words.say('figures.when')}</th>
            <th scope="col">{words.say('chain.origin')}</th>
            <th scope="col">{words.say('sources.published')}</th>
            <th scope="col">{words.say('figures.routes')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ point, group }) => (
            <tr key={`${point.claim.document} ${point.figure}`}>
              <th scope="row">
                <a href={reportHref(point.claim.document, point.claim.claim)} lang="ar" dir="rtl">
                  {point.text}
                </a>
              </th>
              <td>{amountOf(words, { ...point, unit: null, hedge: hedgeOf(point.hedge), per: null })}</td>
              <td>{point.earliest === null && point.latest === null ? '' : daysOf(words, point)}</td>
              <td>
                <Seal ink={inkOf(point.originKey)} />
                {'\u00a0'}
                <bdi lang={point.originName === null ? words.language : 'ar'}>
                  {point.originName ?? words.say('chain.ownVoice')}
                </bdi>
              </td>
              <td>{point.published !== null && words.date(point.published)}</td>
              <td>
                {group !== null && (
                  <a className={group.grade === 'contested' ? 'text-link red' : 'text-link'} href={groupHref(group.id)}>
                    {group.grade === 'contested' && <Relation sign="against" />} {verdictOf(words, group)}
                  </a>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more}
    </section>
  );
}

function timeOf({ earliest, latest, published }: SeriesPoint): string {
  return earliest ?? latest ?? published ?? '9999';
}

const HEDGES = ['about', 'more than', 'less than', 'at least', 'at most', 'up to'] as const;

function hedgeOf(hedge: string | null): (typeof HEDGES)[number] | null {
  return HEDGES.find((one) => one === hedge) ?? null;
}
