import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { copies } from '@isnad/weighing';
import { loadWeighingArabic } from '@isnad/weighing/load';
import { randomFrom } from '../random.ts';
import { CHANGE_KINDS, change, type Strength } from './changes.ts';
import { readingGold } from './gold.ts';
import { SCORE_COLUMNS, type Section, scoreRow } from './table.ts';

const STRENGTHS: readonly Strength[] = [1, 2, 3];
/** A changed text that keeps less than this of the original is asked for nothing. */
const LEAST_KEPT = 0.3;

/**
 * Copies among made ones: all originals as one case with, for each kind and strength of change, a changed copy of
 * each. A pair is right when both come from one original (or the host of a cut), wrong otherwise.
 */
export const copiesMadeSection: Section = (folder) => {
  const originals = [...readingGold(folder).map(({ id, text }) => ({ id, text })), ...examples()];
  const language = loadWeighingArabic();
  const rows: (string | number)[][] = [];
  const sums = { right: 0, found: 0, wanted: 0 };
  for (const kind of CHANGE_KINDS) {
    for (const strength of STRENGTHS) {
      const random = randomFrom(CHANGE_KINDS.indexOf(kind) * 10 + strength);
      const wanted = new Set<string>();
      const allowed = new Set<string>();
      const changed = originals.map(({ id, text }, i) => {
        const host = originals[(i + 7) % originals.length]!;
        const made = change(text, host.text, kind, strength, random);
        if (made.kept >= LEAST_KEPT) wanted.add(`${id} ${id}'`);
        // The host of a cut, or of a headline, is in the copy as well; so are other copies with the same host's words.
        allowed.add(`${host.id} ${id}'`);
        allowed.add(`${host.id}' ${id}'`).add(`${id}' ${host.id}'`);
        return { id: `${id}'`, text: made.text };
      });
      const pairs = copies([...originals, ...changed], language).map((pair) => `${pair.a} ${pair.b}`);
      const right = pairs.filter((pair) => wanted.has(pair)).length;
      const found = pairs.filter((pair) => wanted.has(pair) || !allowed.has(pair)).length;
      sums.right += right;
      sums.found += found;
      sums.wanted += wanted.size;
      rows.push(scoreRow(`${kind} ${strength}`, right, found, wanted.size));
    }
  }
  rows.push(scoreRow('all', sums.right, sums.found, sums.wanted));
  return [{ title: `copies made from ${originals.length} texts`, columns: SCORE_COLUMNS, rows }];
};

function examples(): { id: string; text: string }[] {
  const folder = join(import.meta.dirname, '..', '..', 'examples');
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  return names.map((name) => ({ id: name, text: readFileSync(join(folder, name), 'utf8') }));
}
