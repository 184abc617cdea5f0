import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Attribution, read } from '../src/index.ts';
import { loadArabic } from '../src/load.ts';
import { type Extent, type MarkedAttribution, type MarkedLine, markedLines, show } from './cases/notation.ts';

const language = loadArabic();
const lines = markedLines(join(import.meta.dirname, 'cases/attributions'));

/** The issue of attributions asks for at least so many readable lines. */
const FEWEST = 300;

function isSame(a: Extent | null, b: Extent | null): boolean {
  return a === null || b === null ? a === b : a.start === b.start && a.end === b.end;
}

function isRead(found: Attribution, wanted: MarkedAttribution): boolean {
  return (
    isSame(found.cue, wanted.cue) &&
    isSame(found.source, wanted.source) &&
    isSame(found.content, wanted.content) &&
    found.kind === wanted.kind &&
    found.stance === wanted.stance
  );
}

function attributionsOf(line: MarkedLine): readonly Attribution[] {
  return read({ id: line.place, text: line.text }, language).attributions;
}

function isRight(line: MarkedLine, found: readonly Attribution[]): boolean {
  return (
    found.length === line.attributions.length &&
    line.attributions.every((wanted) => found.some((attribution) => isRead(attribution, wanted)))
  );
}

const shown = (line: MarkedLine, all: readonly (Attribution | MarkedAttribution)[]) =>
  all.map((one) => `${show(line.text, one)} ${one.kind} ${one.stance}`);

for (const family of new Set(lines.map(({ place }) => place.split('.txt')[0]!))) {
  const own = lines.filter(({ place, open }) => place.startsWith(`${family}.txt`) && !open);
  test(`who says what is read to the letter: ${family.replaceAll('-', ' ')} (${own.length} lines)`, () => {
    for (const line of own) {
      const found = attributionsOf(line);
      if (!isRight(line, found)) assert.deepEqual(shown(line, found), shown(line, line.attributions), line.place);
    }
  });
}

test('a line that is still marked as not read so is not: take its mark away when it is', () => {
  const right = lines.filter((line) => line.open && isRight(line, attributionsOf(line)));
  assert.deepEqual(
    right.map(({ place }) => place),
    [],
  );
});

test('the lines that hold are enough to be a promise', () => {
  assert.ok(lines.filter(({ open }) => !open).length >= FEWEST);
});

test('an unstated speaker is whom the line says', () => {
  let asked = 0;
  let right = 0;
  for (const line of lines) {
    if (line.open) continue;
    const found = attributionsOf(line);
    for (const wanted of line.attributions) {
      if (wanted.resolved === null) continue;
      asked++;
      if (found.find((attribution) => isSame(attribution.cue, wanted.cue))?.resolved === wanted.resolved) right++;
    }
  }
  assert.ok(right >= asked * RESOLVED, `${right} of ${asked} are told`);
});

test('a description is whom it describes, though its first letter may be read as «and»', () => {
  const resolved = (text: string) => read({ id: 'x', text }, language).attributions.map((one) => one.resolved);
  assert.deepEqual(resolved('أعلنت وزارة الزراعة إغلاق السوق المركزي. وقالت الوزارة إن الفحوص مستمرة.'), [
    'وزارة الزراعة',
    'وزارة الزراعة',
  ]);
});

/** Share of the unstated speakers that must be told: those beyond are left to the name before, and open. */
const RESOLVED = 0.6;
