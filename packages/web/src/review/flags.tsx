import type { ActRecord, CaseFlagRecord, FlagRecord } from '@isnad/server/api';
import { type ReactNode, useCallback } from 'react';
import { hrefOf } from '../address.ts';
import { acts, caseFlags, documentFlags } from '../api/endpoints.ts';
import { Head } from '../parts/head.tsx';
import { Pages } from '../parts/pages.tsx';
import { Trouble } from '../parts/troubles.tsx';
import { useKeys } from '../shell/keys.ts';
import { useTitle } from '../shell/title.ts';
import { useWords } from '../words/context.tsx';
import { CaseFlags, DocumentFlags, FlaggedLine, isAcross } from './flagged.tsx';
import { ReviewNav } from './review-nav.tsx';
import { type Sitting, useSitting } from './sitting.ts';
import './review.css';
import './second.css';

const PAGE = 30;

const across = (after: string | null) => caseFlags({ limit: PAGE, after });
const inside = (after: string | null) => documentFlags([], { limit: PAGE, after });
const told = (after: string | null) => acts(null, { limit: PAGE, after });

/** What is reviewed beside claims: what gives pause across reports and inside one, and what people did. */
export default function FlagsReview(): ReactNode {
  const words = useWords();
  useTitle(words.say('review.place', { place: 'flags' }));
  const sitting = useSitting<string>();
  useKeys([['Ctrl+KeyZ', () => void sitting.undo()]]);
  const nothing = words.say('flags.none');
  const none = <span className="quiet">{nothing}</span>;
  // A page of them may hold nothing but what single reports have, which stands below.
  const ofCase = useCallback(
    (items: readonly CaseFlagRecord[]) =>
      items.some(isAcross) ? <CaseFlags flags={items} sitting={sitting} /> : <li className="none">{nothing}</li>,
    [sitting, nothing],
  );
  const ofOne = useCallback(
    (items: readonly FlagRecord[]) => <DocumentFlags flags={items} sitting={sitting} />,
    [sitting],
  );
  const ofActs = useCallback((items: readonly ActRecord[]) => <Told acts={items} sitting={sitting} />, [sitting]);
  return (
    <div className="review-room">
      <header className="review-head">
        <h1>{words.say('room.review')}</h1>
        <ReviewNav here="flags" />
      </header>
      <div className="room second">
        {sitting.problem !== null && <Trouble problem={sitting.problem} />}
        <section aria-labelledby="h-across">
          <Head id="h-across">{words.say('flags.across')}</Head>
          <ol className="flagged">
            <Pages pageAfter={across} empty={none} isEndless={false}>
              {ofCase}
            </Pages>
          </ol>
        </section>
        <section aria-labelledby="h-inside">
          <Head id="h-inside">{words.say('flags.inside')}</Head>
          <ol className="flagged">
            <Pages pageAfter={inside} empty={none} isEndless={false}>
              {ofOne}
            </Pages>
          </ol>
        </section>
        <section aria-labelledby="h-acts">
          <Head id="h-acts">{words.say('flags.acts')}</Head>
          <ol className="flagged">
            <Pages
              pageAfter={told}
              empty={<span className="quiet">{words.say('flags.noActs')}</span>}
              isEndless={false}
            >
              {ofActs}
            </Pages>
          </ol>
        </section>
      </div>
    </div>
  );
}

/** Acts; what is to be said instead of one is said in its report. */
function Told({
  acts: told,
  sitting,
}: {
  readonly acts: readonly ActRecord[];
  readonly sitting: Sitting<string>;
}): ReactNode {
  const words = useWords();
  return told.map(({ document, index, text, start, end, who, reason, review }) => (
    <FlaggedLine
      key={`${document} ${index}`}
      quoted={[{ href: hrefOf({ room: 'report', id: document, claim: null, at: { start, end } }), text }]}
      why={
        <>
          {words.say('act.who')}: <bdi lang="ar">{who.text}</bdi>
          {' · '}
          {reason === null ? (
            words.say('act.noReason')
          ) : (
            <>
              {words.say('act.reason')}: <bdi lang="ar">{reason.text}</bdi>
            </>
          )}
        </>
      }
      subject={{ kind: 'act', document, item: String(index) }}
      review={review}
      about={text}
      sitting={sitting}
    />
  ));
}
