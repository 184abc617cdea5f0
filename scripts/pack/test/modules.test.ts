import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { neededBy, packagesOf } from '../lock.ts';
import { placed } from '../modules.ts';

const MODULES = new Map([
  ['@isnad/text', 'packages/text/src/index.ts'],
  ['@isnad/reading/load', 'packages/reading/src/load.ts'],
]);

describe('a compiled module in the package', () => {
  test('names the other packages of the house by their place', () => {
    const source = `import { a } from '@isnad/text';\nexport * from "@isnad/reading/load";\nimport('@isnad/text');\n`;
    assert.equal(
      placed(source, 'packages/reading/src/deep/b.js', MODULES),
      `import { a } from '../../../text/src/index.js';\nexport * from "../load.js";\nimport('../../../text/src/index.js');\n`,
    );
  });

  test('starts its workers from JavaScript', () => {
    const source = `new Worker(new URL('./work/worker.ts', import.meta.url))`;
    assert.equal(placed(source, 'packages/a/src/b.js', MODULES), source.replace('.ts', '.js'));
  });

  test('leaves everything else as it is', () => {
    const source = `import { z } from 'zod';\nthrow new Error('mend packages/intake/src/pdf/engine.ts; see @isnad/text');\n`;
    assert.equal(placed(source, 'packages/a/src/b.js', MODULES), source);
  });

  test('is refused when it names what no package offers', () => {
    assert.throws(() => placed(`import '@isnad/text/inside';`, 'a.js', MODULES), /a\.js imports @isnad\/text\/inside/);
  });
});

test('what some packages need is found where Node would find it', () => {
  const lock = {
    packages: {
      '': {},
      'node_modules/a': { dependencies: { b: '1' } },
      'node_modules/b': { dependencies: { c: '1' } },
      'node_modules/a/node_modules/b': { dependencies: { a: '1' } },
      'node_modules/c': {},
    },
  };
  const found = (name: string): string[] => [...neededBy(packagesOf(JSON.stringify(lock)), [name])].sort();
  assert.deepEqual(found('a'), ['node_modules/a', 'node_modules/a/node_modules/b']);
  assert.deepEqual(found('b'), ['node_modules/b', 'node_modules/c']);
});
