import { join } from 'node:path';
import type { Case } from '../../src/case.ts';
import { createCase } from '../../src/case.ts';
import { documentId } from '../../src/ids.ts';
import { arrivalOf, groupOf, type Report, refTo } from './reports.ts';

/** A small case with a row in every table that holds what people would ask about. */

export const DAM: Report = {
  id: 'dam',
  text: 'قال مدير السد إن 200 عائلة غادرت القرية. وأضاف أن المياه بلغت الجسر.',
  title: 'انهيار سد في الشمال',
  outlet: 'صحيفة المرفأ',
  published: '2026-02-01',
  claims: [
    { words: '200 عائلة غادرت القرية', chain: ['وكالة الفرات', 'مدير السد'] },
    { words: 'المياه بلغت الجسر', chain: ['مدير السد'] },
  ],
  figures: [{ words: '200 عائلة', value: 200 }],
  acts: [{ words: '200 عائلة غادرت القرية', who: '200 عائلة', act: 'غادرت القرية' }],
  flags: [{ words: '200', kind: 'range reversed' }],
};
export const FLOOD: Report = {
  id: 'flood',
  text: 'غمرت المياه الجسر، وغادرت 200 عائلة القرية.',
  outlet: 'إذاعة الرافدين',
  claims: [{ words: 'غمرت المياه الجسر' }, { words: 'غادرت 200 عائلة القرية' }],
};

export function bytesOf(report: Report): Uint8Array {
  return new TextEncoder().encode(JSON.stringify([report]));
}

export async function keepReport(opened: Case, report: Report, place = `${report.id}.txt`): Promise<void> {
  const arrival = arrivalOf(place, report);
  await opened.originals.keep(arrival.original!.hash, bytesOf(report));
  await opened.store.keep([arrival], opened.stamp());
}

/** Made in `folder/case`, and closed. */
export async function fullCase(folder: string): Promise<string> {
  const path = join(folder, 'case');
  const opened = await createCase(path, 'السد', { by: 'ليلى' });
  for (const report of [DAM, FLOOD]) await keepReport(opened, report);
  await keepReport(opened, DAM, 'again/dam.txt');
  const bad = { part: null, kind: 'damaged', message: 'لا يُقرأ' } as const;
  const arrival = {
    original: null,
    from: { kind: 'file', place: 'bad.pdf' } as const,
    documents: [],
    unreadable: [bad],
  };
  await opened.store.keep([arrival], opened.stamp());
  const groups = [
    groupOf('g', [refTo('dam', DAM, 0), refTo('flood', FLOOD, 1)], 2),
    groupOf('h', [refTo('dam', DAM, 1), refTo('flood', FLOOD, 0)], 2),
  ];
  const copies = [{ a: 'dam', b: 'flood', shared: 0.5, kind: 'excerpt', first: 'dam', passages: [] }] as const;
  const flags = [{ kind: 'circular', claims: [refTo('dam', DAM, 0)], message: { ar: 'دائرة', en: 'a circle' } }];
  await opened.store.putFindings({ groups, copies, figures: [], flags }, opened.stamp());
  const subject = (item: string) => ({ kind: 'claim', document: documentId.parse('dam'), item }) as const;
  const accepted = { subject: subject('c0'), decision: { kind: 'accept' }, note: 'سمعته' } as const;
  await opened.store.decide(accepted, opened.stamp());
  const rejected = { subject: subject('c1'), decision: { kind: 'reject' }, note: null } as const;
  const { entry } = await opened.store.decide(rejected, opened.stamp());
  await opened.store.undo(entry, 'أخطأت', opened.stamp());
  await opened.close();
  return path;
}
