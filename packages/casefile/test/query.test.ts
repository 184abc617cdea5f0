import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { QueryError } from '../src/search/error.ts';
import { explainQuery } from '../src/search/explain.ts';
import { bestPassage } from '../src/search/locate.ts';
import { type Clause, parseQuery } from '../src/search/query.ts';
import { indexTerms, termsOf } from '../src/search/terms.ts';

/** A query in one line: words; [required | alternatives]; -excluded; a phrase's words joined by +. */
function shorthand(query: string): string {
  const { words, required, without } = parseQuery(query);
  const said = (clause: Clause): string => {
    switch (clause.kind) {
      case 'word':
        return clause.term.form;
      case 'beginning':
        return `${clause.term.form}*`;
      case 'phrase':
        return clause.terms.map((term) => term.form).join('+');
      case 'near':
        return `${said(clause.a)} ~${clause.within} ${said(clause.b)}`;
    }
  };
  return [
    ...words.map((term) => term.form),
    ...required.map((clauses) => `[${clauses.map(said).join(' | ')}]`),
    ...without.map((clause) => `-${said(clause)}`),
  ].join(' ');
}

describe('a query', () => {
  test('is words, phrases, exclusions and alternatives', () => {
    assert.equal(shorthand('سد الشمال'), 'سد الشمال');
    assert.equal(shorthand('سد "مدير السد" قرية'), 'سد قريه [مدير+السد]');
    assert.equal(shorthand('«مدير السد»'), '[مدير+السد]');
    assert.equal(shorthand('سد -قرية'), 'سد -قريه');
    assert.equal(shorthand('سد -"مدير السد"'), 'سد -مدير+السد');
    assert.equal(shorthand('سد OR جسر OR نهر قرية'), 'قريه [سد | جسر | نهر]');
    assert.equal(shorthand('قرية سد OR "جسر قديم"'), 'قريه [سد | جسر+قديم]');
  });

  test('AND asks for both', () => {
    assert.equal(shorthand('سد AND جسر'), '[سد] [جسر]');
    assert.equal(shorthand('قرية سد AND جسر AND نهر'), 'قريه [سد] [جسر] [نهر]');
    assert.equal(shorthand('سد AND جسر OR نهر قرية'), 'قريه [سد] [جسر | نهر]');
    assert.equal(shorthand('سد OR نهر AND جسر'), '[سد | نهر] [جسر]');
    assert.equal(shorthand('سد AND جسر NEAR/3 نهر'), '[سد] [جسر ~3 نهر]');
  });

  test('that is a question quotes with its quotation marks', () => {
    assert.equal(shorthand('كم قرية تحت "مدير السد"؟'), 'كم قريه تحت مدير السد');
    assert.equal(shorthand('كم قرية -"مدير السد"؟'), 'كم قريه -مدير+السد');
  });

  test('is beginnings of words, and words that are near each other', () => {
    assert.equal(shorthand('فلسطين* سد'), 'سد [فلسطين*]');
    assert.equal(shorthand('سد NEAR قرية'), '[سد ~10 قريه]');
    assert.equal(shorthand('سد NEAR/5000 قرية'), '[سد ~1000 قريه]', 'as far as can be looked for');
    assert.equal(shorthand('"مدير السد" NEAR/3 انهار جسر'), 'جسر [مدير+السد ~3 انهار]');
    assert.equal(shorthand('NEAR سد'), 'سد', 'NEAR with nothing before it');
  });

  test('is fields in either language, each with a value that it can have', () => {
    const filters = (query: string): unknown => parseQuery(query).filters;
    assert.deepEqual(filters('سد origin:"مدير السد"'), [{ field: 'origin', key: 'مدير السد' }]);
    assert.deepEqual(filters('تاريخ:2014..2016'), [{ field: 'date', from: '2014-01-01', to: '2016-12-31' }]);
    assert.deepEqual(filters('date:٢٠١٤-٠٣'), [{ field: 'date', from: '2014-03-01', to: '2014-03-31' }]);
    assert.deepEqual(filters('date:..2016-05-03'), [{ field: 'date', from: null, to: '2016-05-03' }]);
    assert.deepEqual(filters('figure:200..300'), [{ field: 'figure', low: 200, high: 300 }]);
    assert.deepEqual(filters('figure:>=200'), [{ field: 'figure', low: 200, high: null }]);
    assert.deepEqual(filters('grade:single-route'), [{ field: 'grade', grade: 'single route' }]);
    for (const wrong of ['date:soon', 'figure:many', 'grade:good', 'origin:']) {
      assert.throws(
        () => parseQuery(`سد ${wrong}`),
        (error) =>
          error instanceof QueryError && error.kind === 'bad field' && error.message.includes(wrong.split(':')[0]!),
      );
    }
  });

  test('is refused when it is longer than anybody types', () => {
    assert.equal(parseQuery('سد '.repeat(199)).words.length, 199);
    assert.throws(
      () => parseQuery('سد '.repeat(300)),
      (error) => error instanceof QueryError && error.kind === 'too long',
    );
  });

  test('takes odd signs for what they most likely mean', () => {
    assert.equal(shorthand('سد "مدير'), 'سد مدير', 'a quotation that is not closed');
    assert.equal(shorthand('OR سد OR'), 'سد', 'OR with nothing on a side');
    assert.equal(shorthand('1990-1995'), '1990 1995', 'a range, not an exclusion');
    assert.equal(shorthand('سد - قرية'), 'سد قريه', 'a dash between words');
    assert.equal(shorthand('سد، قرية؟'), 'سد قريه');
  });

  test('says what it looks for, and in what', () => {
    assert.equal(parseQuery('سد').scope, 'documents');
    assert.equal(parseQuery('in:claims سد').scope, 'claims');
    assert.equal(parseQuery('في:أرقام سد').scope, 'figures');
    assert.equal(shorthand('in:claims سد'), 'سد');
  });

  test('is explained: what was taken for what, and where', () => {
    const notes = (query: string): string[] =>
      explainQuery(query).notes.map(({ kind, start, end }) => `${kind}: ${query.slice(start, end)}`);
    assert.deepEqual(notes('سد origin:"مدير السد" "قرية"'), []);
    assert.deepEqual(notes('date:2014 سد "قرية'), ['open quotation: "']);
    assert.deepEqual(notes('سد outlets:x'), ['unknown field: outlets:']);
    assert.deepEqual(notes('http://example.org سد'), [], 'an address is no field');
    assert.deepEqual(notes('سد NEAR/5000 جسر'), ['too far: NEAR']);
    assert.deepEqual(notes('OR سد NEAR'), ['nothing to join: OR', 'nothing to join: NEAR']);
    assert.deepEqual(notes('سد OR -قرية'), ['nothing to join: OR']);
    assert.deepEqual(notes('سد date:soon'), ['bad field: date:soon']);
    assert.deepEqual(notes('سد date:2016..2014'), ['bad field: date:2016..2014']);
    assert.match(explainQuery('figure:300..200').notes[0]!.messages.en, /ends before it begins/);
    assert.deepEqual(notes(''), ['empty: ']);
    assert.match(explainQuery('في:كتب سد').notes[0]!.messages.ar, /أقوال/);
    assert.deepEqual(explainQuery('فلسطين* "مدير السد" -قرية سد NEAR/3 ماء'), {
      ...{ scope: 'documents', words: [], filters: [], notes: [] },
      required: [['فلسطين*'], ['"مدير السد"'], ['سد NEAR/3 ماء']],
      without: ['قريه'],
    });
  });

  test('that asks for nothing is refused with the reason', () => {
    for (const [query, kind] of [
      ['', 'empty'],
      [' ؟!', 'empty'],
      ['""', 'empty'],
      ['-سد', 'only exclusions'],
    ]) {
      assert.throws(
        () => parseQuery(query!),
        (error) => error instanceof QueryError && error.kind === kind,
      );
    }
  });
});

describe('a passage', () => {
  const TEXT = 'وصل الماء. وقال مدير السد إن الجسر القديم انهار، ثم عاد الماء بعد أيام إلى مجراه.';

  test('is where most of the query stands, and marks its words', () => {
    const passage = bestPassage(TEXT, parseQuery('السد والجسر القديم'));
    assert.equal(TEXT.slice(passage.start, passage.end), 'السد إن الجسر القديم');
    assert.deepEqual(
      passage.marks.map(({ start, end }) => TEXT.slice(start, end)),
      ['السد', 'الجسر', 'القديم'],
    );
  });

  test('holds a phrase before a word of it that stands alone', () => {
    const text = `الجسر هنا. ${'كلام '.repeat(60)}ثم الجسر القديم.`;
    const { start, end } = bestPassage(text, parseQuery('"الجسر القديم"'));
    assert.equal(text.slice(start, end), 'الجسر القديم');
  });

  test('begins and ends with words that count', () => {
    const text = 'السد ثم كلام آخر عن السد وعن الجسر القديم، والسد.';
    const { start, end } = bestPassage(text, parseQuery('السد الجسر'));
    assert.equal(text.slice(start, end), 'السد وعن الجسر');
  });

  test('is never longer than forty words', () => {
    const text = `سد ${'كلمة '.repeat(100)}جسر`;
    const { start, end } = bestPassage(text, parseQuery('سد جسر'));
    assert.ok(text.slice(start, end).split(' ').length <= 40);
  });

  test('of a text without the words is its first word', () => {
    const { start, end, marks } = bestPassage('نص آخر', parseQuery('سد'));
    assert.deepEqual([start, end, marks], [0, 2, []]);
    assert.deepEqual(bestPassage('', parseQuery('سد')), { start: 0, end: 0, marks: [] });
  });

  test('lies within any text, and its marks within it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.string({ unit: 'grapheme' }), (text, words) => {
        const { start, end, marks } = bestPassage(text, parseQuery(`${words} سد`));
        assert.ok(0 <= start && start <= end && end <= text.length);
        for (const mark of marks) assert.ok(start <= mark.start && mark.start < mark.end && mark.end <= end);
      }),
    );
  });
});

test('forms and kin of a text go in step, those of its heading after them', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), fc.string({ unit: 'grapheme' }), (text, title) => {
      const { forms, kin, body } = indexTerms(text, [title, null]);
      const count = [...termsOf(text)].length + [...termsOf(title)].length;
      assert.equal(body, [...termsOf(text)].length);
      assert.equal(forms === '' ? 0 : forms.split(' ').length, count);
      assert.equal(kin === '' ? 0 : kin.split(' ').length, count);
    }),
  );
});
