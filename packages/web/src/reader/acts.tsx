import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { type ReviewStanding, Ring } from '../marks/ring.tsx';
import { useWords } from '../words/context.tsx';

export type Act = 'accept' | 'correct' | 'reject';

/** The three acts and the rings they leave, in the order of their keys. */
const ACTS: ReadonlyArray<readonly [act: Act, leaves: ReviewStanding]> = [
  ['accept', 'accepted'],
  ['correct', 'corrected'],
  ['reject', 'rejected'],
];

/** Accept, correct, reject: at the foot of the margin, and on the keys 1 2 3. */
export function Acts({ onAct }: { readonly onAct: (act: Act) => void }): ReactNode {
  const words = useWords();
  return (
    <fieldset className="acts" aria-label={words.say('acts.title')}>
      {ACTS.map(([act, leaves], place) => (
        <Button key={act} onPress={() => onAct(act)} aria-keyshortcuts={String(place + 1)}>
          <Ring standing={leaves} />
          {words.say(`acts.${act}`)}{' '}
          <span aria-hidden="true">
            <kbd>{words.number(place + 1)}</kbd>
          </span>
        </Button>
      ))}
    </fieldset>
  );
}
