import type { Flag } from '../contract.ts';
import type { Check, FlagContext } from './context.ts';
import { datesAfterPublication, impossibleDates, unanchoredDates } from './dates.ts';
import { noneThatCome } from './none.ts';
import { partsOfWholes } from './parts.ts';
import { percentMismatches } from './percent.ts';
import { reversedRanges } from './range.ts';
import { ratioMismatches } from './ratio.ts';
import { evidenceCounts, exceptionsToFalls, vagueAmounts } from './sense.ts';
import { differingValues } from './values.ts';

/** The checks that a report stands alone, without any other. */
const CHECKS: readonly Check[] = [
  reversedRanges,
  ratioMismatches,
  partsOfWholes,
  percentMismatches,
  differingValues,
  exceptionsToFalls,
  noneThatCome,
  vagueAmounts,
  evidenceCounts,
  impossibleDates,
  datesAfterPublication,
  unanchoredDates,
];

/** What one finds wrong or open in the numbers and dates of a document, in the order of the text. */
export function flagsOf(context: FlagContext): Flag[] {
  if (context.figures.length === 0 && context.dates.length === 0) return [];
  return CHECKS.flatMap((check) => check(context)).sort((a, b) => (a.spans[0]?.start ?? 0) - (b.spans[0]?.start ?? 0));
}
