import type { Reading } from '@isnad/server/api';

/** The rail's brackets: one a crediting, nested as the text nests them. Pure: nothing here knows where lines break. */

type Attribution = Reading['attributions'][number];

export interface Bracket {
  /** Id of the attribution; of the first claim for the publisher's own words. */
  readonly id: string;
  readonly kind: 'crediting' | 'own words';
  /** UTF-16 units of the document, from the first word of cue, source and content to the last of them. */
  readonly start: number;
  readonly end: number;
  /** Where the words of crediting stand: the label goes to their line. */
  readonly cue: number;
  /** From 1, the outermost inside the publisher's own lane 0; inner ones are nearer the text. */
  readonly lane: number;
}

/** Lanes that are kept apart, the publisher's included; deeper nesting folds into the last one. */
export const LANES = 5;

/** The brackets of a document in the order of its text. */
export function bracketsOf(attributions: readonly Attribution[]): Bracket[] {
  const inner = new Map<string, number>();
  const placed: Bracket[] = [];
  for (const { attribution, start, end } of inOrder(attributions)) {
    const outer = attribution.within === null ? 0 : (inner.get(attribution.within) ?? 0);
    const wanted = outer + 1;
    const taken = placed.filter((other) => other.lane >= wanted && start < other.end && other.start < end);
    let lane = wanted;
    while (taken.some((other) => other.lane === lane)) lane++;
    lane = Math.min(lane, LANES - 1);
    inner.set(attribution.id, lane);
    placed.push({ id: attribution.id, kind: 'crediting', start, end, cue: attribution.cue.start, lane });
  }
  return placed.sort(byPlace);
}

/**
 * Brackets for what the publisher says itself between things it credits to others, so that no one takes it for the
 * last speaker's. Paragraphs without any crediting need none, the frame of the page speaks for them; nor do a few words
 * that lead up to a crediting.
 */
export function ownWords(
  claims: ReadonlyArray<{ readonly id: string; readonly start: number; readonly end: number; readonly own: boolean }>,
  brackets: readonly Bracket[],
  blocks: ReadonlyArray<{ readonly start: number; readonly end: number }>,
): Bracket[] {
  const found: Bracket[] = [];
  for (const block of blocks) {
    const around = brackets.filter(({ start, end }) => start < block.end && block.start < end);
    if (around.length === 0) continue;
    let run: Bracket | null = null;
    for (const claim of claims) {
      if (claim.start < block.start || claim.end > block.end) continue;
      const isFree = claim.own && !around.some(({ start, end }) => start < claim.end && claim.start < end);
      if (!isFree) {
        run = null;
      } else if (run === null) {
        run = { id: claim.id, kind: 'own words', start: claim.start, end: claim.end, cue: claim.start, lane: 1 };
        found.push(run);
      } else {
        const longer: Bracket = { ...run, end: Math.max(run.end, claim.end) };
        found[found.length - 1] = longer;
        run = longer;
      }
    }
  }
  return found.filter(({ start, end }) => end - start >= SAYS_SOMETHING);
}

/** Units under which words between two creditings only lead from one to the other. */
const SAYS_SOMETHING = 30;

interface Extent {
  readonly attribution: Attribution;
  readonly start: number;
  readonly end: number;
}

/** Outer ones before those within them. */
function inOrder(attributions: readonly Attribution[]): Extent[] {
  const extents = attributions.map((attribution): Extent => {
    const { cue, source, content } = attribution;
    const spans = source === null ? [cue, content] : [cue, source, content];
    return {
      attribution,
      start: Math.min(...spans.map(({ start }) => start)),
      end: Math.max(...spans.map(({ end }) => end)),
    };
  });
  const depths = new Map<string, number>();
  const byId = new Map(attributions.map((attribution) => [attribution.id, attribution]));
  const depthOf = (id: string): number => {
    let depth = depths.get(id);
    if (depth === undefined) {
      // Marked before it is known, so that a ring of references ends here.
      depths.set(id, 0);
      const within = byId.get(id)?.within ?? null;
      depth = within === null ? 0 : depthOf(within) + 1;
      depths.set(id, depth);
    }
    return depth;
  };
  return extents.sort(
    (a, b) => depthOf(a.attribution.id) - depthOf(b.attribution.id) || a.start - b.start || b.end - a.end,
  );
}

function byPlace(a: Bracket, b: Bracket): number {
  return a.start - b.start || a.lane - b.lane;
}
