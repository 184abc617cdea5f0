import type { ServedCase } from './served-case.ts';

export interface RoomPlace {
  readonly name: string;
  readonly fragment: string;
}

/** Where each room of the example case is entered; the group is one whose sources are told, by more than one route. */
export async function roomsOf({ opened }: ServedCase): Promise<RoomPlace[]> {
  const { items: documents } = await opened.store.documents({ limit: 100 });
  const { items: groups } = await opened.store.groups({}, { limit: 100 });
  const report = documents.find(({ outlet }) => outlet === 'إذاعة المرسى');
  const group = groups.find(({ grade, routes }) => grade === 'corroborated' && routes.certain > 1);
  if (report === undefined || group === undefined) throw new Error('the example case lacks a report or a group');
  const claim = group.claims.find(({ document }) => document === report.id)?.claim ?? '';
  return [
    { name: 'case', fragment: '#/' },
    { name: 'reader', fragment: `#/report/${report.id}?claim=${claim}` },
    { name: 'claims', fragment: '#/claims' },
    { name: 'group', fragment: `#/claims/${encodeURIComponent(group.id)}` },
    { name: 'search', fragment: '#/search?q=صفارات الإنذار' },
    { name: 'briefing', fragment: '#/briefing' },
  ];
}
