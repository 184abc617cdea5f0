import type { CaseSummary } from '@isnad/server/api';
import type { ReactNode } from 'react';
import { claimsHref } from '../address.ts';
import { Relation } from '../marks/icons.tsx';
import { useWords } from '../words/context.tsx';

/** The case in a few sentences; each number leads to what it was counted from. */
export function Incipit({ summary }: { readonly summary: CaseSummary }): ReactNode {
  const words = useWords();
  const { info, documents, claims, groups, reviewed } = summary;
  const link = (grade: string | null) => (pieces: ReactNode[]) => <a href={claimsHref({ grade })}>{pieces}</a>;
  const all = Object.values(groups).reduce((sum, count) => sum + count, 0);
  const contested = groups.contested ?? 0;
  return (
    <header className="incipit">
      <p className="quiet">{words.say('case.opened', { at: words.date(info.made.slice(0, 10)) })}</p>
      <h1>
        <bdi>{info.name}</bdi>
      </h1>
      {documents === 0 ? (
        <p className="sum">{words.say('case.empty')}</p>
      ) : (
        <p className="sum">
          {words.rich('case.holds', { documents, claims, groups: all, all: link(null) })}{' '}
          {all > 0 &&
            words.rich('case.grades', {
              corroborated: groups.corroborated ?? 0,
              single: groups['single route'] ?? 0,
              none: groups.unattributed ?? 0,
              two: link('corroborated'),
              one: link('single route'),
              zero: link('unattributed'),
            })}{' '}
          {words.rich('case.reviewed', { reviewed: reviewed.claim, rest: claims - reviewed.claim })}{' '}
          {contested > 0 && (
            <a className="red" href={claimsHref({ grade: 'contested' })}>
              <Relation sign="against" />
              {words.say('case.contested', { count: contested })}
            </a>
          )}
          {!summary.weighed && <span className="quiet"> {words.say('case.weighing')}</span>}
        </p>
      )}
    </header>
  );
}
