import type { FigureSeries, Findings, Group } from '../findings.ts';
import type { WeighingLanguage } from '../language.ts';
import type { GroupNumber, WeighingStore } from '../store/store.ts';
import { deriveGroup } from './group.ts';
import { deriveSeries } from './series.ts';

/**
 * What a case's store comes to, made when it is asked for. A view is of one moment: after a document was added, take a
 * new one.
 */
export class CaseView {
  private readonly store: WeighingStore;
  private readonly language: WeighingLanguage;
  private readonly seriesByKey = new Map<number, Promise<readonly FigureSeries[]>>();

  constructor(store: WeighingStore, language: WeighingLanguage) {
    this.store = store;
    this.language = language;
  }

  /** A group with its routes, conflicts and grade; null where there is none of that number. */
  group(number: GroupNumber): Promise<Group | null> {
    return deriveGroup(number, this.store, this.language, (key) => this.series(key));
  }

  /** The series of figures under a key of the store's `measure` space. */
  series(key: number): Promise<readonly FigureSeries[]> {
    const known = this.seriesByKey.get(key);
    const series = known ?? deriveSeries(key, this.store, this.language);
    this.seriesByKey.set(key, series);
    return series;
  }

  /** All groups in the order of their oldest claims, all copies and series: for cases that are looked at as a whole. */
  async findings(): Promise<Omit<Findings, 'flags'>> {
    const { documents, claims } = await this.store.size();
    const groups: Group[] = [];
    for (const number of new Set(await this.store.groupsOf(numbersTo(claims)))) {
      const group = await this.group(number);
      if (group !== null) groups.push(group);
    }
    const figures: FigureSeries[] = [];
    for (const key of await this.store.keys('measure')) figures.push(...(await this.series(key)));
    return { groups, copies: await this.store.copiesOf(numbersTo(documents)), figures };
  }
}

function numbersTo(count: number): number[] {
  return Array.from({ length: count }, (_, number) => number);
}
