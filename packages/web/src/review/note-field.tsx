import { type ReactNode, useEffect, useId, useRef } from 'react';
import { TextButton } from '../parts/button.tsx';
import { useWords } from '../words/context.tsx';
import './deciding.css';

/** What is to stand in the log with the decision that follows, where somebody asks for it; Escape shuts it. */
export function NoteField({
  note,
  onChange,
}: {
  /** Null while it is shut. */
  readonly note: string | null;
  readonly onChange: (note: string | null) => void;
}): ReactNode {
  const words = useWords();
  const field = useId();
  const input = useRef<HTMLInputElement>(null);
  const isOpen = note !== null;
  useEffect(() => {
    if (isOpen) input.current?.focus();
  }, [isOpen]);
  if (!isOpen) return <TextButton onPress={() => onChange('')}>{words.say('review.note')}</TextButton>;
  return (
    <span className="note-field">
      <label htmlFor={field}>{words.say('review.noteFor')}</label>
      <input
        id={field}
        ref={input}
        dir="auto"
        maxLength={1000}
        value={note}
        onChange={({ target }) => onChange(target.value)}
        onKeyDown={(event) => event.code === 'Escape' && onChange(null)}
      />
    </span>
  );
}
