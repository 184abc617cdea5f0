import type { OpenDocument, QueueItem } from '@isnad/server/api';
import { type ReactNode, useMemo, useState } from 'react';
import { reportHref } from '../address.ts';
import { openDocument, queue, theCase } from '../api/endpoints.ts';
import { useRemote } from '../api/remote.ts';
import { Trouble, Waiting } from '../parts/troubles.tsx';
import { vars } from '../parts/vars.ts';
import type { Act } from '../reader/acts.tsx';
import { Block } from '../reader/block.tsx';
import { Panel } from '../reader/panel.tsx';
import { type Reviewing, useReviewing } from '../reader/reviewing.ts';
import { LAYERS, type Layer } from '../reader/sheet.ts';
import { useSheet } from '../reader/use-sheet.ts';
import { useKeys } from '../shell/keys.ts';
import { useTitle } from '../shell/title.ts';
import { useWords } from '../words/context.tsx';
import { LastDecision } from './last-decision.tsx';
import { useLine } from './line.ts';
import { ReviewNav } from './review-nav.tsx';
import '../reader/reader.css';
import '../reader/rail.css';
import '../reader/rings.css';
import '../reader/panel.css';
import './review.css';

const ALL: ReadonlySet<Layer> = new Set(LAYERS);

/** Claims that wait for a decision, one after another, those of the heaviest groups first. */
export default function ReviewRoom(): ReactNode {
  const words = useWords();
  useTitle(words.say('room.review'));
  const { value, problem } = useRemote(queue({ limit: 50 }));
  const line = useLine(value?.items ?? null);
  const reviewing = useReviewing();
  const rest = useRest();
  const { item, next } = line;
  // The next report is on its way while this one is read.
  useRemote(next === null ? null : openDocument(next.claim.document));
  const { value: open, problem: closed } = useRemote(item === null ? null : openDocument(item.claim.document));
  const undo = async (): Promise<void> => {
    const back = await reviewing.undo();
    if (back !== null) line.goTo(back);
  };
  useKeys([['Ctrl+KeyZ', () => void undo()]]);
  const trouble = problem ?? closed;
  return (
    <div className="review-room">
      <header className="review-head">
        <h1>{words.say('room.review')}</h1>
        <ReviewNav here="first" />
        <p className="quiet" role="status">
          {rest !== null && words.say('review.rest', { rest })}
        </p>
        <LastDecision reviewing={reviewing} onUndo={() => void undo()} />
      </header>
      {trouble !== null && <Trouble problem={trouble} />}
      {item === null && value === null && trouble === null && <Waiting />}
      {item === null && value !== null && <p className="review-done">{words.say('review.done')}</p>}
      {item !== null && open !== null && open.record.id === item.claim.document && (
        <Passage
          key={`${item.claim.document} ${item.claim.id}`}
          open={open}
          item={item}
          reviewing={reviewing}
          onStep={line.step}
        />
      )}
    </div>
  );
}

/** Claims of the case without a decision. */
function useRest(): number | null {
  const { value } = useRemote(theCase());
  return value === null ? null : value.claims - value.reviewed.claim;
}

/** The paragraph that holds a claim between its neighbours, as the reader shows it, and beside it the claim with its three acts. */
function Passage({
  open,
  item,
  reviewing,
  onStep,
}: {
  readonly open: OpenDocument;
  readonly item: QueueItem;
  readonly reviewing: Reviewing;
  readonly onStep: (by: 1 | -1) => void;
}): ReactNode {
  const words = useWords();
  const [touched, setTouched] = useState<string | null>(null);
  const [active, setActive] = useState<number | null>(null);
  const [isCorrecting, setIsCorrecting] = useState(false);
  const acts = useMemo(() => ({ setActive, setTouched, choose: () => undefined }), []);
  const { sheet } = useSheet(open, ALL, acts);
  const { model } = sheet;
  const chosen = model.claims.findIndex(({ id }) => id === item.claim.id);
  const claim = model.claims[chosen];
  const act = (wanted: Act): void => {
    if (isCorrecting) return;
    if (wanted === 'correct') {
      setIsCorrecting(true);
      return;
    }
    void reviewing.decide(item.claim, { kind: wanted });
    onStep(1);
  };
  const keyStep = (by: 1 | -1): void => {
    if (!isCorrecting) onStep(by);
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
    ['Escape', () => setIsCorrecting(false)],
  ]);
  if (claim === undefined) return null;
  const here = model.blocks.findIndex((block) => claim.start < block.end);
  const { outlet, published, title, id } = open.record;
  return (
    <div className="reader">
      <div className="leaf" dir="rtl" lang="ar" style={vars({ '--depth': model.depth })}>
        <p className="review-from" dir={words.dir} lang={words.language}>
          <b>
            <bdi lang="ar">{outlet ?? words.say('source.noPublisher')}</bdi>
          </b>
          {published !== null && <span>{words.date(published)}</span>}
          <a className="text-link" href={reportHref(id, claim.id)}>
            <bdi lang="ar">{title ?? words.say('reader.next', { number: item.number })}</bdi>
          </a>
        </p>
        <article className="matn">
          {model.blocks.map((block, index) =>
            Math.abs(index - here) < 2 ? (
              <Block
                key={block.start}
                sheet={sheet}
                index={index}
                block={block}
                brackets={model.brackets.filter(({ start, end }) => start < block.end && block.start < end)}
                chosen={block.start < claim.end && claim.start < block.end ? chosen : null}
                touched={touched}
                active={active}
              />
            ) : null,
          )}
        </article>
      </div>
      <Panel
        sheet={sheet}
        claim={chosen}
        group={item.group}
        reviewing={reviewing}
        isCorrecting={isCorrecting}
        onAct={act}
        onStep={onStep}
        onCorrected={() => {
          setIsCorrecting(false);
          onStep(1);
        }}
      />
    </div>
  );
}
