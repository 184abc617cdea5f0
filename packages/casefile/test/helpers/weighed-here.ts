import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Case, openCase } from '../../src/case.ts';
import type { LogSeq } from '../../src/ids.ts';
import type { FoundOne } from '../../src/seams.ts';
import { everyItem, type Store } from '../../src/store/store.ts';
import { weighCase } from '../../src/weighing.ts';
import { CaseWeigher } from '../../src/work/case-weigher.ts';
import { allOf } from './all.ts';

/** Weighs a case again and again as its thread does, which takes longer to start than small cases to weigh. */
export class WeighedHere {
  readonly #weigher = new CaseWeigher();
  #since: LogSeq | null = null;
  /** Groups that were as they were, in all. */
  known = 0;

  /** Finds what there is to find, and keeps none of it. */
  async found(store: Store): Promise<FoundOne[]> {
    this.#since = null;
    return allOf((await this.#weigher.weigh(store)).findings);
  }

  /** Weighs the case, and asserts that its findings are what weighing all anew comes to. */
  async weigh(opened: Case): Promise<void> {
    await this.update(opened);
    const folder = await mkdtemp(join(tmpdir(), 'isnad-anew-'));
    try {
      await opened.store.backup(join(folder, 'case.db'));
      const copy = await openCase(folder);
      try {
        await new WeighedHere().update(copy);
        assert.deepEqual(await findingsIn(opened.store), await findingsIn(copy.store));
      } finally {
        await copy.close();
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  /** Weighs the case. */
  async update(opened: Case): Promise<void> {
    await weighCase(opened, async ({ store }) => {
      const since = this.#since;
      const isKnown = since !== null && (await store.lastWeighing()) === since;
      const { copies, findings } = await this.#weigher.weigh(store, isKnown);
      const found = await allOf(findings);
      const ids = found.flatMap((one) => (one.kind === 'known' ? one.finding : []));
      this.known += ids.length;
      return {
        ...(copies === null || since === null ? {} : { known: { since, copies, groups: ids } }),
        groups: found.flatMap((one) => (one.kind === 'group' ? one.finding : [])),
        copies: found.flatMap((one) => (one.kind === 'copy' ? one.finding : [])),
        figures: found.flatMap((one) => (one.kind === 'series' ? one.finding : [])),
        flags: found.flatMap((one) => (one.kind === 'flag' ? one.finding : [])),
        done: async (logged) => {
          this.#since = logged;
        },
      };
    });
  }
}

/** All that a case says of its findings, and by what they are found. */
async function findingsIn(store: Store): Promise<unknown> {
  const groups = await allOf(everyItem((page) => store.groups({}, page)));
  const sources = await allOf(everyItem((page) => store.sources(page)));
  const words = [...new Set(groups.flatMap(({ claims }) => claims.flatMap(({ text }) => text.split(/[^\p{L}]+/u))))];
  const filters = [
    ...sources.map(({ key }) => ({ origin: key })),
    ...(['corroborated', 'single route', 'contested', 'unattributed'] as const).map((grade) => ({ grade })),
    ...words.filter((word) => word.length > 3).map((q) => ({ q })),
  ];
  const listed: unknown[] = [];
  for (const filter of filters) {
    const { items, total } = await store.cards(filter, { limit: 20 });
    listed.push([filter, total, items.map(({ id }) => id)]);
  }
  return {
    groups,
    sources,
    listed,
    cards: await allOf(everyItem((page) => store.cards({}, page))),
    copies: await allOf(everyItem((page) => store.copies({}, page))),
    series: await allOf(everyItem((page) => store.series(page))),
    flags: await allOf(everyItem((page) => store.flags(page))),
  };
}
