import type { CopyPair, OpenDocument } from '@isnad/server/api';
import { type MouseEvent, type PointerEvent, type ReactNode, useMemo, useRef } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { hrefOf, reportHref } from '../address.ts';
import { versions } from '../api/endpoints.ts';
import { useRemote } from '../api/remote.ts';
import { Icon } from '../marks/icons.tsx';
import { Seal } from '../marks/seal.tsx';
import { vars } from '../parts/vars.ts';
import { useWords } from '../words/context.tsx';
import { Block } from './block.tsx';
import { type BlockModel, narrowestAt } from './model.ts';
import { LAYERS, type Layer, type Sheet } from './sheet.ts';

/** The page of a report: its words, the rail at their start and the glosses at their end. */
export function Leaf({
  sheet,
  chosen,
  touched,
  active,
  isPage,
  isCorrecting,
  onLayers,
  onPage,
}: {
  readonly sheet: Sheet;
  readonly chosen: number | null;
  readonly touched: string | null;
  readonly active: number | null;
  /** Whether the picture of the page is beside the text. */
  readonly isPage: boolean;
  /** Whether words are being selected for a correction, so that pressing them chooses no other claim. */
  readonly isCorrecting: boolean;
  readonly onLayers: (layers: ReadonlySet<Layer>) => void;
  readonly onPage: (isPage: boolean) => void;
}): ReactNode {
  const { model } = sheet;
  const inBlocks = useMemo(
    () =>
      model.blocks.map((block) => model.brackets.filter(({ start, end }) => start < block.end && block.start < end)),
    [model],
  );
  const chain = chosen === null ? null : sheet.chainOf(chosen);
  const claim = chosen === null ? null : model.claims[chosen]!;
  const pointer = usePointer(sheet, isCorrecting);
  const blockAt = (block: BlockModel, index: number): ReactNode => {
    const holdsClaim = claim !== null && claim.start < block.end && block.start < claim.end;
    const brackets = inBlocks[index]!;
    const holdsChain = chain !== null && brackets.some(({ id }) => chain.has(id));
    const mark = active === null ? null : model.marks[active]!;
    return (
      <Block
        key={block.start}
        sheet={sheet}
        index={index}
        block={block}
        brackets={brackets}
        chosen={holdsClaim || holdsChain ? chosen : null}
        touched={brackets.some(({ id }) => id === touched) ? touched : null}
        active={mark !== null && mark.start < block.end && block.start < mark.end ? active : null}
      />
    );
  };
  const quires = quiresOf(model.blocks).map(({ first, blocks }) => (
    <div className="quire" key={first}>
      {blocks.map((block, place) => blockAt(block, first + place))}
    </div>
  ));
  return (
    <div className="leaf" dir="rtl" lang="ar" style={vars({ '--depth': model.depth })}>
      <Colophon sheet={sheet} isPage={isPage} onLayers={onLayers} onPage={onPage} />
      <article className="matn" {...pointer}>
        <Frame sheet={sheet} isChain={chosen !== null} />
        {!model.blocks.some(({ kind }) => kind === 'title') && <Untitled sheet={sheet} />}
        {quires.length < 2 ? model.blocks.map(blockAt) : quires}
      </article>
      {sheet.open.next !== null && (
        <p className="catch-row">
          <Catchword number={sheet.open.number + 1} next={sheet.open.next} />
        </p>
      )}
    </div>
  );
}

/** Blocks of a long report that are drawn together; what is far from the screen is not set at all. */
const QUIRE = 6;
/** Blocks from which a report is long. */
const LONG = 120;

function quiresOf(blocks: readonly BlockModel[]): { readonly first: number; readonly blocks: readonly BlockModel[] }[] {
  if (blocks.length < LONG) return [];
  const count = Math.ceil(blocks.length / QUIRE);
  return Array.from({ length: count }, (_, place) => {
    const first = place * QUIRE;
    return { first, blocks: blocks.slice(first, first + QUIRE) };
  });
}

/** A heading for those who do not see the page, where a report has no title of its own. */
function Untitled({ sheet: { open } }: { readonly sheet: Sheet }): ReactNode {
  const words = useWords();
  return <h1 className="vh">{open.record.title ?? words.say('reader.next', { number: open.number })}</h1>;
}

/** The publisher's own lane: a rule the length of the page, since all of it is what the publisher printed. */
function Frame({ sheet, isChain }: { readonly sheet: Sheet; readonly isChain: boolean }): ReactNode {
  const words = useWords();
  const { outlet, outletKey } = sheet.open.record;
  const ink = sheet.inkOf(outletKey);
  return (
    <p className={`page-frame ${ink.colour}${isChain ? ' is-chain' : ''}`}>
      <span className="by">
        <Seal ink={ink} />
        <bdi className="who" lang={outlet === null ? words.language : 'ar'}>
          {outlet ?? words.say('source.noPublisher')}
        </bdi>
      </span>
    </p>
  );
}

function Colophon({
  sheet,
  isPage,
  onLayers,
  onPage,
}: {
  readonly sheet: Sheet;
  readonly isPage: boolean;
  readonly onLayers: (layers: ReadonlySet<Layer>) => void;
  readonly onPage: (isPage: boolean) => void;
}): ReactNode {
  const words = useWords();
  const { claims } = sheet.model;
  const { open } = sheet;
  const { attributions, figures, number, of, previous, next } = open;
  const [closest] = open.copies.toSorted((a, b) => b.shared - a.shared);
  const reviewed = claims.filter(({ review }) => review !== null).length;
  const change = (layer: Layer, isOn: boolean): void => {
    const layers = new Set(sheet.layers);
    if (isOn) layers.add(layer);
    else layers.delete(layer);
    onLayers(layers);
  };
  return (
    <div className="colophon" dir={words.dir} lang={words.language}>
      <nav className="turn" aria-label={words.say('reader.turn')}>
        <Turn to={previous} label={words.say('reader.before')} icon="back" />
        {words.say('reader.number', { number, of })}
        <Turn to={next?.id ?? null} label={words.say('reader.after')} icon="on" />
      </nav>
      <Versions sheet={sheet} />
      <span className="holds">
        <span>{words.say('reader.claims', { count: claims.length, reviewed })}</span>
        {closest !== undefined && (
          <a className="text-link" href={hrefOf({ room: 'compare', a: open.record.id, b: otherOf(closest, open) })}>
            {words.say('reader.shares', { shared: words.percent(closest.shared) })}
          </a>
        )}
        <span>{words.say('reader.attributions', { count: attributions.length })}</span>
        {figures.length > 0 && <span>{words.say('reader.figures', { count: figures.length })}</span>}
      </span>
      <fieldset className="layers" aria-label={words.say('reader.layers')}>
        {LAYERS.filter((layer) => layer !== 'act' || open.reading.acts.length > 0).map((layer) => (
          <ToggleButton
            key={layer}
            className={`layer l-${layer}`}
            isSelected={sheet.layers.has(layer)}
            onChange={(isOn) => change(layer, isOn)}
          >
            {words.say(`layer.${layer}`)}
          </ToggleButton>
        ))}
        {open.layout.pages.length > 0 && (
          <ToggleButton className="page-toggle" isSelected={isPage} onChange={onPage}>
            {words.say('page.title')}
          </ToggleButton>
        )}
      </fieldset>
    </div>
  );
}

/** Which of the versions this is that transcriptions of its pages made; nothing where there is one. */
function Versions({ sheet: { open, document } }: { readonly sheet: Sheet }): ReactNode {
  const words = useWords();
  const { value } = useRemote(open.layout.pages.length === 0 ? null : versions(document));
  if (value === null || value.versions.length < 2) return null;
  const place = value.versions.indexOf(document);
  const other = value.versions[place === 0 ? value.versions.length - 1 : 0]!;
  return (
    <span>
      {words.say('page.version', { number: place + 1, of: value.versions.length })}{' '}
      <a className="text-link" href={reportHref(other)}>
        {words.say('page.otherVersion', { which: place === 0 ? 'last' : 'first' })}
      </a>
    </span>
  );
}

function otherOf({ a, b }: CopyPair, { record }: OpenDocument): string {
  return a === record.id ? b : a;
}

function Turn({
  to,
  label,
  icon,
}: {
  /** Id of a report; null at the end. */
  readonly to: string | null;
  readonly label: string;
  readonly icon: 'back' | 'on';
}): ReactNode {
  if (to === null) {
    return (
      <span className="turn-end" aria-hidden="true">
        <Icon name={icon} />
      </span>
    );
  }
  return (
    <a href={reportHref(to)} aria-label={label}>
      <Icon name={icon} />
    </a>
  );
}

/** The first words of the next report at the foot of this one, as copyists left them. */
function Catchword({
  number,
  next,
}: {
  readonly number: number;
  readonly next: NonNullable<OpenDocument['next']>;
}): ReactNode {
  const words = useWords();
  return (
    <a className="catch" href={reportHref(next.id)}>
      <span className="quiet" dir={words.dir} lang={words.language}>
        {words.say('reader.next', { number })}
      </span>{' '}
      <cite lang="ar">{next.words}</cite>
    </a>
  );
}

/** Pointing at marked words shows their gloss; pressing a ring or its words chooses the claim without a step in the history. */
function usePointer(sheet: Sheet, isCorrecting: boolean) {
  const pointed = useRef<number | null>(null);
  return useMemo(() => {
    const point = (mark: number | null): void => {
      if (mark === pointed.current) return;
      pointed.current = mark;
      sheet.setActive(mark);
    };
    return {
      onPointerMove({ clientX, clientY, pointerType }: PointerEvent) {
        if (pointerType !== 'mouse') return;
        const at = sheet.map.offsetAt(clientX, clientY);
        sheet.pointed.set(at);
        point(at === null ? null : narrowestAt(sheet.model.marks, at));
      },
      onPointerLeave() {
        sheet.pointed.set(null);
        point(null);
      },
      onClick(event: MouseEvent) {
        const { target } = event;
        const ring = target instanceof Element ? target.closest<HTMLElement>('a.ring') : null;
        if (ring !== null) {
          event.preventDefault();
          sheet.choose(Number(ring.dataset.claim));
          return;
        }
        const at = sheet.map.offsetAt(event.clientX, event.clientY);
        point(at === null ? null : narrowestAt(sheet.model.marks, at));
        // Who has selected words wants those words.
        if (at === null || isCorrecting || document.getSelection()?.isCollapsed === false) return;
        const claim = narrowestAt(sheet.model.claims, at);
        if (claim !== null) sheet.choose(claim);
      },
    };
  }, [sheet, isCorrecting]);
}
