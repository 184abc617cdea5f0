import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

/**
 * Takes the keyboard to what has just opened, and back when it shuts.
 * @param home where the keyboard goes then if the place it came from is gone, as a selector; else the room
 */
export function useFocusWithin<T extends HTMLElement>(home: string): RefObject<T | null> {
  const opened = useRef<T | null>(null);
  const before = useRef<Element | null>(null);
  // At once, before anything else can take it.
  useLayoutEffect(() => {
    before.current = document.activeElement;
    opened.current?.querySelector<HTMLElement>('input, textarea, button')?.focus();
  }, []);
  // Only when what stands in its place is there.
  useEffect(
    () => () => {
      // Whoever went on to something else stays there.
      if (document.activeElement !== document.body) return;
      const from = before.current;
      const back = from instanceof HTMLElement && from !== document.body && from.isConnected ? from : null;
      const next = back ?? document.querySelector<HTMLElement>(home) ?? document.querySelector('main');
      next?.focus({ preventScroll: true });
    },
    [home],
  );
  return opened;
}
