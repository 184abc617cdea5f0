import type { AskedSubject, Correction, Decided, Decision, ReviewState, Voice } from '@isnad/server/api';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { decidedAs, Ring, standingOf } from '../marks/ring.tsx';
import { TextButton } from '../parts/button.tsx';
import { useWords } from '../words/context.tsx';
import { NoteField } from './note-field.tsx';
import type { Sitting } from './sitting.ts';
import './deciding.css';

/** Where a decision was made or taken back here, ahead of the answer that will say the same. */
interface Said {
  /** What stood there before. */
  readonly from: ReviewState | null;
  readonly now: ReviewState | null;
  /** The decision in the log; null where one was taken back. */
  readonly entry: number | null;
}

/** Accept, correct, reject, with a note, and the way back: for what is reviewed where it stands and is no claim. */
export function Deciding({
  subject,
  review,
  about,
  sitting,
  form,
}: {
  readonly subject: AskedSubject;
  readonly review: ReviewState | null;
  /** The words that it is about. */
  readonly about: string;
  readonly sitting: Sitting<string>;
  /** The form of a correction; left out where there is nothing to say instead. */
  readonly form?: (save: (correction: Correction) => void, leave: () => void) => ReactNode;
}): ReactNode {
  const words = useWords();
  const [said, setSaid] = useState<Said | null>(null);
  const [note, setNote] = useState<string | null>(null);
  const [isCorrecting, setIsCorrecting] = useState(false);
  const isBusy = useRef(false);
  const [acts, setActs] = useState(0);
  const frame = useRef<HTMLFieldSetElement>(null);
  // What was pressed is gone with the decision: the keyboard goes on to what stands in its place.
  useEffect(() => {
    if (acts > 0) frame.current?.querySelector<HTMLElement>('button')?.focus();
  }, [acts]);
  // What came meanwhile is newer, and what was taken back in turn is not said any more.
  const isOld =
    said !== null &&
    (said.from !== review || (said.entry !== null && !sitting.made.some(({ record }) => record.entry === said.entry)));
  if (isOld) setSaid(null);
  const shown = said === null || isOld ? review : said.now;
  const act = async (isTakingBack: boolean, work: () => Promise<Decided | null>): Promise<void> => {
    if (isBusy.current) return;
    isBusy.current = true;
    const decided = await work();
    isBusy.current = false;
    if (decided === null) return;
    setSaid({ from: review, now: decided.review, entry: isTakingBack ? null : decided.entry });
    setNote(null);
    setActs((before) => before + 1);
  };
  const kept = note?.trim() || null;
  const say = (decision: Decision): void => void act(false, () => sitting.decide(subject, decision, about, kept));
  const takeBack = (entry: number): void => void act(true, async () => (await sitting.undo(entry))?.record ?? null);
  if (isCorrecting && form !== undefined) {
    const leave = (): void => {
      setIsCorrecting(false);
      setActs((before) => before + 1);
    };
    const save = (correction: Correction): void => {
      setIsCorrecting(false);
      say({ kind: 'correct', correction });
    };
    return form(save, leave);
  }
  return (
    <fieldset className="deciding" ref={frame} aria-label={words.say('review.of', { what: about })}>
      <span className="state" role="status">
        <Ring standing={standingOf(shown)} />
        {words.say('review.standing', { standing: standingOf(shown) })}
      </span>
      {shown?.voices.map((voice) => (
        <SaidBy key={voice.entry} voice={voice} onUndo={() => takeBack(voice.entry)} />
      ))}
      {(shown === null || shown.state !== 'settled') && (
        <>
          <TextButton onPress={() => say({ kind: 'accept' })}>{words.say('acts.accept')}</TextButton>
          {form !== undefined && (
            <TextButton onPress={() => setIsCorrecting(true)}>{words.say('acts.correct')}</TextButton>
          )}
          <TextButton onPress={() => say({ kind: 'reject' })}>{words.say('acts.reject')}</TextButton>
          <NoteField note={note} onChange={setNote} />
        </>
      )}
    </fieldset>
  );
}

function SaidBy({ voice, onUndo }: { readonly voice: Voice; readonly onUndo: () => void }): ReactNode {
  const words = useWords();
  const { by, at, decision, note } = voice;
  return (
    <span className="said">
      {words.say('review.by', { standing: decidedAs(decision), by, at: words.moment(at, new Date()) })}
      {note !== null && <bdi className="note"> «{note}»</bdi>}{' '}
      <TextButton onPress={onUndo}>{words.say('review.undo')}</TextButton>
    </span>
  );
}
