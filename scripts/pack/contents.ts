import { globSync } from 'node:fs';
import { ROOT } from './workspace.ts';

/** What the package holds of the repository; every file keeps its place. */
export interface Contents {
  /** Modules to be compiled: each becomes JavaScript and its types. */
  readonly modules: readonly string[];
  /** Files that go along as they are. */
  readonly files: readonly string[];
}

const MODULES = 'packages/{text,reading,weighing,intake,casefile,server,cli}/src/**/*.ts';

const FILES = [
  'LICENSE',
  'NOTICE',
  'README.md',
  'docs/*.md',
  'docs/screens/reader-ar.png',
  'deploy/*',
  'examples/*',
  'packages/*/README.md',
  'packages/cli/bin/isnad.cjs',
  'packages/*/data/**/*',
  'packages/*/src/**/*.sql',
  'packages/web/dist/**/*',
];

export function contents(): Contents {
  // A declaration written by hand is for our own compiler.
  const modules = found([MODULES]).filter((path) => !path.endsWith('.d.ts'));
  return { modules, files: found(FILES) };
}

/** Where a module lies in the package: its program, and its types. */
export function compiled(module: string): [program: string, types: string] {
  return [module.replace(/\.ts$/, '.js'), module.replace(/\.ts$/, '.d.ts')];
}

function found(patterns: readonly string[]): string[] {
  return globSync([...patterns], { cwd: ROOT, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`.slice(ROOT.length).replaceAll('\\', '/').replace(/^\/+/, ''))
    .sort();
}
