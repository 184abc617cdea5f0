import type { ClaimRecord, Correction } from '@isnad/server/api';

/** A correction while it is written. Pure. */

export const MODALITIES = ['stated', 'denied', 'alleged', 'hedged', 'planned'] as const;
type Modality = (typeof MODALITIES)[number];

export interface Draft {
  /** UTF-16 units of the document. */
  readonly start: number;
  readonly end: number;
  readonly modality: Modality;
  readonly chain: ReadonlyArray<{ readonly key: string; readonly name: string }>;
}

export function draftOf({ start, end, modality, chain }: ClaimRecord): Draft {
  return { start, end, modality, chain: chain.map(({ name, attribution }) => ({ key: attribution ?? name, name })) };
}

/** What a draft changes of what the machine read; null when it changes nothing. */
export function correctionOf(machine: ClaimRecord, draft: Draft): Correction | null {
  const { start, end, modality } = draft;
  const chain = draft.chain.map(({ name }) => name.trim()).filter((name) => name !== '');
  const isOtherSpan = start !== machine.start || end !== machine.end;
  const isOtherChain = chain.join('\n') !== machine.chain.map(({ name }) => name).join('\n');
  const isOtherModality = modality !== machine.modality;
  if (!isOtherSpan && !isOtherChain && !isOtherModality) return null;
  return {
    of: 'claim',
    ...(isOtherSpan ? { span: { start, end } } : {}),
    ...(isOtherChain ? { chain } : {}),
    ...(isOtherModality ? { modality } : {}),
  };
}

/** The span with one of its edges moved by a word; it keeps at least one word. */
export function movedEdge(
  text: string,
  { start, end }: Pick<Draft, 'start' | 'end'>,
  edge: 'start' | 'end',
  by: 1 | -1,
): { readonly start: number; readonly end: number } {
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { index, 0: word } of text.matchAll(/\S+/g)) {
    starts.push(index);
    ends.push(index + word.length);
  }
  const moved =
    edge === 'start'
      ? { start: by === 1 ? starts.find((at) => at > start) : starts.findLast((at) => at < start), end }
      : { start, end: by === 1 ? ends.find((at) => at > end) : ends.findLast((at) => at < end) };
  if (moved.start === undefined || moved.end === undefined || moved.start >= moved.end) return { start, end };
  return { start: moved.start, end: moved.end };
}
