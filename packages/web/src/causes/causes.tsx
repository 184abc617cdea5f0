import type { CauseRecord } from '@isnad/server/api';
import { type ReactNode, useMemo } from 'react';
import { hrefOf } from '../address.ts';
import { causeGraph, causes } from '../api/endpoints.ts';
import { useRemote } from '../api/remote.ts';
import { Icon } from '../marks/icons.tsx';
import { UNNAMED } from '../marks/ink.ts';
import { keyOf, useInksOf } from '../marks/inks-of-case.ts';
import { Seal } from '../marks/seal.tsx';
import { Pages } from '../parts/pages.tsx';
import { useTitle } from '../shell/title.ts';
import { useWords } from '../words/context.tsx';
import { causesLayout } from './graph.ts';
import { CausesPicture } from './picture.tsx';
import './causes.css';

const PAGE = 60;

/** What the reports say causes what, and who says it: as a picture of what meets, and all of it as a list. */
export default function Causes({ of }: { readonly of: string | null }): ReactNode {
  const words = useWords();
  useTitle(words.say('room.causes'));
  const graph = useRemote(causeGraph()).value;
  const layout = useMemo(() => (graph === null ? null : causesLayout(graph)), [graph]);
  const thing = graph?.nodes.find(({ key }) => key === of);
  const chosen = graph?.edges.filter(({ cause, effect }) => cause === of || effect === of) ?? [];
  return (
    <div className="room causes">
      <header className="room-head">
        <h1>{words.say('room.causes')}</h1>
        <p className="quiet">{words.say('causes.how')}</p>
      </header>
      {layout !== null && layout.ties.length > 0 && <CausesPicture layout={layout} chosen={of} />}
      {thing !== undefined && (
        <p className="narrowed" role="status">
          {words.rich('causes.of', {
            count: chosen.length,
            thing: (
              <q lang="ar" dir="rtl">
                {thing.words}
              </q>
            ),
          })}{' '}
          <a className="text-link" href={hrefOf({ room: 'causes', of: null })}>
            {words.say('causes.all')}
          </a>
        </p>
      )}
      <ol className="said">
        {thing === undefined ? (
          <Pages
            pageAfter={(after) => causes({ limit: PAGE, after })}
            empty={<span className="quiet">{words.say('causes.none')}</span>}
          >
            {(records) => records.map((record) => <Cause key={keyOfRecord(record)} record={record} />)}
          </Pages>
        ) : (
          chosen.map(({ record }) => <Cause key={keyOfRecord(record)} record={record} />)
        )}
      </ol>
    </div>
  );
}

function keyOfRecord({ document, index }: CauseRecord): string {
  return `${document} ${index}`;
}

function Cause({ record }: { readonly record: CauseRecord }): ReactNode {
  const words = useWords();
  const { document, number, kind, cause, effect, marker, chain } = record;
  const at = { start: Math.min(cause.start, effect.start), end: Math.max(cause.end, effect.end) };
  const origin = chain.at(-1);
  const [ink = UNNAMED] = useInksOf([keyOf(origin)]);
  return (
    <li>
      <a href={hrefOf({ room: 'report', id: document, claim: null, at })} dir="rtl" lang="ar">
        <span className="cause">{cause.text}</span>
        <span className="marker">
          <bdi>{marker.text}</bdi>
          <Icon name="on" />
        </span>
        <span className="effect">{effect.text}</span>
      </a>
      <p className="who" dir={words.dir}>
        {words.say('causes.kind', { kind })} · <Seal ink={ink} />{' '}
        {origin === undefined ? words.say('chain.ownVoice') : <bdi lang="ar">{origin.name}</bdi>}
        <span className="quiet"> · {words.say('reader.next', { number })}</span>
      </p>
    </li>
  );
}
