import type { OpenDocument } from '@isnad/server/api';
import {
  type KeyboardEvent,
  memo,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { pageImage } from '../api/endpoints.ts';
import { located } from '../api/here.ts';
import { originKey } from '../marks/inks-of-case.ts';
import { TextButton } from '../parts/button.tsx';
import { vars } from '../parts/vars.ts';
import { useCell } from '../store.ts';
import { useWords } from '../words/context.tsx';
import { paint } from './highlights.ts';
import { isUnsure, type PlacedWord, type Region, regionsOf, wordAt, wordsByPage, wordUnder } from './page-words.ts';
import type { Sheet } from './sheet.ts';
import './facsimile.css';

type PageReport = OpenDocument['layout']['pages'][number];

/** The pages as they came, beside the text: words pointed at on the one are marked on the other. */
export default function Facsimile({
  sheet,
  chosen,
  onTranscribe,
}: {
  readonly sheet: Sheet;
  readonly chosen: number | null;
  readonly onTranscribe: (page: number) => void;
}): ReactNode {
  const words = useWords();
  const { pages, places } = sheet.open.layout;
  const byPage = useMemo(() => wordsByPage(places), [places]);
  const [pointed, setPointed] = useState<PlacedWord | null>(null);
  const frame = useRef<HTMLElement>(null);
  usePainted(sheet, pointed);
  useEffect(() => {
    if (chosen === null) return;
    // The page moves with the claim, the text does not.
    const mark = frame.current?.querySelector('.region.is-chosen');
    const box = frame.current;
    if (mark === null || mark === undefined || box === null) return;
    const [inside, around] = [mark.getBoundingClientRect(), box.getBoundingClientRect()];
    if (inside.top < around.top || inside.bottom > around.bottom)
      box.scrollTop += inside.top - around.top - around.height / 3;
  }, [chosen]);
  return (
    <aside className="facsimile" ref={frame} aria-label={words.say('page.title')}>
      {pages.map((page) => (
        <Page
          key={page.page}
          sheet={sheet}
          report={page}
          of={pages.length}
          placed={byPage.get(page.page) ?? NONE}
          chosen={chosen}
          pointed={pointed?.page === page.page ? pointed : null}
          onPoint={setPointed}
          onTranscribe={onTranscribe}
        />
      ))}
    </aside>
  );
}

const NONE: readonly PlacedWord[] = [];

/** Marks in the text the words that are pointed at on the page. */
function usePainted({ map, model }: Sheet, word: PlacedWord | null): void {
  useEffect(() => {
    if (word === null) return undefined;
    return paint(
      'found',
      model.blocks.map((_, index) => map.rangeIn(index, word.start, word.end)),
    );
  }, [map, model, word]);
}

const Page = memo(function Page({
  sheet,
  report: { page, width, height, by, readable },
  of,
  placed,
  chosen,
  pointed,
  onPoint,
  onTranscribe,
}: {
  readonly sheet: Sheet;
  readonly report: PageReport;
  readonly of: number;
  readonly placed: readonly PlacedWord[];
  readonly chosen: number | null;
  readonly pointed: PlacedWord | null;
  readonly onPoint: (word: PlacedWord | null) => void;
  readonly onTranscribe: (page: number) => void;
}): ReactNode {
  const words = useWords();
  const unsure = useMemo(() => placed.filter(isUnsure), [placed]);
  const claim = chosen === null ? undefined : sheet.model.claims[chosen];
  const ink = claim === undefined ? '' : sheet.inkOf(originKey(claim.chain, sheet.open.record.outletKey)).colour;
  const under = (event: PointerEvent): PlacedWord | null => {
    const box = event.currentTarget.getBoundingClientRect();
    return wordUnder(placed, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  };
  return (
    <section className="page-of" aria-label={words.say('page.number', { page, of })}>
      <p className="page-head">
        <span>{words.say('page.number', { page, of })}</span>
        <span className="quiet">{words.say('page.by', { by: readable ? BY[by] : 'nothing' })}</span>
        {unsure.length > 0 && <span className="quiet">{words.say('page.unsure', { count: unsure.length })}</span>}
        <TextButton onPress={() => onTranscribe(page)}>{words.say('page.transcribe')}</TextButton>
      </p>
      <div
        className="picture"
        style={vars({ '--ratio': width / height })}
        onPointerMove={(event) => onPoint(under(event))}
        onPointerLeave={() => onPoint(null)}
        onPointerUp={(event) => {
          const word = under(event);
          if (word !== null) chooseAt(sheet, word);
        }}
      >
        <PagePicture document={sheet.document} page={page} />
        <Regions kind="is-unsure" regions={unsure.map(({ region }) => region)} />
        {claim !== undefined && (
          <Regions kind={`is-chosen ${ink}`} regions={regionsOf(placed, claim.start, claim.end)} />
        )}
        <TextPointed sheet={sheet} placed={placed} />
        <WordStop
          sheet={sheet}
          placed={placed}
          first={claim === undefined ? null : wordAt(placed, claim.start)}
          pointed={pointed}
          onPoint={onPoint}
        />
      </div>
    </section>
  );
});

/** Names that a message can choose by. */
const BY = { 'text layer': 'text', ocr: 'ocr', transcription: 'person' } as const;

/** The word under the pointer in the text, on the page. */
function TextPointed({ sheet, placed }: { readonly sheet: Sheet; readonly placed: readonly PlacedWord[] }): ReactNode {
  const at = useCell(sheet.pointed);
  const word = at === null ? undefined : placed.find(({ start, end }) => start <= at && at < end);
  return word === undefined ? null : <Regions kind="is-pointed" regions={[word.region]} />;
}

/** One word at a time for the keyboard: the arrows walk along the line of reading, Enter chooses the word's claim. */
function WordStop({
  sheet,
  placed,
  first,
  pointed,
  onPoint,
}: {
  readonly sheet: Sheet;
  readonly placed: readonly PlacedWord[];
  /** Where the walk begins. */
  readonly first: PlacedWord | null;
  readonly pointed: PlacedWord | null;
  readonly onPoint: (word: PlacedWord | null) => void;
}): ReactNode {
  const words = useWords();
  const word = pointed ?? first ?? placed[0];
  if (word === undefined) return null;
  const step = (by: 1 | -1): void => onPoint(placed[placed.indexOf(word) + by] ?? word);
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = STEPS[event.code];
    if (by === undefined) return;
    event.preventDefault();
    step(by);
  };
  const text = sheet.model.text.slice(word.start, word.end);
  return (
    <button
      type="button"
      className={pointed === word ? 'region word is-pointed' : 'region word'}
      style={boxOf(word.region)}
      aria-label={words.say('page.word', { text })}
      onKeyDown={onKeyDown}
      onFocus={() => onPoint(word)}
      onBlur={() => onPoint(null)}
      onClick={() => chooseAt(sheet, word)}
    />
  );
}

/** Arabic runs to the left. */
const STEPS: { readonly [code: string]: 1 | -1 } = { ArrowLeft: 1, ArrowRight: -1 };

/** Chooses the narrowest claim that holds a word, and shows the word in the text. */
function chooseAt({ model, choose }: Sheet, { start }: PlacedWord): void {
  let found: number | null = null;
  for (const [index, claim] of model.claims.entries()) {
    if (claim.start > start || claim.end <= start) continue;
    const best = found === null ? undefined : model.claims[found];
    if (best === undefined || claim.end - claim.start < best.end - best.start) found = index;
  }
  if (found !== null) choose(found);
  else {
    const block = model.blocks.findIndex(({ end }) => end > start);
    document.querySelector(`[data-block="${block}"]`)?.scrollIntoView({ block: 'nearest' });
  }
}

/** The picture of a page; a page of a PDF is drawn when it is asked for, and says so until it is there. */
function PagePicture({ document, page }: { readonly document: string; readonly page: number }): ReactNode {
  const words = useWords();
  const [state, setState] = useState<'coming' | 'there' | 'failed'>('coming');
  return (
    <>
      {state !== 'there' && (
        <p className="drawing" role="status">
          <span dir={words.dir}>{words.say('page.drawing', { state })}</span>
        </p>
      )}
      <img
        src={located(pageImage(document, page))}
        alt={words.say('page.picture', { page })}
        loading="lazy"
        decoding="async"
        draggable={false}
        hidden={state === 'failed'}
        onLoad={() => setState('there')}
        onError={() => setState('failed')}
      />
    </>
  );
}

function Regions({ kind, regions }: { readonly kind: string; readonly regions: readonly Region[] }): ReactNode {
  return regions.map((region) => (
    <span key={`${region.x} ${region.y}`} className={`region ${kind}`} style={boxOf(region)} aria-hidden="true" />
  ));
}

function boxOf({ x, y, width, height }: Region) {
  return vars({ '--x': x, '--y': y, '--w': width, '--h': height });
}
