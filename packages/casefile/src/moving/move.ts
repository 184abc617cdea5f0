import { type CaseOptions, openCase } from '../case.ts';
import { makeFolder, openFolder } from '../folder.ts';
import { originalHash } from '../ids.ts';
import { SHELVES } from '../papers.ts';
import { caseOf, type Parts } from '../parts.ts';
import { isAddress } from '../postgres/address.ts';
import { makeInServer, openInServer } from '../postgres/server.ts';
import { type LogRoot, rootOf } from '../proof/root.ts';
import { copyRows } from '../sql/copy.ts';
import { SqlStore } from '../sql/store.ts';
import { CaseError } from '../store/store.ts';
import { verify } from '../verify.ts';

/** A case from one place to another: from a folder into a server and back, or from one server to another. */

/**
 * Brings a case whole to a place that has none, and checks it there by all that it promises. Nobody else can change it
 * meanwhile. It stays in its old place, too: whoever moved it decides what becomes of that.
 * @returns the root of its log, the same in both places
 * @throws CaseError when there is a case at the new place, or what came there does not hold
 */
export async function moveCase(from: string, to: string, options: CaseOptions = {}): Promise<LogRoot> {
  const source = isAddress(from) ? await openInServer(from, options) : await openFolder(from, options.patience);
  const opened = caseOf(source, await SqlStore.open(source.engine), options);
  try {
    const target = isAddress(to) ? await makeInServer(to, options) : await makeFolder(to, options.patience);
    await closing(target, async () => {
      await source.engine.write(async (held) => {
        await copyBeside(source, target);
        await target.engine.write(async (transaction) => {
          const there = await transaction.selectFrom('case_info').select('id').executeTakeFirst();
          if (there !== undefined) throw new CaseError('there is a case already');
          await copyRows(held, transaction);
        });
      });
      await target.engine.settle();
    });
    return await checked(to, await rootOf(opened.store), options);
  } finally {
    await opened.close();
  }
}

async function closing(parts: Parts, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } finally {
    await parts.engine.close();
    await parts.release();
  }
}

/** The bytes first, then what refers to them. */
async function copyBeside(from: Parts, to: Parts): Promise<void> {
  for await (const name of from.originals.names()) {
    const hash = originalHash.safeParse(name);
    if (!hash.success) continue;
    const received = await to.originals.receive(from.originals.pieces(hash.data));
    if (received.hash === hash.data) {
      await to.originals.keepReceived(received);
      continue;
    }
    await to.originals.drop(received);
    throw new CaseError(`the original ${name} is damaged: isnad verify tells more`);
  }
  await to.originals.settle();
  for (const shelf of SHELVES) {
    for (const name of await from.papers.names(shelf)) {
      const pieces = await from.papers.pieces(shelf, name);
      if (pieces !== null) await to.papers.keep(shelf, name, pieces);
    }
  }
}

async function checked(place: string, root: LogRoot, options: CaseOptions): Promise<LogRoot> {
  const opened = await openCase(place, options);
  try {
    const there = await rootOf(opened.store);
    if (there.root !== root.root || there.entries !== root.entries)
      throw new CaseError('the log came out otherwise than it was: do not use what is at the new place');
    const { faults } = await verify(opened);
    if (faults.length > 0)
      throw new CaseError(
        `what came does not hold: ${faults[0]!.message}; isnad verify tells all ${faults.length} faults`,
      );
    return there;
  } finally {
    await opened.close();
  }
}
