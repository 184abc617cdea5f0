import type { DatedClaim } from '@isnad/server/api';
import { type ReactNode, useMemo, useState } from 'react';
import { reportHref } from '../address.ts';
import { datedClaims } from '../api/endpoints.ts';
import { useRemote } from '../api/remote.ts';
import { UNNAMED } from '../marks/ink.ts';
import { keyOf, useInksOf } from '../marks/inks-of-case.ts';
import { Seal } from '../marks/seal.tsx';
import { TextButton } from '../parts/button.tsx';
import { Trouble, Waiting } from '../parts/troubles.tsx';
import { vars } from '../parts/vars.ts';
import { prefer, preferences } from '../preferences.ts';
import { useTitle } from '../shell/title.ts';
import { useCell } from '../store.ts';
import { useWords } from '../words/context.tsx';
import { daysOf } from '../words/quantities.tsx';
import { isBefore, type Scale, scaleOf, shareOf } from './timeline.ts';
import './times.css';

const PAGE = 100;

/** Claims by the time they speak of, against the day on which they were published. */
export default function Times(): ReactNode {
  const words = useWords();
  useTitle(words.say('room.times'));
  const [shown, setShown] = useState(PAGE);
  const { value, problem } = useRemote(datedClaims({ limit: Math.min(shown, 1000) }));
  const items = value?.items ?? null;
  const scale = useMemo(() => (items === null ? null : scaleOf(items)), [items]);
  if (value === null) return problem === null ? <Waiting /> : <Trouble problem={problem} />;
  return (
    <div className="room times">
      <header className="room-head">
        <h1>{words.say('room.times')}</h1>
        <p className="quiet">{words.say('times.how')}</p>
        <DatePreferences />
      </header>
      {scale === null ? (
        <p className="quiet">{words.say('times.none')}</p>
      ) : (
        <>
          <ol className="years" aria-hidden="true">
            {scale.ticks.map(({ iso, share }) => (
              <li key={iso} style={vars({ '--at': share })}>
                {words.date(iso)}
              </li>
            ))}
          </ol>
          <ol className="spans">
            {value.items.map((item) => (
              <Span key={`${item.claim.document} ${item.claim.id}`} item={item} scale={scale} />
            ))}
          </ol>
        </>
      )}
      {value.next !== null && (
        <p className="more">
          <TextButton onPress={() => setShown(shown + PAGE)}>{words.say('more')}</TextButton>
        </p>
      )}
    </div>
  );
}

/** How days are called in all rooms: the months’ names, and the Hijri day beside the Gregorian one. */
function DatePreferences(): ReactNode {
  const words = useWords();
  const { months, hijri } = useCell(preferences);
  return (
    <fieldset className="date-preferences">
      <legend className="vh">{words.say('times.days')}</legend>
      {words.language === 'ar' && (
        <label>
          <input
            type="checkbox"
            checked={months === 'syriac'}
            onChange={({ target }) => prefer({ months: target.checked ? 'syriac' : 'latin' })}
          />
          {words.say('times.syriac')}
        </label>
      )}
      <label>
        <input type="checkbox" checked={hijri} onChange={({ target }) => prefer({ hijri: target.checked })} />
        {words.say('times.hijri')}
      </label>
    </fieldset>
  );
}

function Span({ item, scale }: { readonly item: DatedClaim; readonly scale: Scale }): ReactNode {
  const words = useWords();
  const { claim, earliest, latest, published, number } = item;
  const origin = claim.chain.at(-1);
  const [ink = UNNAMED] = useInksOf([keyOf(origin)]);
  const from = shareOf(scale, earliest);
  const to = shareOf(scale, latest);
  return (
    <li>
      <a href={reportHref(claim.document, claim.id)} className={ink.colour}>
        <span className="q" lang="ar" dir="rtl">
          {claim.text}
        </span>
        <span className="when">
          <Seal ink={ink} />
          <span>
            <span className="vh">
              {origin === undefined ? words.say('chain.ownVoice') : origin.name}، {words.say('reader.next', { number })}
              ،{' '}
            </span>
            {daysOf(words, { earliest, latest })}
          </span>
        </span>
        <span className="track" aria-hidden="true">
          <i
            className={isBefore(scale, item) ? 'stretch before' : 'stretch'}
            style={vars({ '--from': from, '--to': Math.max(to, from) })}
          />
          {published !== null && <i className="printed" style={vars({ '--at': shareOf(scale, published) })} />}
        </span>
      </a>
    </li>
  );
}
