import type { ReactNode } from 'react';
import { TextButton } from '../parts/button.tsx';
import { Head } from '../parts/head.tsx';
import { useWords } from '../words/context.tsx';
import type { Extent } from './by-block.ts';
import { movedEdge } from './draft.ts';
import type { Sheet } from './sheet.ts';

/** Words of the text: each end moved by a word, or taken from what is selected in the text. */
export function SpanField({
  sheet,
  title,
  span,
  onChange,
}: {
  readonly sheet: Sheet;
  /** What the words are. */
  readonly title: string;
  /** UTF-16 units of the document. */
  readonly span: Extent;
  readonly onChange: (span: Extent) => void;
}): ReactNode {
  const words = useWords();
  const { text } = sheet.model;
  const move = (edge: 'start' | 'end', by: 1 | -1): void => onChange(movedEdge(text, span, edge, by));
  const take = (): void => {
    const selection = document.getSelection();
    if (selection === null || selection.rangeCount === 0) return;
    const range = selection.getRangeAt(0);
    const start = sheet.map.offsetOf(range.startContainer, range.startOffset);
    const end = sheet.map.offsetOf(range.endContainer, range.endOffset);
    if (start !== null && end !== null && start < end) onChange({ start, end });
  };
  return (
    <section>
      <Head>{title}</Head>
      <blockquote lang="ar" dir="rtl">
        {text.slice(span.start, span.end)}
      </blockquote>
      <div className="edges">
        {(['start', 'end'] as const).map((edge) => (
          <fieldset key={edge}>
            <legend>{words.say('correction.edge', { edge })}</legend>
            <TextButton onPress={() => move(edge, -1)}>{words.say('correction.earlier')}</TextButton>
            <TextButton onPress={() => move(edge, 1)}>{words.say('correction.later')}</TextButton>
          </fieldset>
        ))}
        <TextButton onPress={take}>{words.say('correction.take')}</TextButton>
      </div>
    </section>
  );
}
