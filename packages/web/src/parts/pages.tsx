import type { Page } from '@isnad/server/api';
import { memo, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { type Remote, useRemote } from '../api/remote.ts';
import { useWords } from '../words/context.tsx';
import { TextButton } from './button.tsx';
import { Trouble, Waiting } from './troubles.tsx';

/**
 * A list of any length, a page after the other as its end comes near, or by the button that stands there. To be given
 * the `key` of what it lists.
 */
export function Pages<T>({
  pageAfter,
  children,
  empty = null,
  isEndless = true,
}: {
  /** The page after a cursor; the first after null. */
  readonly pageAfter: (after: string | null) => Remote<Page<T>>;
  readonly children: (items: readonly T[]) => ReactNode;
  /** What stands there when the list holds nothing. */
  readonly empty?: ReactNode;
  /** Whether the next page comes by itself; else by the button alone, where something else stands after the list. */
  readonly isEndless?: boolean;
}): ReactNode {
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  const onNext = useCallback(
    (next: string) => setCursors((known) => (known.includes(next) ? known : [...known, next])),
    [],
  );
  const draw = useCallback(
    (cursor: string | null, isLast: boolean) => (
      <OnePage
        remote={pageAfter(cursor)}
        isLast={isLast}
        onNext={onNext}
        empty={cursor === null ? empty : null}
        isEndless={isEndless}
      >
        {children}
      </OnePage>
    ),
    [pageAfter, children, empty, isEndless, onNext],
  );
  return cursors.map((cursor, place) => (
    <Drawn key={cursor} cursor={cursor} isLast={place === cursors.length - 1} draw={draw} />
  ));
}

/** Of a thousand pages only the last two are drawn again when one more comes. */
const Drawn = memo(function Drawn({
  cursor,
  isLast,
  draw,
}: {
  readonly cursor: string | null;
  readonly isLast: boolean;
  readonly draw: (cursor: string | null, isLast: boolean) => ReactNode;
}): ReactNode {
  return draw(cursor, isLast);
});

function OnePage<T>({
  remote,
  isLast,
  onNext,
  empty,
  isEndless,
  children,
}: {
  readonly remote: Remote<Page<T>>;
  readonly isLast: boolean;
  readonly onNext: (cursor: string) => void;
  readonly empty: ReactNode;
  readonly isEndless: boolean;
  readonly children: (items: readonly T[]) => ReactNode;
}): ReactNode {
  const words = useWords();
  const { value, problem } = useRemote(remote);
  if (value === null) return <li>{problem === null ? <Waiting /> : <Trouble problem={problem} />}</li>;
  const { items, next } = value;
  return (
    <>
      {items.length === 0 && empty !== null ? <li>{empty}</li> : children(items)}
      {isLast && next !== null && (
        <End onReach={isEndless ? () => onNext(next) : null}>
          <TextButton onPress={() => onNext(next)}>{words.say('more')}</TextButton>
        </End>
      )}
    </>
  );
}

/** The end of what is loaded; told when it comes near the screen. */
function End({
  onReach,
  children,
}: {
  readonly onReach: (() => void) | null;
  readonly children: ReactNode;
}): ReactNode {
  const item = useRef<HTMLLIElement>(null);
  const latest = useRef(onReach);
  useEffect(() => {
    latest.current = onReach;
  });
  useEffect(() => {
    if (item.current === null) return undefined;
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && latest.current?.(),
      { rootMargin: '1000px 0px' },
    );
    observer.observe(item.current);
    return () => observer.disconnect();
  }, []);
  return (
    <li className="more" ref={item}>
      {children}
    </li>
  );
}
