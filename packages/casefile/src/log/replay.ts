import type { DocumentId, LogSeq } from '../ids.ts';
import { canonical } from './canonical.ts';
import type { LogEntry } from './entry.ts';
import type { Correction, Decision, Reviewers } from './review.ts';
import { type Standing, standingOf, type Voice } from './standing.ts';
import { type CurrentRef, isGone, keyOf, type ReviewTarget, refsOf } from './subject.ts';

/** The state of review, derived from the log alone: whatever else keeps it can be checked against this, or made anew. */

/** A decision with what later entries made of it. */
export interface Vote extends Voice {
  readonly target: ReviewTarget;
  readonly refs: readonly CurrentRef[];
  readonly key: string;
  /** The correction with the offsets of a later Reading, where those are others. */
  readonly correction: Correction | null;
  /** The entry that took it back. */
  readonly undone: LogSeq | null;
  /** The entry that reported it lost. */
  readonly lost: LogSeq | null;
}

/** What stands about one thing, and what the thing is. */
export interface StandingDecision extends Standing {
  readonly key: string;
  readonly target: ReviewTarget;
  readonly refs: readonly CurrentRef[];
}

export class DecisionsReplay {
  readonly #votes = new Map<LogSeq, Vote>();
  #reviewers: Reviewers = 1;

  get reviewers(): Reviewers {
    return this.#reviewers;
  }

  /** All decisions, in the order of the log. */
  get votes(): ReadonlyMap<LogSeq, Vote> {
    return this.#votes;
  }

  /** Entries in the order of the log, one after another. */
  apply({ seq, at, by, act }: Pick<LogEntry, 'seq' | 'at' | 'by' | 'act'>): void {
    switch (act.kind) {
      case 'review': {
        const { target, decision, note } = act;
        const refs = refsOf(target).map(({ document, item }) => ({ document, item, lost: false }));
        const key = keyOf(target, refs);
        const fresh = { correction: null, undone: null, lost: null };
        this.#votes.set(seq, { entry: seq, by, at, decision, note, target, refs, key, ...fresh });
        break;
      }
      case 'undo':
        this.#change(act.entry, (vote) => ({ ...vote, undone: seq }));
        break;
      case 'reviewers set':
        this.#reviewers = act.reviewers;
        break;
      case 'decisions carried':
        for (const [entry, items] of Map.groupBy(act.items, (item) => item.entry)) {
          const found = act.corrections.find((one) => one.entry === entry);
          this.#change(entry, (vote) => carried(vote, act.document, items, found?.correction ?? null, seq));
        }
        break;
      default:
        break;
    }
  }

  #change(entry: LogSeq, change: (vote: Vote) => Vote): void {
    const vote = this.#votes.get(entry);
    if (vote !== undefined) this.#votes.set(entry, change(vote));
  }

  /** What stands, by key of its subject. */
  standings(): Map<string, StandingDecision> {
    const open = [...this.#votes.values()].filter(({ undone, lost }) => undone === null && lost === null);
    const standings = new Map<string, StandingDecision>();
    for (const [key, votes] of Map.groupBy(open, (vote) => vote.key)) {
      const standing = standingOf(votes.map(voiceOf), this.#reviewers);
      if (standing === null) continue;
      const { target, refs } = this.#votes.get(standing.shown.entry)!;
      standings.set(key, { ...standing, key, target, refs });
    }
    return standings;
  }
}

export function voiceOf({ entry, by, at, decision, note }: Voice): Voice {
  return { entry, by, at, decision, note };
}

/** A vote whose items are called otherwise in a new Reading, which may be another document's, or are lost there. */
export function carried(
  vote: Vote,
  document: DocumentId,
  items: ReadonlyArray<{ readonly ref: number; readonly to: string | null; readonly outcome: string }>,
  moved: Correction | null,
  seq: LogSeq,
): Vote {
  const refs = [...vote.refs];
  for (const { ref, to, outcome } of items) {
    const known = refs[ref];
    if (known === undefined) continue;
    refs[ref] = to === null || outcome === 'lost' ? { ...known, lost: true } : { document, item: to, lost: false };
  }
  const correction = moved ?? vote.correction;
  const decision: Decision = correction === null ? vote.decision : { kind: 'correct', correction };
  // What is lost must not be taken for what now goes by its name.
  const gone = isGone(vote.target, refs);
  const key = gone ? canonical(['lost', vote.entry]) : keyOf(vote.target, refs);
  return { ...vote, refs, decision, correction, key, lost: gone ? (vote.lost ?? seq) : null };
}
