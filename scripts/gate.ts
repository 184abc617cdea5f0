/**
 * `npm test`, the one gate: types, lint, then every test through Node's own runner, whose closing lines end the output.
 */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

function step(name: string, command: string, args: readonly string[], more: NodeJS.ProcessEnv = {}): void {
  const started = performance.now();
  console.log(`— ${name}`);
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...more } });
  if (error !== undefined) {
    console.error(`${name}: ${command} could not be started: ${error.message}`);
    process.exit(1);
  }
  if (status !== 0) process.exit(status ?? 1);
  console.log(`  ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

const root = new URL('..', import.meta.url).pathname;
process.chdir(root);

step('types', 'npm', ['run', '--silent', 'types']);
step('lint', 'npm', ['run', '--silent', 'lint']);

const tests = globSync('{packages,scripts,bench}/**/*.test.ts', {
  exclude: (path) => path.includes('node_modules'),
}).sort();
// One file more than there are cores: many wait for a browser, a database or a process that they killed.
const files = `--test-concurrency=${availableParallelism() + 1}`;
// Each file is a process, and starts others: the types that one has taken off a module's code the next need not.
const cache = { NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'compiled') };
step('tests', process.execPath, ['--test', files, '--test-reporter=spec', ...tests], cache);
