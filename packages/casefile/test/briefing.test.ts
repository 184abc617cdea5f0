import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import type { Findings } from '@isnad/weighing';
import { brief } from '../src/briefing/brief.ts';
import { composeBriefing } from '../src/briefing/compose.ts';
import { type BriefingLanguage, Frame, messagesOf } from '../src/briefing/frame.ts';
import { briefingHtml } from '../src/briefing/html.ts';
import { briefingMarkdown } from '../src/briefing/markdown.ts';
import type { Briefing } from '../src/briefing/model.ts';
import { type Case, createCase } from '../src/case.ts';
import { digest, documentId } from '../src/ids.ts';
import { openIntake } from '../src/seams.ts';
import { passingFolder } from './helpers/folder.ts';
import { arrivalOf, groupOf, NO_FINDINGS, type Report, refTo } from './helpers/reports.ts';

const HARBOUR: Report = {
  id: 'harbour',
  text: 'قال مدير السد لوكالة الفرات إن 200 عائلة غادرت القرية. وانهار الجسر القديم فجرا.',
  outlet: 'صحيفة المرفأ',
  published: '2026-02-01',
  claims: [
    { words: '200 عائلة غادرت القرية', chain: ['وكالة الفرات', 'مدير السد'] },
    { words: 'وانهار الجسر القديم فجرا' },
  ],
  figures: [{ words: '200 عائلة', value: 200 }],
};
const RADIO: Report = {
  id: 'radio',
  text: 'غادرت القرية نحو 250 عائلة، كما ذكر شاهد عيان.',
  outlet: 'إذاعة الرافدين',
  published: '2026-02-02',
  claims: [{ words: 'غادرت القرية نحو 250 عائلة', chain: ['شاهد عيان'] }],
  figures: [{ words: 'نحو 250 عائلة', value: 250 }],
};
const HOSTILE: Report = {
  id: 'hostile',
  title: '<img src=x onerror=alert(1)>',
  text: 'قال *فلان* إن <script>alert(1)</script> | [رابط](http://x)',
  claims: [{ words: '<script>alert(1)</script> | [رابط](http://x)', chain: ['"><b>فلان'] }],
};

function findings(): Findings {
  const [families, bridge, other] = [
    refTo('harbour', HARBOUR, 0),
    refTo('harbour', HARBOUR, 1),
    refTo('radio', RADIO, 0),
  ];
  const because = { ar: 'العددان مختلفان', en: 'The figures differ' };
  const conflict = { a: families, b: other, kind: 'figure', because, at: null } as const;
  const point = (
    claim: typeof families,
    figure: number,
    text: string,
    value: number,
  ): Findings['figures'][0]['points'][0] => ({
    claim,
    figure,
    text,
    low: value,
    high: value,
    hedge: null,
    origin: null,
    originName: null,
    earliest: null,
    latest: null,
    published: null,
  });
  return {
    groups: [
      groupOf('bridge', [bridge], 0),
      { ...groupOf('families', [families, other], 2), grade: 'contested', conflicts: [conflict] },
    ],
    copies: [{ a: 'harbour', b: 'radio', shared: 0.42, kind: 'rewrite', first: 'harbour', passages: [] }],
    figures: [
      {
        id: 's',
        measure: 'عائلة غادرت',
        unit: 'عائلة',
        per: null,
        role: null,
        place: null,
        points: [point(families, 0, '200 عائلة', 200), point(other, 0, 'نحو 250 عائلة', 250)],
        low: 200,
        best: 200,
        high: 250,
        conflicts: [conflict],
      },
    ],
    flags: [
      {
        kind: 'figures differ',
        claims: [families, other],
        message: { ar: 'عددان لشيء واحد', en: 'Two figures for one thing' },
      },
    ],
  };
}

async function caseOf(context: TestContext, found: Findings, ...reports: readonly Report[]): Promise<Case> {
  const opened = await createCase(join(await passingFolder(context), 'case'), 'السد');
  context.after(() => opened.close());
  await opened.store.keep(
    reports.map((report) => arrivalOf(`/${report.id}`, report)),
    opened.stamp(),
  );
  await opened.store.putFindings(found, opened.stamp());
  return opened;
}

/** The briefing as it would be were the case made at no particular moment. */
async function timeless(opened: Case): Promise<Briefing> {
  return { ...(await composeBriefing(opened)), head: { seq: 9, hash: digest.parse('ab'.repeat(32)) } };
}

async function golden(name: string, content: string): Promise<void> {
  const path = join(import.meta.dirname, 'golden', name);
  if (process.env.GOLDEN === 'write') await writeFile(path, content);
  assert.equal(content, await readFile(path, 'utf8'), `${name} (GOLDEN=write writes it anew)`);
}

describe('a briefing', () => {
  for (const language of ['ar', 'en'] as const) {
    test(`says it all in ${language}, each sentence with its chain and its note`, async (context) => {
      const briefing = await timeless(await caseOf(context, findings(), HARBOUR, RADIO));
      await golden(`briefing.${language}.md`, briefingMarkdown(briefing, new Frame(language)));
      await golden(`briefing.${language}.html`, briefingHtml(briefing, new Frame(language)));
    });
  }

  test('leaves out what was rejected and says what was accepted or corrected', async (context) => {
    const opened = await caseOf(context, findings(), HARBOUR, RADIO);
    const claim = (document: string, item: string) =>
      ({ kind: 'claim', document: documentId.parse(document), item }) as const;
    const decide = (
      subject: ReturnType<typeof claim>,
      decision: Parameters<typeof opened.store.decide>[0]['decision'],
    ) => opened.store.decide({ subject, decision, note: null }, opened.stamp());
    await decide(claim('harbour', 'c1'), { kind: 'reject' });
    await decide(claim('harbour', 'c0'), { kind: 'correct', correction: { of: 'claim', chain: ['نائب المدير'] } });
    await decide(claim('radio', 'c0'), { kind: 'accept' });
    const text = briefingMarkdown(await timeless(opened), new Frame('en'));
    assert.ok(!text.includes('الجسر القديم فجرا»'));
    assert.match(
      text,
      /«200 عائلة غادرت القرية»\u2069 — \u2068نائب المدير\u2069, in \u2068صحيفة المرفأ\u2069 \(February 1, 2026\), corrected/,
    );
    assert.match(text, /شاهد عيان\u2069, in \u2068إذاعة الرافدين\u2069 \(February 2, 2026\), accepted/);
  });

  test('takes no word of a document for a sign of its own', async (context) => {
    const found = { ...NO_FINDINGS, groups: [groupOf('g"><script>', [refTo('hostile', HOSTILE, 0)], 1)] };
    const briefing = await timeless(await caseOf(context, found, HOSTILE));
    const html = briefingHtml(briefing, new Frame('ar'));
    assert.ok(!/<script|<img|<b>/.test(html));
    const markdown = briefingMarkdown(briefing, new Frame('en'));
    assert.ok(markdown.includes('\\<script\\>alert(1)\\</script\\> \\| \\[رابط\\](http://x)'));
  });

  test('of an empty case says so', async (context) => {
    const text = briefingMarkdown(await timeless(await caseOf(context, NO_FINDINGS)), new Frame('en'));
    assert.match(text, /Nothing was found/);
  });

  test('tells of the findings that are there, not of those before the last weighing', async (context) => {
    const told = async (): Promise<string[]> => {
      const { sections } = await composeBriefing(opened);
      return sections.flatMap((section) => (section.kind === 'groups' ? section.items.map(({ id }) => id) : []));
    };
    const [first, second] = [
      groupOf('a', [refTo('harbour', HARBOUR, 0)], 1),
      groupOf('b', [refTo('radio', RADIO, 0)], 1),
    ];
    const opened = await caseOf(context, { ...NO_FINDINGS, groups: [first] }, HARBOUR, RADIO);
    assert.deepEqual(await told(), ['a']);
    await opened.store.putFindings({ ...NO_FINDINGS, groups: [second] }, opened.stamp());
    assert.deepEqual(await told(), ['b']);
  });

  test('names what it has no room for by number', async (context) => {
    const groups = [groupOf('a', [refTo('harbour', HARBOUR, 0)], 1), groupOf('b', [refTo('radio', RADIO, 0)], 1)];
    const opened = await caseOf(context, { ...NO_FINDINGS, groups }, HARBOUR, RADIO);
    const { sections } = await composeBriefing(opened, {}, { items: 1, others: 1 });
    assert.deepEqual(sections.map(({ kind, items, more }) => [kind, items.length, more])[0], ['groups', 1, 1]);
  });
});

describe('a briefing as an editor chose it', () => {
  test('tells of the chosen groups in their order, under its own title', async (context) => {
    const opened = await caseOf(context, findings(), HARBOUR, RADIO);
    const choice = { title: 'ما جرى في القرية', introduction: 'مقدمة', items: ['families', 'none', 'bridge'] };
    const briefing = await composeBriefing(opened, choice);
    assert.deepEqual(
      briefing.sections.map((section) => section.kind === 'groups' && section.items.map(({ id }) => id)),
      [['families', 'bridge']],
    );
    const text = briefingMarkdown(briefing, new Frame('ar'));
    assert.ok(text.includes('# ما جرى في القرية\n\nمقدمة\n'));
    assert.match(briefingHtml(briefing, new Frame('ar')), /<h1><bdi>ما جرى في القرية<\/bdi><\/h1>/);
  });

  test('is a Word file that reads as the others do', async (context) => {
    const opened = await caseOf(context, findings(), HARBOUR, RADIO);
    const { bytes } = await brief(opened, { format: 'docx', language: 'ar' });
    const intake = openIntake();
    context.after(() => intake.close());
    const { format, documents } = await intake.read(bytes, 'briefing.docx');
    assert.equal(format, 'docx');
    const text = documents.map((document) => document.text).join('\n');
    assert.match(text, /موجز القضية: السد/);
    assert.match(text, /«200 عائلة غادرت القرية» — مدير السد، عن طريق وكالة الفرات، في صحيفة المرفأ/);
    assert.match(text, /…قال مدير السد لوكالة الفرات إن 200 عائلة غادرت القرية/);
  });
});

describe('the messages', () => {
  test('are there in every language under the same keys', () => {
    const keys = (language: BriefingLanguage): string[] => Object.keys(messagesOf(language)).toSorted();
    assert.deepEqual(keys('ar'), keys('en'));
  });

  test('count in Arabic by its six forms', () => {
    const frame = new Frame('ar');
    const said = [0, 1, 2, 3, 11, 100].map((certain) => frame.say('routes', { certain, possible: 0 }));
    assert.deepEqual(said, [
      'لا مسار ثابت.',
      'مسار ثابت واحد.',
      'مساران ثابتان.',
      '٣ مسارات ثابتة.',
      '١١ مسارا ثابتا.',
      '١٠٠ مسار ثابت.',
    ]);
  });
});
