import type { Conflict, DocumentRecord, ItemRef, OpenGroup, ReviewState } from '@isnad/server/api';
import { isContesting } from '@isnad/weighing/contesting';
import type { ReactNode } from 'react';
import { reportHref } from '../address.ts';
import { Relation } from '../marks/icons.tsx';
import { TextButton } from '../parts/button.tsx';
import { Head } from '../parts/head.tsx';
import { Quoting } from '../parts/quoting.tsx';
import { useWords } from '../words/context.tsx';
import { contestingFirst } from './contesting.ts';
import type { Grouping } from './grouping.ts';

/** Words of a group that cannot both be, side by side, and what a reader says of it. */
export function Conflicts({
  open: { group, reviews },
  documents,
  grouping,
}: {
  readonly open: OpenGroup;
  readonly documents: ReadonlyMap<string, DocumentRecord>;
  readonly grouping: Grouping;
}): ReactNode {
  const words = useWords();
  const nameOf = (id: string): string => documents.get(id)?.outlet ?? words.say('source.noPublisher');
  return (
    <section className="conflicts" id="conflicts" aria-labelledby="h-conflicts">
      <Head id="h-conflicts">
        {words.say(group.conflicts.some(isContesting) ? 'case.contestedTitle' : 'elsewhere.otherwiseTitle')}
      </Head>
      <ul>
        {contestingFirst(group.conflicts).map((conflict) => {
          const { a, b, because } = conflict;
          return (
            <li key={`${a.document} ${a.claim} ${b.document} ${b.claim}`}>
              <Relation sign={isContesting(conflict) ? 'against' : 'otherwise'} />
              {[a, b].map((ref) => (
                <a key={`${ref.document} ${ref.claim}`} href={reportHref(ref.document, ref.claim)}>
                  <q lang="ar">{ref.text}</q>
                  <bdi className="from" lang="ar">
                    {nameOf(ref.document)}
                  </bdi>
                </a>
              ))}
              <span className="why">
                <Quoting>{because[words.language]}</Quoting>
                <Settling conflict={conflict} review={reviewOf(reviews.links, conflict)} grouping={grouping} />
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Whether it is one, by whoever has looked. */
function Settling({
  conflict: { a, b },
  review,
  grouping: { link, isAtWork },
}: {
  readonly conflict: Conflict;
  readonly review: ReviewState | null;
  readonly grouping: Grouping;
}): ReactNode {
  const words = useWords();
  return (
    <span className="settling">
      {review !== null && <span>{words.rich('grouping.conflictBy', { by: <bdi>{review.by}</bdi> })}</span>}
      {review === null && (
        <TextButton isDisabled={isAtWork} onPress={() => void link(a, b, 'conflict')}>
          {words.say('grouping.conflict')}
        </TextButton>
      )}
      <TextButton isDisabled={isAtWork} onPress={() => void link(a, b, 'same')}>
        {words.say('grouping.noConflict')}
      </TextButton>
    </span>
  );
}

function reviewOf(links: OpenGroup['reviews']['links'], { a, b }: Pick<Conflict, 'a' | 'b'>): ReviewState | null {
  const isAt = (ref: ItemRef, claim: Conflict['a']): boolean =>
    ref.document === claim.document && ref.item === claim.claim;
  return links.find((one) => isAt(one.a, a) && isAt(one.b, b))?.review ?? null;
}
