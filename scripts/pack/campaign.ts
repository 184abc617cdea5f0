/**
 * `npm run campaign:pack`: makes the package, installs it into an empty folder and uses it as people would, alone and as
 * a team on a PostgreSQL of its own. Needs npm's registry, a Chromium and some minutes; it is no part of `npm test`.
 */
import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, test } from 'node:test';
import { sharedPostgres } from '../../packages/casefile/test/helpers/shared-postgres.ts';
import { startChromium } from '../../packages/web/test/helpers/chromium.ts';
import { pack } from './pack.ts';
import { ROOT } from './workspace.ts';

const SAMPLES = join(ROOT, 'packages', 'intake', 'samples', 'files');
const scans = ['scan.pdf', 'dam.chromium.pdf', 'hospital.docx'].map((name) => join(SAMPLES, name));

/** What a person's shell has: nothing of this checkout's, nothing of the npm that started us. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(npm_|NODE|INIT_CWD)/.test(name)),
);
const paths = (process.env.PATH ?? '').split(delimiter).filter((path) => !path.includes('node_modules'));
environment.PATH = paths.join(delimiter);

let folder = '';
const running = new Set<ChildProcessWithoutNullStreams>();

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'isnad-installed-'));
  const { file, size, unpacked, entries } = pack(folder);
  console.log(`${(size / 1e6).toFixed(1)} MB packed, ${entries} files of ${(unpacked / 1e6).toFixed(1)} MB`);
  writeFileSync(join(folder, 'package.json'), '{}');
  told('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', file]);
  console.log(`${ran('du', ['-sm', 'node_modules']).out.split('\t')[0]} MB installed`);
});

after(async () => {
  for (const child of running) {
    const over = once(child, 'exit');
    if (child.kill('SIGTERM')) await over;
  }
  rmSync(folder, { recursive: true });
});

describe('on one’s own machine', () => {
  test('a case is made, read in workers, checked, told and taken out', () => {
    told('npx', ['isnad', 'new', 'dam']);
    const added = told('npx', ['isnad', 'add', 'dam', ...scans, 'node_modules/isnad/examples']);
    assert.match(added, /15 new, 0 known, 0 unreadable/);
    assert.match(told('npx', ['isnad', 'verify', 'dam']), /^sound: 15 originals/);
    assert.notEqual(told('npx', ['isnad', 'search', 'dam', 'السد', '--json']), '');
    assert.match(told('npx', ['isnad', 'brief', 'dam', '--language', 'en']), /^# Briefing: dam/);
    told('npx', ['isnad', 'export', 'dam', 'pages', '--format', 'html']);
    assert.ok(readdirSync(join(folder, 'pages')).includes('index.html'));
    told('npx', ['isnad', 'export', 'dam', 'bag', '--format', 'bag']);
    assert.match(told('npx', ['isnad', 'read', scans[0] ?? '', '--json']), /^\{"id":/);
  });

  test('the workbench opens in a browser: a case, and the demo', async () => {
    for (const args of [
      ['serve', 'dam', '--no-open'],
      ['demo', '--no-open'],
    ]) {
      const child = started(args);
      const [address] = await linesOf(child, (line) => line.startsWith('http'));
      const browser = await startChromium();
      try {
        const page = await browser.newPage();
        const faults: string[] = [];
        page.on('pageerror', (error) => faults.push(error.message));
        const listed = page.waitForResponse((answer) => answer.url().includes('/api/group') && answer.ok());
        await page.goto(address ?? '');
        await page.locator('.rooms a[aria-current="page"]').waitFor();
        await listed;
        assert.deepEqual(faults, []);
      } finally {
        await browser.close();
      }
      const over = once(child, 'exit');
      child.kill('SIGTERM');
      assert.deepEqual(await over, [0, null], args[0]);
    }
  });

  test('an older Node hands over to the one that was installed beside it, or says what is needed', () => {
    const older = paths.map((path) => join(path, 'node')).find((node) => existsSync(node) && majorOf(node) < 24);
    if (older === undefined) {
      console.log('no Node older than 24 on this machine: not tried');
      return;
    }
    const launcher = join('packages', 'cli', 'bin', 'isnad.cjs');
    assert.match(told(older, [join('node_modules', 'isnad', launcher), '--version']), /^\d+\.\d+\.\d+/);
    const alone = mkdtempSync(join(tmpdir(), 'isnad-alone-'));
    cpSync(join(folder, 'node_modules', 'isnad', launcher), join(alone, 'isnad.cjs'));
    const { status, err } = ran(older, [join(alone, 'isnad.cjs'), '--version']);
    rmSync(alone, { recursive: true });
    assert.equal(status, 2);
    assert.match(err, /^isnad: needs Node 24 or newer, and this is v\d+/);
  });

  test('a program that uses it as a library has its types', () => {
    const program = (call: string): string =>
      `import { loadArabic } from 'isnad/reading/load';\nimport { type Tokens, tokenize } from 'isnad/text';\n` +
      `import { openCase } from 'isnad/casefile';\nconst tokens: Tokens = ${call};\n` +
      'console.log(tokens.count, typeof loadArabic, typeof openCase);\n';
    const check = (call: string): { status: number | null; out: string; err: string } => {
      writeFileSync(join(folder, 'program.mts'), program(call));
      const compiler = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
      const flags = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2024'];
      return ran(process.execPath, [compiler, ...flags, 'program.mts']);
    };
    const right = check(`tokenize('قال المدير')`);
    assert.deepEqual([right.status, right.out], [0, '']);
    assert.match(check('tokenize(7)').out, /error TS2345/);
    assert.match(told(process.execPath, ['--input-type=module', '-e', readableProgram()]), /^2 function function/);
  });
});

/** The same program without its types, as Node runs it. */
function readableProgram(): string {
  return `import { loadArabic } from 'isnad/reading/load';
import { tokenize } from 'isnad/text';
import { openCase } from 'isnad/casefile';
console.log(tokenize('قال المدير').count, typeof loadArabic, typeof openCase);`;
}

describe('for a team', () => {
  test('people come in, a worker reads what they send, and a page of a scan is shown', async () => {
    const store = await (await sharedPostgres()).database();
    const at = ['--store', store];
    assert.match(told('npx', ['isnad', 'migrate', '--dry-run', ...at]), /^isnad 0001/);
    told('npx', ['isnad', 'migrate', ...at]);
    const password = told('npx', ['isnad', 'person', 'add', 'layla', '--name', 'ليلى', ...at]).trim();
    told('npx', ['isnad', 'new', `${store}&case=dam`, '--name', 'السد']);
    told('npx', ['isnad', 'own', 'dam', 'layla', ...at]);

    const server = started(['serve', ...at]);
    const [listening] = await linesOf(server, (line) => JSON.parse(line).event === 'listening');
    const origin = `http://localhost:${JSON.parse(listening ?? '').port}`;
    const body = JSON.stringify({ login: 'layla', password });
    const json = { origin, 'content-type': 'application/json' };
    const entered = await fetch(`${origin}/api/sign-in/password`, { method: 'POST', headers: json, body });
    assert.equal(entered.status, 200);
    const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
    const get = async (path: string): Promise<Response> => {
      const answer = await fetch(`${origin}${path}`, { headers: { cookie } });
      assert.equal(answer.status, 200, path);
      return answer;
    };
    const values = async (path: string): Promise<ReturnType<typeof JSON.parse>> => (await get(path)).json();
    const [{ id }] = await values('/api/cases');
    const here = `/cases/${id}`;
    for (const file of scans) {
      const name = encodeURIComponent(file.slice(SAMPLES.length + 1));
      const headers = { origin, cookie, 'content-type': 'application/octet-stream' };
      const bytes = readFileSync(file);
      const sent = await fetch(`${origin}${here}/api/uploads?name=${name}`, { method: 'POST', headers, body: bytes });
      assert.equal(sent.status, 200, await sent.text());
    }
    const worker = started(['work', ...at]);
    await linesOf(worker, (line) => JSON.parse(line).event === 'weighed');
    const { documents } = await values(`${here}/api/case`);
    assert.equal(documents, scans.length);
    const list = await values(`${here}/api/documents`);
    const pictures: string[] = [];
    for (const { id: document } of list.items) {
      const answer = await fetch(`${origin}${here}/api/documents/${document}/pages/1`, { headers: { cookie } });
      if (answer.ok) pictures.push(answer.headers.get('content-type') ?? '');
    }
    assert.deepEqual(pictures, ['image/png', 'image/png'], 'both PDFs, and not the Word file');
    assert.match(told('npx', ['isnad', 'verify', `${store}&case=dam`]), /^sound: 3 originals/);
  });
});

test('the units of systemd are sound, with the command where it was installed', () => {
  if (ran('systemd-analyze', ['--version']).status !== 0) {
    console.log('no systemd-analyze on this machine: not tried');
    return;
  }
  const units = ['isnad.service', 'isnad-work@.service'];
  for (const unit of units) {
    const words = readFileSync(join(folder, 'node_modules', 'isnad', 'deploy', unit), 'utf8');
    writeFileSync(join(folder, unit), words.replaceAll('/opt/isnad', folder));
  }
  const { status, out, err } = ran('systemd-analyze', [
    'verify',
    '--man=no',
    ...units.map((unit) => join(folder, unit)),
  ]);
  assert.deepEqual([status, out, err], [0, '', '']);
});

function majorOf(node: string): number {
  return Number.parseInt(ran(node, ['-p', 'process.versions.node']).out, 10);
}

function ran(command: string, args: readonly string[]): { status: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, env: environment, encoding: 'utf8' });
  return { status, out: stdout, err: stderr };
}

/** Runs a command that has to go well, and gives what it said. */
function told(command: string, args: readonly string[]): string {
  const { status, out, err } = ran(command, args);
  assert.equal(status, 0, `${command} ${args.join(' ')}: ${err}`);
  return out;
}

/** Starts a command that goes on until it is told. */
function started(args: readonly string[]): ChildProcessWithoutNullStreams {
  const child = spawn(join(folder, 'node_modules', '.bin', 'isnad'), args, { cwd: folder, env: environment });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** What a command prints, up to the line that was waited for: that one first. */
async function linesOf(child: ChildProcessWithoutNullStreams, wanted: (line: string) => boolean): Promise<string[]> {
  const said: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text) => said.push(text));
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.unshift(line);
    if (wanted(line)) return lines;
  }
  throw new Error(`${child.spawnargs.join(' ')} ended: ${said.join('')}`);
}
