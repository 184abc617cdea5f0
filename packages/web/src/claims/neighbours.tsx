import type { ClaimRef, OpenGroup } from '@isnad/server/api';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { groupHref } from '../address.ts';
import { groupCards } from '../api/endpoints.ts';
import { useRemote } from '../api/remote.ts';
import { TextButton } from '../parts/button.tsx';
import { Head } from '../parts/head.tsx';
import { useWords } from '../words/context.tsx';
import type { Grouping } from './grouping.ts';

/** Groups that are shown while words are written. */
const FOUND = 8;

/** Other groups that may say the same: those that weighing found near, or those with the words that somebody writes. */
export function Neighbours({
  open: { group, related },
  grouping,
}: {
  readonly open: OpenGroup;
  readonly grouping: Grouping;
}): ReactNode {
  const words = useWords();
  const [query, setQuery] = useState('');
  const asked = useDeferredValue(query.trim());
  const { value } = useRemote(asked === '' ? null : groupCards({ q: asked }, { limit: FOUND + 1 }));
  const found = asked === '' ? related : (value?.items ?? []);
  const others = found.filter(({ id }) => id !== group.id).slice(0, FOUND);
  return (
    <section className="neighbours" aria-labelledby="h-neighbours">
      <Head id="h-neighbours">{words.say('grouping.near')}</Head>
      <search className="narrowing">
        <input
          type="search"
          dir="auto"
          aria-label={words.say('grouping.find')}
          placeholder={words.say('grouping.find')}
          value={query}
          onChange={({ target }) => setQuery(target.value)}
        />
      </search>
      <p className="quiet" role="status">
        {others.length === 0 && words.say(asked === '' ? 'grouping.noneNear' : 'claims.none')}
      </p>
      <ul>
        {others.map(({ id, head }) => (
          <Neighbour key={id} id={id} head={head} own={group.head} grouping={grouping} />
        ))}
      </ul>
    </section>
  );
}

function Neighbour({
  id,
  head,
  own,
  grouping: { join, link, moveTo, picked, isAtWork },
}: {
  readonly id: string;
  readonly head: ClaimRef;
  readonly own: ClaimRef;
  readonly grouping: Grouping;
}): ReactNode {
  const words = useWords();
  return (
    <li>
      <a href={groupHref(id)}>
        <q lang="ar" dir="rtl">
          {head.text}
        </q>
      </a>
      <span className="settling">
        <TextButton isDisabled={isAtWork} onPress={() => void join(id)}>
          {words.say('grouping.join')}
        </TextButton>
        <TextButton isDisabled={isAtWork} onPress={() => void link(own, head, 'conflict')}>
          {words.say('grouping.against')}
        </TextButton>
        {picked.size > 0 && (
          <TextButton isDisabled={isAtWork} onPress={() => void moveTo(id)}>
            {words.say('grouping.move', { picked: picked.size })}
          </TextButton>
        )}
      </span>
    </li>
  );
}
