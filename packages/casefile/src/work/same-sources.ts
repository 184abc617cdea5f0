import type { Routes } from '@isnad/weighing';
import { sourceKey } from '../sources.ts';

/** How a claim came down, by the names that stand in its document. */
export interface Descent {
  readonly document: string;
  readonly claim: string;
  /** Keys of its chain, from the outermost relay to the origin. */
  readonly chain: readonly string[];
  readonly outlet: string | null;
}

/**
 * Which names of a case are of one source («صحيفة «المرصد»», «المرصد»; «العميد فارس الخطيب», «فارس الخطيب»), told from
 * the routes of its groups: there weighing has known each link of a chain for somebody.
 */
export class SameSources {
  /** For each name those that weighing knows it for. */
  readonly #known = new Map<string, Set<string>>();

  /** @param descents of the group’s claims */
  learn({ nodes, edges }: Routes, descents: readonly Descent[]): void {
    const names = new Map(nodes.filter(({ named }) => named).map(({ id, name }) => [id, name]));
    const reports = new Map(
      nodes.flatMap(({ id, kind, documents }) => (kind === 'report' ? documents.map((of) => [of, id] as const) : [])),
    );
    const steps = new Map<string, Map<string, string>>();
    for (const { from, to, claims } of edges) {
      // A body that a source is a voice of stands in no chain.
      if (from.startsWith('body:')) continue;
      for (const { document, claim } of claims) {
        const step = steps.get(`${document} ${claim}`) ?? new Map<string, string>();
        steps.set(`${document} ${claim}`, step.set(to, from));
      }
    }
    const outlets = new Map<string, Set<string | null>>();
    for (const { document, claim, chain, outlet } of descents) {
      const report = reports.get(document);
      if (report === undefined) continue;
      outlets.set(report, (outlets.get(report) ?? new Set()).add(outlet));
      const path: string[] = [];
      const step = steps.get(`${document} ${claim}`);
      for (let at = step?.get(report); at !== undefined && path.length <= chain.length; at = step?.get(at))
        path.push(at);
      // Where two links were one source the rest can't be told apart.
      if (path.length !== chain.length) continue;
      for (const [place, key] of chain.entries()) this.#add(key, names.get(path[place]!));
    }
    // A report that several outlets have is called by one of them.
    for (const [report, [outlet = null, ...others]] of outlets) {
      if (outlet !== null && others.length === 0) this.#add(outlet, names.get(report));
    }
  }

  #add(key: string, name: string | undefined): void {
    if (name === undefined) return;
    this.#known.set(key, (this.#known.get(key) ?? new Set()).add(sourceKey(name)));
  }

  /** The keys of each source, by the key of its name in weighing; a name of several sources is nobody’s. */
  bySource(): Map<string, string[]> {
    const surely = [...this.#known].filter(([, names]) => names.size === 1);
    const bySource = Map.groupBy(surely, ([, [name]]) => name!);
    return new Map(Array.from(bySource, ([name, keys]) => [name, keys.map(([key]) => key)]));
  }
}
