import { memo, type ReactNode, startTransition, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { reportHref } from '../address.ts';
import { type ReviewStanding, standingOf } from '../marks/ring.tsx';
import { useWords } from '../words/context.tsx';
import type { Bracket } from './brackets.ts';
import { Glosses } from './glosses.tsx';
import { type Measured, measure } from './measure.ts';
import type { BlockModel } from './model.ts';
import { Rail } from './rail.tsx';
import { segmentsOf } from './segments.ts';
import type { Sheet } from './sheet.ts';
import { Thread } from './thread.tsx';
import { useHighlights } from './use-highlights.ts';

/** One block of a report with what stands beside it: the rail at its start, its glosses at its end. */
export const Block = memo(function Block({
  sheet,
  index,
  block,
  brackets,
  chosen,
  touched,
  active,
}: {
  readonly sheet: Sheet;
  readonly index: number;
  readonly block: BlockModel;
  /** Those with words in this block. */
  readonly brackets: readonly Bracket[];
  /** The chosen claim when its words, or the brackets of its chain, are in this block. */
  readonly chosen: number | null;
  /** The bracket under the pointer or the focus. */
  readonly touched: string | null;
  /** The mark under the pointer or the focus, when it is in this block. */
  readonly active: number | null;
}): ReactNode {
  const frame = useRef<HTMLDivElement>(null);
  const text = useRef<HTMLParagraphElement & HTMLHeadingElement>(null);
  const [measured, setMeasured] = useState<Measured | null>(null);

  useLayoutEffect(
    () => (text.current === null ? undefined : sheet.map.hold(index, text.current, block.start)),
    [sheet, index, block],
  );
  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    return sheet.onView(element, () => {
      if (text.current === null) return;
      const lines = measure(sheet, index, block, brackets, element, text.current);
      // Many blocks may come into view at once: what stands beside them is drawn in pieces, between frames.
      startTransition(() => setMeasured(lines));
    });
  }, [sheet, index, block, brackets]);
  useHighlights({ sheet, index, block, chosen, touched, active, drawn: measured !== null });

  const Kind = block.kind === 'title' ? 'h1' : block.kind === 'heading' ? 'h2' : 'p';
  return (
    <div className="block" ref={frame}>
      {measured !== null && <Rail sheet={sheet} measured={measured} brackets={brackets} chosen={chosen} />}
      {measured !== null && chosen !== null && <Thread sheet={sheet} measured={measured} claim={chosen} />}
      <Kind className={block.kind} ref={text} data-block={index}>
        <BlockText sheet={sheet} block={block} chosen={chosen} />
      </Kind>
      {measured !== null && <Glosses sheet={sheet} measured={measured} active={active} />}
    </div>
  );
});

/** The words themselves, as text and nothing else, with the stops between them. */
const BlockText = memo(function BlockText({
  sheet,
  block,
  chosen,
}: {
  readonly sheet: Sheet;
  readonly block: BlockModel;
  readonly chosen: number | null;
}): ReactNode {
  return segmentsOf(block.start, block.end, block.stops).map((segment) => {
    if (segment.kind === 'text') return sheet.model.text.slice(segment.start, segment.end);
    const { what } = segment;
    return what.kind === 'ring' ? (
      <ClaimRing key={`ring ${what.claim}`} sheet={sheet} claim={what.claim} isChosen={what.claim === chosen} />
    ) : (
      <MarkStop key={`mark ${what.mark}`} sheet={sheet} mark={what.mark} />
    );
  });
});

/** A claim's ring after its words: an inline without a visible letter, that breaks no line and is in no copied text. */
function ClaimRing({
  sheet,
  claim,
  isChosen,
}: {
  readonly sheet: Sheet;
  readonly claim: number;
  readonly isChosen: boolean;
}): ReactNode {
  const words = useWords();
  const { id, review } = sheet.model.claims[claim]!;
  const standing: ReviewStanding = standingOf(review);
  const label = words.say('reader.ring', { number: claim + 1, standing });
  return (
    <a
      className="ring"
      href={reportHref(sheet.document, id)}
      data-state={standing}
      data-claim={claim}
      aria-current={isChosen || undefined}
      aria-label={label}
    >
      {JOINER}
    </a>
  );
}

/** A place for the keyboard after words that have a gloss. */
function MarkStop({ sheet, mark }: { readonly sheet: Sheet; readonly mark: number }): ReactNode {
  const words = useWords();
  const { kind, start, end } = sheet.model.marks[mark]!;
  const text = sheet.model.text.slice(start, end);
  return (
    <a
      className="stop"
      href={`${reportHref(sheet.document)}?at=${start}-${end}`}
      data-mark={mark}
      aria-label={words.say('reader.mark', { kind, text })}
      onFocus={() => sheet.setActive(mark)}
      onBlur={() => sheet.setActive(null)}
    >
      {NO_LETTER}
    </a>
  );
}

/** What a ring holds, so that no line breaks before it: it joins, has no width, and is not copied. */
const JOINER = '\u2060';
/** What stops hold: not a letter may stand between those of the report. */
const NO_LETTER = '';
