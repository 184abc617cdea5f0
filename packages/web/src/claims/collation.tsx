import type { ClaimRecord, DocumentRecord, OpenGroup } from '@isnad/server/api';
import type { ReactNode } from 'react';
import { reportHref } from '../address.ts';
import { keyOf, originKey, useInks } from '../marks/inks-of-case.ts';
import { Ring, standingOf } from '../marks/ring.tsx';
import { Seal } from '../marks/seal.tsx';
import { TextButton } from '../parts/button.tsx';
import { Head } from '../parts/head.tsx';
import { useWords } from '../words/context.tsx';
import { differing } from './differing.ts';
import { claimName, type Grouping } from './grouping.ts';

/**
 * The words of every report side by side, as copyists collate: what differs from the first is underlined. Whatever does
 * not belong with the rest is picked and taken out.
 */
export function Collation({
  open: { claims, group, reviews },
  documents,
  grouping,
}: {
  readonly open: OpenGroup;
  readonly documents: ReadonlyMap<string, DocumentRecord>;
  readonly grouping: Grouping;
}): ReactNode {
  const words = useWords();
  const { picked, isAtWork } = grouping;
  return (
    <section className="collation" aria-labelledby="h-collation">
      <Head id="h-collation" end={words.say('collation.note')}>
        {words.say('collation.title')}
      </Head>
      <ol>
        {claims.map((claim) => (
          <Witness
            key={claimName(claim)}
            claim={claim}
            head={group.head.text}
            record={documents.get(claim.document)}
            placedBy={reviews.memberships[claimName(claim)]?.by ?? null}
          >
            {claims.length > 1 && (
              <Pick claim={claim} outlet={documents.get(claim.document)?.outlet ?? null} grouping={grouping} />
            )}
          </Witness>
        ))}
      </ol>
      {claims.length > 1 && (
        <p className="taking-out">
          <TextButton
            isDisabled={isAtWork || picked.size === 0 || picked.size === claims.length}
            onPress={() => void grouping.takeOut()}
          >
            {words.say('grouping.out', { picked: picked.size })}
          </TextButton>
        </p>
      )}
    </section>
  );
}

function Pick({
  claim,
  outlet,
  grouping: { picked, pick, isAtWork },
}: {
  readonly claim: ClaimRecord;
  readonly outlet: string | null;
  readonly grouping: Grouping;
}): ReactNode {
  const words = useWords();
  return (
    <label className="check">
      <input
        type="checkbox"
        disabled={isAtWork}
        checked={picked.has(claimName(claim))}
        onChange={({ target }) => pick(claim, target.checked)}
      />
      {words.say('grouping.pick')}
      <span className="vh">
        : <bdi lang="ar">{outlet ?? words.say('source.noPublisher')}</bdi>
      </span>
    </label>
  );
}

function Witness({
  claim,
  head,
  record,
  placedBy,
  children,
}: {
  readonly claim: ClaimRecord;
  readonly head: string;
  readonly record: DocumentRecord | undefined;
  /** Who put it where it is, if somebody did. */
  readonly placedBy: string | null;
  readonly children: ReactNode;
}): ReactNode {
  const words = useWords();
  const inkOf = useInks();
  const { chain, modality } = claim;
  const ink = inkOf(originKey(chain, record?.outletKey ?? null));
  const standing = standingOf(claim.review);
  return (
    <li className={`witness ${ink.colour}${ink.hollow ? ' may' : ''}`}>
      <a href={reportHref(claim.document, claim.id)}>
        <span className="w">
          <bdi lang="ar">{record?.outlet ?? words.say('source.noPublisher')}</bdi>
        </span>
        {record?.published && <span className="d">{words.date(record.published)}</span>}
        <span className="path">
          {chain.length === 0 && words.say('chain.ownVoice')}
          {chain.map((link, place) => (
            <span key={link.attribution ?? link.name}>
              {place > 0 && <span className="quiet"> {words.say('chain.from')} </span>}
              <Seal ink={inkOf(keyOf(link))} />
              <bdi lang="ar">{link.name}</bdi>
            </span>
          ))}
        </span>
        <q className="words" lang="ar" dir="rtl">
          {differing(head, claim.text).map(({ text, differs, start }) => (differs ? <u key={start}>{text}</u> : text))}
        </q>
        <span className="how">
          <Ring standing={standing} />
          {words.say('review.standing', { standing })}
          {modality !== 'stated' && <> · {words.say('modality', { modality })}</>}
          {placedBy !== null && (
            <>
              {' '}
              · <span>{words.rich('grouping.placed', { by: <bdi>{placedBy}</bdi> })}</span>
            </>
          )}
        </span>
      </a>
      {children}
    </li>
  );
}
