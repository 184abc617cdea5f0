import type { OpenGroup } from '@isnad/server/api';
import { isContesting } from '@isnad/weighing/contesting';
import { type ReactNode, useMemo } from 'react';
import { claimsHref, hrefOf } from '../address.ts';
import { openGroup } from '../api/endpoints.ts';
import { useRemote } from '../api/remote.ts';
import { Relation } from '../marks/icons.tsx';
import { Head } from '../parts/head.tsx';
import { Trouble, Waiting } from '../parts/troubles.tsx';
import { CaseFlags } from '../review/flagged.tsx';
import { useSitting } from '../review/sitting.ts';
import { RouteGraph } from '../routes/route-graph.tsx';
import { useKeys } from '../shell/keys.ts';
import { useTitle } from '../shell/title.ts';
import { useWords } from '../words/context.tsx';
import { Collation } from './collation.tsx';
import { Conflicts } from './conflicts.tsx';
import { type Grouping, useGrouping } from './grouping.ts';
import { Neighbours } from './neighbours.tsx';
import { Regrouping } from './regrouped.tsx';
import { verdictOf } from './why.ts';
import './claims.css';
import './grouping.css';

/** A group of claims that say the same: how the words came down, and the words side by side. */
export default function GroupRoom({ id }: { readonly id: string }): ReactNode {
  const words = useWords();
  const { value, problem } = useRemote(openGroup(id));
  useTitle(value?.group.head.text ?? words.say('room.claims'));
  const open = value?.group.id === id ? value : null;
  const grouping = useGrouping(open);
  useKeys([
    ['Escape', () => window.history.back()],
    ['Ctrl+KeyZ', () => void grouping.undo()],
  ]);
  if (open === null) return problem === null ? <Waiting /> : <Trouble problem={problem} />;
  return <Group open={open} grouping={grouping} />;
}

function Group({ open, grouping }: { readonly open: OpenGroup; readonly grouping: Grouping }): ReactNode {
  const words = useWords();
  const { group } = open;
  const documents = useMemo(() => new Map(open.documents.map((record) => [record.id, record])), [open]);
  const reports = group.routes.nodes.filter(({ kind }) => kind === 'report');
  const copies = reports.reduce((sum, report) => sum + Math.max(0, report.documents.length - 1), 0);
  const contested = group.conflicts.filter(isContesting).length;
  return (
    <div className="room claim">
      <p className="trail">
        <a href={claimsHref()}>{words.say('room.claims')}</a>
        <span className="quiet"> / </span>
        <a href={claimsHref({ grade: group.grade })}>{words.say('grade', { grade: group.grade })}</a>
      </p>
      <header className="claim-head">
        <h1 lang="ar" dir="rtl">
          «{group.head.text}»
        </h1>
        <p className="verdict">
          {words.say('group.reports', { reports: documents.size, copies })}
          {contested > 0 && (
            <>
              <span className="quiet"> · </span>
              <a className="red" href={`${hrefOf({ room: 'group', id: group.id })}`} onClick={showConflicts}>
                <Relation sign="against" />
                <span className="text-link">{words.say('case.contested', { count: contested })}</span>
              </a>
            </>
          )}
        </p>
        <p className="because">
          {verdictOf(words, { grade: group.grade, certain: group.routes.certain, possible: group.routes.possible })}
        </p>
      </header>
      <Regrouping grouping={grouping} />
      <RouteGraph group={group} sources={open.sources} documents={documents} />
      {group.conflicts.length > 0 && <Conflicts open={open} documents={documents} grouping={grouping} />}
      {open.flags.length > 0 && <Flagged flags={open.flags} />}
      <Collation open={open} documents={documents} grouping={grouping} />
      <Neighbours key={group.id} open={open} grouping={grouping} />
    </div>
  );
}

/** What is flagged of the group, and what a reviewer says of it. */
function Flagged({ flags }: { readonly flags: OpenGroup['flags'] }): ReactNode {
  const words = useWords();
  const sitting = useSitting<string>();
  return (
    <section className="group-flags" aria-labelledby="h-flags">
      <Head id="h-flags">{words.say('flags.across')}</Head>
      {sitting.problem !== null && <Trouble problem={sitting.problem} />}
      <ol className="flagged">
        <CaseFlags flags={flags} sitting={sitting} />
      </ol>
    </section>
  );
}

function showConflicts(event: { preventDefault(): void }): void {
  event.preventDefault();
  document.getElementById('conflicts')?.scrollIntoView();
}
