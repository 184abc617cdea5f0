import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadWeighingArabic } from '@isnad/weighing/load';
import { type Likeness, likenessOf } from '../src/sources/identity.ts';
import { skeleton } from '../src/sources/skeleton.ts';

const { sources } = loadWeighingArabic();

test('a name sounds alike in its spellings and in both scripts', () => {
  const alike = [
    ['قورتولموش', 'كورتولموش', 'Kurtulmuş'],
    ['ليبراسيون', 'Libération'],
    ['جيرستن', 'Gersten'],
    ['أوغلو', 'اوغلو'],
    ['تراس', 'تروس', 'Truss'],
  ];
  for (const [first, ...others] of alike) for (const other of others) assert.equal(skeleton(other), skeleton(first!));
});

const words = (name: string) => name.split(' ').map((key) => ({ key, sounds: skeleton(key) }));
const LIKENESSES: readonly (readonly [string, string, Likeness])[] = [
  ['نعمان قورتولموش', 'نعمان كورتولموش', 'same'],
  ['احمد داود اوغلو', 'داود اوغلو', 'same'],
  ['رجب طيب اردوغان', 'اردوغان', 'perhaps'],
  ['Peter Gersten', 'بيتر جيرستن', 'same'],
  ['علي حسن', 'علاء حسن', 'perhaps'],
  ['علي حسن', 'علي كريم', 'different'],
  ['شرفان درويش', 'نواف خليل', 'different'],
];

for (const [a, b, expected] of LIKENESSES) {
  test(`«${a}» and «${b}»: ${expected}`, () => {
    assert.equal(likenessOf(words(a), words(b)), expected);
    assert.equal(likenessOf(words(b), words(a)), expected);
  });
}

test('an outlet is one under all its names', () => {
  const ids = ['أ ف ب', 'فرانس برس', 'وكالة الصحافة الفرنسية', 'AFP'].map((name) => {
    const naming = sources.read(name, 'media');
    return naming.kind === 'listed' ? naming.id : naming.kind;
  });
  assert.deepEqual(new Set(ids).size, 1);
  assert.match(ids[0]!, /^outlets:/);
});

test('a word of a person’s title or name is no outlet of that name', () => {
  for (const [name, type] of [
    ['قائد الدفاع المدني العميد فارس الخطيب', null],
    ['وزير الداخلية اللواء ماهر الحكيم', null],
    ['فارس الخطيب', 'person'],
    ['المرصد الأهلي', 'media'],
  ] as const) {
    const naming = sources.read(name, type);
    assert.notEqual(naming.kind, 'listed', name);
  }
});

test('a source without a name is nobody else', () => {
  for (const name of ['مصدر أمني', 'ثلاثة شهود', 'مسؤول في مكتب الوزير', 'أحد السكان', 'خبراء', 'وكالات']) {
    assert.deepEqual(sources.read(name, null), { kind: 'described', name, definite: false });
  }
});

test('papers that were found are something definite', () => {
  for (const name of ['وثائق عثر عليها في المكتب', 'الوثائق التي عثر عليها', 'لوثائق حصل عليها مراسل']) {
    const naming = sources.read(name, null);
    assert.ok(naming.kind === 'described' && naming.definite, name);
  }
});

test('organs of one state are told as such, with or without a name', () => {
  const states = ['وزارة الداخلية التركية', 'وزير الخارجية التركي مولود جاويش', 'أنقرة'].map((name) => {
    const naming = sources.read(name, null, []);
    return naming.kind === 'named' ? naming.state : naming.kind;
  });
  assert.deepEqual(states, ['state:tr', 'state:tr', 'state:tr']);
});

test('a nationality alone makes nobody an organ of a state', () => {
  const naming = sources.read('الكاتب التركي أورهان باموق', 'person');
  assert.ok(naming.kind !== 'described' && naming.state === null);
});

test('a person whose name is that of a country is no organ of it, and an agency that no list has is named', () => {
  const general = sources.read('العميد فارس الخطيب', 'person');
  assert.ok(general.kind !== 'described' && general.state === null);
  const agency = sources.read('وكالة أنباء السهل', 'media');
  const other = sources.read('وكالة أنباء الوادي', 'media');
  assert.ok(agency.kind === 'named' && other.kind === 'named');
  assert.notEqual(likenessOf(agency.words, other.words), 'same');
});

test('a source that no list has keeps its spelling, and what stands behind its quotation marks is not its name', () => {
  const naming = sources.read('صحيفة «المرصد الأهلي» من الوصول', 'media');
  assert.equal(naming.kind, 'named');
  assert.equal(naming.name, 'صحيفة المرصد الأهلي');
});

test('a body of a common name is not what is called after another class noun', () => {
  assert.equal(sources.read('المرصد الأهلي', 'organization').kind, 'named');
  assert.equal(sources.read('منظمة اليونيسف', 'organization').kind, 'listed');
});
