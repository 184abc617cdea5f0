import { type ReactNode, useId, useState } from 'react';
import { Problem } from '../api/client.ts';
import { type BriefingWanted, editedBriefing } from '../api/endpoints.ts';
import { TextButton } from '../parts/button.tsx';
import { Head } from '../parts/head.tsx';
import { Trouble } from '../parts/troubles.tsx';
import { useWords } from '../words/context.tsx';
import { type Choice, chosen } from './choice.ts';

const FORMATS = ['docx', 'html', 'md'] as const;
const KINDS = ['people', 'places', 'sources'] as const;
type Kind = (typeof KINDS)[number];

/** A file that was handed over, and whose names are not in it. */
interface Kept {
  readonly file: string;
  readonly withheld: readonly Kind[];
}

/** The frame of the briefing, the names that stay out of it, and the file. */
export function Exports({ name, choice }: { readonly name: string; readonly choice: Choice }): ReactNode {
  const words = useWords();
  const [title, setTitle] = useState('');
  const [introduction, setIntroduction] = useState('');
  const [withheld, setWithheld] = useState<ReadonlySet<Kind>>(new Set());
  const [problem, setProblem] = useState<Problem | null>(null);
  const [kept, setKept] = useState<Kept | null>(null);
  const field = useId();
  const save = async (format: BriefingWanted['format']): Promise<void> => {
    try {
      setProblem(null);
      setKept(null);
      const file = await editedBriefing({
        language: words.language,
        format,
        title: title.trim() || null,
        introduction: introduction.trim() || null,
        items: chosen(choice),
        withhold: [...withheld],
      });
      const called = `${title.trim() || name}.${format}`;
      keep(file, called);
      setKept({ file: called, withheld: [...withheld] });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    }
  };
  const withhold = (kind: Kind): void => {
    const next = new Set(withheld);
    if (!next.delete(kind)) next.add(kind);
    setWithheld(next);
  };
  return (
    <aside className="exports" tabIndex={-1} aria-label={words.say('briefing.export')}>
      <Head>{words.say('briefing.frame')}</Head>
      <label htmlFor={`${field}-title`}>{words.say('briefing.title')}</label>
      <input
        id={`${field}-title`}
        dir="auto"
        value={title}
        placeholder={name}
        onChange={({ target }) => setTitle(target.value)}
      />
      <label htmlFor={`${field}-words`}>{words.say('briefing.introduction')}</label>
      <textarea
        id={`${field}-words`}
        dir="auto"
        rows={4}
        value={introduction}
        onChange={({ target }) => setIntroduction(target.value)}
      />
      <fieldset>
        <legend>{words.say('briefing.withhold')}</legend>
        {KINDS.map((kind) => (
          <label className="check" key={kind}>
            <input type="checkbox" checked={withheld.has(kind)} onChange={() => withhold(kind)} />
            {words.say('briefing.names', { kind })}
          </label>
        ))}
        {withheld.size > 0 && <p className="quiet">{words.say('briefing.instead')}</p>}
      </fieldset>
      <Head>{words.say('briefing.export')}</Head>
      <p className="quiet">
        {words.say('briefing.chosen', { chosen: chosen(choice).length, of: choice.order.length })}
      </p>
      <ul>
        {FORMATS.map((format) => (
          <li key={format}>
            <TextButton onPress={() => void save(format)}>{words.say('briefing.format', { format })}</TextButton>
          </li>
        ))}
      </ul>
      {kept !== null && (
        <p className="kept" role="status">
          {words.rich('briefing.kept', { file: <bdi>{kept.file}</bdi> })}{' '}
          {kept.withheld.length > 0 &&
            words.say('briefing.without', {
              names: words.list(kept.withheld.map((kind) => words.say('briefing.names', { kind }))),
            })}
        </p>
      )}
      {problem !== null && <Trouble problem={problem} />}
    </aside>
  );
}

/** Hands a file to the browser to be kept. */
function keep(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads it after this turn.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
