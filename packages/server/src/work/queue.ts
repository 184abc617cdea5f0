import { openPostgres, origin, originalHash } from '@isnad/casefile';
import { type Kysely, sql } from 'kysely';
import { type Job, PgBoss } from 'pg-boss';
import { z } from 'zod';

/**
 * Work to be done, on PostgreSQL (pg-boss): whoever has a processor to spare takes the next job. pg-boss was chosen
 * over graphile-worker for its heartbeats (a worker that was killed is noticed in seconds, where the other waits for
 * hours), its dead letters, and a policy by which a case is weighed by one worker at a time.
 *
 * A job may be done twice, when a worker dies between its work and saying so; so every job leaves the same behind
 * however often it is done. No job holds words of a document.
 */

const readJob = z.object({
  case: z.uuid(),
  original: originalHash,
  /** Of the original, in bytes; one of unknown size is taken for a large one. */
  size: z.int().nonnegative().exactOptional(),
  from: origin,
  /** Who brought it. */
  by: z.string().min(1).max(200),
});
const weighJob = z.object({ case: z.uuid() });

export type ReadJob = z.infer<typeof readJob>;
export type WeighJob = z.infer<typeof weighJob>;

/** What workers do with jobs. Thrown errors bring the job back later. */
export interface Workshop {
  /** Originals of one case at a time. */
  read(jobs: readonly ReadJob[]): Promise<void>;
  weigh(job: WeighJob): Promise<void>;
}

/** A job that failed as often as it may. */
export interface FailedJob {
  readonly id: string;
  readonly kind: 'read' | 'weigh';
  readonly case: string;
  /** Name under which the original came in. */
  readonly place: string | null;
  readonly error: string;
  readonly at: Date;
}

/** How much of a case's work there is. */
export interface WorkCount {
  /** Originals to be read. */
  readonly waiting: number;
  readonly active: number;
  /** Jobs that failed as often as they may. */
  readonly failed: number;
  /** Whether it is being weighed, or about to be. */
  readonly weighing: boolean;
}

const SCHEMA = 'isnad_work';
const READ = 'read';
const READ_LARGE = 'read-large';
const WEIGH = 'weigh';
const DEAD = 'failed';

/** Seconds after which a silent worker's job is another's; pg-boss takes no fewer than ten. */
const HEARTBEAT = 10;
/**
 * Seconds that one job may take, the most that pg-boss bears: eight long scans that are recognised one after another, or
 * the weighing of a million reports. A worker that is gone is noticed by its heartbeats long before.
 */
const LONGEST = 24 * 3600;
/** Times that a job is tried again unless told, and the seconds between: more each time, up to the most. */
const RETRIES = 5;
const DELAY = { retryDelay: 2, retryBackoff: true, retryDelayMax: 300 };
/**
 * Queues of originals, with how many are taken at a time. What is kept together costs half of what it costs one by one;
 * but each of the large ones may be a scan that takes an hour, while other workers have nothing to do.
 */
const READS = [
  { name: READ, batch: 64 },
  { name: READ_LARGE, batch: 8 },
] as const;
const READ_NAMES = READS.map(({ name }) => name);
/** Bytes from which on an original is large: a report is a few thousand, a page that was saved with its frame 100,000. */
const LARGE = 256 * 1024;
/** Milliseconds for which documents come in before they are weighed though more are waiting. */
const UNWEIGHED = 10 * 60_000;
/** Seconds for which dead letters and done jobs are kept. */
const KEPT = { deleteAfterSeconds: 7 * 24 * 3600, retentionSeconds: 30 * 24 * 3600 };

/** What is asked of pg-boss's own table, which has no counts by what is in a job. */
interface JobTables {
  job: { name: string; state: string; data: unknown };
}

export interface QueueOptions {
  readonly onFault: (error: unknown) => void;
  /** Times that what is asked for here is tried again when it fails. */
  readonly retries?: number;
}

export class WorkQueue {
  readonly #boss: PgBoss;
  readonly #database: Kysely<JobTables>;
  readonly #retries: number;
  /** Cases of which originals were read since this worker last had them weighed, and since when. */
  readonly #unweighed = new Map<string, number>();

  private constructor(boss: PgBoss, database: Kysely<JobTables>, retries: number) {
    this.#retries = retries;
    this.#boss = boss;
    this.#database = database;
  }

  /** Connects to the queue of a server; the first one makes its tables. */
  static async open(url: string, { onFault, retries = RETRIES }: QueueOptions): Promise<WorkQueue> {
    const boss = new PgBoss({
      connectionString: url,
      schema: SCHEMA,
      application_name: 'isnad work',
      useListenNotify: true,
      superviseIntervalSeconds: HEARTBEAT,
      monitorIntervalSeconds: HEARTBEAT,
    });
    boss.on('error', onFault);
    await boss.start();
    await boss.createQueue(DEAD, KEPT);
    const times = { heartbeatSeconds: HEARTBEAT, expireInSeconds: LONGEST };
    const common = { ...DELAY, ...KEPT, ...times, deadLetter: DEAD, notify: true };
    for (const { name } of READS) await boss.createQueue(name, common);
    // One waits and one is done at most, a case: what came in while a case is weighed is weighed once more.
    await boss.createQueue(WEIGH, { ...common, policy: 'stately' });
    // Those of a server that was set up by an earlier Isnad are as they were then.
    for (const name of [...READ_NAMES, WEIGH]) await boss.updateQueue(name, common);
    const database = openPostgres<JobTables>(url, SCHEMA, 1);
    await indexByCase(database);
    return new WorkQueue(boss, database, retries);
  }

  /** Asks for originals that are kept already to be read. */
  async read(jobs: readonly ReadJob[]): Promise<void> {
    const ofQueues = Map.groupBy(jobs, ({ size = LARGE }) => (size < LARGE ? READ : READ_LARGE));
    for (const [name, some] of ofQueues) {
      const inserted = some.map((data) => ({ data, group: { id: data.case }, retryLimit: this.#retries }));
      await this.#boss.insert(name, inserted);
    }
  }

  /**
   * Asks for a case to be weighed; what was asked for already and has not begun is not asked for again.
   * @param later seconds before which it is not begun
   */
  async weigh(job: WeighJob, later = 0): Promise<void> {
    await this.#boss.send(WEIGH, job, { singletonKey: job.case, retryLimit: this.#retries, startAfter: later });
  }

  /** Takes jobs until `close`. */
  async work(workshop: Workshop): Promise<void> {
    const polling = { pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: 5 };
    for (const { name, batch } of READS) {
      await this.#boss.work(name, { ...polling, batchSize: batch, burstWhenBatchFull: true }, async (jobs) => {
        const ofCases = Map.groupBy(jobs, ({ data }) => readJob.parse(data).case);
        for (const [id, ofCase] of ofCases) {
          try {
            await this.#read(name, ofCase, workshop);
          } finally {
            await this.#weighWhenRead(id);
          }
        }
      });
    }
    await this.#boss.work(WEIGH, polling, async (jobs) => {
      for (const { data } of jobs) await workshop.weigh(weighJob.parse(data));
    });
  }

  /**
   * Has a case weighed once nothing of it waits to be read: while thousands come in, to weigh after each few would take
   * a worker from reading, and for longer every time. What comes in without an end is weighed from time to time.
   */
  async #weighWhenRead(id: string): Promise<void> {
    const now = performance.now();
    const since = this.#unweighed.get(id) ?? now;
    this.#unweighed.set(id, since);
    const waiting = await this.#database
      .selectFrom('job')
      .select('name')
      .where('name', 'in', READ_NAMES)
      // What a worker that was killed had begun comes again.
      .where('state', 'in', ['created', 'retry'])
      .where(sql<string>`data ->> 'case'`, '=', id)
      .limit(1)
      .execute();
    if (waiting.length > 0 && now - since < UNWEIGHED) return;
    this.#unweighed.delete(id);
    await this.weigh({ case: id });
  }

  /** Where several together fail, each is tried alone: one that can't be done does not take the others down. */
  async #read(queue: string, jobs: ReadonlyArray<Job<unknown>>, workshop: Workshop): Promise<void> {
    const parsed = jobs.map(({ data }) => readJob.parse(data));
    if (jobs.length === 1) return workshop.read(parsed);
    try {
      await workshop.read(parsed);
    } catch {
      for (const [i, job] of parsed.entries()) {
        await workshop.read([job]).catch((error: unknown) => this.#boss.fail(queue, jobs[i]!.id, toldOf(error)));
      }
    }
  }

  async count(id: string): Promise<WorkCount> {
    const rows = await this.#database
      .selectFrom('job')
      .select(['name', 'state'])
      .select((row) => row.fn.countAll<number>().as('jobs'))
      .where('name', 'in', [...READ_NAMES, WEIGH, DEAD])
      .where('state', 'in', ['created', 'retry', 'active'])
      .where(sql<string>`data ->> 'case'`, '=', id)
      .groupBy(['name', 'state'])
      .execute();
    const count = { waiting: 0, active: 0, failed: 0, weighing: false };
    for (const { name, state, jobs } of rows) {
      if (name === DEAD) count.failed += jobs;
      else if (name === WEIGH) count.weighing = true;
      else if (state === 'active') count.active += jobs;
      else count.waiting += jobs;
    }
    return count;
  }

  /** Jobs of the whole server, by what they are and how they stand. */
  async counts(): Promise<Array<{ readonly kind: string; readonly state: string; readonly jobs: number }>> {
    return this.#database
      .selectFrom('job')
      .select(['name as kind', 'state'])
      .select((row) => row.fn.countAll<number>().as('jobs'))
      .where('name', 'in', [...READ_NAMES, WEIGH, DEAD])
      .groupBy(['name', 'state'])
      .execute();
  }

  /** Lets go of originals of a case that were not begun. */
  async dropWaiting(id: string): Promise<void> {
    await this.#database
      .deleteFrom('job')
      .where('name', 'in', READ_NAMES)
      .where('state', '=', 'created')
      .where(sql<string>`data ->> 'case'`, '=', id)
      .execute();
    // What was read before was to be weighed with them.
    await this.weigh({ case: id });
  }

  /** What could not be done, the latest first. */
  async failed(id: string): Promise<FailedJob[]> {
    const dead = await this.#boss.findJobs(DEAD, { data: { case: id } });
    return dead
      .filter(({ state }) => state === 'created')
      .map(({ id: job, data, sourceOutput, createdOn, sourceName }) => {
        const read = readJob.safeParse(data);
        const { message } = z.object({ message: z.string().catch('unknown') }).parse(sourceOutput ?? {});
        const kind = sourceName === WEIGH ? ('weigh' as const) : ('read' as const);
        return { id: job, kind, case: id, place: read.data?.from.place ?? null, error: message, at: createdOn };
      })
      .toSorted((a, b) => b.at.getTime() - a.at.getTime());
  }

  /** Has everything of a case that failed tried once more. */
  async retryFailed(id: string): Promise<void> {
    for (const { id: job, kind } of await this.failed(id)) {
      if (kind === 'weigh') await this.weigh({ case: id });
      else {
        const [dead] = await this.#boss.findJobs(DEAD, { id: job });
        if (dead !== undefined) await this.read([readJob.parse(dead.data)]);
      }
      await this.#boss.deleteJob(DEAD, job);
    }
  }

  /** Ends what is being done, takes nothing more, and lets go of the database. */
  async close(): Promise<void> {
    await this.#boss.stop({ graceful: true, timeout: LONGEST * 1000 });
    await this.#database.destroy();
  }
}

/** pg-boss finds jobs by queue; how much work a case has is asked every second that somebody looks at it. */
async function indexByCase(database: Kysely<JobTables>): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    // Of servers and workers that start at once, one makes it.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`${SCHEMA} by case`}, 2))`.execute(transaction);
    await sql`
      create index if not exists isnad_by_case on job_common ((data ->> 'case'), name, state)
      where state in ('created', 'retry', 'active')`.execute(transaction);
  });
}

function toldOf(error: unknown): { message: string } {
  return { message: error instanceof Error ? error.message : String(error) };
}
