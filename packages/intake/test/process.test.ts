import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Intake } from '../src/index.ts';
import { PARSER_FLAGS } from '../src/process/flags.ts';

/** What each of these does in a process that is started as parsers are: the message of its error, or «done». */
function tried(script: string): string[] {
  const code = `
    const out = [];
    const attempt = async (what) => { try { await what(); out.push('done'); } catch (error) { out.push(String(error.message)); } };
    ${script}
    console.log(JSON.stringify(out));
  `;
  const output = execFileSync(process.execPath, [...PARSER_FLAGS, '--input-type=module', '-e', code], {
    encoding: 'utf8',
  });
  return JSON.parse(output);
}

test('a parser’s process opens no connection by any way that Node has, in its threads neither', () => {
  const results = tried(`
    const http = await import('node:http');
    const net = await import('node:net');
    const dgram = await import('node:dgram');
    const dns = await import('node:dns');
    const { Worker } = await import('node:worker_threads');
    await attempt(() => fetch('http://127.0.0.1:9'));
    await attempt(() => new Promise((resolve, reject) => http.get('http://127.0.0.1:9', resolve).on('error', reject)));
    await attempt(() => net.connect(9, '127.0.0.1'));
    await attempt(() => dgram.createSocket('udp4'));
    await attempt(() => dns.lookup('example.org', () => {}));
    await attempt(() => dns.promises.resolve4('example.org'));
    await attempt(() => new dns.Resolver().resolve4('example.org', () => {}));
    await attempt(() => new Promise((resolve, reject) => new Worker("fetch('http://127.0.0.1:9')", { eval: true }).on('error', reject).on('exit', resolve)));
  `);
  assert.equal(results.length, 8);
  for (const message of results) assert.match(message, /opens no network connection/);
});

test('a parser’s process writes no file and starts no program', () => {
  const results = tried(`
    const fs = await import('node:fs');
    const { execSync } = await import('node:child_process');
    await attempt(() => fs.writeFileSync('/tmp/isnad-was-here', 'x'));
    await attempt(() => fs.mkdirSync('/tmp/isnad-was-here'));
    await attempt(() => fs.symlinkSync('/etc/passwd', '/tmp/isnad-was-here'));
    await attempt(() => execSync('true'));
  `);
  assert.equal(results.length, 4);
  for (const message of results) assert.match(message, /restricted|permission|Access/i);
});

const sample = (name: string) => readFileSync(join(import.meta.dirname, '..', 'samples', 'files', name));

/** The environments of the processes that this one has started, as Linux tells them. */
function environmentsOfChildren(): string[] {
  const tasks = readdirSync('/proc/self/task');
  const children = tasks.flatMap((task) => readFileSync(`/proc/self/task/${task}/children`, 'utf8').trim().split(' '));
  return children.filter((pid) => pid !== '').map((pid) => readFileSync(`/proc/${pid}/environ`, 'utf8'));
}

test('a parser’s process is given nothing of the environment but where programs are', {
  skip: process.platform !== 'linux',
}, async (context) => {
  process.env.ISNAD_TEST_SECRET = 'never to be seen';
  const intake = new Intake({ parsers: 1, recognize: false });
  context.after(() => {
    intake.close();
    delete process.env.ISNAD_TEST_SECRET;
  });
  assert.equal((await intake.read(Buffer.from('نص'), 'x.txt')).documents.length, 1);
  const [environment, ...others] = environmentsOfChildren();
  assert.deepEqual(others, []);
  const names = environment?.split('\0').map((entry) => entry.split('=')[0] ?? '');
  const allowed = [
    '',
    'NODE_CHANNEL_FD',
    'NODE_CHANNEL_SERIALIZATION_MODE',
    'OMP_THREAD_LIMIT',
    'PATH',
    'VIPS_CONCURRENCY',
  ];
  assert.deepEqual(
    names?.filter((name) => !allowed.includes(name)),
    [],
  );
});

test('a file that its parser works on too long is unreadable with the reason, however much it shows on the way', async (context) => {
  const intake = new Intake({ parsers: 1, recognize: false, fileTime: 30 });
  context.after(() => intake.close());
  const { documents, unreadable } = await intake.read(sample('dam.chromium.pdf'), 'x.pdf');
  assert.deepEqual(documents, []);
  assert.deepEqual(unreadable, [
    { part: null, kind: 'time', message: 'its parser worked on it for 0.0005 minutes and was stopped' },
  ]);
});

test('a page whose recognition takes too long is left to a person, with the reason, and the others go on', async (context) => {
  const intake = new Intake({ parsers: 1, recognitionTime: 1 });
  context.after(() => intake.close());
  const { documents, unreadable } = await intake.read(sample('short.png'), 'x.png');
  assert.deepEqual(unreadable, []);
  const [page] = documents[0]!.pages;
  assert.deepEqual([page?.readable, page?.confidence, documents[0]?.text], [false, 0, '']);
  assert.equal(page?.trouble, 'its parser came no further in 0.001 seconds and was stopped');
  assert.equal((await intake.read(Buffer.from('نص'), 'x.txt')).documents[0]?.text, 'نص');
});
