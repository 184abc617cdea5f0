import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPage } from '../src/html/page.ts';

const PARAGRAPHS = [
  'قالت مصادر محلية في بلدة الوادي إن السد انهار فجر الثلاثاء، وإن المياه غمرت ثلاث قرى، وأضافت أن نحو مئتي عائلة غادرت بيوتها.',
  'وأكد مهندس عمل في السد عشر سنوات، طلب ألا يذكر اسمه، أن الشقوق ظهرت في جداره الغربي منذ الشتاء، وأن الإدارة تلقت ثلاثة تقارير عنها.',
  'ولم تعلّق وزارة الري على الحادث حتى ساعة نشر هذا التقرير، لكن مسؤولا فيها قال إن لجنة ستصل غدا، وإن البوابات فتحت في وقتها.',
];

function page(head: string, body: string): string {
  return `<!doctype html><html lang="ar" dir="rtl"><head>${head}</head><body>
  <nav><ul><li><a href="/">الرئيسية</a></li><li><a href="/n">أخبار</a></li></ul></nav>${body}
  <aside class="sidebar"><h3>الأكثر قراءة</h3><ul>${'<li><a href="/x">خبر آخر من الموقع</a></li>'.repeat(20)}</ul></aside>
  <footer>جميع الحقوق محفوظة 2019</footer></body></html>`;
}

const ARTICLE = `<article><h1>انهيار سد الوادي</h1>${PARAGRAPHS.map((text) => `<p>${text}</p>`).join('')}</article>`;

test('a page becomes its title, a blank line and its paragraphs; the site around it goes', () => {
  const read = readPage(page('<title>انهيار سد الوادي - صحيفة النهر</title>', ARTICLE), []);
  assert.equal(read.text, ['انهيار سد الوادي', ...PARAGRAPHS].join('\n\n'));
  assert.equal(read.title, 'انهيار سد الوادي');
  assert.equal(read.outlet, 'صحيفة النهر');
  assert.match(read.notes.map((note) => note.message).join(), /the rest is the site's/);
});

test('JSON-LD is believed before OpenGraph, and OpenGraph before meta', () => {
  const data = {
    '@context': 'https://schema.org',
    '@graph': [
      { '@type': 'WebPage', name: 'صفحة' },
      {
        '@type': ['NewsArticle'],
        headline: 'انهيار سد الوادي &quot;المفاجئ&quot;',
        datePublished: '2016-05-03T01:30:00+03:00',
        dateModified: '2016-05-04',
        author: [{ '@type': 'Person', name: 'سلمى النجار' }, { '@id': '#2' }],
        publisher: { '@id': '#pub' },
        mainEntityOfPage: { '@id': 'https://nahr.example/1' },
      },
      { '@id': '#2', '@type': 'Person', name: 'رامي عودة' },
      { '@id': '#pub', '@type': 'Organization', name: 'صحيفة النهر' },
    ],
  };
  const head = `<title>غير هذا</title><meta property="og:title" content="عنوان آخر"><meta property="og:site_name" content="غيرها">
    <meta property="article:published_time" content="2015-01-01"><script type="application/ld+json">${JSON.stringify(data)}</script>`;
  const read = readPage(page(head, ARTICLE), []);
  assert.equal(read.title, 'انهيار سد الوادي "المفاجئ"');
  assert.equal(read.outlet, 'صحيفة النهر');
  assert.equal(read.author, 'سلمى النجار، رامي عودة');
  assert.equal(read.published, '2016-05-03');
  assert.equal(read.modified, '2016-05-04');
  assert.equal(read.address, 'https://nahr.example/1');
});

test('JSON-LD with line breaks in its strings is read, and one that is no JSON is passed over', () => {
  const broken = '<script type="application/ld+json">{"@type": "NewsArticle", </script>';
  const multiline = '<script type="application/ld+json">{"@type":"Article","headline":"سطر\nثان"}</script>';
  assert.equal(readPage(page(broken + multiline, ARTICLE), []).title, 'سطر ثان');
});

test('OpenGraph and meta give what JSON-LD does not; an address is no name', () => {
  const head = `<meta property="og:title" content="انهيار سد الوادي | صحيفة النهر"><meta property="og:site_name" content="صحيفة النهر">
    <meta property="article:author" content="https://facebook.example/x"><meta name="author" content="سلمى النجار">
    <meta name="DC.date.issued" content="2016-05-03"><link rel="canonical" href="https://nahr.example/1">`;
  const read = readPage(page(head, ARTICLE), []);
  assert.equal(read.title, 'انهيار سد الوادي');
  assert.equal(read.author, 'سلمى النجار');
  assert.equal(read.published, '2016-05-03');
  assert.equal(read.address, 'https://nahr.example/1');
});

const DATELINES: ReadonlyArray<readonly [line: string, published: string | null, modified: string | null]> = [
  ['نشر في: 3 مايو 2016', '2016-05-03', null],
  ['الثلاثاء ٣ أيار/مايو ٢٠١٦', '2016-05-03', null],
  ['الثلاثاء 26 رجب 1437هـ - 3 مايو 2016م', '2016-05-03', null],
  ['تاريخ النشر: 03/05/2016 - آخر تحديث: 04/05/2016 14:20', '2016-05-03', '2016-05-04'],
  ['2016/05/03', '2016-05-03', null],
  ['٣ من جمادى الآخرة ١٤٣٧ هـ', '2016-03-12', null],
  ['3 ماي 2016', '2016-05-03', null],
  ['3 كانون الثاني (يناير) 2016', '2016-01-03', null],
  ['May 3, 2016', '2016-05-03', null],
  ['عضو منذ 3 مايو 2010', null, null],
  ['31/02/2016', null, null],
];

for (const [line, published, modified] of DATELINES) {
  test(`the visible dateline «${line}» gives ${published ?? 'no day'}${modified === null ? '' : ` and ${modified}`}`, () => {
    const body = ARTICLE.replace('</h1>', `</h1><div class="info">${line}</div>`);
    const read = readPage(page('<title>انهيار سد الوادي</title>', body), []);
    assert.equal(read.published, published);
    assert.equal(read.modified, modified);
  });
}

test('a day reckoned from an Islamic date alone is noted as doubtful', () => {
  const body = ARTICLE.replace('</h1>', '</h1><div>26 رجب 1437 هـ</div>');
  const read = readPage(page('<title>انهيار سد الوادي</title>', body), []);
  assert.equal(read.published, '2016-05-03');
  assert.match(read.notes.map((note) => note.kind).join(), /date/);
});

test('a date in the story is not the day of publication', () => {
  const body = `<article><h1>انهيار سد الوادي</h1><p>${PARAGRAPHS.join(' ')} وبني السد في 7 مارس 1988 بعد فيضان كبير.</p></article>`;
  assert.equal(readPage(page('<title>انهيار سد الوادي</title>', body), []).published, null);
});

test('lists, tables, line breaks and quotations keep their lines', () => {
  const body = `<article><h1>ع</h1><p>${PARAGRAPHS[0]}</p><ul><li>أولا</li><li><p>ثانيا</p></li></ul><ol start="3"><li>ثالثا</li></ol>
    <table><tr><th>القرية</th><th>العدد</th></tr><tr><td>الوادي</td><td>200</td></tr></table>
    <p>سطر<br>آخر<br><br>وبعد فراغ</p><blockquote>${PARAGRAPHS[1]}</blockquote><p>${PARAGRAPHS[2]}</p></article>`;
  const lines = readPage(page('', body), []).text.split('\n');
  for (const line of [
    '• أولا',
    '• ثانيا',
    '3. ثالثا',
    'القرية\tالعدد',
    'الوادي\t200',
    'سطر',
    'آخر',
    'وبعد فراغ',
    PARAGRAPHS[1],
  ]) {
    assert.ok(lines.includes(line ?? ''), `no line «${line}»`);
  }
  assert.equal(lines[lines.indexOf('آخر') + 1], '');
});

test('no markup, script, style or hidden words reach the text', () => {
  const body = `<article><h1>ع</h1><p>${PARAGRAPHS.join('</p><p>')}</p><script>alert("س")</script><style>p{}</style>
    <p style="display:none">مخفي</p><noscript>بديل</noscript><p>ثلاثة &lt; أربعة &amp; خمسة</p></article>`;
  const { text } = readPage(page('', body), []);
  assert.match(text, /ثلاثة < أربعة & خمسة/);
  assert.doesNotMatch(text, /alert|مخفي|بديل|<p>|&amp;/);
});

test('an article that only its JSON-LD carries is taken from there, and that is noted', () => {
  const data = { '@type': 'NewsArticle', headline: 'ع', articleBody: PARAGRAPHS.join('\n\n') };
  const read = readPage(
    page(`<script type="application/ld+json">${JSON.stringify(data)}</script>`, '<div id="app">جار التحميل</div>'),
    [],
  );
  assert.equal(read.text, ['ع', ...PARAGRAPHS].join('\n\n'));
  assert.match(read.notes.map((note) => note.message).join(), /articleBody/);
});

test('a page saved by a browser knows its address', () => {
  const html = `<!DOCTYPE html>\n<!-- saved from url=(0022)https://nahr.example/1 -->\n${page('', ARTICLE).replace('<!doctype html>', '')}`;
  assert.equal(readPage(html, []).address, 'https://nahr.example/1');
});

test('a page nested too deep for Readability keeps all of its text', () => {
  const read = readPage(`${'<div>'.repeat(5000)}<p>${PARAGRAPHS[0]}</p>`, []);
  assert.equal(read.text, PARAGRAPHS[0]);
  assert.match(read.notes.map((note) => note.message).join(), /deep/);
});
