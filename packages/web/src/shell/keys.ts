import { useEffect, useRef } from 'react';

/**
 * Keys for the whole page, by the place of the key (`event.code`) and not its letter: on an Arabic layout the same
 * place gives another letter, and a letter could accept on one layout and reject on the other.
 */
export type Key = readonly [code: string, act: () => void];

/** Binds keys while the component stands. `Ctrl+` before a code stands for Control, or Command on a Mac. */
export function useKeys(keys: readonly Key[]): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey) return;
      const held = event.ctrlKey || event.metaKey;
      if (!held && isWriting(event.target)) return;
      // Enter follows a link and presses a button before it is a key of the page.
      if (event.code === 'Enter' && event.target instanceof Element && event.target.closest('a, button')) return;
      const code = held ? `Ctrl+${event.code}` : event.code;
      const key = latest.current.find(([one]) => one === code);
      if (key === undefined) return;
      event.preventDefault();
      key[1]();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

/** Whether a key would write something, or is taken by a control that lists choices. */
function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('[role="listbox"], [role="menu"], [role="grid"]') !== null)
    return true;
  return target.matches('input:not([type="checkbox"], [type="radio"]), textarea, select');
}
