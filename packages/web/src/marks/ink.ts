/**
 * The inks and seals of sources. A source has both, so that it is told apart without colour; who is not named has
 * neither, but slate and a hollow seal.
 */
export const COLOURS = ['indigo', 'saffron', 'malachite', 'plum', 'lapis', 'walnut'] as const;
export const SEALS = ['nuqta', 'disc', 'square', 'triangle', 'half', 'hexagon'] as const;

export type Colour = (typeof COLOURS)[number] | 'slate';
export type SealShape = (typeof SEALS)[number];

export interface Ink {
  readonly colour: Colour;
  readonly seal: SealShape;
  readonly hollow: boolean;
}

export const UNNAMED: Ink = { colour: 'slate', seal: 'nuqta', hollow: true };

/**
 * The ink of the source that was the `order`-th (from 0) to appear in the case: six inks, each with its own seal; the
 * seventh source takes the first ink with the next seal, and so on through all thirty-six pairs, then from the start.
 */
export function inkAt(order: number): Ink {
  const colour = order % COLOURS.length;
  const turn = Math.floor(order / COLOURS.length);
  return { colour: COLOURS[colour]!, seal: SEALS[(colour + turn) % SEALS.length]!, hollow: false };
}
