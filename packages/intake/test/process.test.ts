import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
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
