import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { neededBy, type Packages } from './lock.ts';
import { ROOT } from './workspace.ts';

/**
 * The licences of what the built page carries: its programs and faces are given on, and their terms ask that their
 * words go along.
 * @param names what the page depends on
 */
export function licencesOf(packages: Packages, names: readonly string[]): string {
  const parts = [...neededBy(packages, names)].sort().map((place) => {
    const { version, license } = packages[place] ?? {};
    const title = `${place.replace(/.*node_modules\//, '')} ${version ?? ''}: ${license ?? 'no licence named'}`;
    return `${title}\n${'-'.repeat(title.length)}\n\n${words(join(ROOT, place))}`;
  });
  return `What the page in packages/web/dist is built of, and under which licence.\n\n${parts.join('\n\n')}\n`;
}

function words(folder: string): string {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  return file === undefined
    ? '(The package names its licence without its words.)'
    : readFileSync(join(folder, file), 'utf8').trim();
}
