import type { ServedCase } from './served-case.ts';

export interface RoomPlace {
  readonly name: string;
  readonly fragment: string;
}

/** Where each room of the example case is entered; the group is one whose sources are told, by more than one route. */
export async function roomsOf({ opened }: ServedCase): Promise<RoomPlace[]> {
  const { items: documents } = await opened.store.documents({ limit: 100 });
  const { items: groups } = await opened.store.groups({}, { limit: 100 });
  const { items: series } = await opened.store.series({ limit: 1000 });
  const group = groups.find(({ grade, routes }) => grade === 'corroborated' && routes.certain > 1);
  const claim = group?.claims.find(({ document }) => documents.some(({ id, outlet }) => id === document && outlet));
  const figures = series.toSorted((a, b) => b.points.length - a.points.length)[0];
  const [pair] = (await opened.store.copies({}, { limit: 100 })).items.toSorted((a, b) => b.shared - a.shared);
  if (group === undefined || pair === undefined || claim === undefined || figures === undefined)
    throw new Error('the example case lacks a group of two routes, figures, or a copy');
  return [
    { name: 'case', fragment: '#/' },
    { name: 'reader', fragment: `#/report/${claim.document}?claim=${claim.claim}` },
    { name: 'claims', fragment: '#/claims' },
    { name: 'group', fragment: `#/claims/${encodeURIComponent(group.id)}` },
    { name: 'figures', fragment: `#/figures/${encodeURIComponent(figures.id)}` },
    { name: 'sources', fragment: '#/sources' },
    { name: 'compare', fragment: `#/compare/${pair.a}/${pair.b}` },
    { name: 'times', fragment: '#/times' },
    { name: 'causes', fragment: '#/causes' },
    { name: 'review', fragment: '#/review' },
    { name: 'second', fragment: '#/review/second' },
    { name: 'search', fragment: '#/search?q=صفارات الإنذار' },
    { name: 'briefing', fragment: '#/briefing' },
    { name: 'settings', fragment: '#/settings' },
  ];
}
