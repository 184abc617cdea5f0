import type { SourceGraph, SourceRecord } from '@isnad/server/api';
import { type ReactNode, useEffect, useMemo } from 'react';
import { claimsHref, hrefOf } from '../address.ts';
import { sourceGraph, sources } from '../api/endpoints.ts';
import { useRemote } from '../api/remote.ts';
import { keyOf, tellInks, useInks } from '../marks/inks-of-case.ts';
import { Seal } from '../marks/seal.tsx';
import { useFirstOf } from '../parts/first-of.tsx';
import { Head } from '../parts/head.tsx';
import { Trouble, Waiting } from '../parts/troubles.tsx';
import { useTitle } from '../shell/title.ts';
import { useWords } from '../words/context.tsx';
import { graphLayout } from './graph.ts';
import { Relays } from './relays.tsx';
import '../styles/ledger.css';
import './sources.css';

/** Rows of the table that stand there before somebody asks for more. */
const ROWS = 100;

/** Who the case’s claims come from, and who passed on whose. */
export default function Sources({ chosen }: { readonly chosen: string | null }): ReactNode {
  const words = useWords();
  useTitle(words.say('room.sources'));
  const list = useRemote(sources({ limit: 1000 }));
  const graph = useRemote(sourceGraph(500)).value;
  useEffect(() => tellInks([...(list.value?.items ?? []), ...(graph?.nodes ?? [])]), [list.value, graph]);
  const layout = useMemo(() => (graph === null ? null : graphLayout(graph)), [graph]);
  if (list.value === null) return list.problem === null ? <Waiting /> : <Trouble problem={list.problem} />;
  const { items } = list.value;
  const source = items.find((item) => isCalled(item, chosen));
  return (
    <div className="room sources-room">
      <header className="room-head">
        <h1>{words.say('room.sources')}</h1>
        <p className="quiet">{words.say('sources.sum', { named: items.filter(({ named }) => named).length })}</p>
      </header>
      {layout !== null && layout.edges.length > 0 && <Relays layout={layout} chosen={source?.key ?? null} />}
      {source !== undefined && graph !== null && <OneSource source={source} graph={graph} />}
      <section aria-labelledby="h-all-sources">
        <Head id="h-all-sources">{words.say('sources.all')}</Head>
        <SourceTable sources={items} chosen={source?.key ?? null} />
      </section>
    </div>
  );
}

/** Whether a key is of one of its names. */
function isCalled({ key, otherNames }: SourceRecord, name: string | null): boolean {
  return key === name || otherNames.some((other) => other.key === name);
}

/** What else a source is called in the case. */
function OtherNames({ source: { otherNames } }: { readonly source: SourceRecord }): ReactNode {
  const words = useWords();
  if (otherNames.length === 0) return null;
  return (
    <span className="quiet other-names">
      {words.say('sources.also')}{' '}
      {otherNames.map(({ key, name }, place) => (
        <span key={key}>
          {place > 0 && ' · '}
          <bdi lang="ar">{name}</bdi>
        </span>
      ))}
    </span>
  );
}

/** From whom a source has what it says, and who passed it on. */
function OneSource({ source, graph }: { readonly source: SourceRecord; readonly graph: SourceGraph }): ReactNode {
  const words = useWords();
  const byKey = new Map(graph.nodes.map((node) => [node.key, node]));
  const from = graph.edges.filter(({ to }) => to === source.key);
  const to = graph.edges.filter((edge) => edge.from === source.key);
  const inOrder = (edges: SourceGraph['edges'], end: 'from' | 'to') =>
    edges
      .flatMap((edge) => {
        const node = byKey.get(edge[end]);
        return node === undefined ? [] : [{ node, claims: edge.claims }];
      })
      .toSorted((a, b) => b.claims - a.claims);
  return (
    <section className="one-source" aria-label={source.name}>
      <h2>
        <bdi lang="ar">{source.name}</bdi>
      </h2>
      <OtherNames source={source} />
      <a className="text-link" href={claimsHref({ origin: source.key })}>
        {words.say('sources.claims', { claims: source.originated })}
      </a>
      <Ties title={words.say('sources.takes')} ties={inOrder(from, 'from')} />
      <Ties title={words.say('sources.gives')} ties={inOrder(to, 'to')} />
    </section>
  );
}

function Ties({
  title,
  ties,
}: {
  readonly title: string;
  readonly ties: ReadonlyArray<{ readonly node: SourceRecord; readonly claims: number }>;
}): ReactNode {
  const words = useWords();
  const inkOf = useInks();
  if (ties.length === 0) return null;
  return (
    <p>
      <span className="quiet">{title}</span>{' '}
      {ties.map(({ node, claims }) => (
        <a key={node.key} className="tie" href={hrefOf({ room: 'sources', key: node.key })}>
          <Seal ink={inkOf(keyOf(node))} /> <bdi lang="ar">{node.name}</bdi>{' '}
          <span className="num">{words.number(claims)}</span>
        </a>
      ))}
    </p>
  );
}

function SourceTable({
  sources: items,
  chosen,
}: {
  readonly sources: readonly SourceRecord[];
  readonly chosen: string | null;
}): ReactNode {
  const words = useWords();
  const inkOf = useInks();
  const { shown, more } = useFirstOf(items, ROWS);
  return (
    <div className="ledger">
      <table>
        <thead>
          <tr>
            <th scope="col">{words.say('sources.name')}</th>
            <th scope="col">{words.say('sources.originated')}</th>
            <th scope="col">{words.say('sources.relayed')}</th>
            <th scope="col">{words.say('sources.published')}</th>
            <th scope="col">{words.say('sources.corroborated')}</th>
            <th scope="col">{words.say('sources.contested')}</th>
            <th scope="col">{words.say('sources.drifted')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((source) => (
            <tr key={source.key} aria-current={source.key === chosen || undefined}>
              <th scope="row">
                <Seal ink={inkOf(keyOf(source))} />
                {'\u00a0'}
                <a href={hrefOf({ room: 'sources', key: source.key })}>
                  <bdi lang="ar">{source.name}</bdi>
                </a>
                {!source.named && <span className="quiet"> · {words.say('source.unnamed')}</span>}
                <OtherNames source={source} />
              </th>
              <Count
                what={words.say('sources.originated')}
                of={source.originated}
                href={claimsHref({ origin: source.key })}
              />
              <Count what={words.say('sources.relayed')} of={source.relayed} />
              <Count what={words.say('sources.published')} of={source.published} />
              <Count
                what={words.say('sources.corroborated')}
                of={source.corroborated}
                href={claimsHref({ origin: source.key, grade: 'corroborated' })}
              />
              <Count
                what={words.say('sources.contested')}
                of={source.contested}
                href={claimsHref({ origin: source.key, grade: 'contested' })}
              />
              <Count what={words.say('sources.drifted')} of={source.drifted} />
            </tr>
          ))}
        </tbody>
      </table>
      {more}
    </div>
  );
}

/** How many, and where they are to be seen. */
function Count({ what, of, href }: { readonly what: string; readonly of: number; readonly href?: string }): ReactNode {
  const words = useWords();
  return (
    <td className="num" data-of={what} data-none={of === 0 || undefined}>
      {of === 0 || href === undefined ? (
        words.number(of)
      ) : (
        <a className="text-link" href={href}>
          {words.number(of)}
        </a>
      )}
    </td>
  );
}
