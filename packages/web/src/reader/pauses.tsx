import type { FlagRecord, GroupGlance, Reading } from '@isnad/server/api';
import type { ReactNode } from 'react';
import { openGroup } from '../api/endpoints.ts';
import { useRemote } from '../api/remote.ts';
import { isImpossible } from '../doubts.ts';
import { Head } from '../parts/head.tsx';
import { Quoting } from '../parts/quoting.tsx';
import { Deciding } from '../review/deciding.tsx';
import { CaseFlags } from '../review/flagged.tsx';
import type { Sitting } from '../review/sitting.ts';
import { useWords } from '../words/context.tsx';
import { FigureWords } from '../words/quantities.tsx';
import type { Sheet } from './sheet.ts';

/** What gives pause at a claim: what looks wrong in its sentence, and what the text leaves open. */
export function Pauses({
  sheet,
  claim,
  group,
  sitting,
}: {
  readonly sheet: Sheet;
  readonly claim: number;
  readonly group: GroupGlance | null;
  readonly sitting: Sitting<string>;
}): ReactNode {
  const words = useWords();
  const { id, start, end } = sheet.model.claims[claim]!;
  const { reading } = sheet.open;
  const sentence = reading.sentences.find((one) => one.start < end && start < one.end) ?? { start, end };
  const flags = reading.flags
    .map((flag, index) => ({
      ...flag,
      index,
      kept: sheet.open.flags.find((one) => one.index === index) ?? null,
    }))
    .filter(({ spans }) => spans.some((span) => span.start < sentence.end && sentence.start < span.end))
    .toSorted((a, b) => Number(isImpossible(b)) - Number(isImpossible(a)));
  const open = reading.claims.find((one) => one.id === id)?.chainOpen ?? [];
  const across = useRemote(group === null ? null : openGroup(group.id)).value?.flags ?? [];
  const ofClaim = across.filter(({ claims }) =>
    claims.some((one) => one.document === sheet.document && one.claim === id),
  );
  if (flags.length === 0 && open.length === 0 && ofClaim.length === 0) return null;
  return (
    <section aria-labelledby="h-pauses">
      <Head id="h-pauses">{words.say('pauses.title')}</Head>
      {flags.map((flag) => (
        <Doubt key={flag.index} flag={flag} document={sheet.document} sitting={sitting} />
      ))}
      {ofClaim.length > 0 && (
        <ol className="flagged">
          <CaseFlags flags={ofClaim} sitting={sitting} />
        </ol>
      )}
      {open.map((attribution) => {
        const found = reading.attributions.find((one) => one.id === attribution);
        if (found === undefined) return null;
        return (
          <div className="flag" key={attribution}>
            <span className="sign quiet" aria-hidden="true">
              {words.say('route.question')}
            </span>
            <p>{words.rich('pauses.reach', { cue: <q lang="ar">{found.cue.text}</q> })}</p>
          </div>
        );
      })}
    </section>
  );
}

/** One doubt: red with the ضبة where the words cannot be right, a question where they are only open. */
function Doubt({
  flag,
  document,
  sitting,
}: {
  readonly flag: Reading['flags'][number] & { readonly index: number; readonly kept: FlagRecord | null };
  readonly document: string;
  readonly sitting: Sitting<string>;
}): ReactNode {
  const words = useWords();
  const isRed = isImpossible(flag);
  return (
    <div className={isRed ? 'flag red' : 'flag'}>
      <span className={isRed ? 'sign' : 'sign quiet'} aria-hidden="true">
        {isRed ? 'صــ' : words.say('route.question')}
      </span>
      <p>
        {flag.kept === null ? (
          <bdi lang="ar">{flag.message}</bdi>
        ) : (
          <Quoting>{flag.kept.messages[words.language]}</Quoting>
        )}
      </p>
      <p className="as-printed" lang="ar" dir="rtl">
        {flag.spans.map(({ text }) => `«${text}»`).join(' … ')}
      </p>
      {isRed && <p className="quiet">{words.say('pauses.untouched')}</p>}
      {flag.kept !== null && (
        <Deciding
          subject={{ kind: 'flag', document, item: String(flag.index) }}
          review={flag.kept.review}
          about={flag.kept.text}
          sitting={sitting}
        />
      )}
    </div>
  );
}

/** The figures in a claim's words: as printed, and as they are read. */
export function ClaimFigures({ sheet, claim }: { readonly sheet: Sheet; readonly claim: number }): ReactNode {
  const words = useWords();
  const { start, end } = sheet.model.claims[claim]!;
  const figures = sheet.open.figures.filter((figure) => figure.start < end && start < figure.end);
  if (figures.length === 0) return null;
  return (
    <section aria-labelledby="h-figures">
      <Head id="h-figures">{words.say('figures.title')}</Head>
      <table className="figs">
        <tbody>
          {figures.map((figure) => (
            <tr key={figure.index}>
              <th scope="row" lang="ar">
                <bdi>{figure.text}</bdi>
              </th>
              <td>
                <FigureWords figure={figure} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
