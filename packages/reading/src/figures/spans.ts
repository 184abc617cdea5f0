import type { Tokens } from '@isnad/text';
import { spanOf } from '../analysis.ts';
import type { Figure } from '../contract.ts';
import type { Draft } from './draft.ts';

/** The figures as the Reading gives them; `of` is an index among them. */
export function figureSpans(text: string, tokens: Tokens, drafts: readonly Draft[]): Figure[] {
  const indexes = new Map(drafts.map((draft, index) => [draft, index]));
  return drafts.map((draft) => {
    const of = draft.of === null ? undefined : indexes.get(draft.of);
    return {
      ...spanOf(text, draft.start, tokens.end[draft.last - 1]!),
      low: draft.low,
      high: draft.high,
      hedge: draft.hedge,
      open: draft.open,
      vague: draft.vague,
      unit: draft.unit,
      per: draft.per,
      kind: draft.kind,
      role: draft.role,
      ...(of === undefined ? {} : { of }),
    };
  });
}
