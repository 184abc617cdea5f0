import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** A folder that lasts as long as the test. */
export async function passingFolder(context: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'isnad-test-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
