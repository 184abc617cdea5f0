import type { GroupGlance } from '@isnad/server/api';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Icon } from '../marks/icons.tsx';
import { decidedAs, Ring, standingOf } from '../marks/ring.tsx';
import { IconButton, TextButton } from '../parts/button.tsx';
import { Head } from '../parts/head.tsx';
import { Trouble } from '../parts/troubles.tsx';
import { LastDecision } from '../review/last-decision.tsx';
import { NoteField } from '../review/note-field.tsx';
import { useWords } from '../words/context.tsx';
import { type Act, Acts } from './acts.tsx';
import { Chain, ChainLine, Quotation } from './chain.tsx';
import { Elsewhere } from './elsewhere.tsx';
import { ClaimFigures, Pauses } from './pauses.tsx';
import type { Reviewing } from './reviewing.ts';
import type { Sheet } from './sheet.ts';
import { ToldActs } from './told-acts.tsx';

const theCorrection = () => import('./correction.tsx');
const Correction = lazy(theCorrection);

/** The chosen claim: its chain, what gives pause, its figures, the same claim elsewhere, and what a reviewer says. */
export function Panel({
  sheet,
  claim: index,
  group,
  reviewing,
  isCorrecting,
  onAct,
  onStep,
  onCorrected,
  onUndo,
}: {
  readonly sheet: Sheet;
  readonly claim: number;
  readonly group: GroupGlance | null;
  readonly reviewing: Reviewing;
  readonly isCorrecting: boolean;
  readonly onAct: (act: Act) => void;
  readonly onStep: (by: 1 | -1) => void;
  /** The form of a correction was left, with or without one. */
  readonly onCorrected: () => void;
  /** Takes back the last decision, where nothing else around the margin tells of it. */
  readonly onUndo?: () => void;
}): ReactNode {
  const words = useWords();
  const [isOpen, setIsOpen] = useState(false);
  // Fetched while the claim is read, so that the form is there with the key.
  useEffect(() => void theCorrection(), []);
  const { claims } = sheet.model;
  const claim = claims[index]!;
  const standing = standingOf(claim.review);
  return (
    <aside className={isOpen ? 'panel is-open' : 'panel'} aria-label={words.say('panel.title')}>
      <Button className="grip" aria-expanded={isOpen} onPress={() => setIsOpen(!isOpen)}>
        <span className="vh">{words.say('panel.whole')}</span>
      </Button>
      <div className="panel-top">
        <span>{words.say('panel.place', { number: index + 1, of: claims.length })}</span>
        <span className="state">
          <Ring standing={standing} chosen />
          {words.say('review.standing', { standing })}
        </span>
        <span className="step">
          <IconButton label={words.say('panel.previous')} onPress={() => onStep(-1)} isDisabled={index === 0}>
            <Icon name="up" />
          </IconButton>
          <IconButton
            label={words.say('panel.next')}
            onPress={() => onStep(1)}
            isDisabled={index === claims.length - 1}
          >
            <Icon name="down" />
          </IconButton>
        </span>
      </div>
      <div className="panel-brief">
        <ChainLine sheet={sheet} claim={index} />
        <Quotation sheet={sheet} claim={index} />
      </div>
      <div className="panel-body">
        {onUndo !== undefined && <LastDecision reviewing={reviewing} onUndo={onUndo} />}
        {reviewing.problem !== null && <Trouble problem={reviewing.problem} />}
        {isCorrecting ? (
          <Suspense>
            <Correction sheet={sheet} claim={claim} reviewing={reviewing} onDone={onCorrected} />
          </Suspense>
        ) : (
          <>
            <section aria-labelledby="h-chain">
              <Head id="h-chain">{words.say('chain.title')}</Head>
              <Chain sheet={sheet} claim={index} />
            </section>
            <Pauses key={claim.id} sheet={sheet} claim={index} group={group} sitting={reviewing.sitting} />
            <ClaimFigures sheet={sheet} claim={index} />
            <ToldActs key={`acts ${claim.id}`} sheet={sheet} claim={index} sitting={reviewing.sitting} />
            <Elsewhere sheet={sheet} claim={claim} group={group} />
            {claim.review === null && (
              <p className="reviewed">
                <NoteField note={reviewing.noteOf(claim)} onChange={(note) => reviewing.setNote(claim, note)} />
              </p>
            )}
            {claim.review !== null && (
              <section aria-labelledby="h-review">
                <Head id="h-review">{words.say('review.title')}</Head>
                {claim.review.voices.map(({ entry, by, at, decision, note }) => (
                  <p className="reviewed" key={entry}>
                    {words.say('review.by', {
                      standing: decidedAs(decision),
                      by,
                      at: words.moment(at, new Date()),
                    })}
                    {note !== null && <bdi className="note"> «{note}»</bdi>}{' '}
                    <TextButton onPress={() => void reviewing.reopen(entry)}>{words.say('review.undo')}</TextButton>
                  </p>
                ))}
              </section>
            )}
          </>
        )}
      </div>
      {!isCorrecting && <Acts onAct={onAct} />}
    </aside>
  );
}
