import type { ChainLink, Reading } from '@isnad/reading';
import { sourceKey } from '../sources.ts';
import type { DocumentSources, SourceEdge, SourceRole, SourceTally } from '../store/records.ts';

/** Whether a name says who somebody is. */
export type Named = (name: string, reading: Reading, link: ChainLink | null) => boolean;

type Tally = { -readonly [field in keyof SourceTally]: SourceTally[field] };

/** The sources of a document: how often each originates, relays and publishes, and who passes on whose claims. */
export function sourcesOf(reading: Reading, outlet: string | null, isNamed: Named): DocumentSources {
  const tallies = new Map<string, Tally>();
  const edges = new Map<string, { from: string; to: string; claims: number }>();
  const tally = (name: string, link: ChainLink | null): Tally => {
    const key = sourceKey(name);
    const known = tallies.get(key);
    if (known !== undefined) return known;
    const fresh = { key, name, named: isNamed(name, reading, link), originated: 0, relayed: 0, published: 0 };
    tallies.set(key, fresh);
    return fresh;
  };
  const pass = (from: Tally, to: Tally): void => {
    if (from === to) return;
    const key = `${from.key}\n${to.key}`;
    const edge = edges.get(key) ?? { from: from.key, to: to.key, claims: 0 };
    edge.claims++;
    edges.set(key, edge);
  };
  const publisher = outlet === null ? null : tally(outlet, null);
  if (publisher !== null) publisher.published++;
  for (const { chain } of reading.claims) {
    let last = publisher;
    chain.forEach((link, index) => {
      const source = tally(link.name, link);
      if (index === chain.length - 1) source.originated++;
      else source.relayed++;
      if (last !== null) pass(source, last);
      last = source;
    });
  }
  return { tallies: [...tallies.values()], edges: [...edges.values()] satisfies SourceEdge[] };
}

/** The key of the source that a chain ends in; null for the document's own voice. */
export function originKey(chain: readonly ChainLink[]): string | null {
  const origin = chain.at(-1);
  return origin === undefined ? null : sourceKey(origin.name);
}

/** The parts that a document's sources have in it, by key and part. */
export function rolesOf(tallies: readonly SourceTally[]): Array<{ readonly key: string; readonly role: SourceRole }> {
  const roles = tallies.flatMap(({ key, originated, relayed, published }) => {
    const counts = { origin: originated, outlet: published, relay: relayed } as const;
    const parts = (['origin', 'outlet', 'relay'] as const).filter((role) => counts[role] > 0);
    return parts.map((role) => ({ key, role }));
  });
  return roles.toSorted((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)));
}
