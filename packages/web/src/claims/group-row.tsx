import type { GroupCard } from '@isnad/server/api';
import { memo, type ReactNode } from 'react';
import { groupHref } from '../address.ts';
import { Relation } from '../marks/icons.tsx';
import { UNNAMED } from '../marks/ink.ts';
import { keyOf, useInksOf } from '../marks/inks-of-case.ts';
import { Seal } from '../marks/seal.tsx';
import { Tally } from '../marks/tally.tsx';
import { Quoting } from '../parts/quoting.tsx';
import { useWords } from '../words/context.tsx';
import { whyOf } from './why.ts';

/** A group in one line: its routes, its words, why it is graded so, and from whom it comes. */
export const GroupRow = memo(function GroupRow({ card }: { readonly card: GroupCard }): ReactNode {
  const words = useWords();
  const { id, head, grade, certain, possible } = card;
  const origins = card.origins.toSorted((a, b) => Number(b.named) - Number(a.named));
  const [first] = origins;
  const inks = useInksOf(origins.map(keyOf));
  return (
    <li>
      <a href={groupHref(id)}>
        <span className="rel-s">
          {grade === 'contested' ? (
            <Relation sign="against" />
          ) : (
            <Tally certain={certain} possible={possible} inks={inks} />
          )}
        </span>
        <q className="q" lang="ar" dir="rtl">
          {head.text}
        </q>
        <span className="why">
          <Quoting>{whyOf(words, card)}</Quoting>
        </span>
        <span className="src">
          {origins.slice(0, 4).map(({ key }, place) => (
            <Seal key={key} ink={inks[place] ?? UNNAMED} />
          ))}
          {first === undefined ? (
            words.say('claim.nobody')
          ) : (
            <bdi lang="ar">{origins.length === 1 ? first.name : ''}</bdi>
          )}
        </span>
      </a>
    </li>
  );
});
