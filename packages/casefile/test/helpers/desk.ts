import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { type Case, createCase } from '../../src/case.ts';
import { documentId, type LogSeq } from '../../src/ids.ts';
import type { Stamp } from '../../src/log/entry.ts';
import type { Decision } from '../../src/log/review.ts';
import type { ReviewSubject } from '../../src/log/subject.ts';
import type { StandingDecision } from '../../src/store/records.ts';
import { everyItem, type Store } from '../../src/store/store.ts';
import { passingFolder } from './folder.ts';
import { arrivalOf, type Report } from './reports.ts';

/** A case of two reports, and people who review it. */

export const DAM: Report = {
  id: 'dam',
  text: 'قال مدير السد إن 200 عائلة غادرت القرية. وأضاف أن المياه بلغت الجسر القديم. وانهار السد فجرا.',
  outlet: 'صحيفة المرفأ',
  claims: [
    { words: '200 عائلة غادرت القرية', chain: ['مدير السد'] },
    { words: 'المياه بلغت الجسر القديم', chain: ['مدير السد'] },
    { words: 'وانهار السد فجرا' },
  ],
  figures: [{ words: '200 عائلة', value: 200 }],
  acts: [{ words: '200 عائلة غادرت القرية', who: '200 عائلة', act: 'غادرت القرية' }],
  flags: [{ words: '200', kind: 'range reversed' }],
};
/** The same text, in which a better reader finds the claims in another order, one more, and one no more. */
export const BETTER: Report = {
  ...DAM,
  claims: [
    { words: 'قال مدير السد إن 200 عائلة' },
    { words: 'المياه بلغت الجسر القديم', chain: ['مدير السد'] },
    { words: '200 عائلة غادرت القرية', chain: ['مدير السد'] },
  ],
};
export const FLOOD: Report = {
  id: 'flood',
  text: 'غمرت المياه الجسر القديم وغادرت العائلات بيوتها.',
  outlet: 'إذاعة الرافدين',
  claims: [{ words: 'غمرت المياه الجسر القديم', chain: ['شاهد عيان'] }],
};
export const [dam, flood] = [documentId.parse('dam'), documentId.parse('flood')];
export const ACCEPT: Decision = { kind: 'accept' };
export const REJECT: Decision = { kind: 'reject' };
export const DENIED: Decision = { kind: 'correct', correction: { of: 'claim', modality: 'denied' } };

export interface Desk {
  readonly opened: Case;
  readonly store: Store;
  /** Decides as somebody, a minute after the last act. */
  decide(by: string, subject: ReviewSubject, decision: Decision): Promise<LogSeq>;
  stampOf(by: string): Stamp;
}

/** A case of two reports, three claims in one and one in the other. */
export async function desk(context: TestContext): Promise<Desk> {
  const folder = join(await passingFolder(context), 'case');
  let now = Date.UTC(2026, 2, 1, 10);
  const stampOf = (by: string): Stamp => {
    now += 60_000;
    return { at: new Date(now).toISOString(), by, tool: 'isnad test' };
  };
  const opened = await createCase(folder, null, { by: 'ليلى', clock: () => new Date(now) });
  context.after(() => opened.close());
  const { store } = opened;
  const arrivals = [arrivalOf('/1', DAM), arrivalOf('/2', FLOOD)];
  for (const { original } of arrivals) await opened.originals.keep(original!.hash, new Uint8Array());
  await store.keep(arrivals, stampOf('ليلى'));
  const decide = async (by: string, subject: ReviewSubject, decision: Decision): Promise<LogSeq> =>
    (await store.decide({ subject, decision, note: null }, stampOf(by))).entry;
  return { opened, store, decide, stampOf };
}

export function claim(item: string, document = dam): ReviewSubject {
  return { kind: 'claim', document, item };
}

export async function standing(store: Store): Promise<StandingDecision[]> {
  const all: StandingDecision[] = [];
  for await (const one of everyItem((page) => store.standings({}, page), 7)) all.push(one);
  return all;
}

/** What the tables say stands, and what the log alone says. */
export async function bothStates(store: Store): Promise<[unknown, unknown]> {
  const byKey = (all: readonly StandingDecision[]): unknown => all.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  return [byKey(await standing(store)), byKey([...(await store.replay()).standings().values()])];
}
