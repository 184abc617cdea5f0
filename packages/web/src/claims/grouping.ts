import type { AskedSubject, ClaimRecord, ClaimRef, Decided, Decision, GroupGlance, OpenGroup } from '@isnad/server/api';
import { useMemo, useState } from 'react';
import { openGroup } from '../api/endpoints.ts';
import { useSitting } from '../review/sitting.ts';
import { goSilently } from '../shell/location.ts';
import { type Places, placesAfter } from './places.ts';

/**
 * Which claims say the same, put right by hand. What goes out goes claim by claim: a decision on a group stands in the
 * place of the one before it on the same group, and would let back in what that had taken out.
 */
export interface Grouping {
  readonly isAtWork: boolean;
  readonly problem: ReturnType<typeof useSitting>['problem'];
  /** What was done last, and the groups as they are since. */
  readonly last: Regrouped | null;
  /** Claims of the group that were picked, by `claimName`. */
  readonly picked: ReadonlySet<string>;
  pick(claim: ClaimRecord, isPicked: boolean): void;
  /** Says that another group says the same. */
  join(group: string): Promise<void>;
  /** Says of two claims how they stand to each other. */
  link(a: ClaimRef, b: ClaimRef, relation: 'same' | 'conflict'): Promise<void>;
  /** Takes the picked claims out of the group, into one of their own. */
  takeOut(): Promise<void>;
  /** Puts the picked claims into another group. */
  moveTo(group: string): Promise<void>;
  undo(): Promise<void>;
}

export type Deed = 'joined' | 'against' | 'out' | 'moved';

export interface Regrouped {
  readonly deed: Deed;
  /** The group that was open, as it was. */
  readonly before: GroupGlance;
  readonly groups: readonly GroupGlance[];
  /** False while the case is weighed with it. */
  readonly isWeighed: boolean;
  /** Whether somebody else has to say the same before it holds. */
  readonly waits: boolean;
}

const DEEDS = { same: 'joined', conflict: 'against' } as const;

interface About {
  readonly deed: Deed;
  readonly before: GroupGlance;
  /** Decisions that were asked for by one act are taken back by one. */
  readonly act: number;
}

export function claimName({ document, id }: Pick<ClaimRecord, 'document' | 'id'>): string {
  return `${id} ${document}`;
}

/** @param open the group on the screen; null while it is on its way */
export function useGrouping(open: OpenGroup | null): Grouping {
  const sitting = useSitting<About>();
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [isAtWork, setIsAtWork] = useState(false);

  return useMemo(() => {
    const before = open === null ? null : glanceOf(open);
    const act = sitting.made.length;
    const decide = (subject: AskedSubject, decision: Decision, deed: Deed): Promise<Decided | null> =>
      before === null ? Promise.resolve(null) : sitting.decide(subject, decision, { deed, before, act });
    const atWork = async (work: () => Promise<void>): Promise<void> => {
      setIsAtWork(true);
      try {
        await work();
      } finally {
        setIsAtWork(false);
      }
    };
    /** @param into the group where the picked claims belong; null for one of their own */
    const place = async (into: string | null, deed: Deed): Promise<void> => {
      if (open === null) return;
      const left = [...open.claims];
      let at: Places = { rest: open.group.id, into };
      for (const claim of open.claims.filter((one) => picked.has(claimName(one)))) {
        const subject = { kind: 'membership', group: at.rest, document: claim.document, item: claim.id } as const;
        const correction = at.into === null ? null : ({ of: 'membership', into: at.into } as const);
        const decision: Decision = correction === null ? { kind: 'reject' } : { kind: 'correct', correction };
        const decided = await decide(subject, decision, deed);
        if (decided === null) break;
        at = placesAfter(at, claim === left[0], decided);
        left.splice(left.indexOf(claim), 1);
      }
      setPicked(new Set());
      goSilently({ room: 'group', id: at.rest });
    };
    const made = sitting.made.at(-1) ?? null;
    return {
      isAtWork,
      problem: sitting.problem,
      last: made === null ? null : regrouped(made.record, made.about),
      picked,
      pick(claim, isPicked) {
        const next = new Set(picked);
        if (isPicked) next.add(claimName(claim));
        else next.delete(claimName(claim));
        setPicked(next);
      },
      join: (group) =>
        atWork(async () => {
          const correction = { of: 'group', merge: group } as const;
          if (open === null) return;
          const subject = { kind: 'group', group: open.group.id } as const;
          follow(open, await decide(subject, { kind: 'correct', correction }, 'joined'));
        }),
      link: (a, b, relation) =>
        atWork(async () => {
          const refOf = ({ document, claim }: ClaimRef) => ({ document, item: claim });
          const subject = { kind: 'link', a: refOf(a), b: refOf(b) } as const;
          const correction = { of: 'link', relation } as const;
          follow(open, await decide(subject, { kind: 'correct', correction }, DEEDS[relation]));
        }),
      takeOut: () => atWork(() => place(null, 'out')),
      moveTo: (group) => atWork(() => place(group, 'moved')),
      undo: () =>
        atWork(async () => {
          if (made === null) return;
          const ofAct = sitting.made.filter(({ about }) => about.act === made.about.act);
          for (const _ of ofAct) await sitting.undo();
          goSilently({ room: 'group', id: made.about.before.id });
          openGroup(made.about.before.id).outdate();
        }),
    };
  }, [open, sitting, picked, isAtWork]);
}

/** A group as its lists show it, by what is open of it. */
function glanceOf({ group, claims }: OpenGroup): GroupGlance {
  const { id, grade, because, routes, conflicts } = group;
  const { certain, possible } = routes;
  return { id, grade, because, certain, possible, claims: claims.length, conflicts: conflicts.length };
}

function regrouped({ groups, weighed, review }: Decided, { deed, before }: About): Regrouped {
  return { deed, before, groups, isWeighed: weighed, waits: review !== null && review.state !== 'settled' };
}

/** Where the group is called otherwise now, the page goes with it. */
function follow(open: OpenGroup | null, decided: Decided | null): void {
  const groups = decided?.groups ?? [];
  if (groups.length === 0 || groups.some(({ id }) => id === open?.group.id)) return;
  const [largest] = groups.toSorted((a, b) => b.claims - a.claims);
  if (largest !== undefined) goSilently({ room: 'group', id: largest.id });
}
