import { join } from 'node:path';
import { type Case, CaseError, openCase } from '@isnad/casefile';

/** Where the cases of a team server are kept: the server and its workers know no more of it than this. */
export interface CaseHouse {
  /**
   * Opens a case of the house; whoever opened it closes it.
   * @param name what the house knows it by
   * @throws CaseError when the house has none of this name
   */
  open(name: string): Promise<Case>;
  close(): Promise<void>;
}

const NAME = /^[a-z][a-z0-9_]{0,54}$/;

/** Cases in folders of a folder, for a server and workers on one machine: each is one that `isnad` opens by itself, too. */
export function foldersHouse(root: string): CaseHouse {
  return {
    open: async (name) => {
      if (!NAME.test(name)) throw new CaseError(`«${name}» is no name of a case: a-z, 0-9 and _`);
      return openCase(join(root, name));
    },
    close: async () => {},
  };
}
