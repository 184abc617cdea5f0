import type { CaseSummary, Contradiction, FlagRecord } from '@isnad/server/api';
import type { ReactNode } from 'react';
import { claimsHref, groupHref, hrefOf } from '../address.ts';
import { useRemote } from '../api/remote.ts';
import { GroupRow } from '../claims/group-row.tsx';
import { doubtOf } from '../doubts.ts';
import { Relation } from '../marks/icons.tsx';
import { Head } from '../parts/head.tsx';
import { Quoting } from '../parts/quoting.tsx';
import { Trouble } from '../parts/troubles.tsx';
import { Deciding } from '../review/deciding.tsx';
import { CaseFlags, isAcross } from '../review/flagged.tsx';
import { type Sitting, useSitting } from '../review/sitting.ts';
import { useWords } from '../words/context.tsx';
import { theCaseFlags, theContradictions, theFlags, theSingleRoutes } from './questions.ts';

/** Where the case disagrees with itself: impossible figures first, then claims against claims. */
export function Contested({ summary }: { readonly summary: CaseSummary }): ReactNode {
  const words = useWords();
  const flags = useRemote(theFlags()).value?.items ?? [];
  const sitting = useSitting<string>();
  const contested = useRemote(theContradictions()).value ?? [];
  if (flags.length === 0 && contested.length === 0) return null;
  const count = summary.groups.contested ?? 0;
  return (
    <section aria-labelledby="h-contested">
      <Head
        big
        id="h-contested"
        end={
          count > 0 && (
            <a className="text-link" href={claimsHref({ grade: 'contested' })}>
              {words.say('case.all', { count })}
            </a>
          )
        }
      >
        {words.say('case.contestedTitle')}
      </Head>
      {sitting.problem !== null && <Trouble problem={sitting.problem} />}
      <ol className="pairs">
        {flags.map((flag) => (
          <FlagRow key={`${flag.document} ${flag.index}`} flag={flag} sitting={sitting} />
        ))}
        {contested.map(({ group, conflict }) => (
          <ConflictRow key={group} group={group} conflict={conflict} />
        ))}
      </ol>
    </section>
  );
}

export function SingleRoute({ summary }: { readonly summary: CaseSummary }): ReactNode {
  const words = useWords();
  const { value } = useRemote(theSingleRoutes());
  const count = summary.groups['single route'] ?? 0;
  if (value === null || value.items.length === 0) return null;
  return (
    <section aria-labelledby="h-single">
      <Head
        big
        id="h-single"
        end={
          <a className="text-link" href={claimsHref({ grade: 'single route' })}>
            {words.say('case.heaviest', { count })}
          </a>
        }
      >
        {words.say('case.singleTitle')}
      </Head>
      <ol className="pairs">
        {value.items.map((card) => (
          <GroupRow key={card.id} card={card} />
        ))}
      </ol>
    </section>
  );
}

/** What is flagged across reports, the rest in the review. */
export function Flagged(): ReactNode {
  const words = useWords();
  const { value } = useRemote(theCaseFlags());
  const sitting = useSitting<string>();
  const flags = (value?.items ?? []).filter(isAcross);
  if (flags.length === 0) return null;
  return (
    <section aria-labelledby="h-across">
      <Head
        big
        id="h-across"
        end={
          <a className="text-link" href={hrefOf({ room: 'review', part: 'flags' })}>
            {words.say('flags.all')}
          </a>
        }
      >
        {words.say('flags.acrossTitle')}
      </Head>
      {sitting.problem !== null && <Trouble problem={sitting.problem} />}
      <ol className="flagged">
        <CaseFlags flags={flags} sitting={sitting} />
      </ol>
    </section>
  );
}

function FlagRow({ flag, sitting }: { readonly flag: FlagRecord; readonly sitting: Sitting<string> }): ReactNode {
  const words = useWords();
  const at = { start: flag.start, end: flag.end };
  return (
    <li>
      <a href={hrefOf({ room: 'report', id: flag.document, claim: null, at })}>
        <span className="rel-s red naskh" aria-hidden="true">
          صـ
        </span>
        <q className="q" lang="ar" dir="rtl">
          {flag.text}
        </q>
        <span className="why wide">{doubtOf(words, flag)}</span>
      </a>
      <Deciding
        subject={{ kind: 'flag', document: flag.document, item: String(flag.index) }}
        review={flag.review}
        about={flag.text}
        sitting={sitting}
      />
    </li>
  );
}

function ConflictRow({ group, conflict }: Contradiction): ReactNode {
  const words = useWords();
  return (
    <li>
      <a href={groupHref(group)}>
        <span className="rel-s red">
          <Relation sign="against" />
        </span>
        <span className="q two" lang="ar" dir="rtl">
          <q>{conflict.a.text}</q>
          <i>{words.say('case.against')}</i>
          <q>{conflict.b.text}</q>
        </span>
        <span className="why wide">
          <Quoting>{conflict.because[words.language]}</Quoting>
        </span>
      </a>
    </li>
  );
}
