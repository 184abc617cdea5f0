import { useEffect } from 'react';
import { useWords } from '../words/context.tsx';

/** Names the page in the window's title and for who hears it, as the room it shows. */
export function useTitle(title: string): void {
  const words = useWords();
  useEffect(() => {
    document.title = words.say('title', { title });
  }, [words, title]);
}
