import type { ReactNode } from 'react';
import type { Ink, SealShape } from './ink.ts';

const PATHS: { readonly [shape in SealShape]: string } = {
  nuqta: 'M6 .6 11.4 6 6 11.4 .6 6Z',
  disc: 'M6 1.4a4.6 4.6 0 1 1 0 9.2 4.6 4.6 0 1 1 0-9.2Z',
  square: 'M1.8 1.8h8.4v8.4H1.8Z',
  triangle: 'M6 1.2 11.2 10.4H.8Z',
  half: 'M.8 8.8a5.2 5.2 0 0 1 10.4 0Z',
  hexagon: 'M3.4 1.4h5.2L11.4 6 8.6 10.6H3.4L.6 6Z',
};

/** The seal of a source beside its name, or in its place where the name stands nearby: it says nothing aloud. */
export function Seal({ ink }: { readonly ink: Ink }): ReactNode {
  return (
    <svg className={`seal ${ink.colour}${ink.hollow ? ' hollow' : ''}`} viewBox="0 0 12 12" aria-hidden="true">
      <path d={PATHS[ink.seal]} />
    </svg>
  );
}

/** A seal and the name it stands for. */
export function SealedName({ ink, name }: { readonly ink: Ink; readonly name: string }): ReactNode {
  return (
    <span className="sealed">
      <Seal ink={ink} />
      <bdi lang="ar">{name}</bdi>
    </span>
  );
}
