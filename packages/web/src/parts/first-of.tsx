import { type ReactNode, useState } from 'react';
import { useWords } from '../words/context.tsx';
import { TextButton } from './button.tsx';

/**
 * The first of many rows that are all at hand, and a button that brings the next ones: a row that nobody looks at costs as
 * much to draw as one that somebody does.
 * @param step rows that come at a time
 */
export function useFirstOf<T>(
  all: readonly T[],
  step: number,
): { readonly shown: readonly T[]; readonly more: ReactNode } {
  const words = useWords();
  const [count, setCount] = useState(step);
  const more =
    count < all.length ? (
      <p className="more">
        <TextButton onPress={() => setCount(count + step)}>{words.say('more')}</TextButton>
      </p>
    ) : null;
  return { shown: all.slice(0, count), more };
}
