import { copiesOf, relate } from '@isnad/casefile';
import { z } from 'zod';
import { answerBad, lineId, linesOf, understood, writeLine } from '../streams.ts';

const pair = z.object({ id: lineId, a: z.string(), b: z.string() });

/** `isnad relate --jsonl`: how two claims stand to each other. */
export async function relateCommand(): Promise<void> {
  for await (const line of linesOf(process.stdin)) {
    const asked = understood(line, pair);
    if (asked.kind === 'bad') await answerBad(asked.id, asked.error);
    else {
      const { id, a, b } = asked.value;
      await writeLine(JSON.stringify({ id, ...relate(a, b) }));
    }
  }
}

const text = z.object({ id: z.string().min(1), text: z.string() });

/** `isnad copies --jsonl`: the pairs that share text, once all documents are in. */
export async function copiesCommand(): Promise<void> {
  const documents = new Map<string, { id: string; text: string }>();
  for await (const line of linesOf(process.stdin)) {
    const given = understood(line, text);
    if (given.kind === 'bad') await answerBad(given.id, given.error);
    else if (documents.has(given.value.id)) await answerBad(given.value.id, 'another document has this id');
    else documents.set(given.value.id, given.value);
  }
  for (const { a, b, shared, kind } of copiesOf([...documents.values()])) {
    await writeLine(JSON.stringify({ a, b, shared, kind }));
  }
}
