import type { DocumentRecord, OpenGroup, Routes } from '@isnad/server/api';
import type { ReactNode } from 'react';
import { keyOf, useInks } from '../marks/inks-of-case.ts';
import { vars } from '../parts/vars.ts';
import { useWords } from '../words/context.tsx';
import type { Layout, Mouth } from './layout.ts';

/** What each river brings to the claim, and under a rule, as an addition, what they come to together. */
export function Mouths({
  layout,
  sources,
  documents,
  routes,
  isUpright,
  without,
}: {
  readonly layout: Layout;
  readonly sources: OpenGroup['sources'];
  readonly documents: ReadonlyMap<string, DocumentRecord>;
  readonly routes: Routes;
  readonly isUpright: boolean;
  /** Certain routes that would stand if the node fell that is pointed at; null when none is. */
  readonly without: number | null;
}): ReactNode {
  const words = useWords();
  const foot = Math.max(...layout.mouths.map(({ across }) => across));
  const style = isUpright ? vars({ '--y': layout.shore.along }) : vars({ '--x': layout.shore.along, '--foot': foot });
  return (
    <div className="mouth" style={style}>
      <dl>
        {layout.mouths.map((mouth) => (
          <MouthLine
            key={mouth.river.origin.id}
            mouth={mouth}
            sources={sources}
            documents={documents}
            isUpright={isUpright}
          />
        ))}
      </dl>
      <p className="sum" aria-live="polite">
        {without === null ? (
          <>
            {/* Somebody began it, though none of the rivers tells who: the sum is not said of them. */}
            {layout.mouths.some(({ river }) => river.certain)
              ? words.say('route.certain', { count: routes.certain })
              : words.say('route.began')}
            {routes.possible > routes.certain && (
              <span>{words.say('route.possible', { count: routes.possible - routes.certain })}</span>
            )}
          </>
        ) : (
          <>
            {words.say('route.certain', { count: without })}
            <span>{words.say('route.without')}</span>
          </>
        )}
      </p>
    </div>
  );
}

function MouthLine({
  mouth,
  sources,
  documents,
  isUpright,
}: {
  readonly mouth: Mouth;
  readonly sources: OpenGroup['sources'];
  readonly documents: ReadonlyMap<string, DocumentRecord>;
  readonly isUpright: boolean;
}): ReactNode {
  const words = useWords();
  const inkOf = useInks();
  const { origin, streams } = mouth.river;
  // A report that says it in its own voice is called by its outlet, as everywhere.
  const name =
    origin.kind === 'report'
      ? (documents.get(origin.documents[0] ?? '')?.outlet ?? words.say('source.noPublisher'))
      : origin.name;
  const reports = streams.reduce((sum, { documents }) => sum + documents, 0);
  return (
    <div style={isUpright ? undefined : vars({ '--y': mouth.across })}>
      <dt className={inkOf(keyOf(sources[origin.id])).colour}>
        {mouth.tie === null ? words.say('route.question') : words.number(mouth.tie)}
      </dt>
      <dd>
        {words.rich('route.from', { name: <bdi lang="ar">{name}</bdi> })}
        <span>{words.say('route.brings', { reports, narrow: mouth.tie === null ? 'no' : 'yes' })}</span>
      </dd>
    </div>
  );
}
