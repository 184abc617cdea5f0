import { type RefObject, useEffect, useRef } from 'react';

/**
 * Takes the keyboard to what has just opened, and back when it shuts.
 * @param home where the keyboard goes then if the place it came from is gone, as a selector; else the room
 */
export function useFocusWithin<T extends HTMLElement>(home: string): RefObject<T | null> {
  const opened = useRef<T | null>(null);
  useEffect(() => {
    const before = document.activeElement;
    opened.current?.querySelector<HTMLElement>('input, textarea, button')?.focus();
    return () => {
      // Whoever went on to something else stays there.
      if (document.activeElement !== document.body) return;
      const back = before instanceof HTMLElement && before !== document.body && before.isConnected ? before : null;
      const next = back ?? document.querySelector<HTMLElement>(home) ?? document.querySelector('main');
      next?.focus({ preventScroll: true });
    };
  }, [home]);
  return opened;
}
