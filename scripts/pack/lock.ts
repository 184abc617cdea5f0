import { z } from 'zod';

const Named = z.record(z.string(), z.string()).default({});

const Locked = z.object({
  version: z.string().optional(),
  license: z.string().optional(),
  dependencies: Named,
  peerDependencies: Named,
});

const Lock = z.object({ packages: z.record(z.string(), Locked) });

/** The packages of a package-lock.json by where they lie: `node_modules/a/node_modules/b`. */
export type Packages = Readonly<Record<string, z.infer<typeof Locked>>>;

export function packagesOf(lock: string): Packages {
  return Lock.parse(JSON.parse(lock)).packages;
}

/** The packages that some need, with all that those need, by where they lie. */
export function neededBy(packages: Packages, names: readonly string[]): Set<string> {
  const found = new Set<string>();
  const wanted = names.map((name) => ({ name, from: '' }));
  for (let next = wanted.pop(); next !== undefined; next = wanted.pop()) {
    const place = placeOf(packages, next.name, next.from);
    const entry = place === null ? undefined : packages[place];
    if (place === null || entry === undefined || found.has(place)) continue;
    found.add(place);
    const needs = { ...entry.dependencies, ...entry.peerDependencies };
    wanted.push(...Object.keys(needs).map((name) => ({ name, from: place })));
  }
  return found;
}

/** Where Node finds a package from the place of another: beside it, or in a folder further up. */
function placeOf(packages: Packages, name: string, from: string): string | null {
  for (let place = from; ; place = place.replace(/\/?node_modules\/(?:@[^/]+\/)?[^/]+$/, '')) {
    const path = place === '' ? `node_modules/${name}` : `${place}/node_modules/${name}`;
    if (packages[path] !== undefined) return path;
    if (place === '') return null;
  }
}
