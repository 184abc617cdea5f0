import { useEffect } from 'react';
import { originKey } from '../marks/inks-of-case.ts';
import { type HighlightName, paint } from './highlights.ts';
import type { BlockModel, MarkKind } from './model.ts';
import type { Sheet } from './sheet.ts';

/** Keeps the marks of one block painted while it is drawn. */
export function useHighlights({
  sheet,
  index,
  block,
  chosen,
  touched,
  active,
  drawn,
}: {
  readonly sheet: Sheet;
  readonly index: number;
  readonly block: BlockModel;
  readonly chosen: number | null;
  readonly touched: string | null;
  readonly active: number | null;
  /** False until the block has come into view. */
  readonly drawn: boolean;
}): void {
  const { model, map, layers } = sheet;

  useEffect(() => {
    if (!drawn) return undefined;
    const names = new Map<HighlightName, (StaticRange | null)[]>();
    const add = (name: HighlightName, start: number, end: number): void => {
      if (start >= block.end || end <= block.start) return;
      const ranges = names.get(name) ?? [];
      ranges.push(map.rangeIn(index, start, end));
      names.set(name, ranges);
    };
    for (const mark of block.marks) {
      const { kind, start, end } = model.marks[mark]!;
      if (layers.has(kind)) add(MARK_NAMES[kind], start, end);
    }
    if (layers.has('who')) {
      for (const attribution of block.attributions) {
        const { id, cue, source } = sheet.open.reading.attributions[attribution]!;
        const { colour } = sheet.attributionInk(id);
        add(`cue-${colour}`, cue.start, cue.end);
        if (source !== null) add(`cue-${colour}`, source.start, source.end);
      }
    }
    return paintAll(names);
  }, [sheet, index, block, drawn, model, map, layers]);

  useEffect(() => {
    const claim = chosen === null ? undefined : model.claims[chosen];
    if (!drawn || claim === undefined) return undefined;
    const { colour } = sheet.inkOf(originKey(claim.chain, sheet.open.record.outletKey));
    return paint(`chosen-${colour}`, [map.rangeIn(index, claim.start, claim.end)]);
  }, [sheet, index, chosen, drawn, model, map]);

  useEffect(() => {
    const bracket = model.brackets.find(({ id }) => id === touched);
    if (!drawn || bracket === undefined) return undefined;
    const { colour } = sheet.speakerInk(bracket);
    return paint(`touched-${colour}`, [map.rangeIn(index, bracket.start, bracket.end)]);
  }, [sheet, index, touched, drawn, model, map]);

  useEffect(() => {
    const mark = active === null ? undefined : model.marks[active];
    if (!drawn || mark === undefined) return undefined;
    return paint('active', [map.rangeIn(index, mark.start, mark.end)]);
  }, [index, active, drawn, model, map]);
}

const MARK_NAMES: { readonly [kind in MarkKind]: HighlightName } = {
  figure: 'figure',
  date: 'date',
  name: 'name',
  cause: 'cause',
  act: 'act',
  flag: 'flag',
};

function paintAll(names: ReadonlyMap<HighlightName, readonly (StaticRange | null)[]>): () => void {
  const ends = [...names].map(([name, ranges]) => paint(name, ranges));
  return () => {
    for (const end of ends) end();
  };
}
