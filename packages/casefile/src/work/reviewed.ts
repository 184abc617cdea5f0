import type { Attribution, ChainLink, Claim, Figure, Modality, Reading, Stance } from '@isnad/reading';
import type { Range } from '../log/ranges.ts';
import type { Correction, Decision } from '../log/review.ts';
import { sourceKey } from '../sources.ts';

/**
 * A Reading as the people who reviewed it have it. What they rejected is not weighed, and what they corrected is: a
 * figure's values, an attribution's source in the chains that it is a link of, a claim's words and chain. What is said
 * of a claim goes before what is said of the attributions in its chain.
 */

/** Decisions that settle something, by kind of item and its name in the Reading. */
export interface Decided {
  readonly claim: ReadonlyMap<string, Decision>;
  readonly attribution: ReadonlyMap<string, Decision>;
  readonly figure: ReadonlyMap<string, Decision>;
}

type CorrectionOf<K extends Correction['of']> = Extract<Correction, { of: K }>;

/**
 * @param renamed the name that a source goes by, by its key, where people say that it is another one's
 */
export function reviewedReading(reading: Reading, decided: Decided, renamed: ReadonlyMap<string, string>): Reading {
  const rejected = new Set<number>();
  const figures = reading.figures.map((figure, index): Figure => {
    const decision = decided.figure.get(String(index));
    if (decision?.kind === 'reject') rejected.add(index);
    return decision?.kind === 'correct' && decision.correction.of === 'figure'
      ? correctedFigure(figure, decision.correction, reading.text)
      : figure;
  });
  let claims = reading.claims.map(
    (claim): Claim => ({
      ...claim,
      figures: claim.figures.filter((index) => !rejected.has(index)),
    }),
  );
  for (const attribution of reading.attributions) {
    const decision = decided.attribution.get(attribution.id);
    if (decision !== undefined) claims = claims.map((claim) => creditedClaim(claim, attribution, decision, reading));
  }
  const kept = claims.flatMap((claim) => decidedClaim(claim, decided.claim.get(claim.id), reading));
  const outlet = reading.outlet === null ? null : (renamed.get(sourceKey(reading.outlet)) ?? reading.outlet);
  return {
    ...reading,
    outlet,
    // A figure that is none keeps its index, so that the others keep theirs, and stands in no claim.
    figures: figures.map((figure, index) => (rejected.has(index) ? { ...figure, ...NOWHERE } : figure)),
    claims: kept.map((claim) => ({ ...claim, chain: claim.chain.map((link) => renamedLink(link, renamed)) })),
  };
}

const NOWHERE = { start: -1, end: -1, text: '' } as const;

function correctedFigure(figure: Figure, { of: _, span, ...fields }: CorrectionOf<'figure'>, text: string): Figure {
  const { low = figure.low, high = figure.high, hedge = figure.hedge, unit = figure.unit, per = figure.per } = fields;
  const { start, end } = span ?? figure;
  return { ...figure, start, end, text: text.slice(start, end), low, high, hedge, unit, per };
}

/** What the stance of a source makes of what it says; otherwise it is stated. */
const MODALITIES: { readonly [stance in Stance]?: Modality } = {
  denies: 'denied',
  alleges: 'alleged',
  expects: 'hedged',
  warns: 'hedged',
  demands: 'planned',
};

/** A claim after a decision on an attribution that may be a link of its chain. */
function creditedClaim(claim: Claim, attribution: Attribution, decision: Decision, reading: Reading): Claim {
  if (decision.kind === 'accept') return claim;
  const isOf = (link: ChainLink): boolean => link.attribution === attribution.id;
  const without = (): Claim => ({
    ...claim,
    chain: claim.chain.filter((link) => !isOf(link)),
    modality: claim.modality === MODALITIES[attribution.stance] ? 'stated' : claim.modality,
  });
  const linked = claim.chain.some(isOf);
  if (decision.kind === 'reject') return linked ? without() : claim;
  const { correction } = decision;
  if (correction.of !== 'attribution') return claim;
  const { source, content, stance = attribution.stance } = correction;
  const reached = content === undefined ? linked : claim.start >= content.start && claim.end <= content.end;
  const name =
    source === undefined ? (attribution.resolved ?? attribution.source?.text ?? null) : nameOf(source, reading);
  // Of somebody whom nobody names there is nothing to be said.
  if (!reached || name === null) return linked ? without() : claim;
  const known = claim.chain.find(isOf);
  const link =
    known !== undefined && source === undefined
      ? known
      : { entity: entityAt(source ?? null, reading), name, attribution: attribution.id };
  const said = MODALITIES[attribution.stance] ?? 'stated';
  return {
    ...claim,
    chain: linked ? claim.chain.map((one) => (isOf(one) ? link : one)) : inserted(claim.chain, link, attribution),
    modality: claim.modality === said ? (MODALITIES[stance] ?? 'stated') : claim.modality,
  };
}

/** A chain with one link more: behind that of the attribution it lies within, or outermost. */
function inserted(chain: readonly ChainLink[], link: ChainLink, { within }: Attribution): ChainLink[] {
  const at = within === null ? -1 : chain.findIndex((one) => one.attribution === within);
  return [...chain.slice(0, at + 1), link, ...chain.slice(at + 1)];
}

type CorrectedSource = NonNullable<CorrectionOf<'attribution'>['source']>;

function nameOf(source: CorrectedSource | null, reading: Reading): string | null {
  if (source === null) return null;
  if ('name' in source) return source.name;
  const entity = reading.entities.find(({ id }) => id === entityAt(source, reading));
  return entity?.name ?? reading.text.slice(source.start, source.end);
}

/** The entity that is named by just these words. */
function entityAt(source: CorrectedSource | null, { mentions }: Reading): string | null {
  if (source === null || 'name' in source) return null;
  const isThere = ({ start, end }: Range): boolean => start === source.start && end === source.end;
  return mentions.find(isThere)?.entity ?? null;
}

/** None for a claim that was rejected. */
function decidedClaim(claim: Claim, decision: Decision | undefined, { text }: Reading): Claim[] {
  if (decision === undefined || decision.kind === 'accept') return [claim];
  if (decision.kind === 'reject') return [];
  const { correction } = decision;
  if (correction.of !== 'claim') return [claim];
  const { span = claim, modality = claim.modality, chain } = correction;
  const { start, end } = span;
  const { chainOpen: _, ...settled } = claim;
  return [
    {
      ...(chain === undefined ? claim : settled),
      ...{ start, end, text: text.slice(start, end), modality },
      chain: chain === undefined ? claim.chain : chain.map((name) => linkNamed(name, claim)),
    },
  ];
}

function linkNamed(name: string, { chain }: Claim): ChainLink {
  return chain.find((link) => link.name === name) ?? { entity: null, name, attribution: null };
}

function renamedLink(link: ChainLink, renamed: ReadonlyMap<string, string>): ChainLink {
  const name = renamed.get(sourceKey(link.name));
  return name === undefined || name === link.name ? link : { entity: null, name, attribution: null };
}
