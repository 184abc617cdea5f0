import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { homedir } from 'node:os';
import { join, posix } from 'node:path';
import { describe, test } from 'node:test';
import { compiled, contents } from '../contents.ts';
import { manifest } from '../manifest.ts';
import { modulesByName, nodeVersion, ROOT, workspaces } from '../workspace.ts';

const packages = workspaces();
const { modules, files } = contents();
const held = [...modules.flatMap(compiled), ...files];

describe('what the package holds', () => {
  test('is every module that another one names, and every worker that is started from a file', () => {
    const inside = new Set(modules);
    for (const [module, named] of modules.flatMap(pathsIn)) {
      // A declaration written by hand has nothing to run.
      if (!named.endsWith('.d.ts')) assert.ok(inside.has(named), `${module} names ${named}`);
    }
    for (const [name, module] of modulesByName(packages)) assert.ok(inside.has(module), `${name} is ${module}`);
    assert.ok(modules.flatMap(pathsIn).some(([, named]) => named === 'packages/intake/src/process/watchdog.ts'));
  });

  test('is everything that is read at run time beside a module: words, styles, migrations, the page, the examples', () => {
    const read = modules.flatMap(foldersIn);
    for (const [module, place] of read) {
      const there = held.some((path) => path === place || path.startsWith(`${place}/`));
      assert.ok(there || place.endsWith('/package.json'), `${module} reads ${place}`);
    }
    assert.ok(read.some(([, place]) => place === 'packages/casefile/src/sqlite/migrations'));
    assert.ok(read.some(([, place]) => place === 'packages/web/dist'));
    assert.ok(read.some(([, place]) => place === 'examples'));
    assert.ok(files.includes('packages/web/dist/index.html'));
    assert.ok(files.includes('LICENSE') && files.includes('NOTICE') && files.includes('README.md'));
  });

  test('is no test, no sample and no path of the machine that made it', () => {
    for (const path of held) assert.doesNotMatch(path, /(^|\/)(test|samples|fuzz|bench|node_modules)\//);
    for (const path of [...modules, ...files]) {
      const text = readFileSync(join(ROOT, path), 'latin1');
      for (const machine of [ROOT, homedir()]) assert.ok(!text.includes(`${machine}/`), `${path} names ${machine}`);
    }
  });

  test('names every package that a module imports, by one exact version', () => {
    const { dependencies } = manifest(packages, nodeVersion());
    for (const version of Object.values(dependencies)) assert.match(version, /^\d+\.\d+\.\d+$/);
    for (const module of modules) {
      for (const name of importsOf(readFileSync(join(ROOT, module), 'utf8'))) {
        assert.ok(name in dependencies, `${module} imports ${name}`);
      }
    }
  });
});

/** The modules that one names by a path: what it imports, and what it starts. */
function pathsIn(module: string): [string, string][] {
  const source = readFileSync(join(ROOT, module), 'utf8');
  return [...source.matchAll(/(['"])(\.{1,2}\/[^'"\n]+\.ts)\1/g)].map(([, , path = '']) => [
    module,
    posix.join(posix.dirname(module), path),
  ]);
}

/** The files and folders that a module finds from its own place, as far as they are written out. */
function foldersIn(module: string): [string, string][] {
  const source = readFileSync(join(ROOT, module), 'utf8');
  return [...source.matchAll(/join\(import\.meta\.dirname((?:, '[^']+')+)/g)].map(([, parts = '']) => {
    const path = [...parts.matchAll(/'([^']+)'/g)].map(([, part = '']) => part);
    return [module, posix.join(posix.dirname(module), ...path)];
  });
}

/** The packages from elsewhere that a module imports for what they do, not for their types alone. */
function importsOf(source: string): string[] {
  const named = [
    ...source.matchAll(/^(?:import|export) (?!type )[^;]*?from '([^'.][^']*)'/gm),
    ...source.matchAll(/(?:^import |\bimport\()'([^'.][^']*)'/gm),
  ];
  return named
    .map(([, name = '']) => name)
    .filter((name) => !name.startsWith('node:') && !name.startsWith('@isnad/') && !builtinModules.includes(name))
    .map((name) => name.split('/', name.startsWith('@') ? 2 : 1).join('/'));
}
