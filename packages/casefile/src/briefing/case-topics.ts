import type { Case } from '../case.ts';
import type { TopicRecord } from '../store/records.ts';
import { headingsOf } from './findings.ts';

/**
 * What the weightiest findings of a case speak of, the heaviest first. A group is of a topic when its claims have the
 * words of the heading: a topic is the same filter in every list of groups.
 */
export async function caseTopics({ store }: Case): Promise<TopicRecord[]> {
  const topics: TopicRecord[] = [];
  for (const topic of await headingsOf(store)) {
    const { total } = await store.cards({ topic }, { limit: 1 });
    if (total > 1) topics.push({ topic, groups: total });
  }
  return topics;
}
