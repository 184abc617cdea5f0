import type { Case } from '@isnad/casefile';

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
