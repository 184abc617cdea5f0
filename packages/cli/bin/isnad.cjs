#!/usr/bin/env node
// Plain JavaScript, for Node 16 and newer: Isnad runs on Node 24 (its TypeScript as it is, in a checkout). An older
// Node hands over to the one that npm installed beside us, or says what is needed.
const { spawn } = require('node:child_process');
const { existsSync } = require('node:fs');
const { enableCompileCache } = require('node:module');
const { dirname, join } = require('node:path');
const { pathToFileURL } = require('node:url');

const NEEDED = 24;

if (Number.parseInt(process.versions.node, 10) >= NEEDED) {
  // The second start finds the program read and compiled: half the time.
  enableCompileCache();
  import(pathToFileURL(join(__dirname, '../src/main.ts')).href);
} else {
  const node = newerNode();
  if (node === null) {
    console.error(
      `isnad: needs Node ${NEEDED} or newer, and this is ${process.version}: install it, or run npm install without --omit=optional, which brings one for Linux and Windows`,
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

/** A checkout has the package `node`; one that npm installed has the package of its platform, which runs no script. */
function newerNode() {
  const windows = process.platform === 'win32';
  for (const name of ['node', `node-${windows ? 'win' : process.platform}-${process.arch}`]) {
    try {
      const folder = dirname(require.resolve(`${name}/package.json`));
      const binary = join(folder, 'bin', windows ? 'node.exe' : 'node');
      if (existsSync(binary)) return binary;
    } catch {
      // Not installed: the next.
    }
  }
  return null;
}
