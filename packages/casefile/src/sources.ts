import { normalKey } from '@isnad/text';

/** The key of a source of the case: its name in normal form, so that spellings of one name are one source. */
export function sourceKey(name: string): string {
  return normalKey(name);
}
