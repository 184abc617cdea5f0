import type { SearchHit } from '@isnad/server/api';
import { type ReactNode, useDeferredValue } from 'react';
import { hrefOf } from '../address.ts';
import { search, watched } from '../api/endpoints.ts';
import { useRemote } from '../api/remote.ts';
import { keyOf, useInks } from '../marks/inks-of-case.ts';
import { Seal } from '../marks/seal.tsx';
import { Trouble } from '../parts/troubles.tsx';
import { useTitle } from '../shell/title.ts';
import { useWords } from '../words/context.tsx';
import { Fresh, Keeping, Watched } from './watched.tsx';
import './search.css';

const LIMIT = 30;

/** What a query finds: the words in their sentence, and in which report they stand. */
export default function Search({ query, watch }: { readonly query: string; readonly watch: number | null }): ReactNode {
  const words = useWords();
  useTitle(words.say('room.search'));
  const asked = useDeferredValue(query.trim());
  const { value, problem, pending } = useRemote(asked === '' ? null : search(asked, LIMIT));
  const saved = useRemote(watched()).value ?? [];
  const known = saved.find(({ id }) => id === watch) ?? saved.find((one) => one.query === asked);
  return (
    <div className="room search">
      <h1>{asked === '' ? words.say('room.search') : words.rich('search.for', { query: <bdi>{asked}</bdi> })}</h1>
      <p className="quiet" role="status">
        {asked === '' && words.say('search.how')}
        {asked !== '' && value !== null && !pending && words.say('search.found', { count: value.length })}
      </p>
      {problem !== null && <Trouble problem={problem} />}
      {asked === '' && <Watched searches={saved} />}
      {asked !== '' && problem === null && known === undefined && <Keeping key={asked} query={asked} />}
      {asked !== '' && known !== undefined && <Fresh search={known}>{(hits) => <Hits hits={hits} />}</Fresh>}
      {value !== null && <Hits hits={value} />}
    </div>
  );
}

function Hits({ hits }: { readonly hits: readonly SearchHit[] }): ReactNode {
  return (
    <ol className="hits">
      {hits.map((hit) => (
        <Hit key={`${hit.document} ${hit.start} ${hit.end}`} hit={hit} />
      ))}
    </ol>
  );
}

function Hit({ hit }: { readonly hit: SearchHit }): ReactNode {
  const words = useWords();
  const inkOf = useInks();
  const { record, start, end } = hit;
  return (
    <li>
      <a href={hrefOf({ room: 'report', id: hit.document, claim: hit.claim?.id ?? null, at: { start, end } })}>
        <span className="where">
          <b lang="ar">
            <bdi>{record.outlet ?? words.say('source.noPublisher')}</bdi>
          </b>
          {record.published !== null && <span>{words.date(record.published)}</span>}
          <bdi className="quiet" lang="ar">
            {record.title}
          </bdi>
          {hit.claim !== null && hit.claim.chain.length > 0 && (
            <span className="path">
              {hit.claim.chain.map((link, place) => (
                <span key={link.attribution ?? link.name}>
                  {place > 0 && <span className="quiet"> {words.say('chain.from')} </span>}
                  <Seal ink={inkOf(keyOf(link))} />
                  <bdi lang="ar">{link.name}</bdi>
                </span>
              ))}
            </span>
          )}
        </span>
        <span className="found" lang="ar" dir="rtl">
          <span className="off">{fromWord(hit.before)}</span>
          <Marked hit={hit} />
          <span className="off">{toWord(hit.after)}</span>
        </span>
      </a>
    </li>
  );
}

/** What stands around a hit is cut off anywhere: only whole words of it are shown. */
function fromWord(before: string): string {
  return before.replace(/^\S*\s/, '… ');
}

function toWord(after: string): string {
  return after.replace(/\s\S*$/, ' …');
}

/** The passage, the query's words in it marked. */
function Marked({ hit: { text, start, marks } }: { readonly hit: SearchHit }): ReactNode {
  const pieces: ReactNode[] = [];
  let from = 0;
  for (const mark of marks) {
    const [at, end] = [mark.start - start, mark.end - start];
    if (at < from || end > text.length) continue;
    pieces.push(text.slice(from, at), <mark key={at}>{text.slice(at, end)}</mark>);
    from = end;
  }
  pieces.push(text.slice(from));
  return pieces;
}
