import type { Group } from '@isnad/server/api';
import type { ReactNode } from 'react';
import { groupHref } from '../address.ts';
import { Relation } from '../marks/icons.tsx';
import { useInks } from '../marks/inks-of-case.ts';
import { Seal } from '../marks/seal.tsx';
import { Tally } from '../marks/tally.tsx';
import { useWords } from '../words/context.tsx';
import { originsOf } from './origins.ts';
import { whyOf } from './why.ts';

/** A group in one line: its routes, its words, why it is graded so, and from whom it comes. */
export function GroupRow({ group }: { readonly group: Group }): ReactNode {
  const words = useWords();
  const inkOf = useInks();
  const { certain, possible } = group.routes;
  const origins = originsOf(group);
  const [first] = origins;
  return (
    <li>
      <a href={groupHref(group.id)}>
        <span className="rel-s">
          {group.grade === 'contested' ? (
            <Relation sign="against" />
          ) : (
            <Tally
              certain={certain}
              possible={possible}
              inks={origins.map(({ name, named }) => inkOf(named ? name : null))}
            />
          )}
        </span>
        <q className="q" lang="ar" dir="rtl">
          {group.head.text}
        </q>
        <span className="why">{whyOf(words, group)}</span>
        <span className="src">
          {origins.slice(0, 4).map(({ id, name, named }) => (
            <Seal key={id} ink={inkOf(named ? name : null)} />
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
}
