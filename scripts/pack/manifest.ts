import { posix } from 'node:path';
import { compiled } from './contents.ts';
import type { Workspace } from './workspace.ts';

/** Where npm has Node itself as a package that runs no script, for machines with an older one. */
const PLATFORMS = ['linux-x64', 'linux-arm64', 'win-x64'];

/** The package.json of the one package. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly [more: string]: unknown;
}

/**
 * @param packages all of the house, the command among them: its name and version are the package's
 * @param node the version of Node that goes along
 */
export function manifest(packages: readonly Workspace[], node: string): Manifest {
  const command = packages.find(({ folder }) => folder === 'packages/cli');
  if (command === undefined) throw new Error('there is no package of the command');
  return {
    name: command.name,
    version: command.version,
    description:
      'Reads Arabic reports and says who said what, and through whom; counts the independent routes of a claim',
    license: command.license,
    type: 'module',
    // The command starts on these and goes on with the Node beside it; as a library Isnad needs Node 24.
    engines: { node: '>=20' },
    bin: { isnad: 'packages/cli/bin/isnad.cjs' },
    exports: { ...Object.fromEntries(packages.flatMap(entries)), './package.json': './package.json' },
    dependencies: thirdParty(packages),
    optionalDependencies: Object.fromEntries(PLATFORMS.map((platform) => [`node-${platform}`, node])),
  };
}

/** `@isnad/reading/load` outside: `isnad/reading/load`. */
function entries({ folder, exports }: Workspace): [string, { types: string; default: string }][] {
  return Object.entries(exports).map(([entry, file]) => {
    const [program, types] = compiled(posix.join(folder, file));
    return [`./${posix.join(posix.basename(folder), entry)}`, { types: `./${types}`, default: `./${program}` }];
  });
}

function thirdParty(packages: readonly Workspace[]): Record<string, string> {
  const all = new Map<string, string>();
  for (const [name, version] of packages.flatMap(({ dependencies }) => Object.entries(dependencies))) {
    if (name.startsWith('@isnad/')) continue;
    if (all.has(name) && all.get(name) !== version) throw new Error(`two versions of ${name}: one package has one`);
    all.set(name, version);
  }
  return Object.fromEntries([...all].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What is left of the package.json of one of the house: the version that the log notes. */
export function inner({ name, version, license }: Workspace): object {
  return { name, version, private: true, type: 'module', license };
}
