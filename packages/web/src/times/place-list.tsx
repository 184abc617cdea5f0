import type { PlaceRecord } from '@isnad/server/api';
import type { ReactNode } from 'react';
import { hrefOf } from '../address.ts';
import { useWords } from '../words/context.tsx';

/** The places in words: how often each is named, and of those without a ring why it has none. */
export function PlaceList({
  places,
  chosen,
}: {
  readonly places: readonly PlaceRecord[];
  readonly chosen: string | null;
}): ReactNode {
  const words = useWords();
  return (
    <ol className="place-list">
      {places.map(({ key, name, claims, lacks }) => (
        <li key={key}>
          <a
            href={hrefOf({ room: 'times', place: key === chosen ? null : key })}
            aria-current={key === chosen ? 'true' : undefined}
          >
            <bdi lang="ar">{name}</bdi>
            <span className="num">{words.number(claims)}</span>
          </a>
          {lacks !== null && <span className="quiet"> {words.say('places.lacks', { lacks })}</span>}
        </li>
      ))}
    </ol>
  );
}
