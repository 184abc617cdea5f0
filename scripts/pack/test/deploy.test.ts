import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { z } from 'zod';
import { createProgram } from '../../../packages/cli/src/program.ts';
import { manifest } from '../manifest.ts';
import { nodeVersion, ROOT, workspaces } from '../workspace.ts';

/** The examples of deploy/ ask the command for what it has, from where the package has it. */

const deployed = (name: string): string => readFileSync(join(ROOT, 'deploy', name), 'utf8');
const Command = z.union([z.string(), z.array(z.string())]).optional();
const Environment = z.record(z.string(), z.string()).optional();
const Service = z.looseObject({
  image: z.string().optional(),
  build: z.object({ context: z.string(), dockerfile: z.string() }).optional(),
  command: Command,
  environment: Environment,
  depends_on: z.union([z.array(z.string()), z.record(z.string(), z.object({ condition: z.string() }))]).optional(),
  volumes: z.array(z.string()).optional(),
});
const Compose = z.object({
  'x-isnad': Service,
  services: z.record(z.string(), Service),
  volumes: z.record(z.string(), z.null()),
});

const { services, volumes } = Compose.parse(parse(deployed('compose.yaml'), { merge: true }));

describe('the examples of deploy/', () => {
  test('start the command as it is: its subcommands and flags are there', () => {
    const ours = Object.values(services).filter(({ build }) => build !== undefined);
    assert.equal(ours.length, 2);
    for (const { command } of ours) assertKnown(z.array(z.string()).parse(command));
    for (const unit of ['isnad.service', 'isnad-work@.service']) {
      const [, words = ''] = /^ExecStart=\/opt\/isnad\/node_modules\/\.bin\/isnad (.*)$/m.exec(deployed(unit)) ?? [];
      assertKnown(words.split(' '));
    }
    assert.throws(() => assertKnown(['serve', '--no-such-flag']));
  });

  test('set what the command reads of its environment', () => {
    const sources = globSync('packages/{cli,server}/src/**/*.ts', { cwd: ROOT });
    const read = new Set(
      sources.flatMap((path) => readFileSync(join(ROOT, path), 'utf8').match(/ISNAD_[A-Z_]+/g) ?? []),
    );
    const set = [...Object.values(services).flatMap(({ environment }) => Object.keys(environment ?? {}))];
    for (const unit of ['isnad.service', 'isnad-work@.service'])
      set.push(...(deployed(unit).match(/ISNAD_[A-Z_]+/g) ?? []));
    assert.ok(set.includes('ISNAD_STORE'));
    for (const name of set.filter((name) => name.startsWith('ISNAD_'))) assert.ok(read.has(name), name);
  });

  test('name services, volumes and images that are there', () => {
    for (const [name, { build, image, depends_on, volumes: mounted = [] }] of Object.entries(services)) {
      assert.ok((build === undefined) !== (image === undefined), name);
      if (build !== undefined) assert.equal(join('deploy', build.context, build.dockerfile), 'deploy/Dockerfile');
      const needs = Array.isArray(depends_on) ? depends_on : Object.keys(depends_on ?? {});
      for (const other of needs) assert.ok(other in services, `${name} depends on ${other}`);
      for (const volume of mounted) assert.ok((volume.split(':')[0] ?? '') in volumes, volume);
    }
  });

  test('find the command where the package puts it', () => {
    const bin = z.object({ isnad: z.string() }).parse(manifest(workspaces(), nodeVersion()).bin).isnad;
    assert.ok(deployed('Dockerfile').includes(`ENTRYPOINT ["node", "node_modules/isnad/${bin}"]`));
    assert.match(deployed('Dockerfile'), new RegExp(`FROM node:${Number.parseInt(nodeVersion(), 10)}-slim`));
  });
});

function assertKnown([name = '', ...words]: readonly string[]): void {
  const command = createProgram().commands.find((command) => command.name() === name);
  assert.ok(command !== undefined, `isnad ${name}`);
  const known = command.options.map(({ long }) => long);
  for (const word of words.filter((word) => word.startsWith('--')))
    assert.ok(known.includes(word), `isnad ${name} ${word}`);
}
