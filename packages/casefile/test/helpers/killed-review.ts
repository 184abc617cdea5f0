/**
 * Run as a process: reviews a case and kills itself, as the system would, before the operation on the database that it
 * is told. Says the entry of each decision as soon as it was told that the decision is kept.
 *
 * Arguments: case, number of the operation, a number to choose decisions by.
 */
import { writeSync } from 'node:fs';
import { StatementSync } from 'node:sqlite';
import type { Decision, ReviewSubject } from '../../src/index.ts';
import { Countdown } from './counting.ts';
import { BETTER, claim, DAM, DENIED, dam } from './desk.ts';
import { preparedOf } from './reports.ts';

const [folder = '', last = '0', seed = '1'] = process.argv.slice(2);
StatementSync.prototype.run = new Countdown(Number(last)).counted(StatementSync.prototype.run);

const DECISIONS: readonly Decision[] = [{ kind: 'accept' }, { kind: 'reject' }, DENIED];

const { openCase } = await import('../../src/index.ts');
const opened = await openCase(folder);
for (let at = Number(seed); ; at++) {
  const subject: ReviewSubject = claim(`c${at % 3}`);
  const decision = DECISIONS[at % 3]!;
  const { entry } = await opened.store.decide({ subject, decision, note: null }, opened.stamp());
  writeSync(1, `${entry} ${decision.kind}\n`);
  if (at % 5 === 0) {
    await opened.store.undo(entry, null, opened.stamp());
    writeSync(1, `${entry} undone\n`);
  }
  if (at % 7 === 0) {
    await opened.store.readAgain([preparedOf(dam, at % 2 === 0 ? DAM : BETTER)], opened.stamp());
    await opened.store.settleRereading();
  }
  if (at % 11 === 0) await opened.store.setReviewers(at % 2 === 0 ? 1 : 2, opened.stamp());
}
