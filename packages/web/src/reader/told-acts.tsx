import type { ActRecord } from '@isnad/server/api';
import { lazy, type ReactNode, Suspense } from 'react';
import { acts } from '../api/endpoints.ts';
import { useRemote } from '../api/remote.ts';
import { Head } from '../parts/head.tsx';
import { Deciding } from '../review/deciding.tsx';
import type { Sitting } from '../review/sitting.ts';
import { useWords } from '../words/context.tsx';
import { correctedAct } from './act-draft.ts';
import type { Extent } from './by-block.ts';
import type { Sheet } from './sheet.ts';

const ActCorrection = lazy(() => import('./act-correction.tsx'));

/** Acts of one report that are fetched. */
const MOST = 500;

/** What people did, as far as the words of the chosen claim tell it, and what a reviewer says of it. */
export function ToldActs({
  sheet,
  claim,
  sitting,
}: {
  readonly sheet: Sheet;
  readonly claim: number;
  readonly sitting: Sitting<string>;
}): ReactNode {
  const words = useWords();
  const { reading } = sheet.open;
  const { value } = useRemote(reading.acts.length === 0 ? null : acts(sheet.document, { limit: MOST }));
  const here = (value?.items ?? []).filter((act) => isTold(sheet, act, claim));
  if (here.length === 0) return null;
  return (
    <section className="told-acts" aria-labelledby="h-acts">
      <Head id="h-acts">{words.say('layer.act')}</Head>
      {here.map((act) => (
        <ToldAct key={act.index} sheet={sheet} act={act} sitting={sitting} />
      ))}
    </section>
  );
}

function ToldAct({
  sheet,
  act,
  sitting,
}: {
  readonly sheet: Sheet;
  readonly act: ActRecord;
  readonly sitting: Sitting<string>;
}): ReactNode {
  const words = useWords();
  const { document, index, review } = act;
  const { who, count, reason, act: deed } = correctedAct(act, sheet.model.text);
  return (
    <div className="told-act">
      <dl>
        <dt>{words.say('act.who')}</dt>
        <dd>
          <bdi lang="ar">{who.text}</bdi>
          {count !== null && <span className="quiet"> · {words.number(count)}</span>}
        </dd>
        <dt>{words.say('act.words')}</dt>
        <dd>
          <bdi lang="ar">{deed.text}</bdi>
        </dd>
        <dt>{words.say('act.reason')}</dt>
        <dd>
          {reason === null ? (
            <span className="quiet">{words.say('act.noReason')}</span>
          ) : (
            <bdi lang="ar">{reason.text}</bdi>
          )}
        </dd>
      </dl>
      <Deciding
        subject={{ kind: 'act', document, item: String(index) }}
        review={review}
        about={act.act.text}
        sitting={sitting}
        form={(save, leave) => (
          <Suspense>
            <ActCorrection sheet={sheet} act={act} onSave={save} onLeave={leave} />
          </Suspense>
        )}
      />
    </div>
  );
}

/** Whether a claim has words of an act; one that no claim tells is shown with the claim before it, else the first. */
function isTold({ model: { claims } }: Sheet, { start, end }: ActRecord, claim: number): boolean {
  const tells = (one: Extent): boolean => one.start < end && start < one.end;
  if (tells(claims[claim]!)) return true;
  if (claims.some(tells)) return false;
  return (
    claim ===
    Math.max(
      0,
      claims.findLastIndex((one) => one.start < start),
    )
  );
}
