import type { ClaimRecord, Conflict, DocumentRecord, OpenGroup } from '@isnad/server/api';
import { type ReactNode, useMemo } from 'react';
import { claimsHref, hrefOf, reportHref } from '../address.ts';
import { openGroup } from '../api/endpoints.ts';
import { useRemote } from '../api/remote.ts';
import { Relation } from '../marks/icons.tsx';
import { keyOf, originKey, useInks } from '../marks/inks-of-case.ts';
import { Ring, standingOf } from '../marks/ring.tsx';
import { Seal } from '../marks/seal.tsx';
import { Head } from '../parts/head.tsx';
import { Quoting } from '../parts/quoting.tsx';
import { Trouble, Waiting } from '../parts/troubles.tsx';
import { RouteGraph } from '../routes/route-graph.tsx';
import { useKeys } from '../shell/keys.ts';
import { useTitle } from '../shell/title.ts';
import { useWords } from '../words/context.tsx';
import { differing } from './differing.ts';
import { routesOf } from './why.ts';
import './claims.css';

/** A group of claims that say the same: how the words came down, and the words side by side. */
export default function GroupRoom({ id }: { readonly id: string }): ReactNode {
  const words = useWords();
  const { value, problem } = useRemote(openGroup(id));
  useTitle(value?.group.head.text ?? words.say('room.claims'));
  useKeys([['Escape', () => window.history.back()]]);
  if (value === null || value.group.id !== id) return problem === null ? <Waiting /> : <Trouble problem={problem} />;
  return <Group open={value} />;
}

function Group({ open }: { readonly open: OpenGroup }): ReactNode {
  const words = useWords();
  const { group, claims } = open;
  const documents = useMemo(() => new Map(open.documents.map((record) => [record.id, record])), [open]);
  const reports = group.routes.nodes.filter(({ kind }) => kind === 'report');
  const copies = reports.reduce((sum, report) => sum + Math.max(0, report.documents.length - 1), 0);
  return (
    <div className="room claim">
      <p className="trail">
        <a href={claimsHref()}>{words.say('room.claims')}</a>
        <span className="quiet"> / </span>
        <a href={claimsHref({ grade: group.grade })}>{words.say('grade', { grade: group.grade })}</a>
      </p>
      <header className="claim-head">
        <h1 lang="ar" dir="rtl">
          «{group.head.text}»
        </h1>
        <p className="verdict">
          {words.say('group.reports', { reports: documents.size, copies })}
          {group.conflicts.length > 0 && (
            <>
              <span className="quiet"> · </span>
              <a className="red" href={`${hrefOf({ room: 'group', id: group.id })}`} onClick={showConflicts}>
                <Relation sign="against" />
                <span className="text-link">{words.say('case.contested', { count: group.conflicts.length })}</span>
              </a>
            </>
          )}
        </p>
        <p className="because">
          {routesOf(words, { grade: group.grade, certain: group.routes.certain, possible: group.routes.possible })}
        </p>
      </header>
      <RouteGraph group={group} sources={open.sources} documents={documents} />
      {group.conflicts.length > 0 && <Conflicts conflicts={group.conflicts} documents={documents} />}
      <Collation claims={claims} head={group.head.text} documents={documents} />
    </div>
  );
}

function showConflicts(event: { preventDefault(): void }): void {
  event.preventDefault();
  document.getElementById('conflicts')?.scrollIntoView();
}

function Conflicts({
  conflicts,
  documents,
}: {
  readonly conflicts: readonly Conflict[];
  readonly documents: ReadonlyMap<string, DocumentRecord>;
}): ReactNode {
  const words = useWords();
  const nameOf = (id: string): string => documents.get(id)?.outlet ?? words.say('source.noPublisher');
  return (
    <section className="conflicts" id="conflicts" aria-labelledby="h-conflicts">
      <Head id="h-conflicts">{words.say('case.contestedTitle')}</Head>
      <ul>
        {conflicts.map(({ a, b, because }) => (
          <li key={`${a.document} ${a.claim} ${b.document} ${b.claim}`}>
            <Relation sign="against" />
            {[a, b].map((ref) => (
              <a key={`${ref.document} ${ref.claim}`} href={reportHref(ref.document, ref.claim)}>
                <q lang="ar">{ref.text}</q>
                <bdi className="from" lang="ar">
                  {nameOf(ref.document)}
                </bdi>
              </a>
            ))}
            <span className="why">
              <Quoting>{because[words.language]}</Quoting>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The words of every report side by side, as copyists collate: what differs from the first is underlined. */
function Collation({
  claims,
  head,
  documents,
}: {
  readonly claims: readonly ClaimRecord[];
  readonly head: string;
  readonly documents: ReadonlyMap<string, DocumentRecord>;
}): ReactNode {
  const words = useWords();
  return (
    <section className="collation" aria-labelledby="h-collation">
      <Head id="h-collation" end={words.say('collation.note')}>
        {words.say('collation.title')}
      </Head>
      <ol>
        {claims.map((claim) => (
          <Witness
            key={`${claim.document} ${claim.id}`}
            claim={claim}
            head={head}
            record={documents.get(claim.document)}
          />
        ))}
      </ol>
    </section>
  );
}

function Witness({
  claim,
  head,
  record,
}: {
  readonly claim: ClaimRecord;
  readonly head: string;
  readonly record: DocumentRecord | undefined;
}): ReactNode {
  const words = useWords();
  const inkOf = useInks();
  const { chain, modality } = claim;
  const ink = inkOf(originKey(chain, record?.outletKey ?? null));
  return (
    <li className={`witness ${ink.colour}${ink.hollow ? ' may' : ''}`}>
      <a href={reportHref(claim.document, claim.id)}>
        <span className="w">
          <bdi lang="ar">{record?.outlet ?? words.say('source.noPublisher')}</bdi>
        </span>
        {record?.published && <span className="d">{words.date(record.published)}</span>}
        <span className="path">
          {chain.length === 0 && words.say('chain.ownVoice')}
          {chain.map((link, place) => (
            <span key={link.attribution ?? link.name}>
              {place > 0 && <span className="quiet"> {words.say('chain.from')} </span>}
              <Seal ink={inkOf(keyOf(link))} />
              <bdi lang="ar">{link.name}</bdi>
            </span>
          ))}
        </span>
        <q className="words" lang="ar" dir="rtl">
          {differing(head, claim.text).map(({ text, differs, start }) => (differs ? <u key={start}>{text}</u> : text))}
        </q>
        <span className="how">
          <Ring standing={standingOf(claim.review)} />
          {words.say('review.standing', { standing: standingOf(claim.review) })}
          {modality !== 'stated' && <> · {words.say('modality', { modality })}</>}
        </span>
      </a>
    </li>
  );
}
