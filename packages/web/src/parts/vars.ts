import type { CSSProperties } from 'react';

/** Values for the style sheets, as custom properties of an element. */
export function vars(values: Readonly<Record<`--${string}`, string | number>>): CSSProperties {
  const style: CSSProperties & typeof values = values;
  return style;
}
