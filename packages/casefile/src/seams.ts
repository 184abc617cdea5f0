import type { IntakeResult } from '@isnad/intake';
import type { Reading } from '@isnad/reading';
import type { CopyPair, Findings, Relation } from '@isnad/weighing';

/**
 * The one place where the rooms before the case file are joined to it. What stands here stands in for another package
 * until that package offers it; its shape is what the case file, the server and the command rely on.
 */

/** The door through which files become text. */
export interface IntakeDoor {
  /**
   * Bytes become documents; `name` is the file's, without its folders. Never rejects for what is in the file: that is
   * told in `unreadable`.
   */
  read(bytes: Uint8Array, name: string): Promise<IntakeResult>;
  /** The picture of a page, as PNG; null when there is none. `part` is where the document lies in its file. */
  pageImage(bytes: Uint8Array, name: string, part: string | null, page: number): Promise<Uint8Array | null>;
  /** Ends what the door has started. */
  close(): void;
}

/** Stands in for intake: UTF-8 text and nothing else, and no pictures. */
export function openIntake(): IntakeDoor {
  return { read: async (bytes) => readText(bytes), pageImage: async () => null, close: () => {} };
}

function readText(bytes: Uint8Array): IntakeResult {
  const refused = (kind: 'empty' | 'unknown format', message: string): IntakeResult => {
    return { format: 'unknown', documents: [], unreadable: [{ part: null, kind, message }] };
  };
  if (bytes.length === 0) return refused('empty', 'the file is empty');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refused('unknown format', 'the file is no UTF-8 text');
  }
  if (text.includes('\0')) return refused('unknown format', 'the file is no text');
  if (text.trim() === '') return refused('empty', 'the file has no words');
  const unknown = { title: null, outlet: null, author: null, published: null, modified: null, address: null };
  const document = { part: null, text, ...unknown, pages: [], places: [], notes: [] };
  return { format: 'text', documents: [document], unreadable: [] };
}

/** All Readings of a case become its findings. Stands in for weighing: nothing is found. */
export async function weigh(_documents: readonly Reading[]): Promise<Findings> {
  return { groups: [], copies: [], figures: [], flags: [] };
}

export interface Related {
  readonly relation: Relation;
  /** 0 … 1. */
  readonly score: number;
  readonly because: readonly string[];
}

/** How the words of two claims stand to each other. Stands in for weighing: nothing is related. */
export function relate(_a: string, _b: string): Related {
  return { relation: 'unrelated', score: 0, because: [] };
}

/** The pairs of documents that share text. Stands in for weighing: none do. */
export function copiesOf(_documents: ReadonlyArray<{ readonly id: string; readonly text: string }>): CopyPair[] {
  return [];
}
