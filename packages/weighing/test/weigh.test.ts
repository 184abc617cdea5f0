import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Finding, type Findings, type Group, MemoryStore, Weigher, weigh, weighEach } from '@isnad/weighing';
import { loadWeighingArabic } from '@isnad/weighing/load';
import fc from 'fast-check';
import { readingOf } from './readings.ts';

const arabic = loadWeighingArabic();

/** The group that holds a claim of a document. */
function groupOf({ groups }: Findings, document: string, claim = 'c1'): Group {
  const found = groups.find(({ claims }) => claims.some((one) => one.document === document && one.claim === claim));
  assert.ok(found, `${document} ${claim} is in no group`);
  return found;
}

const COLLAPSE = 'انهار الجدار الشرقي لسد الوادي بعد ثلاثة أيام من الأمطار الغزيرة';
const COLLAPSED = 'الجدار الشرقي لسد الوادي انهار عقب أمطار غزيرة دامت ثلاثة أيام';

test('two reports with sources of their own that say the same are one group with two certain routes', async () => {
  const findings = await weigh(
    [
      readingOf('a', { published: '2024-03-01' }, `سالم الحمداني | ${COLLAPSE}`),
      readingOf('b', { published: '2024-03-02' }, `ليلى الجبوري | ${COLLAPSED}`),
    ],
    arabic,
  );
  const group = groupOf(findings, 'a');
  assert.equal(group.claims.length, 2);
  assert.equal(group.routes.certain, 2);
  assert.equal(group.grade, 'corroborated');
});

test('five pages that repeat one man are one route, and he is named as what ties them', async () => {
  const pages = ['رويترز', 'الغد', 'المدى', 'الزمان', 'الصباح'].map((relay, i) =>
    readingOf(`p${i}`, {}, `${relay} < سالم الحمداني | ${i % 2 === 0 ? COLLAPSE : COLLAPSED}`),
  );
  const group = groupOf(await weigh(pages, arabic), 'p0');
  assert.equal(group.claims.length, 5);
  assert.equal(group.routes.certain, 1);
  assert.equal(group.grade, 'single route');
  assert.match(group.because.ar, /سالم الحمداني/);
});

test('two cases of one general statement are of its group, whichever report comes first', async () => {
  const general = 'تزوير الشهادات للحصول على وظائف حكومية';
  const cases = [
    `سالم الحمداني | قدم مهندس شاب شهادة مزورة باسم جامعة أجنبية ليحصل على وظيفة حكومية في دائرة البلدية`,
    `ليلى الجبوري | لجأ كثيرون إلى تزوير شهادات ثانوية بغية الحصول على وظائف حكومية في قطاع الكهرباء`,
  ];
  for (const days of [
    ['2024-03-01', '2024-03-09'],
    ['2024-03-09', '2024-03-01'],
  ]) {
    const [published, other] = days as [string, string];
    const findings = await weigh(
      [readingOf('a', { published }, cases[0]!, general), readingOf('b', { published: other }, cases[1]!)],
      arabic,
    );
    const group = groupOf(findings, 'a');
    assert.equal(group, groupOf(findings, 'b'));
    assert.equal(group, groupOf(findings, 'a', 'c2'));
    assert.equal(group.routes.certain, 2);
  }
});

test('what a claim was done for counts where the claim was cut before it', async () => {
  const words = 'ادعى بوجود آلام في ظهره للتهرب من القتال، وبقي في بيته';
  const cut = readingOf('a', {}, `سالم الحمداني | ${words}`);
  const short = cut.claims.map((claim) => ({ ...claim, end: claim.start + 'ادعى بوجود آلام في ظهره'.length }));
  const findings = await weigh(
    [{ ...cut, claims: short }, readingOf('b', {}, 'ليلى الجبوري | ادعاء المرض تهربا من القتال')],
    arabic,
  );
  assert.equal(groupOf(findings, 'a'), groupOf(findings, 'b'));
});

test('a name in another spelling, or with more of it, is the same source', async () => {
  const findings = await weigh(
    [
      readingOf('a', {}, `نعمان قورتولموش | ${COLLAPSE}`),
      readingOf('b', {}, `نعمان كورتولموش | ${COLLAPSED}`),
      readingOf('c', {}, `محمد نعمان كورتولموش | ${COLLAPSE}`),
    ],
    arabic,
  );
  assert.equal(groupOf(findings, 'a').routes.possible, 1);
});

test('a source that may be another is a possible route of its own and no certain one', async () => {
  const { certain, possible } = groupOf(
    await weigh(
      [readingOf('a', {}, `سالم الحمداني | ${COLLAPSE}`), readingOf('b', {}, `الحمداني | ${COLLAPSED}`)],
      arabic,
    ),
    'a',
  ).routes;
  assert.deepEqual({ certain, possible }, { certain: 1, possible: 2 });
});

test('an unnamed source may be anybody', async () => {
  const { certain, possible } = groupOf(
    await weigh(
      [readingOf('a', {}, `سالم الحمداني | ${COLLAPSE}`), readingOf('b', {}, `?مصدر أمني | ${COLLAPSED}`)],
      arabic,
    ),
    'a',
  ).routes;
  assert.deepEqual({ certain, possible }, { certain: 1, possible: 2 });
});

test('documents that are copies of one another are one report of the graph', async () => {
  const lines = [
    `سالم الحمداني | ${COLLAPSE}`,
    'وقطعت السيول الطريق بين الناحية والمدينة وجرفت منازل المزارعين القريبة من المجرى',
    'ونقلت فرق الإنقاذ العائلات إلى مدرستين في مركز الناحية قبل حلول المساء',
  ];
  const findings = await weigh([readingOf('a', {}, ...lines), readingOf('b', {}, ...lines)], arabic);
  assert.equal(findings.copies.length, 1);
  const reports = groupOf(findings, 'a').routes.nodes.filter(({ kind }) => kind === 'report');
  assert.deepEqual(
    reports.map(({ documents }) => documents),
    [['a', 'b']],
  );
});

test('what a report calls unprecedented is flagged where a report of long before tells of it', async () => {
  const now = readingOf('now', { published: '2024-06-20' }, `سالم الحمداني | ${COLLAPSE}`, 'وهذا الانهيار غير مسبوق');
  const flagsWith = async (head: { published?: string }) => {
    const before = readingOf('before', head, `نور البياتي | ${COLLAPSED}`);
    const { flags } = await weigh([now, before], arabic);
    return flags
      .filter(({ kind }) => kind === 'told before')
      .map(({ claims }) => claims.map(({ document }) => document));
  };
  assert.deepEqual(await flagsWith({ published: '2023-01-05' }), [['now', 'before']]);
  assert.deepEqual(await flagsWith({ published: '2024-06-18' }), [], 'of the same days');
  assert.deepEqual(await flagsWith({}), [], 'of no known day');
});

test('two papers that cite each other are found as a circle', async () => {
  const findings = await weigh(
    [
      readingOf('a', { outlet: 'رويترز' }, `أسوشيتد برس | ${COLLAPSE}`),
      readingOf('b', { outlet: 'أسوشيتد برس' }, `رويترز | ${COLLAPSED}`),
    ],
    arabic,
  );
  const { circles, certain } = groupOf(findings, 'a').routes;
  assert.equal(circles.length, 1);
  assert.equal(certain, 1);
  const [flag] = findings.flags;
  assert.equal(flag?.kind, 'circular reporting');
  assert.match(flag.message.ar, /رويترز/);
  assert.match(flag.message.en, /أسوشيتد برس/);
});

test('figures of one measure make a series with its low, best and high, and those that exclude each other conflict', async () => {
  const findings = await weigh(
    [
      readingOf('a', { published: '2024-03-01' }, 'سالم الحمداني | أسفر انهيار سد الوادي عن مقتل {27 شخصا}'),
      readingOf('b', { published: '2024-03-01' }, 'ليلى الجبوري | انهيار سد الوادي أسفر عن مقتل {30 شخصا}'),
      readingOf('c', { published: '2024-03-03' }, 'كريم العاني | ارتفع عدد قتلى انهيار سد الوادي إلى {30 قتيلا}'),
      readingOf('d', { published: '2024-03-03' }, 'كريم العاني | وأصيب في انهيار سد الوادي {90 شخصا}'),
    ],
    arabic,
  );
  const dead = findings.figures.find(({ points }) => points.length === 3);
  assert.ok(dead);
  assert.deepEqual([dead.low, dead.best, dead.high], [27, 30, 30]);
  assert.match(dead.measure, /قتلى/);
  assert.deepEqual(
    dead.conflicts.map(({ kind }) => kind),
    ['figure'],
  );
  assert.equal(groupOf(findings, 'a').grade, 'contested');
});

test('a toll that grew from one day to the next is an update, and contests nothing', async () => {
  const findings = await weigh(
    [
      readingOf('a', { published: '2024-03-01' }, 'سالم الحمداني | أسفر انهيار سد الوادي عن مقتل {27 شخصا}'),
      readingOf('b', { published: '2024-03-02' }, 'ليلى الجبوري | أسفر انهيار سد الوادي عن مقتل {30 شخصا}'),
    ],
    arabic,
  );
  assert.deepEqual(
    findings.figures.flatMap(({ conflicts }) => conflicts.map(({ kind }) => kind)),
    ['update'],
  );
  assert.notEqual(groupOf(findings, 'a').grade, 'contested');
});

/** The kinds of conflict between two reports of one event that tell a count, the second a day later. */
async function kindsBetween(first: string, later: string): Promise<string[]> {
  const { figures } = await weigh(
    [readingOf('a', { published: '2024-03-01' }, first), readingOf('b', { published: '2024-03-02' }, later)],
    arabic,
  );
  return figures.flatMap(({ conflicts }) => conflicts.map(({ kind }) => kind));
}

test('those missing become fewer as they are found, the dead do not', async () => {
  const missing = (source: string, count: string) => `${source} | فقدان {${count}} بعد انهيار سد الوادي`;
  assert.deepEqual(await kindsBetween(missing('سالم', '17 شخصا'), missing('ليلى', '9 أشخاص')), ['update']);
  const dead = (source: string, count: string) => `${source} | مقتل {${count}} بعد انهيار سد الوادي`;
  assert.deepEqual(await kindsBetween(dead('سالم', '17 شخصا'), dead('ليلى', '9 أشخاص')), ['figure']);
});

test('who counts the dead may correct himself later; in the mouth of a relay his figure has drifted', async () => {
  const dead = (source: string, count: string) => `${source} | مقتل {${count}} بعد انهيار سد الوادي`;
  assert.deepEqual(await kindsBetween(dead('سالم الحمداني', '17 شخصا'), dead('سالم الحمداني', '9 أشخاص')), ['update']);
  const relayed = dead('رويترز < سالم الحمداني', '71 شخصا');
  assert.deepEqual(await kindsBetween(dead('سالم الحمداني', '17 شخصا'), relayed), ['drift']);
});

test('how often something happened is no series', async () => {
  const { figures } = await weigh(
    [readingOf('a', {}, 'قصفت الطائرات سد الوادي {4 مرات}'), readingOf('b', {}, 'قصفت الطائرات سد الوادي {3 مرات}')],
    arabic,
  );
  assert.deepEqual(figures, []);
});

test('what one sentence counts is not set against itself', async () => {
  const findings = await weigh(
    [readingOf('a', {}, 'سالم الحمداني | قتل في انهيار سد الوادي {12 شخصا} وقتل في الطريق إليه {4 أشخاص}')],
    arabic,
  );
  assert.deepEqual(
    findings.figures.flatMap(({ conflicts }) => conflicts),
    [],
  );
});

test('figures of the people of two countries are two series', async () => {
  const findings = await weigh(
    [
      readingOf('a', {}, 'سالم الحمداني | كان على متن العبارة الغارقة {239 راكبا}'),
      readingOf('b', {}, 'ليلى الجبوري | كان على متن العبارة الغارقة {4 ركاب} فرنسيين'),
    ],
    arabic,
  );
  assert.equal(findings.figures.length, 2);
});

test('parts from several reports that come to more than the total are flagged', async () => {
  const findings = await weigh(
    [
      readingOf('a', {}, 'سالم الحمداني | كان على متن العبارة الغارقة {20 راكبا}'),
      readingOf(
        'b',
        {},
        'ليلى الجبوري | كان على متن العبارة الغارقة {20 راكبا}',
        'كان على متن العبارة الغارقة {16 راكبا} فرنسيين',
      ),
      readingOf(
        'c',
        {},
        'كريم العاني | كان على متن العبارة الغارقة {20 راكبا}',
        'كان على متن العبارة الغارقة {9 ركاب} صينيين',
      ),
    ],
    arabic,
  );
  const [flag] = findings.flags;
  assert.equal(flag?.kind, 'parts exceed their total');
  assert.match(flag.message.en, /come to 25 .*total told, 20/);
  assert.equal(flag.claims.length, 3);
});

test('a rounded figure is told as rounding, a hedged bound not at all, and neither contests anything', async () => {
  const findings = await weigh(
    [
      readingOf('a', {}, 'سالم الحمداني | أسفر انهيار سد الوادي عن مقتل {نحو 200 شخص}'),
      readingOf('b', {}, 'ليلى الجبوري | أسفر انهيار سد الوادي عن مقتل {204 أشخاص}'),
      readingOf('c', {}, 'كريم العاني | أسفر انهيار سد الوادي عن مقتل {أكثر من 190 شخصا}'),
    ],
    arabic,
  );
  assert.deepEqual(
    findings.figures.flatMap(({ conflicts }) => conflicts.map(({ kind, a, b }) => [kind, a.document, b.document])),
    [['rounding', 'a', 'b']],
  );
  assert.ok(findings.groups.every(({ grade }) => grade !== 'contested'));
});

test('a range that holds a number is that number told less exactly, and so are two distances that are nearly one', async () => {
  assert.deepEqual(
    await kindsBetween('سالم | مقتل {27 شخصا} في انهيار سد الوادي', 'ليلى | مقتل {20-30 شخصا} في انهيار سد الوادي'),
    ['rounding'],
  );
  const near = 'تقع القرية المنكوبة على بعد {نحو 4000 كيلومتر} من المطار الذي أقلعت منه الطائرة';
  assert.deepEqual(await kindsBetween(near, 'هبطت في مطار بعيد على بعد {3700 كيلومتر} من الساحل'), ['rounding']);
  assert.deepEqual(await kindsBetween(near, 'هبطت في مطار بعيد على بعد {900 كيلومتر} من الساحل'), []);
});

test('a document that hedges a number in one place and not in the other has rounded it', async () => {
  const text = ' | أسفر انهيار سد الوادي عن مقتل {27 شخصا}. || أسفر انهيار سد الوادي عن مقتل {أكثر من 27 شخصا}';
  const { figures } = await weigh([readingOf('a', {}, ...text.split('||'))], arabic);
  assert.deepEqual(
    figures.flatMap(({ conflicts }) => conflicts.map(({ kind }) => kind)),
    ['rounding'],
  );
});

test('two relays of one origin with different figures have drifted, and the link where it happened is shown', async () => {
  const findings = await weigh(
    [
      readingOf('a', { published: '2024-03-01' }, 'سالم الحمداني | عثرت اللجنة في مكتب السد على {14 وثيقة}'),
      readingOf('b', { published: '2024-03-02' }, 'الغد < سالم الحمداني | عثرت اللجنة في مكتب السد على {114 وثيقة}'),
    ],
    arabic,
  );
  const [conflict] = findings.figures.flatMap(({ conflicts }) => conflicts);
  assert.equal(conflict?.kind, 'drift');
  assert.match(conflict.at ?? '', /غد/);
  const [flag] = findings.flags;
  assert.equal(flag?.kind, 'drift');
  assert.match(flag.message.en, /14 وثيقة.*114 وثيقة.*الغد/);
  assert.notEqual(groupOf(findings, 'a').grade, 'contested');
});

test('what one affirms and another denies of the same matter is a conflict', async () => {
  const findings = await weigh(
    [
      readingOf('a', {}, 'سالم الحمداني | تلقت المديرية تحذيرا من تشققات الجدار الشرقي قبل الكارثة'),
      readingOf('b', {}, 'ليلى الجبوري | لم تتلق المديرية تحذيرا من تشققات الجدار الشرقي قبل الكارثة'),
    ],
    arabic,
  );
  assert.notEqual(groupOf(findings, 'a'), groupOf(findings, 'b'));
  const [conflict] = groupOf(findings, 'a').conflicts;
  assert.equal(conflict?.kind, 'negation');
  assert.ok(conflict.because.ar.length > 0);
});

test('what is denied of one thing is not denied of another', async () => {
  const findings = await weigh(
    [
      readingOf('a', {}, 'تدخل شحنة القمح الروسي ميناء اللاذقية وحطام الباخرة'),
      readingOf('b', {}, 'لم تدخل مرحلة الحسم شحنة القمح الروسي التي في ميناء اللاذقية'),
    ],
    arabic,
  );
  assert.deepEqual(
    findings.groups.flatMap(({ conflicts }) => conflicts),
    [],
  );
});

test('a case that is weighed one document at a time comes to the same', async () => {
  const documents = [
    readingOf('a', { published: '2024-03-01' }, `سالم الحمداني | ${COLLAPSE}`, 'قتل في انهيار السد {27 شخصا}'),
    readingOf('b', { published: '2024-03-02' }, `ليلى الجبوري | ${COLLAPSED}`, 'قتل في انهيار السد {30 شخصا}'),
    readingOf('b', { published: '2024-03-03' }, 'صرف التعويضات للمزارعين تأخر شهرا'),
  ];
  async function* given() {
    yield* documents;
  }
  const found: Finding[] = [];
  for await (const finding of weighEach(given(), arabic)) found.push(finding);
  const { groups, copies, figures, flags } = await weigh(documents, arabic);
  assert.equal(found.length, groups.length + copies.length + figures.length + flags.length);
  assert.deepEqual(
    found.filter(({ kind }) => kind === 'group'),
    groups.map((group) => ({ kind: 'group', group })),
  );
});

test('the order in which documents are given changes nothing', async () => {
  const documents = [
    readingOf('a', { published: '2024-03-01' }, `سالم الحمداني | ${COLLAPSE}`),
    readingOf('b', { published: '2024-03-02' }, `ليلى الجبوري | ${COLLAPSED}`, 'تأخر صرف التعويضات للمزارعين'),
    readingOf('c', { published: '2024-03-03' }, 'صرف التعويضات للمزارعين تأخر شهرا'),
  ];
  assert.deepEqual(await weigh(documents, arabic), await weigh([...documents].reverse(), arabic));
});

test('a group keeps its id and its claims as documents are added', async () => {
  const store = new MemoryStore();
  const weigher = new Weigher(store, arabic);
  await weigher.add(readingOf('a', {}, `سالم الحمداني | ${COLLAPSE}`, 'ارتفعت أسعار القمح في الأسواق المحلية'));
  const before = await store.groupsOf([0, 1]);
  await weigher.add(readingOf('b', {}, `ليلى الجبوري | ${COLLAPSED}`, 'قطعت السيول الطريق إلى المدينة'));
  assert.deepEqual(await store.groupsOf([0, 1]), before);
  assert.deepEqual(await store.members([0], 10), [[0, 2]]);
});

const WORDS = [
  'السد',
  'انهار',
  'قتل',
  'الوزير',
  'لم',
  'المدينة',
  'ارتفاع',
  'هبوط',
  'السيول',
  'نفى',
  'أعلن',
  '{7 قتلى}',
  '{9 قتلى}',
];
const SOURCES = ['', 'سالم الحمداني | ', '?مصدر | ', 'رويترز < ليلى الجبوري | ', 'رويترز | '];
const lines = fc
  .tuple(fc.constantFrom(...SOURCES), fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 7 }))
  .map(([source, words]) => source + words.join(' '));

test('whatever the documents, each claim is in one group, and what is certain is possible', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(lines, { maxLength: 4 }), { maxLength: 6 }), async (documents) => {
      const readings = documents.map((claims, i) => readingOf(`d${i}`, { outlet: 'رويترز' }, ...claims));
      const { groups, figures } = await weigh(readings, arabic);
      const all = groups.flatMap(({ claims }) => claims.map(({ document, claim }) => `${document} ${claim}`));
      assert.equal(new Set(all).size, all.length);
      assert.equal(all.length, documents.flat().length);
      assert.equal(new Set(groups.map(({ id }) => id)).size, groups.length);
      for (const { routes, related, id } of groups) {
        assert.ok(routes.certain >= 1 && routes.certain <= routes.possible);
        assert.ok(related.every((other) => other !== id && groups.some((group) => group.id === other)));
      }
      for (const { points, low, high } of figures) {
        for (const point of points) assert.ok(point.low === null || (low! <= point.low && point.low <= high!));
      }
    }),
    { numRuns: 60 },
  );
});

test('a source is shown as most reports write it', async () => {
  const spellings = ['نعمان كورتولموش', 'نعمان قورتولموش', 'نعمان قورتولموش'];
  const findings = await weigh(
    spellings.map((name, i) =>
      readingOf(`d${i}`, { published: `2024-03-0${i + 1}` }, `${name} | انهار سد الوادي الكبير فجرا`),
    ),
    arabic,
  );
  const names = findings.groups.flatMap(({ routes }) => routes.nodes.filter(({ kind }) => kind === 'origin'));
  assert.deepEqual(new Set(names.map(({ name }) => name)), new Set(['نعمان قورتولموش']));
});

test('two oceans for one island are a conflict over a place; two directions of which one is finer are none', async () => {
  const words = [
    'عثر على حطام الطائرة في جزيرة فرنسية صغيرة في المحيط الهندي',
    'وصل محققون إلى جزيرة فرنسية صغيرة في المحيط الهادئ لمعاينة حطام الطائرة',
  ];
  const kindsOf = async (lines: readonly string[]) => {
    const { groups } = await weigh(
      lines.map((line, i) => readingOf(`d${i}`, {}, ` | ${line}`)),
      arabic,
    );
    return new Set(groups.flatMap(({ conflicts }) => conflicts.map(({ kind }) => kind)));
  };
  assert.deepEqual(await kindsOf(words), new Set(['place']));
  assert.deepEqual(await kindsOf(['انفجر مستودع الوقود شمال شرق تكريت', 'انفجر مستودع الوقود شمال تكريت']), new Set());
});

test('what one report leaves open and a later one is sure of has been updated', async () => {
  const { groups } = await weigh(
    [
      readingOf('a', { published: '2024-03-01' }, ' | لم يتأكد أن حطام الجناح يعود إلى الطائرة المفقودة'),
      readingOf('b', { published: '2024-03-04' }, ' | ثبت نهائيا أن حطام الجناح يعود إلى الطائرة المفقودة'),
    ],
    arabic,
  );
  const conflicts = groups.flatMap((group) => group.conflicts);
  assert.deepEqual(new Set(conflicts.map(({ kind }) => kind)), new Set(['update']));
  assert.ok(groups.every(({ grade }) => grade !== 'contested'));
});

test('words of one field tie claims as related and do not make them the same', async () => {
  const { groups } = await weigh(
    [readingOf('a', {}, ' | افتعال الأعذار للهرب'), readingOf('b', {}, ' | إيجاد حيلة لمغادرة الصفوف وخداع القادة')],
    arabic,
  );
  assert.equal(groups.length, 2);
  assert.deepEqual(groups[0]!.related, [groups[1]!.id]);
  assert.deepEqual(groups[0]!.links[0]!.b, { document: 'b', claim: 'c1' });
});
