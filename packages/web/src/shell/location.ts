import { useMemo, useSyncExternalStore } from 'react';
import { type Address, hrefOf, readAddress } from '../address.ts';

/** The browser's own history carries the address; going somewhere is following a link. */

export function useAddress(): Address {
  const fragment = useSyncExternalStore(watch, () => window.location.hash);
  return useMemo(() => readAddress(fragment), [fragment]);
}

export function go(address: Address): void {
  window.location.hash = hrefOf(address);
}

/** Changes the address without a step in the history: for what changes while one stays in a place. */
export function goSilently(address: Address): void {
  const next = hrefOf(address);
  if (window.location.hash === next) return;
  window.history.replaceState(null, '', next);
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}

function watch(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}
