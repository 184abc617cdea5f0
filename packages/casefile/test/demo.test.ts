import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { before, describe, test } from 'node:test';
import { add } from '../src/adding/add.ts';
import { filesBelow, type Source } from '../src/adding/sources.ts';
import { composeBriefing } from '../src/briefing/compose.ts';
import { Frame } from '../src/briefing/frame.ts';
import { briefingHtml } from '../src/briefing/html.ts';
import { briefingMarkdown } from '../src/briefing/markdown.ts';
import type { Briefing, CopyItem, FlagItem, GroupItem } from '../src/briefing/model.ts';
import { createCase } from '../src/case.ts';
import { weighCase } from '../src/weighing.ts';
import { Readers } from '../src/work/readers.ts';

const EXAMPLES = join(import.meta.dirname, '..', '..', '..', 'examples');

async function* reports(): AsyncGenerator<Source> {
  for await (const source of filesBelow([EXAMPLES])) if (basename(source.from.place) !== 'README.md') yield source;
}

/** The case is made once: it takes a second or two. */
let briefing: Briefing;

before(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'isnad-test-'));
  const opened = await createCase(join(folder, 'case'), 'سد الغدير');
  const readers = new Readers({ size: 1 });
  try {
    for await (const { unreadable } of add(opened, reports(), readers)) assert.deepEqual(unreadable, []);
    await weighCase(opened);
    briefing = await composeBriefing(opened);
  } finally {
    await readers.close();
    await opened.close();
    await rm(folder, { recursive: true, force: true });
  }
});

function statements({ sections }: Briefing, kind: 'one source' | 'contested' | 'changed'): readonly FlagItem[] {
  for (const section of sections) if (section.kind === kind) return section.items;
  return assert.fail(`the briefing has no «${kind}»`);
}

function copiesIn({ sections }: Briefing): readonly CopyItem[] {
  return sections.flatMap((section) => (section.kind === 'copies' ? section.items : []));
}

function findings({ sections }: Briefing): GroupItem[] {
  return sections.flatMap((section) => (section.kind === 'groups' ? section.items : []));
}

describe('the briefing of the examples', () => {
  test('explains in both languages all that the case was written to show', () => {
    const sirens = findings(briefing).find(({ head }) => head.text.startsWith('صفارات الإنذار لم تنطلق'));
    assert.deepEqual([sirens?.grade, sirens?.certain], ['corroborated', 2], 'a corroboration with two routes');

    const tied = statements(briefing, 'one source').find(({ claims }) =>
      claims[0]?.text.includes('حارس السد غادر موقعه'),
    );
    const outlets = new Set(tied?.claims.map(({ report }) => report.outlet));
    assert.ok(outlets.has('إذاعة المرسى') && outlets.has('صحيفة «المرصد الأهلي»'), 'a false one, of one agency');
    assert.match(tied!.message.ar, /والمرجع واحد: «وكالة أنباء السهل»/);
    assert.match(tied!.message.en, /one source/);

    const contested = statements(briefing, 'contested').map(({ message }) => message.ar);
    assert.ok(contested.includes('قيل «43 قتيلا» ونُفي «تجاوز الأربعين»'), 'a conflict with a denial');
    assert.ok(
      contested.some((words) => words.includes('4.5 مليون دينار') && words.includes('450 ألف دينار')),
      'a conflict of figures',
    );

    const changed = statements(briefing, 'changed');
    const drift = changed.find(({ message }) => /114 شقا.*14 شقا/.test(message.ar));
    assert.deepEqual(
      drift?.claims.map(({ report }) => report.outlet),
      ['إذاعة المرسى', 'مجلة الضفاف الجديدة'],
      'a drift between two relays of one origin',
    );
    assert.match(drift!.message.en, /one origin.*14 شقا.*became.*114 شقا/);

    const ring = changed.find(({ message }) => message.ar.startsWith('يدور القول'));
    assert.deepEqual(
      new Set(ring?.claims.map(({ report }) => report.outlet)),
      new Set(['أخبار الوادي', 'نبض الصفصاف']),
      'two sites that cite each other',
    );
    assert.match(ring!.message.en, /goes round/);

    const copies = copiesIn(briefing);
    assert.ok(
      copies.some(({ a, b, shared }) => shared > 0.8 && [a.outlet, b.outlet].includes('ضفتان نت')),
      'a copy under another headline',
    );
  });

  test('ends every sentence in its chain and a note of the exact words', () => {
    for (const { report, exact } of briefing.notes) assert.notEqual(exact.trim(), '', report.document);
    for (const language of ['ar', 'en'] as const) {
      const frame = new Frame(language);
      const lines = briefingMarkdown(briefing, frame).split('\n');
      const cited = lines.filter((line) => /^\s*- \u2068?«.* — /.test(line));
      assert.ok(cited.length > 50);
      for (const line of cited) assert.match(line, /\[\^\d+\]$/);
      const html = briefingHtml(briefing, frame);
      const marks = new Set(html.match(/href="#note-\d+"/g));
      assert.deepEqual(marks.size, briefing.notes.length);
    }
  });

  test('sets sums beside each other only where they are of one matter: no aid to a family beside a cost of repair', () => {
    const series = briefing.sections.flatMap((section) => (section.kind === 'figures' ? section.items : []));
    const costs = series.find(({ points }) => points.some(({ figure }) => figure === '4.5 مليون دينار'));
    assert.deepEqual(
      costs?.points.map(({ figure }) => figure),
      ['4.5 مليون دينار', 'لم تتجاوز 450 ألف دينار'],
    );
  });

  test('tells a denied claim as denied', () => {
    const text = briefingMarkdown(briefing, new Frame('ar'));
    for (const line of text.split('\n').filter((one) => /^\s*- «يكون السد قد أهمل»/.test(one))) {
      assert.match(line, /نفي من المتحدث باسم وزارة المياه/);
    }
  });
});
