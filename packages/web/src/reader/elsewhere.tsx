import type { ClaimRecord, Conflict, DocumentRecord, GroupGlance, OpenGroup } from '@isnad/server/api';
import { isContesting } from '@isnad/weighing/contesting';
import type { ReactNode } from 'react';
import { groupHref, reportHref } from '../address.ts';
import { openGroup } from '../api/endpoints.ts';
import { useRemote } from '../api/remote.ts';
import { contestingFirst } from '../claims/contesting.ts';
import { verdictOf } from '../claims/why.ts';
import { Relation } from '../marks/icons.tsx';
import { keyOf, originKey } from '../marks/inks-of-case.ts';
import { Seal } from '../marks/seal.tsx';
import { Tally } from '../marks/tally.tsx';
import { Head } from '../parts/head.tsx';
import { Quoting } from '../parts/quoting.tsx';
import { useWords } from '../words/context.tsx';
import type { Sheet } from './sheet.ts';

/** Entries that stand in the margin; the rest are a link away. */
const SHOWN = 6;

/** The same claim in other reports, and what speaks against it. */
export function Elsewhere({
  sheet,
  claim,
  group,
}: {
  readonly sheet: Sheet;
  readonly claim: ClaimRecord;
  readonly group: GroupGlance | null;
}): ReactNode {
  const words = useWords();
  const { value } = useRemote(group === null ? null : openGroup(group.id));
  if (group === null) return null;
  const others = (value?.claims ?? []).filter(({ id, document }) => id !== claim.id || document !== claim.document);
  const against = contestingFirst(value?.group.conflicts ?? []).filter(({ a, b }) => isOf(a, claim) || isOf(b, claim));
  const documents = new Map((value?.documents ?? []).map((record) => [record.id, record]));
  const count = others.length + against.length;
  return (
    <section aria-labelledby="h-same">
      <Head
        id="h-same"
        end={
          <a className="text-link" href={groupHref(group.id)}>
            {verdictOf(words, group)}{' '}
            {group.grade !== 'unattributed' && (
              <Tally certain={group.certain} possible={group.possible} inks={originInks(sheet, value)} />
            )}
          </a>
        }
      >
        {words.say('elsewhere.title')}
      </Head>
      {value !== null && count === 0 && <p className="quiet">{words.say('elsewhere.nobody')}</p>}
      {count > 0 && (
        <ul className="same">
          {against.slice(0, SHOWN).map((conflict) => (
            <Against
              key={`${conflict.a.claim} ${conflict.b.claim} ${conflict.b.document}`}
              conflict={conflict}
              claim={claim}
            />
          ))}
          {others.slice(0, Math.max(1, SHOWN - against.length)).map((other) => (
            <Same
              key={`${other.document} ${other.id}`}
              sheet={sheet}
              other={other}
              record={documents.get(other.document)}
              isSameOrigin={other.chain.at(-1)?.key === claim.chain.at(-1)?.key && claim.chain.length > 0}
            />
          ))}
        </ul>
      )}
      {count > SHOWN && (
        <p>
          <a className="text-link" href={groupHref(group.id)}>
            {words.say('elsewhere.all', { count })}
          </a>
        </p>
      )}
    </section>
  );
}

function Against({ conflict, claim }: { readonly conflict: Conflict; readonly claim: ClaimRecord }): ReactNode {
  const words = useWords();
  const other = isOf(conflict.a, claim) ? conflict.b : conflict.a;
  const contests = isContesting(conflict);
  return (
    <li className={contests ? 'red' : undefined}>
      <Relation sign={contests ? 'against' : 'otherwise'} />
      <a href={reportHref(other.document, other.claim)}>
        <q lang="ar">{other.text}</q>
        <span className="from">
          <span className="kind">{words.say(contests ? 'elsewhere.against' : 'elsewhere.otherwise')}</span> ·{' '}
          <Quoting>{conflict.because[words.language]}</Quoting>
        </span>
      </a>
    </li>
  );
}

function Same({
  sheet,
  other,
  record,
  isSameOrigin,
}: {
  readonly sheet: Sheet;
  readonly other: ClaimRecord;
  readonly record: DocumentRecord | undefined;
  readonly isSameOrigin: boolean;
}): ReactNode {
  const words = useWords();
  const origin = other.chain.at(-1)?.name ?? record?.outlet ?? null;
  const ink = sheet.inkOf(originKey(other.chain, record?.outletKey ?? null));
  const isHere = other.document === sheet.document;
  return (
    <li>
      <Relation sign="same" />
      <a href={reportHref(other.document, other.id)}>
        <q lang="ar">{other.text}</q>
        <span className="from">
          {isHere ? (
            words.say('elsewhere.here')
          ) : (
            <bdi lang="ar">{record?.outlet ?? words.say('source.noPublisher')}</bdi>
          )}
          {!isHere && record?.published && <> · {words.date(record.published)}</>} · <Seal ink={ink} />{' '}
          {isSameOrigin ? (
            words.say('elsewhere.sameOrigin')
          ) : (
            <bdi lang="ar">{origin ?? words.say('source.unnamed')}</bdi>
          )}
        </span>
      </a>
    </li>
  );
}

function originInks(sheet: Sheet, open: OpenGroup | null) {
  const origins = (open?.group.routes.nodes ?? []).filter(({ kind }) => kind === 'origin');
  const keys = origins.map(({ id }) => keyOf(open?.sources[id]));
  return keys.toSorted((a, b) => Number(b !== null) - Number(a !== null)).map(sheet.inkOf);
}

function isOf(ref: { readonly document: string; readonly claim: string }, claim: ClaimRecord): boolean {
  return ref.document === claim.document && ref.claim === claim.id;
}
