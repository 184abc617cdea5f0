import { digestOf } from '../hashing.ts';
import { digest, logSeq } from '../ids.ts';
import { canonical } from './canonical.ts';
import type { Act, LogEntry, LogHead, Stamp } from './entry.ts';

/** What makes a chain of the entries: each is sealed with the hash of the one before. */

export const EMPTY_LOG: LogHead = { seq: 0, hash: digest.parse('0'.repeat(64)) };

/**
 * The entry that follows `head`.
 * @param clock what the clock said, where the stamp does not say that
 */
export function seal(head: LogHead, act: Act, stamp: Stamp, clock: string | null = null): LogEntry {
  const seq = logSeq.parse(head.seq + 1);
  const said = { seq, at: stamp.at, by: stamp.by, tool: stamp.tool, act, previous: head.hash };
  const entry = clock === null ? said : { ...said, clock };
  return { ...entry, hash: digestOf(canonical(entry)) };
}

/** True when the entry follows `head` and nothing of it was changed since it was sealed. */
export function follows(head: LogHead, entry: LogEntry): boolean {
  const { hash, ...sealed } = entry;
  return entry.seq === head.seq + 1 && entry.previous === head.hash && hash === digestOf(canonical(sealed));
}
