import type { Briefing, Cited } from '@isnad/server/api';
import { createContext, type ReactNode, use } from 'react';
import { hrefOf } from '../address.ts';
import { keyOf, useInks } from '../marks/inks-of-case.ts';
import { Seal } from '../marks/seal.tsx';
import { useWords } from '../words/context.tsx';

/** The evidence of the briefing around. */
export const Evidence = createContext<Briefing['notes']>([]);

/** Words of a report, and after them their chain; the words open where they stand. */
export function CitedWords({ cited }: { readonly cited: Cited }): ReactNode {
  const words = useWords();
  const inkOf = useInks();
  const note = use(Evidence)[cited.note];
  const { links, report, text, review } = cited;
  const at = note === undefined ? null : { start: note.start, end: note.end };
  return (
    <p className="cited">
      <a href={hrefOf({ room: 'report', id: report.document, claim: null, at })}>
        <q lang="ar" dir="rtl">
          {text}
        </q>
      </a>{' '}
      <span className="chain-words">
        {links.length === 0 && words.say('chain.ownVoice')}
        {links.toReversed().map((link, place) => (
          <span key={link.key}>
            {place > 0 && ` ${words.say('chain.via')} `}
            <Seal ink={inkOf(keyOf(link))} />
            {'\u00a0'}
            <bdi lang="ar">{link.name}</bdi>
          </span>
        ))}
        {words.say('chain.in')} <bdi lang="ar">{report.outlet ?? report.title ?? words.say('source.noPublisher')}</bdi>
        {report.published !== null && (
          <>
            {words.say('comma')}
            {words.date(report.published)}
          </>
        )}
        {review !== null && <span className="quiet"> ({words.say('review.standing', { standing: review })})</span>}
      </span>
    </p>
  );
}
