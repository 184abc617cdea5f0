import type { ReactNode } from 'react';

const PATHS = {
  find: 'M7 2.6a4.4 4.4 0 1 1 0 8.8 4.4 4.4 0 1 1 0-8.8ZM10.4 10.4l3.4 3.4',
  lamp: 'M1.2 8.2h9.3l4.2-1.4c-.4 3.6-3 6-6.6 6-3.4 0-6.2-1.6-6.9-4.6ZM5 14.6h6M13.6 4.6c-1-.9-.7-2 .4-3.2.3 1.1 1.3 1.6.7 2.8',
  back: 'm6 3 5 5-5 5',
  on: 'm10 3-5 5 5 5',
  up: 'm3 10 5-5 5 5',
  down: 'm3 6 5 5 5-5',
  settings: 'M1.5 5h5m4 0h4M1.5 11h2m4 0h7M8.5 3v4M5.5 9v4',
  close: 'm3.5 3.5 9 9m0-9-9 9',
} as const;

/** A small drawing of an act. `back` and `on` point along the line of reading: they turn with it. */
export function Icon({ name }: { readonly name: keyof typeof PATHS }): ReactNode {
  const turns = name === 'back' || name === 'on';
  return (
    <svg className={turns ? 'ico turns' : 'ico'} viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

const RELATIONS = {
  same: 'M2 6h12M2 10.5h12',
  against: 'M2 6h12M2 10.5h12M11 2 5 14.5',
  otherwise: 'M2 9.5c1.5-3.4 4-3.4 6-1s4.5 2.4 6-1',
  support: 'M2 6h12M8 6v6M4.5 12h7',
} as const;

export type RelationSign = keyof typeof RELATIONS;

/** How one claim stands to another. The words beside it say it, too. */
export function Relation({ sign }: { readonly sign: RelationSign }): ReactNode {
  return (
    <svg className={sign === 'against' ? 'rel red' : 'rel'} viewBox="0 0 16 16" aria-hidden="true">
      <path d={RELATIONS[sign]} />
    </svg>
  );
}

/** A report; `stacked` with a copy behind it. */
export function Folio({ stacked = false }: { readonly stacked?: boolean }): ReactNode {
  return <span className={stacked ? 'folio stacked' : 'folio'} aria-hidden="true" />;
}
