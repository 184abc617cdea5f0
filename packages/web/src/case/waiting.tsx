import type { CaseSummary, QueueItem } from '@isnad/server/api';
import { type ReactNode, useState } from 'react';
import { hrefOf, reportHref } from '../address.ts';
import { latest, watched } from '../api/endpoints.ts';
import { useRemote } from '../api/remote.ts';
import { routesOf } from '../claims/why.ts';
import { Folio } from '../marks/icons.tsx';
import { Ring } from '../marks/ring.tsx';
import { Head } from '../parts/head.tsx';
import { FreshCount, watchHref } from '../search/watched.tsx';
import { useWords } from '../words/context.tsx';
import { reportsAtLastVisit } from './last-visit.ts';
import { SHOWN, theQueue } from './questions.ts';

/** The reports that came in since this reader was here last. */
export function New({ summary }: { readonly summary: CaseSummary }): ReactNode {
  const words = useWords();
  const [seen] = useState(() => reportsAtLastVisit(summary.info.id, summary.documents));
  const count = seen === null ? 0 : summary.documents - seen;
  const { value } = useRemote(count > 0 ? latest(Math.min(count, SHOWN)) : null);
  if (value === null || count <= 0) return null;
  return (
    <section aria-labelledby="h-new">
      <Head big id="h-new" end={words.say('case.newReports', { count })}>
        {words.say('case.newTitle')}
      </Head>
      <ol className="pairs">
        {value.items.map(({ id, title, outlet, published, number }) => (
          <li key={id}>
            <a href={reportHref(id)}>
              <span className="rel-s">
                <Folio />
              </span>
              <span className="q" lang="ar" dir="rtl">
                {title ?? words.say('reader.next', { number })}
              </span>
              <span className="why">{published === null ? '' : words.date(published)}</span>
              <span className="src">
                <bdi lang="ar">{outlet ?? words.say('source.noPublisher')}</bdi>
              </span>
            </a>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Kept searches that find something new. */
export function WatchedNew(): ReactNode {
  const words = useWords();
  const fresh = (useRemote(watched()).value ?? []).filter((search) => search.fresh);
  if (fresh.length === 0) return null;
  return (
    <section aria-labelledby="h-watched-new">
      <Head big id="h-watched-new">
        {words.say('watch.title')}
      </Head>
      <ul className="watched-new">
        {fresh.map((search) => (
          <li key={search.id}>
            <a href={watchHref(search)}>
              <bdi>{search.name}</bdi>{' '}
              <span className="quiet">
                <FreshCount search={search} />
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Claims that nobody has decided on: those of the heaviest groups. */
export function Unreviewed({ summary }: { readonly summary: CaseSummary }): ReactNode {
  const words = useWords();
  const rest = summary.claims - summary.reviewed.claim;
  const { value } = useRemote(rest > 0 ? theQueue() : null);
  if (value === null || value.items.length === 0) return null;
  return (
    <section aria-labelledby="h-unreviewed">
      <Head
        big
        id="h-unreviewed"
        end={
          <a className="text-link" href={hrefOf({ room: 'review', part: 'first' })}>
            {words.say('review.rest', { rest })}
          </a>
        }
      >
        {words.say('case.unreviewedTitle')}
      </Head>
      <ol className="pairs">
        {value.items.map((item) => (
          <Waiting key={`${item.claim.document} ${item.claim.id}`} item={item} />
        ))}
      </ol>
    </section>
  );
}

function Waiting({ item: { claim, number, group } }: { readonly item: QueueItem }): ReactNode {
  const words = useWords();
  return (
    <li>
      <a href={reportHref(claim.document, claim.id)}>
        <span className="rel-s">
          <Ring standing="open" />
        </span>
        <q className="q" lang="ar" dir="rtl">
          {claim.text}
        </q>
        <span className="why">{routesOf(words, group)}</span>
        <span className="src">{words.say('reader.next', { number })}</span>
      </a>
    </li>
  );
}
