import type { CaseSummary, FlagRecord, Group } from '@isnad/server/api';
import type { ReactNode } from 'react';
import { groupHref, hrefOf } from '../address.ts';
import { documentFlags, groups } from '../api/endpoints.ts';
import { useRemote } from '../api/remote.ts';
import { GroupRow } from '../claims/group-row.tsx';
import { doubtOf, isImpossible } from '../doubts.ts';
import { Relation } from '../marks/icons.tsx';
import { useInks } from '../marks/inks-of-case.ts';
import { Seal } from '../marks/seal.tsx';
import { Head } from '../parts/head.tsx';
import { useWords } from '../words/context.tsx';

/** Rows that stand on the first page; the rest are a link away. */
const SHOWN = 5;

/** Where the case disagrees with itself: impossible figures first, then claims against claims. */
export function Contested({ summary }: { readonly summary: CaseSummary }): ReactNode {
  const words = useWords();
  const flags = (useRemote(documentFlags({}, { limit: 200 })).value?.items ?? []).filter(isImpossible).slice(0, SHOWN);
  const contested = onceAConflict(useRemote(groups({ grade: 'contested' }, { limit: 4 * SHOWN })).value?.items ?? []);
  if (flags.length === 0 && contested.length === 0) return null;
  const count = summary.groups.contested ?? 0;
  return (
    <section aria-labelledby="h-contested">
      <Head
        big
        id="h-contested"
        end={
          count > 0 && (
            <a className="text-link" href={hrefOf({ room: 'claims', filter: { grade: 'contested' } })}>
              {words.say('case.all', { count })}
            </a>
          )
        }
      >
        {words.say('case.contestedTitle')}
      </Head>
      <ol className="pairs">
        {flags.map((flag) => (
          <FlagRow key={`${flag.document} ${flag.index}`} flag={flag} />
        ))}
        {contested.slice(0, SHOWN).map((group) => (
          <ConflictRow key={group.id} group={group} />
        ))}
      </ol>
    </section>
  );
}

export function SingleRoute({ summary }: { readonly summary: CaseSummary }): ReactNode {
  const words = useWords();
  const { value } = useRemote(groups({ grade: 'single route' }, { limit: SHOWN }));
  const count = summary.groups['single route'] ?? 0;
  if (value === null || value.items.length === 0) return null;
  return (
    <section aria-labelledby="h-single">
      <Head
        big
        id="h-single"
        end={
          <a className="text-link" href={hrefOf({ room: 'claims', filter: { grade: 'single route' } })}>
            {words.say('case.heaviest', { count })}
          </a>
        }
      >
        {words.say('case.singleTitle')}
      </Head>
      <ol className="pairs">
        {value.items.map((group) => (
          <GroupRow key={group.id} group={group} />
        ))}
      </ol>
    </section>
  );
}

/** Two groups that contradict each other hold the same conflict: it stands under the heavier one. */
function onceAConflict(contested: readonly Group[]): Group[] {
  const told = new Set<string>();
  return contested.filter(({ conflicts: [first] }) => {
    if (first === undefined) return true;
    const sides = [first.a, first.b].map(({ document, claim }) => `${document}#${claim}`).sort();
    const isNew = !told.has(sides.join(' '));
    told.add(sides.join(' '));
    return isNew;
  });
}

function FlagRow({ flag }: { readonly flag: FlagRecord }): ReactNode {
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
        <span className="why">{doubtOf(words, flag)}</span>
        <span className="src" />
      </a>
    </li>
  );
}

function ConflictRow({ group }: { readonly group: Group }): ReactNode {
  const words = useWords();
  const inkOf = useInks();
  const conflict = group.conflicts[0];
  if (conflict === undefined) return <GroupRow group={group} />;
  const origins = group.routes.nodes.filter(({ kind }) => kind === 'origin').slice(0, 5);
  return (
    <li>
      <a href={groupHref(group.id)}>
        <span className="rel-s red">
          <Relation sign="against" />
        </span>
        <span className="q two" lang="ar" dir="rtl">
          <q>{conflict.a.text}</q>
          <i>{words.say('case.against')}</i>
          <q>{conflict.b.text}</q>
        </span>
        <span className="why">{conflict.because[words.language]}</span>
        <span className="src">
          {origins.map(({ id, name, named }) => (
            <Seal key={id} ink={inkOf(named ? name : null)} />
          ))}
        </span>
      </a>
    </li>
  );
}
