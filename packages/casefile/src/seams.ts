import type { IntakeResult } from '@isnad/intake';
import type { Reading } from '@isnad/reading';
import type { CopyPair, Findings, Relation } from '@isnad/weighing';

/**
 * The one place where the rooms before the case file are joined to it. Each function below stands in for one of
 * another package until that package offers it; its shape is what the case file and the command rely on.
 */

/** Bytes become documents. Stands in for intake: UTF-8 text and nothing else. */
export async function intake(bytes: Uint8Array, _name: string): Promise<IntakeResult> {
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
export function weigh(_documents: readonly Reading[]): Findings {
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

/** The picture of a page of an original, as PNG. Stands in for intake: there are no pictures. */
export async function pageImage(
  _original: Uint8Array,
  _part: string | null,
  _page: number,
): Promise<Uint8Array | null> {
  return null;
}
