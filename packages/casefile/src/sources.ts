import { normalKey } from '@isnad/text';
import { withinLongest } from './longest.ts';

/** The key of a source of the case: its name in normal form, so that spellings of one name are one source. */
export function sourceKey(name: string): string {
  return withinLongest(normalKey(name));
}
