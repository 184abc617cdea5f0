import { lazy, type ReactNode, Suspense, useDeferredValue, useEffect, useRef } from 'react';
import { type Address, hrefOf } from '../address.ts';
import { listen } from '../api/live.ts';
import { Fenced, Waiting } from '../parts/troubles.tsx';
import { Speaking, useWords } from '../words/context.tsx';
import { Bar } from './bar.tsx';
import { useKeys } from './keys.ts';
import { useAddress } from './location.ts';

const TheCase = lazy(() => import('../case/case.tsx'));
const Reader = lazy(() => import('../reader/reader.tsx'));
const Claims = lazy(() => import('../claims/claims.tsx'));
const OpenGroup = lazy(() => import('../claims/group.tsx'));
const Search = lazy(() => import('../search/search.tsx'));
const Figures = lazy(() => import('../figures/figures.tsx'));
const Sources = lazy(() => import('../sources/sources.tsx'));
const Compare = lazy(() => import('../compare/compare.tsx'));
const Times = lazy(() => import('../times/times.tsx'));
const Causes = lazy(() => import('../causes/causes.tsx'));
const Review = lazy(() => import('../review/review.tsx'));
const SecondLook = lazy(() => import('../review/second.tsx'));
const FlagsReview = lazy(() => import('../review/flags.tsx'));
const Briefing = lazy(() => import('../briefing/briefing.tsx'));
const TheSettings = lazy(() => import('../settings/settings.tsx'));

/** The whole page: the bar, and under it the room that the address names. */
export function App(): ReactNode {
  return (
    <Speaking>
      <Frame />
    </Speaking>
  );
}

function Frame(): ReactNode {
  const words = useWords();
  const address = useAddress();
  // The old room stays while the code of the next one is on its way.
  const shown = useDeferredValue(address);
  const main = useRef<HTMLElement>(null);
  const find = useRef<HTMLInputElement>(null);
  useEffect(listen, []);
  useRoomFocus(main, shown);
  useKeys([
    ['Slash', () => find.current?.focus()],
    ['Ctrl+KeyK', () => find.current?.focus()],
  ]);
  return (
    <>
      <button type="button" className="skip" onClick={() => main.current?.focus()}>
        {words.say('bar.skip')}
      </button>
      <Bar address={address} find={find} />
      <main ref={main} tabIndex={-1} aria-busy={shown !== address}>
        <Fenced place={hrefOf(shown)}>
          <Suspense fallback={<Waiting />}>
            <Room address={shown} />
          </Suspense>
        </Fenced>
      </main>
    </>
  );
}

function Room({ address }: { readonly address: Address }): ReactNode {
  switch (address.room) {
    case 'case':
      return <TheCase />;
    case 'report':
      return <Reader id={address.id} claim={address.claim} at={address.at} />;
    case 'claims':
      return <Claims filter={address.filter} />;
    case 'group':
      return <OpenGroup id={address.id} />;
    case 'search':
      return <Search query={address.query} watch={address.watch} />;
    case 'figures':
      return <Figures id={address.id} />;
    case 'sources':
      return <Sources chosen={address.key} />;
    case 'compare':
      return <Compare a={address.a} b={address.b} />;
    case 'times':
      return <Times place={address.place} />;
    case 'causes':
      return <Causes of={address.of} />;
    case 'review':
      if (address.part === 'first') return <Review />;
      return address.part === 'second' ? <SecondLook /> : <FlagsReview />;
    case 'briefing':
      return <Briefing />;
    case 'settings':
      return <TheSettings />;
  }
}

/** Going to another room or report takes the focus and the top of the page with it, as a new page would. */
function useRoomFocus(main: { readonly current: HTMLElement | null }, address: Address): void {
  const place = address.room === 'report' || address.room === 'group' ? `${address.room} ${address.id}` : address.room;
  const last = useRef(place);
  useEffect(() => {
    if (last.current === place) return;
    last.current = place;
    window.scrollTo(0, 0);
    // Who is writing a query stays where the query is written.
    if (place !== 'search') main.current?.focus({ preventScroll: true });
  }, [main, place]);
}
