import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Conflict, Group } from '@isnad/weighing';
import { createCase } from '../src/case.ts';
import { contradictions } from '../src/contradictions.ts';
import { passingFolder } from './helpers/folder.ts';
import { arrivalOf, groupOf, NO_FINDINGS, type Report, refTo } from './helpers/reports.ts';

const WORDS = ['السد انهار ليلا', 'السد لم ينهر', 'قتل 12 شخصا', 'قتل 15 شخصا'];
const REPORT: Report = {
  id: 'dam',
  text: `${WORDS.join('. ')}.`,
  outlet: 'صحيفة المرفأ',
  claims: WORDS.map((words) => ({ words, chain: [] })),
};

function conflictOf(kind: Conflict['kind'], [a, b]: readonly [number, number]): Conflict {
  const because = { ar: 'يختلفان', en: 'they differ' };
  return { a: refTo('dam', REPORT, a), b: refTo('dam', REPORT, b), kind, because, at: null };
}

function contested(id: string, place: number, conflicts: readonly Conflict[]): Group {
  return { ...groupOf(id, [refTo('dam', REPORT, place)], 1), grade: 'contested', conflicts };
}

test('a contradiction is told once, of two groups that hold it, and a count that grew is none', async (context) => {
  const opened = await createCase(join(await passingFolder(context), 'case'), null);
  context.after(() => opened.close());
  const { store } = opened;
  await store.keep([arrivalOf('/dam', REPORT)], opened.stamp());
  const grew = conflictOf('update', [2, 3]);
  const groups = [
    contested('g0', 0, [grew, conflictOf('negation', [0, 1])]),
    contested('g1', 1, [conflictOf('negation', [1, 0])]),
    contested('g2', 2, [grew]),
    contested('g3', 3, [conflictOf('figure', [3, 2])]),
  ];
  await store.putFindings({ ...NO_FINDINGS, groups }, opened.stamp());
  const told = await contradictions(store, 5);
  assert.deepEqual(
    told.map(({ group, conflict }) => [group, conflict.kind]),
    [
      ['g0', 'negation'],
      ['g3', 'figure'],
    ],
  );
  assert.equal((await contradictions(store, 1)).length, 1);
});
