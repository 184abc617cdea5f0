import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lineText } from '../src/pages/line.ts';
import type { Glyph } from '../src/pdf/glyphs.ts';
import { layOut, newMemory } from '../src/pdf/layout.ts';
import { isNameless, withStrokesNamed } from '../src/pdf/nameless.ts';

/**
 * A line as a page draws it: its characters as they are seen from left to right, each 6 points wide and 10 high. `|`
 * leaves a hole of 20 points, `~` is a glyph without a name, 2 points wide.
 */
function drawn(seen: string, x: number, y: number): Glyph[] {
  const glyphs: Glyph[] = [];
  let at = x;
  for (const sign of seen) {
    const width = sign === '~' ? 2 : 6;
    if (sign === '|') at += 20;
    else {
      const text = sign === '~' ? '' : sign;
      const code = sign.codePointAt(0)!;
      glyphs.push({ text, x: at, y, width, size: 10, turn: 0, font: 'f', code, hidden: false, stated: false });
      at += width;
    }
  }
  return glyphs;
}

/** Arabic words in the order in which they are seen from the left. */
const seen = (read: string) => [...read].reverse().join('');

const read = (glyphs: readonly Glyph[]) => layOut(withStrokesNamed(glyphs), 600, 800, newMemory()).map(lineText);

/** Lines one under another from the right edge at `right`. */
const column = (right: number, lines: readonly string[]) =>
  lines.flatMap((line, i) => {
    const width = [...line].reduce((sum, sign) => sum + (sign === '|' ? 20 : 6), 0);
    return drawn(seen(line), right - width, 100 + i * 15);
  });

test('two columns are read one after the other, also when even margins have torn their lines apart', () => {
  const right = ['دخل إضراب|الأطباء في', 'مستشفى|المرفأ|أسبوعه', 'الثالث من دون أن تصل', 'المفاوضات إلى|نتيجة'];
  const left = ['توفي على|الطريق ونفت', 'الإدارة|علمها|بالحادث', 'ماذا يطلب المضربون', 'دفع الرواتب|المتأخرة'];
  const spaced = (lines: readonly string[]) => lines.map((line) => line.replaceAll('|', ' '));
  assert.deepEqual(read([...column(550, right), ...column(270, left)]), [...spaced(right), ...spaced(left)]);
});

test('a table is read row by row', () => {
  const rows = [
    'القرية|القتلى|المصابون|التاريخ',
    'الجسر|سبعة|ثلاثون|الثلاثاء',
    'الوادي|تسعة|أربعون|الأربعاء',
    'السهل|ثلاثة|عشرون|الخميس',
  ];
  // Cells one under another: each as wide as the widest of its column.
  const glyphs = rows.flatMap((row, r) =>
    row.split('|').flatMap((cell, c) => drawn(seen(cell), 500 - c * 120 - cell.length * 6, 100 + r * 15)),
  );
  assert.deepEqual(
    read(glyphs),
    rows.map((row) => row.replaceAll('|', ' ')),
  );
});

test('strokes without a name that stretch a word are no letters, and part no words', () => {
  const glyphs = [...drawn(seen('ل~~ي~س ف~ي ال~~بيت'), 100, 100)];
  assert.deepEqual(read(glyphs), ['ليس في البيت']);
});

test('a glyph without a name that stands for letters stays unknown', () => {
  const glyphs = drawn(seen('ا~ل ب~ر د~ا ن'), 100, 100);
  assert.equal(withStrokesNamed(glyphs).filter(isNameless).length, 3);
});

test('a line of Arabic before a long address is Arabic, and the address reads to the right', () => {
  const glyphs = [
    ...column(550, ['قال الناطق باسم البلدية']),
    ...drawn(`https://souq.example/lists?year=2014 :${seen('للاطلاع')} -`, 260, 130),
  ];
  assert.deepEqual(read(glyphs), ['قال الناطق باسم البلدية', '- للاطلاع: https://souq.example/lists?year=2014']);
});

test('a number or an address that goes on in the next line keeps its last sign at its end', () => {
  const glyphs = [
    ...column(550, ['قال الناطق باسم البلدية إن', 'شركة التأمين على المحال']),
    ...drawn(`LR- ${seen('وتقول وثيقتها رقم')}`, 550 - 21 * 6, 130),
    ...drawn(`${seen(' تغطي عشرين منها')}2014/0617`, 550 - 25 * 6, 145),
  ];
  assert.deepEqual(read(glyphs).slice(2), ['وتقول وثيقتها رقم LR-', '2014/0617 تغطي عشرين منها']);
});
