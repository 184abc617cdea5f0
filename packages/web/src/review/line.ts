import type { QueueItem } from '@isnad/server/api';
import { useEffect, useState } from 'react';

/** The line of claims that a reviewer goes through. What was passed stays in it, so that one can go back. */
export interface Line {
  readonly item: QueueItem | null;
  readonly next: QueueItem | null;
  step(by: 1 | -1): void;
  goTo(target: { readonly document: string; readonly item: string }): void;
}

/** @param waiting what the server says waits now; it shrinks from its head as decisions are made */
export function useLine(waiting: readonly QueueItem[] | null): Line {
  const [items, setItems] = useState<readonly QueueItem[]>([]);
  const [at, setAt] = useState(0);
  useEffect(() => {
    if (waiting !== null) setItems((before) => joined(before, waiting));
  }, [waiting]);
  return {
    item: items[at] ?? null,
    next: items[at + 1] ?? null,
    step: (by) => setAt((before) => Math.max(0, Math.min(before + by, items.length))),
    goTo: ({ document, item }) => {
      const found = items.findIndex(({ claim }) => claim.document === document && claim.id === item);
      if (found >= 0) setAt(found);
    },
  };
}

/** What stands in line already keeps its place; what is new goes to the end. */
export function joined(before: readonly QueueItem[], waiting: readonly QueueItem[]): readonly QueueItem[] {
  const known = new Set(before.map(keyOf));
  const added = waiting.filter((item) => !known.has(keyOf(item)));
  return added.length === 0 ? before : [...before, ...added];
}

function keyOf({ claim }: QueueItem): string {
  return `${claim.document} ${claim.id}`;
}
