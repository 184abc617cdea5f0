import { LIMITS } from '../limits.ts';
import type { TextPage } from '../pages/line.ts';
import { UnreadableError } from './part.ts';
import type { FileSource } from './source.ts';

/** Makes pages of images readable. */
export interface Recognizer {
  /**
   * A page's text. Several may be asked for at once.
   * @param page identifies the page in its part, so that what was recognised before an interruption is found again
   * @param image gives PNG, JPEG, TIFF or WebP, only when the page isn't known yet
   * @returns null where recognition is switched off
   */
  recognize(page: string, image: () => Promise<Uint8Array>): Promise<TextPage | null>;
}

/** What is left of what a file may unpack to, its archives in archives included. */
export interface Budget {
  entries: number;
  bytes: number;
}

export function newBudget(): Budget {
  return { entries: LIMITS.archiveEntries, bytes: LIMITS.unpackedBytes };
}

/** What a reader is given besides the bytes. */
export interface Context {
  /** How many archives and messages it lies in. */
  readonly depth: number;
  readonly budget: Budget;
  readonly recognizer: Recognizer;
  /** Names the format, for the file that is no part of another. */
  recognized(format: string): void;
  /** Called before a file that is no archive is read; false for one that was read already, or that ended its parser. */
  begin(part: string | null): boolean;
  /** Called when something was read that shows progress: a page, an entry. */
  step(): void;
  /** Told of every file that is no archive, for those who look for one; they take no part of it. */
  seen?(source: FileSource, format: string, part: string | null): void;
  /** Where this file lies. */
  readonly part: string | null;
}

/** The context for a part of a file. */
export function within(context: Context, part: string): Context {
  if (context.depth + 1 > LIMITS.archiveDepth) {
    throw new UnreadableError(
      'too large',
      `it lies ${context.depth + 1} archives deep; ${LIMITS.archiveDepth} are opened`,
    );
  }
  return { ...context, depth: context.depth + 1, part: joinParts(context.part, part) };
}

export function joinParts(outer: string | null, inner: string | null): string | null {
  if (outer === null || inner === null) return outer ?? inner;
  return `${outer} › ${inner}`;
}

/** Takes one entry of so many bytes from what the file may unpack to. */
export function spend(budget: Budget, bytes: number): void {
  budget.entries--;
  budget.bytes -= bytes;
  if (budget.entries < 0) {
    throw new UnreadableError(
      'too large',
      `it holds more than ${LIMITS.archiveEntries} entries; the rest was left unread`,
    );
  }
  if (budget.bytes < 0) {
    throw new UnreadableError(
      'too large',
      `it unpacks to more than ${LIMITS.unpackedBytes} bytes; the rest was left unread`,
    );
  }
}
