import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import type { Entity, Mention, Reading } from '@isnad/reading';
import { brief } from '../src/briefing/brief.ts';
import { type Case, createCase } from '../src/case.ts';
import { packReading, rowsOfReading } from '../src/store/packed.ts';
import type { Arrival } from '../src/store/records.ts';
import { Forms } from '../src/withholding/forms.ts';
import { NameLeft, Withholding } from '../src/withholding/withholding.ts';
import { passingFolder } from './helpers/folder.ts';
import { arrivalOf, groupOf, NO_FINDINGS, type Report, readingOf, refTo, spanIn } from './helpers/reports.ts';

const HARBOUR: Report = {
  id: 'harbour',
  text: 'قال أحمد داود أوغلو إن السد انهار. وأضاف أوغلو أن علي غادر، وأن المياه على الطريق.',
  title: 'أوغلو: السد انهار',
  outlet: 'صحيفة المرفأ',
  claims: [
    { words: 'السد انهار', chain: ['أحمد داود أوغلو'] },
    { words: 'علي غادر', chain: ['أحمد داود أوغلو'] },
  ],
};
const RADIO: Report = {
  id: 'radio',
  text: 'أكد مسؤولون لداود أوغلو أن المياه على الطريق.',
  outlet: 'إذاعة الرافدين',
  claims: [{ words: 'المياه على الطريق', chain: ['مسؤولون'] }],
};

function withPeople(report: Report, people: ReadonlyArray<readonly string[]>): Arrival {
  const arrival = arrivalOf(`/${report.id}`, report);
  const entities = people.map(
    ([name = '', ...aliases], index): Entity => ({ id: `e${index}`, type: 'person', name, aliases }),
  );
  const mentions = people.flatMap((forms, index) =>
    forms
      .filter((form) => report.text.includes(form))
      .map((form): Mention => ({ ...spanIn(report.text, form), type: 'person', entity: `e${index}` })),
  );
  const reading: Reading = { ...readingOf(report.id ?? '', report), entities, mentions };
  const [document] = arrival.documents;
  return {
    ...arrival,
    documents: [{ ...document!, reading: packReading(reading), rows: rowsOfReading(reading) }],
  };
}

async function caseWithPeople(context: TestContext): Promise<Case> {
  const opened = await createCase(join(await passingFolder(context), 'case'), 'السد');
  context.after(() => opened.close());
  const arrivals = [
    withPeople(HARBOUR, [['أحمد داود أوغلو', 'أوغلو'], ['علي']]),
    withPeople(RADIO, [['داود أوغلو', 'أحمد داود أوغلو']]),
  ];
  await opened.store.keep(arrivals, opened.stamp());
  const groups = [
    groupOf('dam', [refTo('harbour', HARBOUR, 0)], 1),
    groupOf('ali', [refTo('harbour', HARBOUR, 1)], 1),
    groupOf('water', [refTo('radio', RADIO, 0)], 1),
  ];
  await opened.store.putFindings({ ...NO_FINDINGS, groups }, opened.stamp());
  return opened;
}

describe('a name is found', () => {
  const found = (name: string, text: string): string[] => {
    const forms = new Forms<string>();
    forms.enter(name, name);
    return forms.findIn(text).map(({ start, end }) => text.slice(start, end));
  };

  test('in every spelling, and behind what is written on to it', () => {
    assert.deepEqual(found('أحمد الأسد', 'رأى احمد الاسد أمس'), ['احمد الاسد']);
    assert.deepEqual(found('أحمد الأسد', 'وأحمد الأسد، ولأحمد الأسد'), ['أحمد الأسد', 'أحمد الأسد']);
    assert.deepEqual(found('الأسد', 'قيل للأسد إن'), ['لأسد']);
    assert.deepEqual(found('أحمد', 'قال أَحْمَدُ إن'), ['أَحْمَدُ']);
  });

  test('in whatever case its first word stands', () => {
    const forms = new Forms<string>(new Map([['ابي', 'ابو']]));
    forms.enter('أبو سالم', 'أبو سالم');
    assert.equal(forms.findIn('سلم على أبي سالم، ولأبي سالم').length, 2);
  });

  test('with whatever quotation marks stand in it', () => {
    assert.deepEqual(found('صحيفة «المرفأ»', 'قالت صحيفة المرفأ'), ['صحيفة المرفأ']);
    assert.deepEqual(found('صحيفة المرفأ', 'قالت صحيفة «المرفأ» أمس'), ['صحيفة «المرفأ»']);
    assert.deepEqual(found('صحيفة المرفأ', 'قالت «صحيفة المرفأ» أمس'), ['صحيفة المرفأ']);
  });

  test('not within another word, nor in other words', () => {
    assert.deepEqual(found('علي حسن', 'عليه حسن وعلي حسين'), []);
  });
});

describe('withholding', () => {
  const say = (kind: string, number: number): string => `[${kind} ${number}]`;

  test('calls one person the same in every document, and a single word by its own document', async (context) => {
    const { store } = await caseWithPeople(context);
    const withholding = await Withholding.of(store, new Set(['people']), say);
    assert.equal(withholding.clean(RADIO.text, 'radio'), 'أكد مسؤولون ل[people 1] أن المياه على الطريق.');
    assert.equal(withholding.clean('وأضاف أوغلو أن', 'harbour'), 'وأضاف [people 1] أن');
    assert.deepEqual(
      withholding.withheld.map(({ kind, number }) => [kind, number]),
      [['people', 1]],
    );
    assert.throws(() => withholding.check('كتب أحمد داود أوغلو'), NameLeft);
  });

  test('leaves a word that is nothing but a name out where reading missed it, too', async (context) => {
    const opened = await createCase(join(await passingFolder(context), 'case'), 'السد');
    context.after(() => opened.close());
    const away: Report = { id: 'away', text: 'الصفصاف – قال الوزير إن المياه وصلت للصفصاف وبالصفصاف.' };
    const here: Report = { id: 'here', text: 'قال الوزير في الصفصاف إن السد انهار.' };
    const arrivals = [withPeople(here, [['الصفصاف'], ['سالم العطار', 'الوزير']]), withPeople(away, [])];
    await opened.store.keep(arrivals, opened.stamp());
    const withholding = await Withholding.of(opened.store, new Set(['people']), say);
    assert.equal(
      withholding.clean(away.text, 'away'),
      '[people 1] – قال الوزير إن المياه وصلت ل[people 1] وب[people 1].',
    );
    assert.equal(withholding.clean(here.text, 'here'), 'قال [people 2] في [people 1] إن السد انهار.');
    assert.throws(() => withholding.check('وصل إلى والصفصاف'), NameLeft);
    assert.doesNotThrow(() => withholding.check('قال الوزير'), 'the word for an office is nobody’s name');
    assert.deepEqual(withholding.withheld.at(1)?.onlyWhereFound, ['الوزير']);
  });

  test('leaves no name in a briefing, and lists what it left out', async (context) => {
    const opened = await caseWithPeople(context);
    for (const format of ['md', 'html'] as const) {
      const made = await brief(opened, { format, language: 'ar', withhold: new Set(['people', 'sources']) });
      const text = new TextDecoder().decode(made.bytes);
      for (const name of ['أوغلو', 'علي غادر', 'صحيفة المرفأ', 'إذاعة الرافدين']) assert.ok(!text.includes(name), name);
      assert.ok(text.includes('شخص 1'));
      assert.ok(text.includes('على الطريق'), 'a word that is no name stays');
      assert.ok(made.withheld.some(({ forms }) => forms.includes('أحمد داود أوغلو')));
    }
  });
});
