import type { Grade } from '@isnad/server/api';
import type { ReactNode } from 'react';
import { type ClaimsFilter, claimsHref, hrefOf } from '../address.ts';
import { groupCards, theCase } from '../api/endpoints.ts';
import { useRemote } from '../api/remote.ts';
import { Pages } from '../parts/pages.tsx';
import { useTitle } from '../shell/title.ts';
import { useWords } from '../words/context.tsx';
import { GroupRow } from './group-row.tsx';
import { Narrowing } from './narrowing.tsx';
import './claims.css';

const GRADES = ['contested', 'corroborated', 'single route', 'unattributed'] as const satisfies readonly Grade[];
/** Few enough that a scroll does not wait for them to be set. */
const PAGE = 20;

/** The claims of a case, those that say the same as one: the heaviest first. */
export default function Claims({ filter }: { readonly filter: ClaimsFilter }): ReactNode {
  const words = useWords();
  useTitle(words.say('room.claims'));
  const grade = GRADES.find((one) => one === filter.grade) ?? null;
  const wanted = { ...filter, grade, open: null, reviewed: filter.open ? ('false' as const) : null };
  const pageAfter = (after: string | null) => groupCards(wanted, { limit: PAGE, after });
  const found = useRemote(pageAfter(null)).value?.total ?? null;
  const summary = useRemote(theCase()).value;
  const counts = summary?.groups ?? {};
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <div className="room claims">
      <header className="room-head">
        <h1>{words.say('room.claims')}</h1>
        <nav className="grades" aria-label={words.say('claims.grades')}>
          <GradeLink filter={filter} grade={null} count={all} isHere={grade === null} />
          {GRADES.map((one) => (
            <GradeLink key={one} filter={filter} grade={one} count={counts[one] ?? 0} isHere={one === grade} />
          ))}
        </nav>
      </header>
      <Narrowing filter={filter} />
      <p className="quiet found-groups" role="status">
        {found !== null && words.say('claims.found', { found })}
      </p>
      <ol className="pairs">
        <Pages
          key={hrefOf({ room: 'claims', filter })}
          pageAfter={pageAfter}
          empty={<span className="quiet">{words.say('claims.none')}</span>}
        >
          {(cards) => cards.map((card) => <GroupRow key={card.id} card={card} />)}
        </Pages>
      </ol>
    </div>
  );
}

function GradeLink({
  filter,
  grade,
  count,
  isHere,
}: {
  readonly filter: ClaimsFilter;
  readonly grade: Grade | null;
  readonly count: number;
  readonly isHere: boolean;
}): ReactNode {
  const words = useWords();
  return (
    <a href={claimsHref({ ...filter, grade })} aria-current={isHere ? 'true' : undefined}>
      {words.say('grade', { grade: grade ?? 'all' })} <span className="num">{words.number(count)}</span>
    </a>
  );
}
