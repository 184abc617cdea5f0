import type { CaseSummary, ClaimRecord, CopyPair, DocumentRecord } from '@isnad/server/api';
import { type ReactNode, useMemo, useState } from 'react';
import { reportHref } from '../address.ts';
import { claims, copies, documents } from '../api/endpoints.ts';
import { useRemote } from '../api/remote.ts';
import { Folio } from '../marks/icons.tsx';
import { standingOf } from '../marks/ring.tsx';
import { TextButton } from '../parts/button.tsx';
import { Head } from '../parts/head.tsx';
import { useWords } from '../words/context.tsx';
import { BlankLine, Incoming } from './incoming.tsx';

const PAGE = 50;

/** The reports in the order they came in, a ring for every claim, and the blank line that waits for the next. */
export function Register({ summary }: { readonly summary: CaseSummary }): ReactNode {
  const words = useWords();
  const [shown, setShown] = useState(PAGE);
  const { value } = useRemote(documents({ limit: Math.min(shown, 1000) }));
  const pairs = useRemote(copies({}, { limit: 1000 })).value?.items;
  const behind = useMemo(() => behindOf(pairs ?? []), [pairs]);
  const items = value?.items ?? [];
  const rest = summary.claims - summary.reviewed.claim;
  return (
    <aside className="register" aria-labelledby="h-register">
      <Head big id="h-register" end={words.say('register.rest', { rest, of: summary.claims })}>
        {words.say('register.title')}
      </Head>
      {items.length > 0 && <p className="resume">{words.say('register.rings')}</p>}
      <ol className="reports">
        {items.map((record, place) => (
          <Report key={record.id} record={record} number={place + 1} copyOf={behind.get(record.id) ?? null} />
        ))}
        {value?.next && (
          <li className="more">
            <TextButton onPress={() => setShown(shown + PAGE)}>
              {words.say('register.more', { rest: summary.documents - items.length })}
            </TextButton>
          </li>
        )}
        <Incoming />
        <BlankLine number={summary.documents + 1} />
      </ol>
    </aside>
  );
}

function Report({
  record,
  number,
  copyOf,
}: {
  readonly record: DocumentRecord;
  readonly number: number;
  readonly copyOf: CopyPair | null;
}): ReactNode {
  const words = useWords();
  const { value } = useRemote(claims({ document: record.id }, { limit: 1000 }));
  const rings = value?.items ?? [];
  const reviewed = rings.filter(({ review }) => review !== null).length;
  return (
    <li>
      <a href={reportHref(record.id)}>
        <span className="no num">{words.number(number)}</span>
        <span className="what">
          <b lang="ar">
            <bdi>{record.outlet ?? words.say('source.noPublisher')}</bdi>
          </b>
          {record.published !== null && <span>{words.date(record.published)}</span>}
          <span className="title" lang="ar">
            {record.title}
          </span>
        </span>
        <span className="cnt">{words.say('register.count', { reviewed, of: record.claims })}</span>
      </a>
      <Beads claims={rings} />
      {copyOf !== null && (
        <p className="copy">
          <Folio stacked />
          {words.say('register.copy', { shared: words.percent(copyOf.shared) })}
        </p>
      )}
    </li>
  );
}

/** Beads that a line of the register still holds at a glance. */
const MOST = 120;

/** A ring a claim. It only draws what the count beside it says. */
function Beads({ claims: rings }: { readonly claims: readonly ClaimRecord[] }): ReactNode {
  return (
    <span className="beads" aria-hidden="true">
      {rings.slice(0, MOST).map(({ id, review }) => (
        <i key={id} data-state={standingOf(review)} />
      ))}
    </span>
  );
}

/** The pair in which a document is the later one: the copy that stands behind another. */
function behindOf(pairs: readonly CopyPair[]): ReadonlyMap<string, CopyPair> {
  const found = new Map<string, CopyPair>();
  for (const pair of pairs) {
    if (pair.kind === 'excerpt') continue;
    const first = pair.first ?? pair.a;
    found.set(first === pair.a ? pair.b : pair.a, pair);
  }
  return found;
}
