#!/usr/bin/env node
// Plain JavaScript, for Node 16 and newer: Isnad is TypeScript, which Node 24 runs as it is. An older Node hands over
// to the one that npm installed beside us, or says what is needed.
const { spawn } = require('node:child_process');
const { existsSync } = require('node:fs');
const { enableCompileCache } = require('node:module');
const { dirname, join } = require('node:path');
const { pathToFileURL } = require('node:url');

const NEEDED = 24;

if (Number.parseInt(process.versions.node, 10) >= NEEDED) {
  // The second start finds the TypeScript stripped and compiled: half the time.
  enableCompileCache();
  import(pathToFileURL(join(__dirname, '..', 'src', 'main.ts')).href);
} else {
  const node = newerNode();
  if (node === null) {
    console.error(
      `isnad: needs Node ${NEEDED} or newer, and this is ${process.version}: run npm install, or install it`,
    );
    process.exit(2);
  }
  const child = spawn(node, [__filename, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // A terminal's Ctrl+C reaches both of us; what was meant for this process alone is passed on.
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on('exit', (code, signal) => process.exit(signal === null ? code : 1));
}

function newerNode() {
  try {
    const folder = dirname(require.resolve('node/package.json'));
    const binary = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    return existsSync(binary) ? binary : null;
  } catch {
    return null;
  }
}
