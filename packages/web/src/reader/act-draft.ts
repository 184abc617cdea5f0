import type { ActRecord, Correction } from '@isnad/server/api';
import type { Extent } from './by-block.ts';

/** The correction of an act while it is written. Pure. */

export interface ActDraft {
  readonly who: Extent;
  readonly act: Extent;
  readonly reason: Extent | null;
  /** As it is written, in Western or Arabic digits; empty where the text gives no number. */
  readonly count: string;
}

export function actDraftOf({ who, act, reason, count }: ActRecord): ActDraft {
  return { who, act, reason, count: count === null ? '' : String(count) };
}

/** What a draft changes of what the machine read; null when it changes nothing, or its count is no number. */
export function actCorrectionOf(machine: ActRecord, draft: ActDraft): Correction | null {
  const count = countOf(draft.count);
  if (count === undefined) return null;
  const changed = {
    ...(isSame(machine.who, draft.who) ? {} : { who: rangeOf(draft.who) }),
    ...(isSame(machine.act, draft.act) ? {} : { act: rangeOf(draft.act) }),
    ...(machine.count === count ? {} : { count }),
    ...(isSame(machine.reason, draft.reason) ? {} : { reason: draft.reason === null ? null : rangeOf(draft.reason) }),
  };
  return Object.keys(changed).length === 0 ? null : { of: 'act', ...changed };
}

/** An act as the reviewers have it: a correction that is settled stands in the place of what the machine read. */
export function correctedAct(act: ActRecord, text: string): Pick<ActRecord, 'who' | 'act' | 'reason' | 'count'> {
  const decision = act.review?.state === 'settled' ? act.review.decision : null;
  if (decision?.kind !== 'correct' || decision.correction.of !== 'act') return act;
  const { who, act: deed, reason, count } = decision.correction;
  const wordsOf = (range: Extent) => ({ ...range, text: text.slice(range.start, range.end) });
  return {
    who: who === undefined ? act.who : wordsOf(who),
    act: deed === undefined ? act.act : wordsOf(deed),
    reason: reason === undefined ? act.reason : reason === null ? null : wordsOf(reason),
    count: count === undefined ? act.count : count,
  };
}

/** Null for none, undefined for what is no count. */
function countOf(written: string): number | null | undefined {
  const digits = written.trim().replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660));
  if (digits === '') return null;
  return /^\d{1,12}$/.test(digits) ? Number(digits) : undefined;
}

function rangeOf({ start, end }: Extent): Extent {
  return { start, end };
}

function isSame(a: Extent | null, b: Extent | null): boolean {
  return a === null || b === null ? a === b : a.start === b.start && a.end === b.end;
}
