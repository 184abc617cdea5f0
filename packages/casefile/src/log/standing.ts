import type { LogSeq } from '../ids.ts';
import { canonical } from './canonical.ts';
import type { Decision, Reviewers } from './review.ts';

/** What several people's decisions about one thing come to. */

/** A decision that was not taken back. */
export interface Voice {
  readonly entry: LogSeq;
  readonly by: string;
  /** ISO instant. */
  readonly at: string;
  readonly decision: Decision;
  readonly note: string | null;
}

/** `waiting`: a second pair of eyes is wanted; `disputed`: it was had, and sees it otherwise. */
export type StandingState = 'settled' | 'waiting' | 'disputed';

export interface Standing {
  readonly state: StandingState;
  /** The decision that settles it; while nothing does, the latest. */
  readonly shown: Voice;
  /** The last decision of each reviewer, the latest first. */
  readonly voices: readonly Voice[];
  /** True where not all of them say the same, settled or not. */
  readonly dissent: boolean;
}

/**
 * What stands of the decisions about one thing; null where there are none. For one reviewer the latest decision settles
 * it. For two, a decision does that two people have taken, and more people than any other.
 * @param decisions in the order of the log, none of them taken back
 */
export function standingOf(decisions: readonly Voice[], reviewers: Reviewers): Standing | null {
  const voices = lastOfEach(decisions);
  const [latest] = voices;
  if (latest === undefined) return null;
  const sides = [...Map.groupBy(voices, ({ decision }) => canonical(decision)).values()];
  const dissent = sides.length > 1;
  if (reviewers === 1) return { state: 'settled', shown: latest, voices, dissent };
  const [first, second] = sides.toSorted((a, b) => b.length - a.length);
  if (first!.length >= 2 && first!.length > (second?.length ?? 0))
    return { state: 'settled', shown: first![0]!, voices, dissent };
  return { state: dissent ? 'disputed' : 'waiting', shown: latest, voices, dissent };
}

/** The last decision of each reviewer, the latest first. */
export function lastOfEach<V extends Voice>(decisions: readonly V[]): V[] {
  const last = new Map<string, V>();
  for (const voice of decisions) last.set(voice.by, voice);
  return [...last.values()].toSorted((a, b) => b.entry - a.entry);
}
