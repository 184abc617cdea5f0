import type { ImportState, LiveEvent } from '@isnad/server/api';
import { cell } from '../store.ts';
import { located } from './here.ts';
import { outdateAll } from './remote.ts';

/** What the server tells of its own accord: where adding stands, and that the case has changed. */

const IDLE: ImportState = { waiting: 0, new: 0, known: 0, unreadable: 0, weighing: false, items: [] };

export const imports = cell<ImportState>(IDLE);

/** What went wrong since the page was opened, the latest last. */
export const failures = cell<readonly Failure[]>([]);

export interface Failure {
  /** Its place among the failures. */
  readonly number: number;
  /** The file, where it was one; null for adding as a whole. */
  readonly name: string | null;
  readonly part: string | null;
  readonly message: string;
}

/** Listens until the answer is called. The browser connects again by itself when the line breaks. */
export function listen(): () => void {
  const source = new EventSource(located('/api/events'));
  const kinds: ReadonlyArray<LiveEvent['kind']> = ['imports', 'unreadable', 'fault', 'case'];
  for (const kind of kinds) {
    source.addEventListener(kind, ({ data }) => {
      const event: LiveEvent = JSON.parse(data);
      hear(event);
    });
  }
  return () => source.close();
}

export function tellFailure({ name, part, message }: Omit<Failure, 'number'>): void {
  const told = failures.get();
  failures.set([...told, { number: told.length, name, part, message }]);
}

function hear(event: LiveEvent): void {
  switch (event.kind) {
    case 'imports':
      imports.set(event.state);
      break;
    case 'unreadable':
      tellFailure(event);
      break;
    case 'fault':
      tellFailure({ name: null, part: null, message: event.message });
      break;
    case 'case':
      outdateAll();
      break;
  }
}
