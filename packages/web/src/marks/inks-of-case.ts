import { useMemo } from 'react';
import { sources } from '../api/endpoints.ts';
import { useRemote } from '../api/remote.ts';
import { type Ink, inkAt, UNNAMED } from './ink.ts';

/** The ink of a name, in this case: bound once, the same in every room. */
export type InkOf = (name: string | null) => Ink;

export function useInks(): InkOf {
  const { value } = useRemote(sources({ limit: 1000 }));
  return useMemo(() => {
    const orders = new Map((value?.items ?? []).map(({ name }, order) => [name, order]));
    return (name) => {
      const order = name === null ? undefined : orders.get(name);
      return order === undefined ? UNNAMED : inkAt(order);
    };
  }, [value]);
}
