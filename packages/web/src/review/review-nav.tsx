import type { ReactNode } from 'react';
import { hrefOf } from '../address.ts';
import { useWords } from '../words/context.tsx';

const PLACES = ['first', 'second'] as const;

/** What waits for a first decision, and what waits for a second one. */
export function ReviewNav({ here }: { readonly here: (typeof PLACES)[number] }): ReactNode {
  const words = useWords();
  return (
    <nav className="grades" aria-label={words.say('review.title')}>
      {PLACES.map((place) => (
        <a
          key={place}
          href={hrefOf({ room: 'review', second: place === 'second' })}
          aria-current={place === here ? 'true' : undefined}
        >
          {words.say('review.place', { place })}
        </a>
      ))}
    </nav>
  );
}
