import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { z } from 'zod';

/** The repository's root, where every path of the package begins, too: it lies in the package as it lies here. */
export const ROOT: string = join(import.meta.dirname, '..', '..');

const Workspace = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string(),
  exports: z.record(z.string(), z.string()).default({}),
  dependencies: z.record(z.string(), z.string()).default({}),
});

/** One of the packages of the house. */
export interface Workspace extends z.infer<typeof Workspace> {
  /** Where it lies, from the root: `packages/text`. */
  readonly folder: string;
}

/** The packages that run with Node, by name; the page is built and goes along as files. */
export function workspaces(): Workspace[] {
  return readdirSync(join(ROOT, 'packages'))
    .filter((folder) => folder !== 'web')
    .sort()
    .map((folder) => ({ ...workspaceOf(folder), folder: `packages/${folder}` }));
}

/** What the page is built of, by exact version. */
export function pageDependencies(): Record<string, string> {
  return workspaceOf('web').dependencies;
}

/** The version of Node that the house is run with. */
export function nodeVersion(): string {
  const { devDependencies } = z
    .object({ devDependencies: z.object({ node: z.string() }) })
    .parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));
  return devDependencies.node;
}

function workspaceOf(folder: string): z.infer<typeof Workspace> {
  return Workspace.parse(JSON.parse(readFileSync(join(ROOT, 'packages', folder, 'package.json'), 'utf8')));
}

/** The module behind each name that the packages use for each other: `@isnad/reading/load` → `packages/reading/src/load.ts`. */
export function modulesByName(packages: readonly Workspace[]): Map<string, string> {
  return new Map(
    packages.flatMap(({ name, folder, exports }) =>
      Object.entries(exports).map(([entry, file]) => [posix.join(name, entry), posix.join(folder, file)] as const),
    ),
  );
}

/** How one file of the package names another: `./a.js`, `../../text/src/index.js`. */
export function pathBetween(from: string, to: string): string {
  const path = relative(dirname(from), to).replaceAll('\\', '/');
  return path.startsWith('.') ? path : `./${path}`;
}
