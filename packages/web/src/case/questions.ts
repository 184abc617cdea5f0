import {
  caseFlags,
  contradictions,
  documentFlags,
  documents,
  groupCards,
  queue,
  replaced,
  watched,
} from '../api/endpoints.ts';
import { useRemote } from '../api/remote.ts';
import { IMPOSSIBLE } from '../doubts.ts';

/** What the first page asks of the case whatever the case holds: of each the rows that stand there, the rest a link away. */

export const SHOWN = 5;
/** Reports of the register that come at a time. */
const PAGE = 50;

export const theFlags = () => documentFlags(IMPOSSIBLE, { limit: SHOWN });
export const theContradictions = () => contradictions(SHOWN);
export const theSingleRoutes = () => groupCards({ grade: 'single route' }, { limit: SHOWN });
/** Those of single reports come last in the list, and stand among conflicts. */
export const theCaseFlags = () => caseFlags({ limit: SHOWN });
export const theQueue = () => queue({ limit: SHOWN });
export const theReports = (after: string | null) => documents({ limit: PAGE, after });

/** Asks for all of it at once, with the summary: the sections that show it come when that is there. */
export function useQuestions(): void {
  useRemote(theFlags());
  useRemote(theCaseFlags());
  useRemote(theContradictions());
  useRemote(theSingleRoutes());
  useRemote(theQueue());
  useRemote(theReports(null));
  useRemote(replaced());
  useRemote(watched());
}
