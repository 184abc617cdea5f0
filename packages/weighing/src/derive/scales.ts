import type { Group } from '../findings.ts';

/** The code of NATO's intelligence doctrine (AJP-2.1): a letter for the source, a digit for what it says. */
export interface Admiralty {
  /** Always F, «reliability cannot be judged»: Isnad scores no source. */
  readonly reliability: 'F';
  readonly credibility: 1 | 2 | 3 | 4 | 6;
}

/** The grade of a group in the Admiralty code; docs/WEIGHING.md says why each maps so. */
export function admiraltyOf({ grade, routes }: Pick<Group, 'grade' | 'routes'>): Admiralty {
  const credibility = {
    corroborated: 1,
    // Of what goes round those who tell it nobody can say whence it came.
    'single route': routes.circles.length > 0 ? 6 : routes.possible > 1 ? 2 : 3,
    contested: 4,
    unattributed: 6,
  } as const;
  return { reliability: 'F', credibility: credibility[grade] };
}

/** The grades that casualty recorders give a reported event (after Airwars). */
export type RecorderGrade = 'fair' | 'weak' | 'contested';

/**
 * The grade of a group on a casualty recorder's scale. «Confirmed» is not among the answers: that is a party's own
 * admission, which a person finds and enters.
 */
export function recorderGradeOf({ grade }: Pick<Group, 'grade'>): RecorderGrade {
  return grade === 'corroborated' ? 'fair' : grade === 'contested' ? 'contested' : 'weak';
}
