import { add, type Case, type Originals, Readers, type Source, type Weigher, weighCase } from '@isnad/casefile';
import type { Kysely } from 'kysely';
import { caseById } from '../people/memberships.ts';
import type { PeopleTables } from '../people/tables.ts';
import type { CaseHouse } from '../team/house.ts';
import type { ReadJob, WeighJob, Workshop } from './queue.ts';

/**
 * What a worker does. Each job leaves the same behind however often it is done: an original that was read is known,
 * and to weigh a case again finds what was found.
 */
export class CaseWorkshop implements Workshop {
  readonly #database: Kysely<PeopleTables>;
  readonly #house: CaseHouse;
  readonly #weigher: Weigher;
  readonly #readers: Readers;
  readonly #opened = new Map<string, Promise<Case>>();

  /** @param pages folder in which recognised pages wait until their document is kept */
  constructor(
    { database, house, weigher }: { database: Kysely<PeopleTables>; house: CaseHouse; weigher: Weigher },
    pages: string,
  ) {
    this.#database = database;
    this.#house = house;
    this.#weigher = weigher;
    this.#readers = new Readers({ pages });
  }

  async read(jobs: readonly ReadJob[]): Promise<void> {
    const opened = await this.#case(jobs[0]?.case ?? '');
    // A case that is no more has nothing to be read.
    if (opened === null) return;
    for (const [by, brought] of Map.groupBy(jobs, (job) => job.by)) {
      const named = { ...opened, stamp: () => ({ ...opened.stamp(), by }) };
      await lent(opened.originals, brought, async (sources) => {
        for await (const _ of add(named, sources, this.#readers));
      });
    }
  }

  async weigh({ case: id }: WeighJob): Promise<void> {
    const opened = await this.#case(id);
    if (opened !== null) await weighCase(opened, this.#weigher);
  }

  async close(): Promise<void> {
    await this.#readers.close();
    for (const opening of this.#opened.values()) {
      await opening.then(
        (opened) => opened.close(),
        () => undefined,
      );
    }
  }

  async #case(id: string): Promise<Case | null> {
    const found = await caseById(this.#database, id);
    if (found === null) return null;
    let opening = this.#opened.get(id);
    if (opening === undefined) {
      opening = this.#house.open(found.name);
      this.#opened.set(id, opening);
      opening.catch(() => this.#opened.delete(id));
    }
    return opening;
  }
}

/** Originals that are fetched side by side, by few connections: another one would wait for too long for its turn. */
const FETCHED = 8;

/** Has work done with the originals, in their order, each as soon as it is on this machine's disk. */
async function lent(
  originals: Originals,
  jobs: readonly ReadJob[],
  work: (sources: AsyncIterable<Source>) => Promise<void>,
): Promise<void> {
  const over = Promise.withResolvers<void>();
  const begin = ({ original, from }: ReadJob) => {
    const { promise, resolve, reject } = Promise.withResolvers<Source>();
    const returned = originals.lend(original, (path) => {
      resolve({ kind: 'file', from, path, passing: false });
      return over.promise;
    });
    returned.catch(reject);
    // One that comes to nothing before its turn must not end the process.
    promise.catch(() => undefined);
    return { promise, returned };
  };
  const lending: ReturnType<typeof begin>[] = [];
  const inOrder = async function* (): AsyncGenerator<Source> {
    for (let turn = 0; turn < jobs.length; turn++) {
      lending.push(...jobs.slice(lending.length, turn + FETCHED).map(begin));
      yield await lending[turn]!.promise;
    }
  };
  try {
    await work(inOrder());
  } finally {
    over.resolve();
    await Promise.allSettled(lending.map(({ returned }) => returned));
  }
}
