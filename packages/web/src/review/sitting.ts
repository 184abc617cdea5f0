import type { AskedSubject, Decided, Decision } from '@isnad/server/api';
import { useMemo, useRef, useState } from 'react';
import type { Problem } from '../api/client.ts';
import { decide, takeBack } from '../api/endpoints.ts';
import { useAttempts } from '../parts/attempt.ts';

/** The decisions that somebody makes in one sitting, to be taken back from the last one on. */
export interface Sitting<T> {
  /** Why the last thing asked for was refused. */
  readonly problem: Problem | null;
  /** In the order in which they were asked for. */
  readonly made: readonly Made<T>[];
  /**
   * @param about what the screen is to remember with the decision
   * @param note what is to stand in the log beside it
   * @returns the decision, once the case was weighed with it; null where it was refused
   */
  decide(subject: AskedSubject, decision: Decision, about: T, note?: string | null): Promise<Decided | null>;
  /** Takes back a decision, the last one of this sitting unless told which; null where there is none or it was refused. */
  undo(entry?: number): Promise<Undone<T> | null>;
}

export interface Made<T> {
  readonly record: Decided;
  readonly about: T;
}

export interface Undone<T> {
  readonly record: Decided;
  /** Null of a decision that was not of this sitting. */
  readonly about: T | null;
}

export function useSitting<T>(): Sitting<T> {
  const [made, setMade] = useState<readonly Made<T>[]>([]);
  const { problem, attempt } = useAttempts();
  // A decision is answered when the case was weighed with it, and whoever decides does not wait for that: what is taken
  // back meanwhile is taken back when the answer is there.
  const list = useRef<Promise<readonly Made<T>[]>>(Promise.resolve([]));

  return useMemo(() => {
    const inTurn = (act: (made: readonly Made<T>[]) => Promise<readonly Made<T>[]>): Promise<void> => {
      list.current = list.current.then(act);
      return list.current.then(setMade);
    };
    return {
      problem,
      made,
      async decide(subject, decision, about, note = null) {
        const answer = attempt(() => decide(subject, decision, note));
        await inTurn(async (before) => {
          const record = await answer;
          return record === null ? before : [...before, { record, about }];
        });
        return await answer;
      },
      async undo(entry) {
        const undone: Undone<T>[] = [];
        await inTurn(async (before) => {
          const last = entry === undefined ? before.at(-1) : before.find(({ record }) => record.entry === entry);
          const which = entry ?? last?.record.entry;
          const record = which === undefined ? null : await attempt(() => takeBack(which));
          if (record === null) return before;
          undone.push({ record, about: last?.about ?? null });
          return before.filter((one) => one !== last);
        });
        return undone[0] ?? null;
      },
    };
  }, [made, problem, attempt]);
}
