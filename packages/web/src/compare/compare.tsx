import type { CopyPair, OpenDocument } from '@isnad/server/api';
import { type ReactNode, useMemo } from 'react';
import { reportHref } from '../address.ts';
import { openDocument } from '../api/endpoints.ts';
import { useRemote } from '../api/remote.ts';
import { differing } from '../claims/differing.ts';
import { Trouble, Waiting } from '../parts/troubles.tsx';
import { useTitle } from '../shell/title.ts';
import { useWords } from '../words/context.tsx';
import { aligned, type Row } from './aligned.ts';
import './compare.css';

/** Two reports that share text, side by side, their differences marked. */
export default function Compare({ a, b }: { readonly a: string; readonly b: string }): ReactNode {
  const words = useWords();
  useTitle(words.say('compare.title'));
  const first = useRemote(openDocument(a));
  const second = useRemote(openDocument(b));
  const problem = first.problem ?? second.problem;
  if (problem !== null) return <Trouble problem={problem} />;
  if (first.value === null || second.value === null) return <Waiting />;
  const pair = first.value.copies.find((one) => [one.a, one.b].includes(b));
  return <SideBySide a={first.value} b={second.value} pair={pair} />;
}

function SideBySide({
  a,
  b,
  pair,
}: {
  readonly a: OpenDocument;
  readonly b: OpenDocument;
  readonly pair: CopyPair | undefined;
}): ReactNode {
  const words = useWords();
  const rows = useMemo(() => {
    const isTurned = pair?.a === b.record.id;
    const passages = (pair?.passages ?? []).map((one) => (isTurned ? { a: one.b, b: one.a } : one));
    return aligned(a.reading.text, b.reading.text, passages);
  }, [a, b, pair]);
  return (
    <div className="room compare">
      <header className="room-head">
        <h1>{words.say('compare.title')}</h1>
        {pair !== undefined && (
          <p className="quiet">
            {words.say('compare.shared', { shared: words.percent(pair.shared) })} · {words.say('compare.how')}
          </p>
        )}
      </header>
      <table dir="rtl">
        <thead>
          <tr>
            {[a, b].map((open) => (
              <th scope="col" key={open.record.id}>
                <Name open={open} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody lang="ar">
          {rows.map((row) => (
            <Line key={row.at} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Name({ open: { record, number } }: { readonly open: OpenDocument }): ReactNode {
  const words = useWords();
  return (
    <a href={reportHref(record.id)} dir={words.dir}>
      <bdi lang="ar">{record.outlet ?? words.say('source.noPublisher')}</bdi>
      <span>
        {words.say('reader.next', { number })}
        {record.published !== null && ` · ${words.date(record.published)}`}
      </span>
    </a>
  );
}

function Line({ row: { kind, a, b } }: { readonly row: Row }): ReactNode {
  if (kind === 'alone') {
    return (
      <tr className="alone">
        <td>{a !== '' && <u>{a}</u>}</td>
        <td>{b !== '' && <u>{b}</u>}</td>
      </tr>
    );
  }
  return (
    <tr>
      <td>{marked(b, a)}</td>
      <td>{marked(a, b)}</td>
    </tr>
  );
}

/** The second text, underlined where it differs from the first. */
function marked(first: string, second: string): ReactNode {
  return differing(first, second).map(({ text, differs, start }) => (differs ? <u key={start}>{text}</u> : text));
}
