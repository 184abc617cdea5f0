import { useMemo } from 'react';
import { sources } from '../api/endpoints.ts';
import { useRemote } from '../api/remote.ts';
import { type Ink, inkAt, UNNAMED } from './ink.ts';

/** The ink of a name, in this case: bound once, the same in every room. */
export type InkOf = (name: string | null) => Ink;

export function useInks(): InkOf {
  const { value } = useRemote(sources({ limit: 1000 }));
  return useMemo(() => {
    const names = (value?.items ?? []).map(({ name }) => name);
    const orders = new Map(names.map((name, order) => [name, order]));
    const orderOf = (name: string): number => {
      let order = orders.get(name);
      if (order === undefined) {
        // One who is called with a title here and without it there.
        order = names.findIndex((known) => known.endsWith(` ${name}`) || name.endsWith(` ${known}`));
        orders.set(name, order);
      }
      return order;
    };
    return (name) => {
      const order = name === null ? -1 : orderOf(name);
      return order < 0 ? UNNAMED : inkAt(order);
    };
  }, [value]);
}
