import { documentId } from '@isnad/casefile';
import type { ServedCase } from './served-case.ts';

export interface RoomPlace {
  readonly name: string;
  readonly fragment: string;
}

/**
 * Where each room of a case is entered: the group is one whose sources are told, by more than one route where there is
 * one. What a case has not got (a copy, say) is no place of it.
 */
export async function roomsOf({ opened: { store } }: Pick<ServedCase, 'opened'>): Promise<RoomPlace[]> {
  const { items: groups } = await store.groups({}, { limit: 100 });
  const group = groups.find(({ grade, routes }) => grade === 'corroborated' && routes.certain > 1) ?? groups[0];
  const published: string[] = [];
  for (const { document } of group?.claims.slice(0, 20) ?? []) {
    if ((await store.record(documentId.parse(document)))?.outlet) published.push(document);
  }
  const claim = group?.claims.find(({ document }) => published.includes(document)) ?? group?.claims[0];
  const [series] = (await store.measures({ points: 'several' }, { limit: 1 })).items;
  const [pair] = (await store.copies({}, { limit: 100 })).items.toSorted((a, b) => b.shared - a.shared);
  const places: (RoomPlace | null)[] = [
    { name: 'case', fragment: '#/' },
    claim === undefined ? null : { name: 'reader', fragment: `#/report/${claim.document}?claim=${claim.claim}` },
    { name: 'claims', fragment: '#/claims' },
    group === undefined ? null : { name: 'group', fragment: `#/claims/${encodeURIComponent(group.id)}` },
    { name: 'figures', fragment: series === undefined ? '#/figures' : `#/figures/${encodeURIComponent(series.id)}` },
    { name: 'sources', fragment: '#/sources' },
    pair === undefined ? null : { name: 'compare', fragment: `#/compare/${pair.a}/${pair.b}` },
    { name: 'times', fragment: '#/times' },
    { name: 'causes', fragment: '#/causes' },
    { name: 'review', fragment: '#/review' },
    { name: 'second', fragment: '#/review/second' },
    { name: 'search', fragment: `#/search?q=${twoWordsOf(group?.head.text ?? '')}` },
    { name: 'briefing', fragment: '#/briefing' },
    { name: 'settings', fragment: '#/settings' },
  ];
  return places.filter((place) => place !== null);
}

/** Something that the case has, to be looked for. */
function twoWordsOf(text: string): string {
  return (text.match(/\p{L}{4,}/gu) ?? []).slice(0, 2).join(' ');
}
