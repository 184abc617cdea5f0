import type { GroupGlance } from '@isnad/server/api';
import type { ReactNode } from 'react';
import { groupHref } from '../address.ts';
import { TextButton } from '../parts/button.tsx';
import { Trouble } from '../parts/troubles.tsx';
import { useWords } from '../words/context.tsx';
import type { Words } from '../words/words.ts';
import type { Grouping } from './grouping.ts';
import { routesOf } from './why.ts';

/** What the last decision on the group has changed, and the way back. */
export function Regrouping({ grouping }: { readonly grouping: Grouping }): ReactNode {
  const words = useWords();
  const { last, problem, isAtWork, undo } = grouping;
  return (
    <div className="regrouped" role="status">
      {problem !== null && <Trouble problem={problem} />}
      {isAtWork && <p className="quiet">{words.say('case.weighing')}</p>}
      {last !== null && !isAtWork && (
        <p>
          <b>{words.say('grouping.done', { deed: last.deed })}</b> {last.waits && words.say('review.waits')}
          {!last.waits && !last.isWeighed && words.say('grouping.later')}
          {!last.waits && last.isWeighed && (
            <>
              {words.say('grouping.was', { state: stateOf(words, last.before) })}{' '}
              {words.say('grouping.now', { groups: last.groups.length })}{' '}
              {last.groups.map((group, place) => (
                <span key={group.id}>
                  {place > 0 && ' · '}
                  <a className="text-link" href={groupHref(group.id)}>
                    {stateOf(words, group)}
                  </a>
                </span>
              ))}
            </>
          )}{' '}
          <TextButton onPress={() => void undo()}>{words.say('review.undo')}</TextButton>
        </p>
      )}
    </div>
  );
}

/** A group in as many words as tell what became of it. */
function stateOf(words: Words, { grade, claims, certain, possible }: GroupGlance): string {
  const why = grade === 'contested' ? words.say('grade', { grade }) : routesOf(words, { grade, certain, possible });
  return words.say('grouping.state', { claims, why });
}
