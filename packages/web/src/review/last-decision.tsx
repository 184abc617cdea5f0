import type { ReactNode } from 'react';
import { standingOf } from '../marks/ring.tsx';
import { TextButton } from '../parts/button.tsx';
import type { Reviewing } from '../reader/reviewing.ts';
import { useWords } from '../words/context.tsx';

/** What was decided last, what it bears on, and the way back. */
export function LastDecision({
  reviewing: { last },
  onUndo,
}: {
  readonly reviewing: Reviewing;
  readonly onUndo: () => void;
}): ReactNode {
  const words = useWords();
  const group = last?.record.group ?? null;
  return (
    <p className="review-last" role="status">
      {last !== null && (
        <>
          {words.say('review.standing', { standing: standingOf(last.record.review) })}{' '}
          <q lang="ar" dir="rtl">
            {last.about}
          </q>
          {group !== null && group.claims > 1 && (
            <span className="quiet"> · {words.say('review.bears', { claims: group.claims })}</span>
          )}{' '}
          <TextButton onPress={onUndo}>{words.say('review.undo')}</TextButton>
        </>
      )}
    </p>
  );
}
