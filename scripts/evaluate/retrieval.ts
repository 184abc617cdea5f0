import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCase, search } from '@isnad/casefile';
import { z } from 'zod';
import { unreadArrival } from '../unread.ts';
import type { Section } from './table.ts';

const paragraph = z.object({ id: z.string(), text: z.string() });
const question = z.object({ question: z.string(), paragraph: z.string(), set: z.string() });

const BEST = 10;
const BATCH = 200;

/**
 * Questions to a case of paragraphs, each answered by one of them: how high its own search puts it, and how soon. The case
 * is in a passing folder, or under the address of a database server that RETRIEVAL_CASE tells.
 */
export const retrievalSection: Section = async (folder) => {
  const paragraphs = lines(join(folder, 'retrieval', 'paragraphs.jsonl'), paragraph);
  const questions = lines(join(folder, 'retrieval', 'queries.dev.jsonl'), question);
  const place = await mkdtemp(join(tmpdir(), 'isnad-retrieval-'));
  try {
    const made = await createCase(process.env.RETRIEVAL_CASE ?? join(place, 'case'), 'retrieval');
    for (let first = 0; first < paragraphs.length; first += BATCH) {
      const arrivals = paragraphs.slice(first, first + BATCH).map(({ id, text }) => unreadArrival(id, text));
      await made.store.keep(arrivals, made.stamp());
    }
    const sets = new Map<string, Score>([['all', new Score()]]);
    const times: number[] = [];
    const before = process.cpuUsage();
    for (const { question: words, paragraph: wanted, set } of questions) {
      const began = performance.now();
      const hits = await search(made.store, words, BEST);
      times.push(performance.now() - began);
      const rank = hits.findIndex(({ document }) => document === wanted) + 1;
      const score = sets.get(set) ?? new Score();
      sets.set(set, score);
      score.add(rank);
      sets.get('all')!.add(rank);
    }
    const { user, system } = process.cpuUsage(before);
    const busy = (user + system) / 1000 / questions.length;
    await made.close();
    const at = (share: number): string =>
      `${(times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? 0).toFixed(1)} ms`;
    return [
      {
        title: `retrieval: ${paragraphs.length} paragraphs, ${questions.length} questions`,
        columns: ['set', 'MRR@10', 'recall@10', 'questions'],
        rows: [...sets].map(([name, score]) => [name, score.mrr, score.recall, score.count]),
        notes: [`a query: median ${at(0.5)}, p95 ${at(0.95)}; ${busy.toFixed(1)} ms of CPU on average`],
      },
    ];
  } finally {
    await rm(place, { recursive: true, force: true });
  }
};

class Score {
  count = 0;
  #ranks = 0;
  #found = 0;

  /** @param rank from 1; 0 for not found */
  add(rank: number): void {
    this.count++;
    if (rank === 0) return;
    this.#ranks += 1 / rank;
    this.#found++;
  }

  get mrr(): string {
    return (this.#ranks / this.count).toFixed(3);
  }

  get recall(): string {
    return (this.#found / this.count).toFixed(3);
  }
}

function lines<T extends z.ZodType>(path: string, schema: T): z.infer<T>[] {
  const all = readFileSync(path, 'utf8').trim().split('\n');
  return all.map((line) => schema.parse(JSON.parse(line)));
}
