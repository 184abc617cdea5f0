import type { SearchHit, WatchedSearch } from '@isnad/server/api';
import { type ReactNode, useState } from 'react';
import { hrefOf } from '../address.ts';
import { forgetSearch, lookAt, newIn, saveSearch } from '../api/endpoints.ts';
import { useRemote } from '../api/remote.ts';
import { useAttempts } from '../parts/attempt.ts';
import { TextButton } from '../parts/button.tsx';
import { Head } from '../parts/head.tsx';
import { Trouble } from '../parts/troubles.tsx';
import { useWords } from '../words/context.tsx';

/** Searches that are kept, to be told what comes in that they find. */

export function watchHref({ id, query }: Pick<WatchedSearch, 'id' | 'query'>): string {
  return hrefOf({ room: 'search', query, watch: id });
}

/** How much of what it finds is new. */
export function FreshCount({ search: { fresh } }: { readonly search: WatchedSearch }): ReactNode {
  const words = useWords();
  return fresh === null ? words.say('watch.broken') : words.say('watch.fresh', { fresh });
}

/** All searches that are kept. */
export function Watched({ searches }: { readonly searches: readonly WatchedSearch[] }): ReactNode {
  const words = useWords();
  const { problem, attempt } = useAttempts();
  if (searches.length === 0) return null;
  return (
    <section className="watched" aria-labelledby="h-watched">
      <Head id="h-watched">{words.say('watch.title')}</Head>
      {problem !== null && <Trouble problem={problem} />}
      <ul>
        {searches.map((search) => (
          <li key={search.id}>
            <a href={watchHref(search)}>
              <bdi className="name">{search.name}</bdi>
              {search.name !== search.query && <bdi className="quiet">{search.query}</bdi>}
            </a>
            <span className={search.fresh ? undefined : 'quiet'}>
              <FreshCount search={search} />
            </span>
            <TextButton onPress={() => void attempt(() => forgetSearch(search.id))}>
              {words.say('watch.forget')}
              <span className="vh">: {search.name}</span>
            </TextButton>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Keeps a search under a name. */
export function Keeping({ query }: { readonly query: string }): ReactNode {
  const words = useWords();
  const [name, setName] = useState(query);
  const { problem, attempt } = useAttempts();
  return (
    <form
      className="keeping"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') void attempt(() => saveSearch(name.trim(), query));
      }}
    >
      <label>
        {words.say('watch.keepAs')}{' '}
        <input dir="auto" maxLength={200} value={name} onChange={({ target }) => setName(target.value)} />
      </label>
      <button type="submit" className="text-link">
        {words.say('watch.keep')}
      </button>
      {problem !== null && <Trouble problem={problem} />}
    </form>
  );
}

/** What came in since a kept search was last looked at, before all that it finds. */
export function Fresh({
  search,
  children,
}: {
  readonly search: WatchedSearch;
  readonly children: (hits: readonly SearchHit[]) => ReactNode;
}): ReactNode {
  const words = useWords();
  const { value } = useRemote(search.fresh ? newIn(search.id) : null);
  const { problem, attempt } = useAttempts();
  return (
    <section className="fresh" aria-labelledby="h-fresh">
      <Head id="h-fresh" end={<FreshCount search={search} />}>
        <bdi>{search.name}</bdi>
      </Head>
      {problem !== null && <Trouble problem={problem} />}
      {search.fresh !== null && search.fresh > 0 && value !== null && (
        <>
          {children(value)}
          <p>
            <TextButton onPress={() => void attempt(() => lookAt(search.id))}>{words.say('watch.seen')}</TextButton>
          </p>
          <Head>{words.say('watch.all')}</Head>
        </>
      )}
    </section>
  );
}
