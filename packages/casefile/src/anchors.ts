import type { Reading } from '@isnad/reading';

/** Words that a Reading says stand somewhere. */
export interface Claimed {
  readonly start: unknown;
  readonly end: unknown;
  readonly text: string;
}

/** Every span of a Reading, wherever in it. */
export function* spansOf(reading: Reading): Generator<Claimed> {
  // The whole Reading has no start and end, so it is no span; its parts are looked at one after another.
  const parts: unknown[] = [reading];
  while (parts.length > 0) {
    const part = parts.pop();
    if (typeof part !== 'object' || part === null) continue;
    if ('start' in part && 'end' in part && 'text' in part && typeof part.text === 'string') {
      yield { start: part.start, end: part.end, text: part.text };
    }
    for (const inner of Object.values(part)) if (typeof inner === 'object') parts.push(inner);
  }
}

/** Whether the words really stand there. */
export function holds(text: string, { start, end, text: words }: Claimed): boolean {
  return Number.isInteger(start) && Number.isInteger(end) && text.slice(Number(start), Number(end)) === words;
}
