import type { PageView, Transcribed } from '@isnad/server/api';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { reportHref } from '../address.ts';
import { Problem } from '../api/client.ts';
import { pageWords, transcribe } from '../api/endpoints.ts';
import { useRemote } from '../api/remote.ts';
import { TextButton } from '../parts/button.tsx';
import { Trouble, Waiting } from '../parts/troubles.tsx';
import { go } from '../shell/location.ts';
import { useWords } from '../words/context.tsx';
import type { Sheet } from './sheet.ts';

/** In the place of the text: what a person reads on a page, to be kept as a new version beside the first. */
export default function Transcription({
  sheet,
  page,
  onLeave,
}: {
  readonly sheet: Sheet;
  readonly page: number;
  readonly onLeave: () => void;
}): ReactNode {
  const { value, problem } = useRemote(pageWords(sheet.document, page));
  if (value === null) return problem === null ? <Waiting /> : <Trouble problem={problem} />;
  return <Form key={page} sheet={sheet} view={value} onLeave={onLeave} />;
}

function Form({
  sheet,
  view,
  onLeave,
}: {
  readonly sheet: Sheet;
  readonly view: PageView;
  readonly onLeave: () => void;
}): ReactNode {
  const words = useWords();
  const [text, setText] = useState(() => view.draft ?? sheet.model.text.slice(view.start, view.end));
  const [isSaving, setIsSaving] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [made, setMade] = useState<Transcribed | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const save = async (): Promise<void> => {
    setIsSaving(true);
    setProblem(null);
    try {
      const kept = await transcribe(sheet.document, view.page, text);
      // What was decided on the version before is worth a word; else the new version opens at once.
      if (kept.reviews.length === 0) go({ room: 'report', id: kept.document, claim: null, at: null });
      else setMade(kept);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    } finally {
      setIsSaving(false);
    }
  };
  if (made !== null) return <Made made={made} />;
  return (
    <form
      className="transcription"
      dir={words.dir}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h1 id="h-transcription">{words.say('transcription.title', { page: view.page })}</h1>
      <p className="quiet">{words.say('transcription.how')}</p>
      <textarea
        ref={field}
        dir="auto"
        lang="ar"
        aria-labelledby="h-transcription"
        spellCheck={false}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={({ code }) => code === 'Escape' && onLeave()}
      />
      {problem !== null && <Trouble problem={problem} />}
      <p className="ends">
        <button type="submit" className="text-link" disabled={isSaving || text.trim() === ''}>
          {words.say('transcription.save')}
        </button>
        <TextButton onPress={onLeave}>{words.say('correction.leave')}</TextButton>
        {isSaving && <span role="status">{words.say('waiting')}</span>}
      </p>
    </form>
  );
}

/** What the new version means for what was decided on the one before. */
function Made({ made }: { readonly made: Transcribed }): ReactNode {
  const words = useWords();
  const found = made.reviews.filter(({ outcome }) => outcome !== 'lost').length;
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => link.current?.focus(), []);
  return (
    <section className="transcription" dir={words.dir} role="status">
      <h1>{words.say('transcription.kept')}</h1>
      <p>{words.say('transcription.reviews', { count: made.reviews.length, found })}</p>
      <a ref={link} className="text-link" href={reportHref(made.document)}>
        {words.say('transcription.open')}
      </a>
    </section>
  );
}
