import type { CaseFlag, CopyPair, FigureSeries, Group } from '../findings.ts';
import type { WeighingLanguage } from '../language.ts';
import type { GroupNumber, WeighingStore } from '../store/store.ts';
import { claimRef } from './conflicts.ts';
import { flagOfFault, flagsOfGroup, flagsOfTotals } from './flags.ts';
import { deriveGroup } from './group.ts';
import { deriveSeries, type MeasuredSeries } from './series.ts';

/** One thing that weighing finds. */
export type Finding =
  | { readonly kind: 'group'; readonly group: Group }
  | { readonly kind: 'copies'; readonly pair: CopyPair }
  | { readonly kind: 'series'; readonly series: FigureSeries }
  | { readonly kind: 'flag'; readonly flag: CaseFlag };

/** Claims whose groups, and documents whose copies, are asked for at once. */
const BATCH = 1000;

/**
 * What a case's store comes to, made when it is asked for. A view is of one moment: after a document was added, take a
 * new one.
 */
export class CaseView {
  private readonly store: WeighingStore;
  private readonly language: WeighingLanguage;
  private readonly seriesByKey = new Map<number, Promise<MeasuredSeries>>();

  constructor(store: WeighingStore, language: WeighingLanguage) {
    this.store = store;
    this.language = language;
  }

  /** A group with its routes, conflicts and grade; null where there is none of that number. */
  group(number: GroupNumber): Promise<Group | null> {
    return deriveGroup(number, this.store, this.language, async (key) => (await this.measured(key)).series);
  }

  /** The series of figures under a key of the store's `measure` space. */
  async series(key: number): Promise<readonly FigureSeries[]> {
    return (await this.measured(key)).series;
  }

  private measured(key: number): Promise<MeasuredSeries> {
    const known = this.seriesByKey.get(key);
    const series = known ?? deriveSeries(key, this.store, this.language);
    this.seriesByKey.set(key, series);
    return series;
  }

  /** All that there is to find, one after another: groups in the order of their oldest claims, copies, series, flags. */
  async *findings(): AsyncGenerator<Finding> {
    const flags: CaseFlag[] = [];
    for await (const number of this.groupNumbers()) {
      const group = await this.group(number);
      if (group === null) continue;
      flags.push(...flagsOfGroup(group));
      yield { kind: 'group', group };
    }
    yield* this.copies();
    const byThing = new Map<number, FigureSeries[]>();
    for (const key of await this.store.keys('measure')) {
      const { thing, series } = await this.measured(key);
      byThing.set(thing, [...(byThing.get(thing) ?? []), ...series]);
      for (const one of series) yield { kind: 'series', series: one };
    }
    for (const series of byThing.values()) flags.push(...flagsOfTotals(series));
    flags.push(...(await this.faults()));
    for (const flag of flags) yield { kind: 'flag', flag };
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

  private async faults(): Promise<CaseFlag[]> {
    const flags: CaseFlag[] = [];
    const { documents } = await this.store.size();
    for (let at = 0; at < documents; at += BATCH) {
      const numbers = numbersFrom(at, Math.min(BATCH, documents - at));
      for (const document of await this.store.documents(numbers)) {
        for (const fault of document.faults) {
          const claims = await this.store.claims(fault.claims);
          const context = {
            documents: new Map([[document.number, document]]),
            copies: [],
            names: new Map<string, string>(),
            language: this.language,
          };
          const refs = claims.map((claim) => claimRef(claim, context));
          flags.push(flagOfFault(fault, refs, this.language.faults));
        }
      }
    }
    return flags;
  }

  private async *copies(): AsyncGenerator<Finding> {
    const { documents } = await this.store.size();
    for (let at = 0; at < documents; at += BATCH) {
      const numbers = numbersFrom(at, Math.min(BATCH, documents - at));
      const ids = new Set((await this.store.documents(numbers)).map(({ id }) => id));
      // A pair is found once more with the batch of its other document.
      for (const pair of await this.store.copiesOf(numbers)) if (ids.has(pair.b)) yield { kind: 'copies', pair };
    }
  }
}

function numbersFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => first + i);
}
