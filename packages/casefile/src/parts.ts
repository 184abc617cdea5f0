import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { Case, CaseOptions } from './case.ts';
import type { Stamp } from './log/entry.ts';
import type { DecisionsReplay } from './log/replay.ts';
import type { Originals } from './originals.ts';
import type { Papers } from './papers.ts';
import type { Engine } from './sql/engine.ts';
import type { Store } from './store/store.ts';
import { TOOL } from './tool.ts';

/** What a case is put together from, wherever it is kept. */
export interface Parts {
  /** By which it is opened: a folder, or the address of a database and the name of the case in it. */
  readonly place: string;
  /** A folder of this machine for what passes through. */
  readonly folder: string;
  readonly engine: Engine;
  readonly originals: Originals;
  readonly papers: Papers;
  readonly readOnly: boolean;
  /** Lets go of what was opened for it beside the engine. */
  release(): Promise<void>;
}

const PAGES = 'pages';

export function caseOf(parts: Parts, store: Store, options: CaseOptions): Case {
  const { place, folder, originals, papers, readOnly } = parts;
  return {
    place,
    folder,
    store,
    originals,
    papers,
    readOnly,
    pages: join(folder, PAGES),
    stamp: stamper(options),
    asOf: (moment: Date): Promise<DecisionsReplay> => store.replay(moment.toISOString()),
    close: async () => {
      await store.close();
      await parts.release();
    },
  };
}

export function stamper({ by = accountName(), clock = () => new Date() }: CaseOptions): () => Stamp {
  return () => ({ at: clock().toISOString(), by, tool: TOOL });
}

function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run as a number that has no name.
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
