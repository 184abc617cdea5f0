import type { OpenDocument } from '@isnad/server/api';
import { useEffect, useMemo, useState } from 'react';
import { type Ink, UNNAMED } from '../marks/ink.ts';
import { useInks } from '../marks/inks-of-case.ts';
import { cell } from '../store.ts';
import { useWords } from '../words/context.tsx';
import type { Bracket } from './brackets.ts';
import { readerModel } from './model.ts';
import type { Layer, Sheet } from './sheet.ts';
import { TextMap } from './text-map.ts';
import { Views } from './views.ts';

/** Puts together what the blocks of an open report have in common. */
export function useSheet(
  open: OpenDocument,
  layers: ReadonlySet<Layer>,
  acts: Pick<Sheet, 'setActive' | 'setTouched' | 'choose'>,
): { readonly sheet: Sheet; readonly views: Views | null } {
  const words = useWords();
  const inkOf = useInks();
  const views = useViews();
  const map = useMemo(() => new TextMap(), []);
  const pointed = useMemo(() => cell<number | null>(null), []);
  const model = useMemo(() => readerModel(open), [open]);
  const sheet = useMemo((): Sheet => {
    const attributions = new Map(open.reading.attributions.map((one) => [one.id, one]));
    const speakerOf = ({ id, kind }: Bracket): string | null => {
      if (kind === 'own words') return open.record.outlet ?? words.say('source.noPublisher');
      const attribution = attributions.get(id);
      return attribution?.resolved ?? attribution?.source?.text ?? null;
    };
    const keys = new Map(open.attributions.map(({ id, sourceKey }) => [id, sourceKey]));
    const attributionInk = (id: string): Ink => inkOf(keys.get(id) ?? null);
    return {
      document: open.record.id,
      open,
      model,
      map,
      layers,
      pointed,
      inkOf,
      attributionInk,
      speakerOf,
      speakerInk: ({ id, kind }) => (kind === 'own words' ? UNNAMED : attributionInk(id)),
      sayingOf(bracket) {
        const cue = attributions.get(bracket.id)?.cue.text ?? words.say('reader.ownWords');
        return `${speakerOf(bracket) ?? words.say('source.unnamed')} ${cue}`;
      },
      chainOf(claim) {
        const { chain } = model.claims[claim]!;
        return new Set(chain.flatMap(({ attribution }) => attribution ?? []));
      },
      onView: views?.onView ?? (() => () => undefined),
      ...acts,
    };
  }, [open, model, map, layers, pointed, inkOf, words, views, acts]);
  return { sheet, views };
}

function useViews(): Views | null {
  const [views, setViews] = useState<Views | null>(null);
  useEffect(() => {
    const made = new Views();
    setViews(made);
    return () => made.close();
  }, []);
  return views;
}
