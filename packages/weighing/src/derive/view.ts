import type { CaseFlag, CopyPair, FigureSeries, Group } from '../findings.ts';
import type { WeighingLanguage } from '../language.ts';
import type { Affected } from '../store/changed.ts';
import type { GroupNumber, WeighingStore } from '../store/store.ts';
import { claimRef } from './conflicts.ts';
import { toldBefore } from './firsts.ts';
import { flagOfFault, flagsOfGroup, Totals } from './flags.ts';
import { FoundBefore } from './found-before.ts';
import { deriveGroup, groupIds, MEMBERS } from './group.ts';
import { type ConflictAt, conflictAt, inOrder, KeptConflicts } from './kept-conflicts.ts';
import { MeasuredFigures } from './series.ts';

/** One thing that weighing finds. */
export type Finding =
  | { readonly kind: 'group'; readonly group: Group }
  | { readonly kind: 'copies'; readonly pair: CopyPair }
  | { readonly kind: 'series'; readonly series: FigureSeries }
  | { readonly kind: 'flag'; readonly flag: CaseFlag };

/** A group that is as it was when findings were made before. */
export interface KnownGroup {
  readonly kind: 'known group';
  readonly id: string;
}

/** Claims whose groups, and documents whose copies, are asked for at once. */
const BATCH = 1000;
/** Measures whose figures are kept ready: groups that are asked for one after another often have them in common. */
const RECENT = 32;

/**
 * What a case's store comes to, made when it is asked for. A view is of one moment: after a document was added, take a
 * new one.
 */
export class CaseView {
  private readonly store: WeighingStore;
  private readonly language: WeighingLanguage;
  private readonly recent = new Map<number, Promise<MeasuredFigures>>();

  constructor(store: WeighingStore, language: WeighingLanguage) {
    this.store = store;
    this.language = language;
  }

  /** A group with its routes, conflicts and grade; null where there is none of that number. */
  group(number: GroupNumber): Promise<Group | null> {
    return deriveGroup(number, this.store, this.language, async (claims) => {
      const keys = new Set(claims.flatMap(({ measures }) => measures.filter((key) => key !== 0)));
      const numbers = new Set(claims.map((claim) => claim.number));
      const found: ConflictAt[] = [];
      for (const key of keys) found.push(...(await (await this.measured(key)).conflictsOf(numbers)).map(conflictAt));
      return inOrder(found);
    });
  }

  private measured(key: number): Promise<MeasuredFigures> {
    const known = this.recent.get(key);
    if (known !== undefined) return known;
    const [oldest] = this.recent.keys();
    if (oldest !== undefined && this.recent.size >= RECENT) this.recent.delete(oldest);
    const figures = MeasuredFigures.under(key, this.store, this.language);
    this.recent.set(key, figures);
    return figures;
  }

  /**
   * All that there is to find, one after another: series, groups in the order of their oldest claims, each with its flags
   * behind it, copies, flags of several series and those of single documents. Each series is made once and let go; its
   * conflicts are kept for the groups that its figures are told in.
   */
  async *findings(): AsyncGenerator<Finding> {
    for await (const finding of this.findingsSince(new FoundBefore(), null))
      if (finding.kind !== 'known group') yield finding;
  }

  /**
   * The same, but that groups which are as they were are only named, and copies left out that were there before.
   * @param before what was found before; it is brought up to date
   * @param affected what may have changed since then; null for all
   */
  async *findingsSince(before: FoundBefore, affected: Affected | null): AsyncGenerator<Finding | KnownGroup> {
    const kept = new KeptConflicts();
    const totals = new Totals();
    for (const key of await this.store.keys('measure')) {
      const figures = await MeasuredFigures.under(key, this.store, this.language);
      for await (const { series, conflicts } of figures.series()) {
        for (const conflict of conflicts) kept.add(conflictAt(conflict));
        totals.add(figures.thing, series);
        yield { kind: 'series', series };
      }
    }
    for await (const number of this.groupNumbers()) {
      const [members = []] = await this.store.members([number], MEMBERS);
      if (affected !== null && before.stays(number, members, affected, kept)) {
        const [id] = await groupIds([number], this.store);
        yield { kind: 'known group', id: id! };
      } else {
        const group = await deriveGroup(number, this.store, this.language, async (claims) =>
          inOrder(kept.of(claims.map((claim) => claim.number))),
        );
        if (group === null) continue;
        yield { kind: 'group', group };
        before.learn(number, group, await this.flagsOf(number, group), this.language.firsts);
      }
      for (const flag of before.flagsOf(number)) yield { kind: 'flag', flag };
    }
    before.conflicts = kept;
    yield* this.copies(affected?.copies ?? 0);
    for (const flag of totals.flags()) yield { kind: 'flag', flag };
    yield* this.faults();
  }

  private async flagsOf(number: GroupNumber, group: Group): Promise<CaseFlag[]> {
    const context = { copies: new Map(), names: new Map<string, string>(), language: this.language };
    return [...flagsOfGroup(group), ...(await toldBefore(number, group, this.store, context))];
  }

  private async *groupNumbers(): AsyncGenerator<GroupNumber> {
    const { claims } = await this.store.size();
    for (let at = 0; at < claims; at += BATCH) {
      const numbers = numbersFrom(at, Math.min(BATCH, claims - at));
      const groups = await this.store.groupsOf(numbers);
      // A group goes by its oldest claim.
      for (const [i, number] of numbers.entries()) if (groups[i] === number) yield number;
    }
  }

  private async *faults(): AsyncGenerator<Finding> {
    const { documents } = await this.store.size();
    for (let at = 0; at < documents; at += BATCH) {
      const numbers = numbersFrom(at, Math.min(BATCH, documents - at));
      for (const document of await this.store.documents(numbers)) {
        for (const fault of document.faults) {
          const claims = await this.store.claims(fault.claims);
          const context = {
            documents: new Map([[document.number, document]]),
            copies: new Map(),
            names: new Map<string, string>(),
            language: this.language,
          };
          const refs = claims.map((claim) => claimRef(claim, context));
          yield { kind: 'flag', flag: flagOfFault(fault, refs, this.language.faults) };
        }
      }
    }
  }

  /** @param known the first ones, so many of them, are left out */
  private async *copies(known: number): AsyncGenerator<Finding> {
    let place = 0;
    const { documents } = await this.store.size();
    for (let at = 0; at < documents; at += BATCH) {
      const numbers = numbersFrom(at, Math.min(BATCH, documents - at));
      const ids = new Set((await this.store.documents(numbers)).map(({ id }) => id));
      // A pair is found once more with the batch of its other document.
      for (const pair of await this.store.copiesOf(numbers)) {
        if (ids.has(pair.b) && place++ >= known) yield { kind: 'copies', pair };
      }
    }
  }
}

function numbersFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => first + i);
}
