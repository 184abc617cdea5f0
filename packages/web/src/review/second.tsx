import type { AgreementReport, Decision, StandingDecision, Voice } from '@isnad/server/api';
import { type ReactNode, useState } from 'react';
import { hrefOf } from '../address.ts';
import { agreement, settings, standings } from '../api/endpoints.ts';
import { useRemote } from '../api/remote.ts';
import { decidedAs, Ring } from '../marks/ring.tsx';
import { TextButton } from '../parts/button.tsx';
import { Head } from '../parts/head.tsx';
import { Pages } from '../parts/pages.tsx';
import { Trouble } from '../parts/troubles.tsx';
import { useKeys } from '../shell/keys.ts';
import { useTitle } from '../shell/title.ts';
import { useWords } from '../words/context.tsx';
import { ReviewNav } from './review-nav.tsx';
import { type Sitting, useSitting } from './sitting.ts';
import { kindOf, placeOf, saidIn, subjectOf, wordsOf } from './told.ts';
import './review.css';
import './second.css';

const PAGE = 50;

/** What a second pair of eyes is waited for, where two do not say the same, and how far reviewers agree. */
export default function SecondLook(): ReactNode {
  const words = useWords();
  useTitle(words.say('second.title'));
  const { value } = useRemote(settings());
  const sitting = useSitting<string>();
  useKeys([['Ctrl+KeyZ', () => void sitting.undo()]]);
  const last = sitting.made.at(-1);
  return (
    <div className="review-room">
      <header className="review-head">
        <h1>{words.say('room.review')}</h1>
        <ReviewNav here="second" />
        <p className="review-last" role="status">
          {last !== undefined && (
            <>
              {saidIn(words, last.record.decision)}{' '}
              <q lang="ar" dir="rtl">
                {last.about}
              </q>{' '}
              <TextButton onPress={() => void sitting.undo()}>{words.say('review.undo')}</TextButton>
            </>
          )}
        </p>
      </header>
      <div className="room second">
        {sitting.problem !== null && <Trouble problem={sitting.problem} />}
        {value?.reviewers === 1 && (
          <p>
            {words.say('second.one')}{' '}
            <a className="text-link" href={hrefOf({ room: 'settings' })}>
              {words.say('room.settings')}
            </a>
          </p>
        )}
        {(['waiting', 'disputed'] as const).map((state) => (
          <section key={state} aria-labelledby={`h-${state}`}>
            <Head id={`h-${state}`}>{words.say('second.state', { state })}</Head>
            <ol className="standings">
              <Pages
                pageAfter={(after) => standings(state, { limit: PAGE, after })}
                empty={<span className="quiet">{words.say('second.none', { state })}</span>}
                isEndless={false}
              >
                {(items) =>
                  items.map((item) => (
                    <Standing key={item.key} standing={item} me={value?.by ?? null} sitting={sitting} />
                  ))
                }
              </Pages>
            </ol>
          </section>
        ))}
        <Agreeing />
      </div>
    </div>
  );
}

function Standing({
  standing,
  me,
  sitting,
}: {
  readonly standing: StandingDecision;
  /** The name of whoever looks; null before it is known. */
  readonly me: string | null;
  readonly sitting: Sitting<string>;
}): ReactNode {
  const words = useWords();
  const [isAtWork, setIsAtWork] = useState(false);
  const { voices } = standing;
  const quoted = wordsOf(standing);
  const subject = subjectOf(standing);
  const own = voices.find(({ by }) => by === me);
  const act = async (work: () => Promise<unknown>): Promise<void> => {
    setIsAtWork(true);
    await work();
    setIsAtWork(false);
  };
  const say = (decision: Decision): void => {
    if (subject !== null) void act(() => sitting.decide(subject, decision, quoted[0] ?? ''));
  };
  const said = new Set(voices.map(({ decision }) => decision.kind));
  return (
    <li>
      <a href={placeOf(standing)}>
        <span className="quiet">{words.say('second.kind', { kind: kindOf(standing) })}</span>
        {quoted.map((text) => (
          <q key={text} lang="ar" dir="rtl">
            {text}
          </q>
        ))}
      </a>
      <ul className="voices">
        {voices.map((voice) => (
          <li key={voice.entry}>
            <VoiceLine voice={voice} />
            {own === undefined && (
              <TextButton isDisabled={isAtWork} onPress={() => say(voice.decision)}>
                {words.rich('second.same', { by: <bdi>{voice.by}</bdi> })}
              </TextButton>
            )}
          </li>
        ))}
      </ul>
      <p className="settling">
        {own === undefined ? (
          (['accept', 'reject'] as const)
            .filter((kind) => !said.has(kind))
            .map((kind) => (
              <TextButton key={kind} isDisabled={isAtWork} onPress={() => say({ kind })}>
                {words.say(`acts.${kind}`)}
              </TextButton>
            ))
        ) : (
          <>
            <span>{words.say('second.yours')}</span>
            <TextButton isDisabled={isAtWork} onPress={() => void act(() => sitting.undo(own.entry))}>
              {words.say('review.undo')}
            </TextButton>
          </>
        )}
      </p>
    </li>
  );
}

function VoiceLine({ voice: { by, at, decision, note } }: { readonly voice: Voice }): ReactNode {
  const words = useWords();
  return (
    <span className="voice">
      <Ring standing={decidedAs(decision)} /> <bdi className="who">{by}</bdi> {saidIn(words, decision)}
      {words.say('comma')}
      {words.moment(at, new Date())}
      {note !== null && (
        <>
          : <bdi>{note}</bdi>
        </>
      )}
    </span>
  );
}

/** How far reviewers agree, over what at least two of them decided. */
function Agreeing(): ReactNode {
  const words = useWords();
  const { value, problem } = useRemote(agreement());
  return (
    <section aria-labelledby="h-agreement">
      <Head id="h-agreement" end={words.say('second.alphaMeans')}>
        {words.say('second.agreement')}
      </Head>
      {problem !== null && <Trouble problem={problem} />}
      {value !== null && value.reviewers.length === 0 && <p className="quiet">{words.say('second.nobody')}</p>}
      {value !== null && value.reviewers.length > 0 && <AgreementTable report={value} />}
    </section>
  );
}

function AgreementTable({ report: { reviewers, measures } }: { readonly report: AgreementReport }): ReactNode {
  const words = useWords();
  const shared = measures.filter(({ units }) => units > 0);
  return (
    <>
      <p>
        {reviewers.map(({ name, decisions }, place) => (
          <span key={name}>
            {place > 0 && words.say('comma')}
            <bdi>{name}</bdi> {words.say('second.decisions', { decisions })}
          </span>
        ))}
      </p>
      {shared.length === 0 ? (
        <p className="quiet">{words.say('second.nothingShared')}</p>
      ) : (
        <table className="agreement">
          <thead>
            <tr>
              <th scope="col">{words.say('second.what')}</th>
              <th scope="col">{words.say('second.units')}</th>
              <th scope="col">{words.say('second.differ')}</th>
              <th scope="col">{words.say('second.alpha')}</th>
            </tr>
          </thead>
          <tbody>
            {shared.map(({ measure, kind, units, alpha, observed }) => (
              <tr key={`${measure} ${kind}`}>
                <th scope="row">
                  {words.say('second.kind', { kind })}
                  {words.say('comma')}
                  {words.say('second.measure', { measure })}
                </th>
                <td>{words.number(units)}</td>
                <td>{words.percent(observed)}</td>
                <td>{alpha === null ? words.say('second.noAlpha') : words.number(alpha)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
