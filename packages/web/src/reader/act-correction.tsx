import type { ActRecord, Correction } from '@isnad/server/api';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { TextButton } from '../parts/button.tsx';
import { useFocusWithin } from '../parts/focus.ts';
import { useWords } from '../words/context.tsx';
import { type ActDraft, actCorrectionOf, actDraftOf } from './act-draft.ts';
import type { Sheet } from './sheet.ts';
import { SpanField } from './span-field.tsx';
import './correction.css';

/** Says instead what the machine read of an act: who did it, how many they were, which words tell it, and why. */
export default function ActCorrection({
  sheet,
  act,
  onSave,
  onLeave,
}: {
  readonly sheet: Sheet;
  readonly act: ActRecord;
  readonly onSave: (correction: Correction) => void;
  readonly onLeave: () => void;
}): ReactNode {
  const words = useWords();
  const form = useFocusWithin<HTMLFormElement>('.told-acts button');
  const [draft, setDraft] = useState<ActDraft>(() => actDraftOf(act));
  const correction = actCorrectionOf(act, draft);
  const change = (part: Partial<ActDraft>): void => setDraft({ ...draft, ...part });
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (correction !== null) onSave(correction);
  };
  return (
    <form
      className="correction"
      ref={form}
      aria-label={words.say('acts.correct')}
      onSubmit={save}
      onKeyDown={(event) => {
        // The keys of the room are for its claim: here Escape shuts the form, and 1 2 3 are figures.
        event.stopPropagation();
        if (event.code === 'Escape') onLeave();
      }}
    >
      <label className="count">
        {words.say('act.count')}{' '}
        <input
          inputMode="numeric"
          size={8}
          value={draft.count}
          onChange={({ target }) => change({ count: target.value })}
        />
      </label>
      <SpanField sheet={sheet} title={words.say('act.who')} span={draft.who} onChange={(who) => change({ who })} />
      <SpanField
        sheet={sheet}
        title={words.say('act.words')}
        span={draft.act}
        onChange={(told) => change({ act: told })}
      />
      {draft.reason !== null && (
        <SpanField
          sheet={sheet}
          title={words.say('act.reason')}
          span={draft.reason}
          onChange={(reason) => change({ reason })}
        />
      )}
      {act.reason !== null && (
        <TextButton onPress={() => change({ reason: draft.reason === null ? act.reason : null })}>
          {words.say(draft.reason === null ? 'act.withReason' : 'act.noReason')}
        </TextButton>
      )}
      <p className="choices">
        <Button type="submit" className="primary" isDisabled={correction === null}>
          {words.say('correction.save')}
        </Button>
        <TextButton onPress={onLeave}>{words.say('correction.leave')}</TextButton>
      </p>
    </form>
  );
}
