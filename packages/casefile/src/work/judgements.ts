import type { StandingDecision } from '../log/replay.ts';
import type { Correction } from '../log/review.ts';
import type { Relation } from '../log/subject.ts';

/** What people decided across documents, as weighing takes it: by claims and sources, whatever groups there are. */

/** A claim, by its document and its id there. */
export type ClaimKey = string;

export function claimKey({ document, item }: { readonly document: string; readonly item: string }): ClaimKey {
  return `${item} ${document}`;
}

/** The claim of a key. */
export function claimOf(key: ClaimKey): { readonly document: string; readonly item: string } {
  const end = key.indexOf(' ');
  return { document: key.slice(end + 1), item: key.slice(0, end) };
}

/** What was said of groups: these are together, or none of these is with one of those. */
export type SaidGrouping =
  | { readonly kind: 'together'; readonly claims: readonly ClaimKey[] }
  | { readonly kind: 'apart'; readonly one: readonly ClaimKey[]; readonly other: readonly ClaimKey[] };

/** Two claims that conflict, or do not. */
export interface SaidLink {
  readonly a: ClaimKey;
  readonly b: ClaimKey;
  readonly conflict: boolean;
}

export interface Judgements {
  /** The latest first. */
  readonly groupings: readonly SaidGrouping[];
  /** One of a pair. */
  readonly links: readonly SaidLink[];
  /** The name that a source goes by, by its key, where it is another's. */
  readonly renamed: ReadonlyMap<string, string>;
  /** Keys of sources that are nobody else's, whoever they look like. */
  readonly alone: ReadonlySet<string>;
}

/** @param standings decisions across documents that settle something, in any order */
export function judgementsOf(standings: readonly StandingDecision[]): Judgements {
  const latest = standings.toSorted((a, b) => b.shown.entry - a.shown.entry);
  const links = new Map<string, SaidLink>();
  for (const { target, refs, shown } of latest) {
    if (target.kind !== 'link') continue;
    const conflict = conflictSaid(target.said, shown.decision.kind, correctionOf(shown.decision));
    const [a, b] = refs.map(claimKey).toSorted();
    if (conflict !== null && !links.has(`${a}\n${b}`)) links.set(`${a}\n${b}`, { a: a!, b: b!, conflict });
  }
  return { groupings: latest.flatMap(groupingsOf), links: [...links.values()], ...sourcesOf(latest.toReversed()) };
}

function correctionOf(decision: StandingDecision['shown']['decision']): Correction | null {
  return decision.kind === 'correct' ? decision.correction : null;
}

/** What a decision on a link comes to; null for one that only says that the machine is wrong, and not how it is. */
function relationSaid(said: Relation, decision: string, correction: Correction | null): Relation | null {
  if (correction?.of === 'link') return correction.relation;
  return decision === 'accept' ? said : null;
}

function conflictSaid(said: Relation, decision: string, correction: Correction | null): boolean | null {
  const relation = relationSaid(said, decision, correction);
  if (relation !== null) return relation === 'conflict';
  return said === 'conflict' ? false : null;
}

function groupingsOf({ target, refs, shown: { decision } }: StandingDecision): SaidGrouping[] {
  const correction = correctionOf(decision);
  const claims = (from: number, to?: number): ClaimKey[] =>
    refs.slice(from, to).flatMap((ref) => (ref.lost ? [] : claimKey(ref)));
  switch (target.kind) {
    case 'link': {
      const [a, b] = claims(0);
      if (a === undefined || b === undefined) return [];
      const relation = relationSaid(target.said, decision.kind, correction);
      if (relation === 'same') return [{ kind: 'together', claims: [a, b] }];
      const parted = relation === 'unrelated' || (relation === null && target.said === 'same');
      return parted ? [{ kind: 'apart', one: [a], other: [b] }] : [];
    }
    case 'group': {
      const own = claims(0, target.claims.length);
      if (decision.kind === 'reject')
        return own.map((claim, i) => ({ kind: 'apart', one: [claim], other: own.slice(i + 1) }));
      if (correction?.of !== 'group' || correction.split === undefined)
        return [{ kind: 'together', claims: claims(0) }];
      const out = new Set(correction.split.map(claimKey));
      const isOut = (index: number): boolean => out.has(claimKey(target.claims[index]!));
      const live = target.claims.flatMap((_, index) => (refs[index]?.lost === false ? [index] : []));
      const named = (indexes: readonly number[]): ClaimKey[] => indexes.map((index) => claimKey(refs[index]!));
      const one = named(live.filter(isOut));
      const other = named(live.filter((index) => !isOut(index)));
      return [
        { kind: 'apart', one, other },
        { kind: 'together', claims: one },
      ];
    }
    case 'membership': {
      const own = claims(0, 1);
      const others = claims(1, 1 + target.others.length);
      const into = claims(1 + target.others.length);
      if (decision.kind === 'accept') return [{ kind: 'together', claims: [...own, ...others.slice(0, 1)] }];
      const out: SaidGrouping = { kind: 'apart', one: own, other: others };
      return into.length === 0 ? [out] : [out, { kind: 'together', claims: [...own, ...into.slice(0, 1)] }];
    }
    default:
      return [];
  }
}

/** @param decisions the oldest first */
function sourcesOf(decisions: readonly StandingDecision[]): Pick<Judgements, 'renamed' | 'alone'> {
  const names = new Map<string, string>();
  const owner = new Map<string, string>();
  const alone = new Set<string>();
  for (const { target, shown } of decisions) {
    if (target.kind !== 'source') continue;
    const { source, name } = target;
    const correction = correctionOf(shown.decision);
    names.set(source, name);
    if (shown.decision.kind === 'reject') alone.add(source);
    if (correction?.of !== 'source') continue;
    const own = owner.get(source) ?? source;
    for (const key of correction.apart ?? []) {
      owner.delete(key);
      alone.add(key);
    }
    for (const key of correction.merge ?? []) {
      const root = owner.get(key) ?? key;
      for (const [other, of] of owner) if (of === root) owner.set(other, own);
      if (root !== own) owner.set(root, own);
      alone.delete(key);
    }
  }
  const renamed = [...owner].flatMap(([key, of]) => {
    const name = names.get(of);
    return name === undefined ? [] : [[key, name] as const];
  });
  return { renamed: new Map(renamed), alone };
}
