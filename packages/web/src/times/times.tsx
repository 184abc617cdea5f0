import type { DatedClaim } from '@isnad/server/api';
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react';
import { claimsHref, hrefOf, reportHref } from '../address.ts';
import { datedClaims, placesNamed } from '../api/endpoints.ts';
import { useRemote } from '../api/remote.ts';
import { UNNAMED } from '../marks/ink.ts';
import { keyOf, useInksOf } from '../marks/inks-of-case.ts';
import { Seal } from '../marks/seal.tsx';
import { TextButton } from '../parts/button.tsx';
import { Head } from '../parts/head.tsx';
import { Trouble, Waiting } from '../parts/troubles.tsx';
import { vars } from '../parts/vars.ts';
import { useTitle } from '../shell/title.ts';
import { useWords } from '../words/context.tsx';
import { daysOf } from '../words/quantities.tsx';
import { located } from './map-view.ts';
import { PlaceList } from './place-list.tsx';
import { isBefore, type Scale, scaleOf, shareOf } from './timeline.ts';
import './times.css';

const PlaceMap = lazy(() => import('./map.tsx'));

const PAGE = 100;
/** The share of the line at whose ends a day stands beside its place and not over it. */
const EDGE = 0.08;

/** Where and when: claims on a map of the places that they name, and by the time they speak of. */
export default function Times({ place }: { readonly place: string | null }): ReactNode {
  const words = useWords();
  useTitle(words.say('room.times'));
  return (
    <div className="room times">
      <header className="room-head">
        <h1>{words.say('room.times')}</h1>
        <a className="text-link" href={hrefOf({ room: 'settings' })}>
          {words.say('times.days')}
        </a>
      </header>
      <Places chosen={place} />
      <Timeline key={place} place={place} />
    </div>
  );
}

/** The places on the map, and beside it all of them in words. */
function Places({ chosen }: { readonly chosen: string | null }): ReactNode {
  const words = useWords();
  const places = useRemote(placesNamed()).value;
  const onMap = useMemo(() => located(places ?? []), [places]);
  if (places === null || places.length === 0) return null;
  const place = places.find(({ key }) => key === chosen);
  return (
    <section className="places" aria-labelledby="h-places">
      <Head id="h-places">{words.say('places.title')}</Head>
      <div className="map-beside">
        <Suspense fallback={<div className="map" />}>
          {onMap.length > 0 && <PlaceMap places={onMap} chosen={chosen} />}
        </Suspense>
        <PlaceList places={places} chosen={chosen} />
      </div>
      {place !== undefined && (
        <p className="narrowed" role="status">
          {words.rich('places.of', { name: <bdi lang="ar">{place.name}</bdi> })}{' '}
          <a className="text-link" href={claimsHref({ place: place.key })}>
            {words.say('places.claims', { claims: place.claims })}
          </a>{' '}
          <a className="text-link" href={hrefOf({ room: 'times', place: null })}>
            {words.say('places.anywhere')}
          </a>
        </p>
      )}
    </section>
  );
}

/** Claims by the time they speak of, against the day on which they were published. */
function Timeline({ place }: { readonly place: string | null }): ReactNode {
  const words = useWords();
  const [shown, setShown] = useState(PAGE);
  const { value, problem } = useRemote(datedClaims({ place }, { limit: Math.min(shown, 1000) }));
  const items = value?.items ?? null;
  const scale = useMemo(() => (items === null ? null : scaleOf(items)), [items]);
  if (value === null) return problem === null ? <Waiting /> : <Trouble problem={problem} />;
  return (
    <section aria-labelledby="h-times">
      <Head id="h-times" end={words.say('times.how')}>
        {words.say('times.title')}
      </Head>
      {scale === null ? (
        <p className="quiet">{words.say('times.none')}</p>
      ) : (
        <>
          <ol className="years" aria-hidden="true">
            {scale.ticks.map(({ iso, share }) => (
              <li
                key={iso}
                className={share < EDGE ? 'first' : share > 1 - EDGE ? 'last' : undefined}
                style={vars({ '--at': share })}
              >
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
    </section>
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
