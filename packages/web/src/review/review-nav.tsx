import type { ReactNode } from 'react';
import { hrefOf, REVIEW_PARTS, type ReviewPart } from '../address.ts';
import { useWords } from '../words/context.tsx';

/** What waits for a first decision, what waits for a second one, and what is reviewed beside claims. */
export function ReviewNav({ here }: { readonly here: ReviewPart }): ReactNode {
  const words = useWords();
  return (
    <nav className="grades" aria-label={words.say('review.title')}>
      {REVIEW_PARTS.map((place) => (
        <a
          key={place}
          href={hrefOf({ room: 'review', part: place })}
          aria-current={place === here ? 'true' : undefined}
        >
          {words.say('review.place', { place })}
        </a>
      ))}
    </nav>
  );
}
