import type { CauseRecord } from '@isnad/server/api';
import type { ReactNode } from 'react';
import { hrefOf } from '../address.ts';
import { causes } from '../api/endpoints.ts';
import { Icon } from '../marks/icons.tsx';
import { UNNAMED } from '../marks/ink.ts';
import { keyOf, useInksOf } from '../marks/inks-of-case.ts';
import { Seal } from '../marks/seal.tsx';
import { Pages } from '../parts/pages.tsx';
import { useTitle } from '../shell/title.ts';
import { useWords } from '../words/context.tsx';
import './causes.css';

const PAGE = 60;

/** What the reports say causes what, and who says it. */
export default function Causes(): ReactNode {
  const words = useWords();
  useTitle(words.say('room.causes'));
  return (
    <div className="room causes">
      <header className="room-head">
        <h1>{words.say('room.causes')}</h1>
        <p className="quiet">{words.say('causes.how')}</p>
      </header>
      <ol>
        <Pages
          pageAfter={(after) => causes({ limit: PAGE, after })}
          empty={<span className="quiet">{words.say('causes.none')}</span>}
        >
          {(records) => records.map((record) => <Cause key={`${record.document} ${record.index}`} record={record} />)}
        </Pages>
      </ol>
    </div>
  );
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
