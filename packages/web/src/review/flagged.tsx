import type { CaseFlagRecord, FlagRecord } from '@isnad/server/api';
import type { ComponentProps, ReactNode } from 'react';
import { hrefOf, reportHref } from '../address.ts';
import { doubtOf, isImpossible } from '../doubts.ts';
import { Quoting } from '../parts/quoting.tsx';
import { useWords } from '../words/context.tsx';
import { Deciding } from './deciding.tsx';
import type { Sitting } from './sitting.ts';

/** What is flagged, each with its words, why, and what a reviewer says of it. */

/** Words of a report, and where they open. */
interface Quoted {
  readonly href: string;
  readonly text: string;
}

/** One thing to be decided: its words, each at its place, what there is to say of it, and the decision. */
export function FlaggedLine({
  quoted,
  why,
  ...deciding
}: {
  readonly quoted: readonly Quoted[];
  readonly why: ReactNode;
} & ComponentProps<typeof Deciding>): ReactNode {
  return (
    <li>
      <p className="words">
        {quoted.map(({ href, text }) => (
          <a key={href} href={href}>
            <q lang="ar" dir="rtl">
              {text}
            </q>
          </a>
        ))}
      </p>
      <p className="why">{why}</p>
      <Deciding {...deciding} />
    </li>
  );
}

/** Flags across reports, without those of one alone: the words of each report that they are about. */
export function CaseFlags({
  flags,
  sitting,
}: {
  readonly flags: readonly CaseFlagRecord[];
  readonly sitting: Sitting<string>;
}): ReactNode {
  const words = useWords();
  return flags.filter(isAcross).map((flag) => {
    const { kind, claims, message, review } = flag;
    return (
      <FlaggedLine
        key={keyOf(flag)}
        quoted={claims.map(({ document, claim, text }) => ({ href: reportHref(document, claim), text }))}
        why={<Quoting>{message[words.language]}</Quoting>}
        subject={subjectOf(flag)}
        review={review}
        about={claims[0]?.text ?? kind}
        sitting={sitting}
      />
    );
  });
}

/** Flags of one report each. */
export function DocumentFlags({
  flags,
  sitting,
}: {
  readonly flags: readonly FlagRecord[];
  readonly sitting: Sitting<string>;
}): ReactNode {
  const words = useWords();
  return flags.map((flag) => {
    const { document, index, start, end, text, messages, review } = flag;
    return (
      <FlaggedLine
        key={`${document} ${index}`}
        quoted={[{ href: hrefOf({ room: 'report', id: document, claim: null, at: { start, end } }), text }]}
        why={
          <>
            <span className={isImpossible(flag) ? 'red' : undefined}>{doubtOf(words, flag)}</span>
            {' · '}
            <Quoting>{messages[words.language]}</Quoting>
          </>
        }
        subject={{ kind: 'flag', document, item: String(index) }}
        review={review}
        about={text}
        sitting={sitting}
      />
    );
  });
}

/** Sorts of flags that only several reports together have. */
const ACROSS: readonly string[] = ['drift', 'circular reporting', 'parts exceed their total'];

/** Whether it is flagged of several reports, or of none: what is told of one alone stands among the flags of that one. */
export function isAcross({ kind, claims }: CaseFlagRecord): boolean {
  return ACROSS.includes(kind) || new Set(claims.map(({ document }) => document)).size !== 1;
}

function subjectOf({ kind: flag, claims }: CaseFlagRecord) {
  const items = claims.map(({ document, claim }) => ({ document, item: claim }));
  return { kind: 'case flag', flag, claims: items } as const;
}

function keyOf({ kind, claims }: CaseFlagRecord): string {
  return `${kind} ${claims.map(({ document, claim }) => `${document} ${claim}`).join(' ')}`;
}
