import type { ClaimRecord, OpenDocument } from '@isnad/server/api';
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Place } from '../address.ts';
import { openDocument } from '../api/endpoints.ts';
import { useRemote } from '../api/remote.ts';
import { Trouble, Waiting } from '../parts/troubles.tsx';
import { useKeys } from '../shell/keys.ts';
import { lastReport } from '../shell/last-report.ts';
import { go, goSilently } from '../shell/location.ts';
import { useTitle } from '../shell/title.ts';
import { useWords } from '../words/context.tsx';
import type { Act } from './acts.tsx';
import { paint } from './highlights.ts';
import { Leaf } from './leaf.tsx';
import { Panel } from './panel.tsx';
import { useReviewing } from './reviewing.ts';
import { LAYERS, type Layer, type Sheet } from './sheet.ts';
import { useSheet } from './use-sheet.ts';
import './reader.css';
import './rail.css';
import './rings.css';
import './panel.css';

const Facsimile = lazy(() => import('./facsimile.tsx'));
const Transcription = lazy(() => import('./transcription.tsx'));

/** The reader: a report as it was written, who says each part of it, and beside it the chosen claim. */
export default function Reader({
  id,
  claim,
  at,
}: {
  readonly id: string;
  readonly claim: string | null;
  readonly at: Place | null;
}): ReactNode {
  const { value, problem } = useRemote(openDocument(id));
  if (value !== null && value.record.id === id) {
    return <OpenReader key={id} open={value} claim={claim} at={at} />;
  }
  return problem === null ? <Waiting /> : <Trouble problem={problem} />;
}

function OpenReader({
  open,
  claim,
  at,
}: {
  readonly open: OpenDocument;
  readonly claim: string | null;
  readonly at: Place | null;
}): ReactNode {
  const words = useWords();
  const { id, title } = open.record;
  useTitle(title ?? words.say('room.report'));
  useEffect(() => lastReport.set(id), [id]);
  const [layers, setLayers] = useState<ReadonlySet<Layer>>(new Set(LAYERS));
  const [touched, setTouched] = useState<string | null>(null);
  const [active, setActive] = useState<number | null>(null);
  const [isCorrecting, setIsCorrecting] = useState(false);
  const { pages } = open.layout;
  // A scan is read beside its picture; what came as text is, when asked for.
  const [isPage, setIsPage] = useState(pages.some(({ by, readable }) => by !== 'text layer' || !readable));
  const [transcribed, setTranscribed] = useState<number | null>(null);
  const reviewing = useReviewing();

  const choose = useCallback(
    (index: number) => {
      const chosen = open.claims[index];
      if (chosen === undefined) return;
      setIsCorrecting(false);
      goSilently({ room: 'report', id, claim: chosen.id, at: null });
      bringIntoView(index);
    },
    [open.claims, id],
  );
  const acts = useMemo(() => ({ setActive, setTouched, choose }), [choose]);
  const { sheet, views } = useSheet(open, layers, acts);
  const { claims } = sheet.model;
  const named = claims.findIndex((one) => one.id === claim);
  const [first] = useState(() => firstToRead(claims));
  const chosen = named >= 0 ? named : first;
  const group = chosen === null ? null : (open.groups[claims[chosen]!.id] ?? null);
  const leaf = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (leaf.current !== null) views?.within(leaf.current);
  }, [views]);
  useOpening(sheet, named, at);

  const decideOn = (kind: 'accept' | 'reject'): void => {
    if (chosen === null) return;
    void reviewing.decide(claims[chosen]!, { kind });
    const next = claims.findIndex(({ review }, index) => index > chosen && review === null);
    if (next >= 0) choose(next);
  };
  const act = (wanted: Act): void => {
    // What is being corrected is left by its own buttons, not by a key that slips.
    if (isCorrecting) return;
    if (wanted === 'correct') setIsCorrecting(true);
    else decideOn(wanted);
  };
  const step = (by: 1 | -1): void => choose((chosen ?? -1) + by);
  const keyStep = (by: 1 | -1): void => {
    if (!isCorrecting) step(by);
  };
  const undo = async (): Promise<void> => {
    const back = await reviewing.undo();
    const index = claims.findIndex((one) => one.id === back?.item);
    if (index >= 0) choose(index);
  };
  useKeys([
    ['Digit1', () => act('accept')],
    ['Digit2', () => act('correct')],
    ['Digit3', () => act('reject')],
    ['Numpad1', () => act('accept')],
    ['Numpad2', () => act('correct')],
    ['Numpad3', () => act('reject')],
    ['ArrowDown', () => keyStep(1)],
    ['ArrowUp', () => keyStep(-1)],
    ['Enter', () => group !== null && go({ room: 'group', id: group.id })],
    ['Ctrl+KeyZ', () => void undo()],
    ['Escape', () => (isCorrecting ? setIsCorrecting(false) : go({ room: 'case' }))],
  ]);

  return (
    <div className={isPage ? 'reader has-page' : 'reader'} ref={leaf}>
      {transcribed === null ? (
        <Leaf
          sheet={sheet}
          chosen={chosen}
          touched={touched}
          active={active}
          isPage={isPage}
          isCorrecting={isCorrecting}
          onLayers={setLayers}
          onPage={setIsPage}
        />
      ) : (
        <Suspense fallback={<Waiting />}>
          <Transcription sheet={sheet} page={transcribed} onLeave={() => setTranscribed(null)} />
        </Suspense>
      )}
      {isPage && (
        <Suspense fallback={<div className="facsimile" />}>
          <Facsimile sheet={sheet} chosen={chosen} onTranscribe={setTranscribed} />
        </Suspense>
      )}
      {chosen !== null && (
        <Panel
          sheet={sheet}
          claim={chosen}
          group={group}
          reviewing={reviewing}
          isCorrecting={isCorrecting}
          onAct={act}
          onStep={step}
          onCorrected={() => setIsCorrecting(false)}
          onUndo={() => void undo()}
        />
      )}
    </div>
  );
}

/** The first claim that nobody has reviewed, else the first; null when there is none. */
function firstToRead(claims: readonly ClaimRecord[]): number | null {
  const open = claims.findIndex(({ review }) => review === null);
  return claims.length === 0 ? null : Math.max(open, 0);
}

/** Shows the place that the address names: a claim, or words that a search found. */
function useOpening(sheet: Sheet, named: number, at: Place | null): void {
  const { map, model } = sheet;
  const opened = useRef(false);
  useEffect(() => {
    if (named >= 0 && !opened.current) bringIntoView(named);
    opened.current = true;
  }, [named]);
  useEffect(() => {
    if (at === null) return undefined;
    const ranges = model.blocks.map((_, index) => map.rangeIn(index, at.start, at.end));
    const first = model.blocks.findIndex(({ end }) => end > at.start);
    document.querySelector(`[data-block="${first}"]`)?.scrollIntoView({ block: 'center' });
    return paint('found', ranges);
  }, [at, map, model]);
}

/** The text moves only when the claim's ring is off the screen. */
function bringIntoView(claim: number): void {
  const ring = document.querySelector(`a.ring[data-claim="${claim}"]`);
  if (ring === null) return;
  const { top, bottom } = ring.getBoundingClientRect();
  const sheet = document.querySelector('.panel')?.getBoundingClientRect();
  const isFoot = sheet !== undefined && sheet.width > window.innerWidth * 0.9;
  const foot = isFoot ? sheet.top : window.innerHeight;
  if (top < MARGIN || bottom > foot - MARGIN) ring.scrollIntoView({ block: 'center' });
}

/** Pixels under the bar, and over the foot, in which a claim does not count as seen. */
const MARGIN = 72;
