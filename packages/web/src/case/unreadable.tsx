import type { ReactNode } from 'react';
import { unreadable } from '../api/endpoints.ts';
import { useRemote } from '../api/remote.ts';
import { Head } from '../parts/head.tsx';
import { useWords } from '../words/context.tsx';

/** What came in and could not be read, and why. */
export function Unreadable({ count }: { readonly count: number }): ReactNode {
  const words = useWords();
  const { value } = useRemote(count === 0 ? null : unreadable({ limit: 20 }));
  if (value === null || value.items.length === 0) return null;
  return (
    <section aria-labelledby="h-unreadable">
      <Head big id="h-unreadable" end={words.number(count)}>
        {words.say('unreadable.title')}
      </Head>
      <ul className="unreadable">
        {value.items.map(({ from, part, message, logged }) => (
          <li key={`${logged} ${part}`}>
            <bdi className="name">{part === null ? from.place : `${from.place} · ${part}`}</bdi>
            <bdi className="quiet">{message}</bdi>
          </li>
        ))}
      </ul>
    </section>
  );
}
