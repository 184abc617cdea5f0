import { type ClaimRef, type Conflict, type FigureSeries, type Group, gradeOf } from '@isnad/weighing';
import { type ClaimKey, claimKey, type Judgements } from './judgements.ts';

/** Conflicts as people have them: those that they say are none are left out, those that they see are there. */

const BECAUSE = {
  ar: 'قضى المراجع بأن القولين متعارضان',
  en: 'a reviewer says that the two conflict',
} as const;

/** Refers to a claim as it was weighed; null for one that was not. */
export type RefTo = (key: ClaimKey) => Promise<ClaimRef | null>;

export class DecidedConflicts {
  /** By both claims, in either order: whether they conflict. */
  readonly #said: ReadonlyMap<string, boolean>;
  readonly #conflicts: ReadonlyMap<ClaimKey, readonly Conflict[]>;

  private constructor(said: ReadonlyMap<string, boolean>, conflicts: ReadonlyMap<ClaimKey, readonly Conflict[]>) {
    this.#said = said;
    this.#conflicts = conflicts;
  }

  static async of({ links }: Judgements, refTo: RefTo): Promise<DecidedConflicts> {
    const said = new Map(links.map(({ a, b, conflict }) => [pairKey(a, b), conflict]));
    const conflicts = new Map<ClaimKey, Conflict[]>();
    for (const link of links) {
      const [a, b] = [await refTo(link.a), await refTo(link.b)];
      if (!link.conflict || a === null || b === null) continue;
      const conflict = { kind: 'opposite', because: BECAUSE, at: null } as const;
      conflicts.set(link.a, [...(conflicts.get(link.a) ?? []), { ...conflict, a, b }]);
      conflicts.set(link.b, [...(conflicts.get(link.b) ?? []), { ...conflict, a: b, b: a }]);
    }
    return new DecidedConflicts(said, conflicts);
  }

  group(group: Group): Group {
    const found = this.#withoutNone(group.conflicts);
    const known = new Set(found.map(({ a, b }) => pairKey(keyOf(a), keyOf(b))));
    const own = group.claims.flatMap((claim) => this.#conflicts.get(keyOf(claim)) ?? []);
    const added = own.filter(({ a, b }) => {
      const key = pairKey(keyOf(a), keyOf(b));
      if (known.has(key)) return false;
      known.add(key);
      return true;
    });
    if (added.length === 0 && found.length === group.conflicts.length) return group;
    const conflicts = [...found, ...added];
    return { ...group, conflicts, ...gradeOf(group.routes, conflicts, isAttributed(group)) };
  }

  series(series: FigureSeries): FigureSeries {
    return { ...series, conflicts: this.#withoutNone(series.conflicts) };
  }

  #withoutNone(conflicts: readonly Conflict[]): Conflict[] {
    return conflicts.filter(({ a, b }) => this.#said.get(pairKey(keyOf(a), keyOf(b))) !== false);
  }
}

function keyOf({ document, claim }: ClaimRef): ClaimKey {
  return claimKey({ document, item: claim });
}

function pairKey(a: ClaimKey, b: ClaimKey): string {
  return a < b ? `${a}\n${b}` : `${b}\n${a}`;
}

/** Whether a claim of the group goes back to somebody who is named: its chain's last node, that nothing leads to. */
function isAttributed({ routes, claims }: Group): boolean {
  const sources = new Map(routes.nodes.map((node) => [node.id, node]));
  return claims.some((claim) => {
    const own = routes.edges.filter(
      (edge) => !edge.from.startsWith('body:') && edge.claims.some((one) => keyOf(one) === keyOf(claim)),
    );
    return own.some(({ from }) => sources.get(from)?.named === true && !own.some(({ to }) => to === from));
  });
}
