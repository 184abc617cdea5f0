import { timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { Problem } from '../problems.ts';
import type { WorkQueue } from '../work/queue.ts';

/** What Prometheus is told: counts and times, by route and not by what was asked for. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #token: string | null;
  readonly #seconds: Histogram<'method' | 'route' | 'status'>;
  readonly #faults: Counter;

  /** @param token what Prometheus shows (`Authorization: Bearer`); null answers nobody */
  constructor(token: string | null, work: WorkQueue, openCases: () => number) {
    this.#token = token;
    const registers = [this.#registry];
    this.#seconds = new Histogram({
      name: 'isnad_request_seconds',
      help: 'Seconds that a request took',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10],
      registers,
    });
    this.#faults = new Counter({ name: 'isnad_faults_total', help: 'Faults that no request should meet', registers });
    collectDefaultMetrics({ register: this.#registry });
    new Gauge({
      name: 'isnad_open_cases',
      help: 'Cases that this process has open',
      registers,
      collect() {
        this.set(openCases());
      },
    });
    new Gauge({
      name: 'isnad_jobs',
      help: 'Jobs of the queue, by kind and state; kind failed: those given up',
      labelNames: ['kind', 'state'],
      registers,
      async collect() {
        this.reset();
        for (const { kind, state, jobs } of await work.counts()) this.set({ kind, state }, jobs);
      },
    });
  }

  request(method: string, route: string, status: number, milliseconds: number): void {
    this.#seconds.observe({ method, route, status: String(status) }, milliseconds / 1000);
  }

  fault(): void {
    this.#faults.inc();
  }

  /** `/metrics` */
  readonly answer = async (context: Context): Promise<Response> => {
    const given = /^Bearer (.+)$/.exec(context.req.header('authorization') ?? '')?.[1];
    if (this.#token === null || given === undefined || !isSame(given, this.#token)) throw new Problem('not here');
    return context.body(await this.#registry.metrics(), 200, { 'content-type': this.#registry.contentType });
  };
}

function isSame(given: string, token: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}
