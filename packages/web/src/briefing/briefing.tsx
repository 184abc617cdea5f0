import type { Briefing, Section } from '@isnad/server/api';
import { memo, type ReactNode, useEffect, useMemo, useState } from 'react';
import { briefing } from '../api/endpoints.ts';
import { type Fetched, useRemote } from '../api/remote.ts';
import { TextButton } from '../parts/button.tsx';
import { Trouble, Waiting } from '../parts/troubles.tsx';
import { useTitle } from '../shell/title.ts';
import { useWords } from '../words/context.tsx';
import { keptUp, wholeChoice } from './choice.ts';
import { Evidence } from './cited.tsx';
import { Exports } from './exports.tsx';
import { Copies, Figures, Flags, Groups, Sources } from './sections.tsx';
import './briefing.css';

/** The sourced digest: every sentence ends in its chain and opens at the exact words. */
export default function BriefingRoom(): ReactNode {
  const words = useWords();
  const { value, problem } = useRemote(briefing('findings'));
  // Asked for after the findings, which are there the sooner for it: they are being read meanwhile.
  const beside = useRemote(value === null ? null : briefing('beside'));
  useTitle(words.say('room.briefing'));
  if (value === null) return problem === null ? <Waiting /> : <Trouble problem={problem} />;
  return <Digest briefing={value}>{besideOf(beside)}</Digest>;
}

function besideOf({ value, problem }: Fetched<Briefing>): ReactNode {
  if (value !== null) return <Beside briefing={value} />;
  return problem === null ? <Waiting /> : <Trouble problem={problem} />;
}

function Digest({
  briefing: {
    name,
    holds: { documents, outlets, claims },
    weighed,
    sections,
    head,
    notes,
  },
  children,
}: {
  readonly briefing: Briefing;
  /** What stands beside the findings. */
  readonly children: ReactNode;
}): ReactNode {
  const words = useWords();
  const ids = useMemo(() => groupIds(sections), [sections]);
  const [choice, setChoice] = useState(() => wholeChoice(ids));
  useEffect(() => setChoice((before) => keptUp(before, ids)), [ids]);
  return (
    <div className="room briefing">
      <article>
        <header className="incipit">
          <p className="quiet">{words.say('room.briefing')}</p>
          <h1>
            <bdi>{name}</bdi>
          </h1>
          <p className="sum">
            {words.say('briefing.holds', { documents, outlets, claims })} {!weighed && words.say('case.weighing')}
          </p>
          <p>
            <TextButton onPress={toExports}>{words.say('briefing.toExports')}</TextButton>
          </p>
        </header>
        {sections.length === 0 && <p className="quiet">{words.say('claims.none')}</p>}
        <Evidence value={notes}>
          {sections.map((section) =>
            section.kind === 'groups' ? (
              <Groups key={section.topic ?? ''} section={section} choice={choice} onChoice={setChoice} />
            ) : null,
          )}
        </Evidence>
        {children}
        <footer className="colophon-end">
          {words.say('briefing.head', { entry: head.seq })} <code dir="ltr">{head.hash.slice(0, 16)}</code>
        </footer>
      </article>
      <Exports name={name} choice={choice} />
    </div>
  );
}

/** The list is long, and what hands it over stands after it. */
function toExports(): void {
  const exports = document.querySelector<HTMLElement>('.exports');
  exports?.scrollIntoView({ block: 'nearest' });
  exports?.focus({ preventScroll: true });
}

function groupIds(sections: readonly Section[]): string[] {
  return sections.flatMap((section) => (section.kind === 'groups' ? section.items.map(({ id }) => id) : []));
}

/** Drawn once, whatever is chosen of the findings. */
const Beside = memo(function Beside({ briefing: { sections, notes } }: { readonly briefing: Briefing }): ReactNode {
  return (
    <Evidence value={notes}>
      {sections.map((section) => (
        <Part key={section.kind} section={section} />
      ))}
    </Evidence>
  );
});

function Part({ section }: { readonly section: Section }): ReactNode {
  switch (section.kind) {
    case 'groups':
      return null;
    case 'figures':
      return <Figures section={section} />;
    case 'causes':
    case 'timeline':
    case 'questions':
    case 'contested':
    case 'changed':
    case 'one source':
    case 'flags':
      return <Flags section={section} />;
    case 'copies':
      return <Copies section={section} />;
    case 'sources':
      return <Sources section={section} />;
  }
}
