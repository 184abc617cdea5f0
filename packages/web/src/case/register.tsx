import type { CaseSummary, DocumentRecord } from '@isnad/server/api';
import type { ReactNode } from 'react';
import { hrefOf, reportHref } from '../address.ts';
import { replaced } from '../api/endpoints.ts';
import { useRemote } from '../api/remote.ts';
import { Folio } from '../marks/icons.tsx';
import type { ReviewStanding } from '../marks/ring.tsx';
import { Head } from '../parts/head.tsx';
import { Pages } from '../parts/pages.tsx';
import { useWords } from '../words/context.tsx';
import { BlankLine, Incoming } from './incoming.tsx';
import { theReports } from './questions.ts';

/** The reports in the order they came in, a ring for every claim, and the blank line that waits for the next. */
export function Register({ summary }: { readonly summary: CaseSummary }): ReactNode {
  const words = useWords();
  const newer = useRemote(replaced()).value ?? {};
  const rest = summary.claims - summary.reviewed.claim;
  return (
    <aside className="register" aria-labelledby="h-register">
      <Head big id="h-register" end={words.say('register.rest', { rest, of: summary.claims })}>
        {words.say('register.title')}
      </Head>
      {summary.documents > 0 && <p className="resume">{words.say('register.rings')}</p>}
      <ol className="reports">
        <Pages pageAfter={theReports} isEndless={false}>
          {(records) =>
            records.map((record) => <Report key={record.id} record={record} newest={newer[record.id] ?? null} />)
          }
        </Pages>
        <Incoming />
        <BlankLine number={summary.documents + 1} />
      </ol>
    </aside>
  );
}

function Report({
  record,
  newest,
}: {
  readonly record: DocumentRecord;
  /** Its newest version, where that is another report. */
  readonly newest: string | null;
}): ReactNode {
  const words = useWords();
  const { id, number, outlet, title, published, rings, behind } = record;
  const reviewed = rings.replaceAll('.', '').length;
  return (
    <li className={newest === null ? undefined : 'is-old'}>
      <a href={reportHref(id)}>
        <span className="no num">{words.number(number)}</span>
        <span className="what">
          <b lang="ar">
            <bdi>{outlet ?? words.say('source.noPublisher')}</bdi>
          </b>
          {published !== null && <span>{words.date(published)}</span>}
          <span className="title" lang="ar">
            <bdi>{title}</bdi>
          </span>
        </span>
        <span className="cnt">{words.say('register.count', { reviewed, of: rings.length })}</span>
      </a>
      <Beads rings={rings} />
      {newest !== null && (
        <p className="copy">
          {words.say('register.old')}{' '}
          <a className="text-link" href={reportHref(newest)}>
            {words.say('page.otherVersion', { which: 'last' })}
          </a>
        </p>
      )}
      {behind !== null && (
        <p className="copy">
          <Folio stacked={behind.shared >= COPY} />
          <a className="text-link" href={hrefOf({ room: 'compare', a: behind.document, b: id })}>
            {words.say(behind.shared >= COPY ? 'register.copy' : 'register.shares', {
              shared: words.percent(behind.shared),
            })}
          </a>
        </p>
      )}
    </li>
  );
}

/** The share of common words from which a report is called a copy. */
const COPY = 0.5;

/** Beads that a line of the register still holds at a glance. */
const MOST = 120;

const STANDING: { readonly [letter: string]: ReviewStanding } = {
  a: 'accepted',
  c: 'corrected',
  r: 'rejected',
  w: 'waiting',
  d: 'disputed',
};

/** A ring a claim. It only draws what the count beside it says. */
function Beads({ rings }: { readonly rings: string }): ReactNode {
  const beads = Array.from(rings.slice(0, MOST), (letter, claim) => ({ claim, standing: STANDING[letter] ?? 'open' }));
  return (
    <span className="beads" aria-hidden="true">
      {beads.map(({ claim, standing }) => (
        <i key={claim} data-state={standing} />
      ))}
    </span>
  );
}
