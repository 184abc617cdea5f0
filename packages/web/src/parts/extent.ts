import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

export interface Extent {
  /** Pixels inside the element's padding; 0 until it is known. */
  readonly width: number;
  readonly height: number;
}

/** The extent of an element as it changes. */
export function useExtent<E extends Element>(): readonly [ref: RefObject<E | null>, extent: Extent] {
  const ref = useRef<E>(null);
  const [extent, setExtent] = useState<Extent>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const { width, height } = entry.contentRect;
      setExtent((known) => (known.width === width && known.height === height ? known : { width, height }));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, extent];
}
