import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Reading, read } from '../src/index.ts';
import { loadArabic } from '../src/load.ts';
import { bracketedLines } from './cases/brackets.ts';

/**
 * Each line marks every mention, and after the tab says its type where its entity is new, `=2` for «the same as the
 * second», `document ?` for a description of which the line does not tell what it stands for.
 */
const language = loadArabic();
const CASES = join(import.meta.dirname, 'cases', 'names');

function mentionReadings({ mentions }: Reading): string[] {
  return mentions.map(({ type, entity }, index) => {
    if (entity === null) return `${type} ?`;
    const first = mentions.findIndex((other) => other.entity === entity);
    return first < index ? `=${first + 1}` : type;
  });
}

for (const file of readdirSync(CASES)) {
  test(`names: ${file.replace('.txt', '').replaceAll('-', ' ')}`, () => {
    for (const line of bracketedLines(join(CASES, file))) {
      const reading = read({ id: '', text: line.text }, language);
      const readings = mentionReadings(reading);
      assert.deepEqual(
        reading.mentions.map(({ text }, i) => [text, readings[i]]),
        line.found.map(({ text, reading: wanted }) => [text, wanted]),
        line.place,
      );
    }
  });
}

const pieces = fc.constantFrom(
  'الرئيس',
  'بشار',
  'الأسد',
  'وبلير',
  'تنظيم',
  'التنظيم',
  'داعش',
  'صحيفة',
  'الصحيفة',
  '«',
  '»',
  '"',
  'السفير',
  'لبيروت',
  'ولبنان',
  'الفرنسيين',
  'للأمم',
  'المتحدة',
  'قالت',
  '.',
  '\n\n',
  'BBC',
  '(',
  ')',
);

test('every mention has an entity of its type or none, and every entity a mention', () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (words) => {
      const { entities, mentions } = read({ id: '', text: words.join(' ') }, language);
      const types = new Map(entities.map(({ id, type }) => [id, type]));
      assert.equal(types.size, entities.length);
      for (const { entity, type } of mentions) if (entity !== null) assert.equal(types.get(entity), type);
      for (const { id, name, aliases } of entities) {
        assert.ok(mentions.some(({ entity }) => entity === id));
        assert.ok(!aliases.includes(name));
      }
    }),
    { numRuns: 200 },
  );
});

test('mentions stand in the order of the text and none crosses another’s edge', () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (words) => {
      const { mentions } = read({ id: '', text: words.join(' ') }, language);
      for (const [i, mention] of mentions.entries()) {
        for (const next of mentions.slice(i + 1)) assert.ok(next.start >= mention.end || next.end <= mention.end);
      }
    }),
    { numRuns: 200 },
  );
});
