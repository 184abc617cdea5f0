import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { folderFor, isnad, jsonl, start } from './run.ts';

const TEXT = 'قال مدير السد إن الجسر انهار.';

describe('isnad read FILE… --json', () => {
  test('prints a Reading a line, in the order of the files', async (context) => {
    const folder = await folderFor(context);
    const files = [join(folder, 'ب.txt'), join(folder, 'ا.txt')];
    for (const file of files) await writeFile(file, `${TEXT} ${file}`);
    const { status, lines, err } = await isnad(['read', ...files, '--json']);
    assert.deepEqual([status, err], [0, '']);
    assert.deepEqual(
      lines.map((reading) => reading.id),
      ['ب.txt', 'ا.txt'],
    );
    for (const reading of lines) {
      assert.equal(reading.language, 'ar');
      for (const { start: from, end, text } of [...reading.blocks, ...reading.sentences, ...reading.claims]) {
        assert.equal(reading.text.slice(from, end), text);
      }
    }
  });

  test('gives a terminal no control character of a document', async (context) => {
    const folder = await folderFor(context);
    const file = join(folder, 'report.txt');
    await writeFile(file, 'قال مدير \u001b[31mالسد\u001b[0m إن الجسر\u0007 انهار أمس في المدينة الكبيرة.');
    const { out, err } = await isnad(['read', file]);
    assert.equal(err, '');
    assert.match(out, /المدينة/);
    assert.doesNotMatch(out, /[\u0007\u001b\u009b]/);
  });

  test('tells each file that it can’t read in one line with the cause, reads the others, and ends with 2', async (context) => {
    const folder = await folderFor(context);
    const [good, empty, none] = ['good.txt', 'empty.txt', 'none.txt'].map((name) => join(folder, name));
    await writeFile(good!, TEXT);
    await writeFile(empty!, '');
    const { status, lines, err } = await isnad(['read', none!, good!, empty!, folder, '--json']);
    assert.equal(status, 2);
    assert.equal(lines.length, 1);
    // On a slow machine the lines that say how far it is stand among them.
    const told = err.split('\n').filter((line) => line.startsWith('isnad: '));
    assert.deepEqual(told, [
      `isnad: ${none}: no such file`,
      `isnad: ${empty}: the file is empty`,
      `isnad: ${folder}: it is a folder`,
    ]);
  });

  test('without --json says for people who says what', async (context) => {
    const folder = await folderFor(context);
    await writeFile(join(folder, 'a.txt'), TEXT);
    const { out } = await isnad(['read', join(folder, 'a.txt')]);
    assert.match(out, /^a\.txt\n/);
    assert.match(out, /مدير السد: «الجسر انهار/);
    assert.doesNotMatch(out, /^ {2}\?/m);
  });

  test('without --json tells the acts of people whom the text does not name', async (context) => {
    const folder = await folderFor(context);
    await writeFile(join(folder, 'a.txt'), 'رفض ثلاثة صيادين مغادرة الميناء بسبب العاصفة.');
    const { out } = await isnad(['read', join(folder, 'a.txt')]);
    assert.match(out, /• ثلاثة صيادين \(3\): «رفض ثلاثة صيادين مغادرة الميناء» — السبب: العاصفة/);
  });

  test('--why says for each attribution which rule decided, beside its cue, source and content', async (context) => {
    const folder = await folderFor(context);
    await writeFile(join(folder, 'a.txt'), TEXT);
    const { out, status } = await isnad(['read', join(folder, 'a.txt'), '--why']);
    assert.equal(status, 0);
    assert.match(out, /^ {2}\? \S.*: «قال» \| «مدير السد» \| «الجسر انهار»$/m);
    assert.doesNotMatch(out, /\? —/);
  });

  test('--why is not for JSON', async (context) => {
    const folder = await folderFor(context);
    await writeFile(join(folder, 'a.txt'), TEXT);
    const { status, err } = await isnad(['read', join(folder, 'a.txt'), '--why', '--json']);
    assert.notEqual(status, 0);
    assert.match(err, /--why/);
  });
});

describe('isnad read --jsonl', () => {
  test('answers every line in its place, a bad one with its error, and ends with 1 if there was one', async () => {
    const input =
      jsonl({ id: 'a', text: TEXT, published: '2016-05-03', outlet: 'صحيفة' }) +
      '{"id":"b"}\n\nnot json\n' +
      jsonl({ id: 'c', text: '' }, { id: 'd', text: `سطر\u2028واحد\r\nوآخر` });
    const { status, lines, err } = await isnad(['read', '--jsonl'], input);
    assert.deepEqual([status, err], [1, '']);
    assert.deepEqual(
      lines.map(({ id, text, error }) => [id, error === undefined ? text : 'error']),
      [
        ['a', TEXT],
        ['b', 'error'],
        [null, 'error'],
        ['c', ''],
        ['d', 'سطر\u2028واحد\r\nوآخر'],
      ],
    );
    assert.deepEqual([lines[0].published, lines[0].outlet], ['2016-05-03', 'صحيفة']);
  });

  test('takes a last line without an end, ends of lines from Windows, and bytes that are no UTF-8', async () => {
    const good = jsonl({ id: 'a', text: TEXT }).trim();
    const input = Buffer.concat([Buffer.from(`${good}\r\n`), Buffer.from([0x22, 0xff, 0x22, 0x0a]), Buffer.from(good)]);
    const { status, lines } = await isnad(['read', '--jsonl'], input);
    assert.equal(status, 1);
    assert.deepEqual(
      lines.map(({ id, error }) => id ?? error),
      ['a', 'not UTF-8', 'a'],
    );
  });

  test('answers while more is to come', async () => {
    const child = start(['read', '--jsonl']);
    const answers = child.stdout.setEncoding('utf8')[Symbol.asyncIterator]();
    for (const id of ['a', 'b']) {
      child.stdin.write(jsonl({ id, text: TEXT }));
      const { value } = await answers.next();
      assert.equal(JSON.parse(value).id, id);
    }
    child.stdin.end();
    assert.equal((await answers.next()).done, true);
  });

  test('keeps order and bounds over many lines', async () => {
    const records = Array.from({ length: 2000 }, (_, i) => ({ id: String(i), text: `${TEXT} ${i}` }));
    const { status, lines } = await isnad(['read', '--jsonl'], jsonl(...records));
    assert.equal(status, 0);
    assert.deepEqual(
      lines.map((reading) => reading.id),
      records.map((record) => record.id),
    );
  });

  test('stops without a word when nobody reads any longer', async () => {
    const child = start(['read', '--jsonl']);
    const { promise, resolve } = Promise.withResolvers<number | null>();
    let err = '';
    child.stderr.on('data', (text) => (err += text));
    child.once('close', (code) => resolve(code));
    child.stdin.on('error', () => {});
    child.stdin.write(jsonl(...Array.from({ length: 500 }, (_, i) => ({ id: String(i), text: TEXT.repeat(20) }))));
    child.stdout.once('data', () => {
      child.stdout.destroy();
      child.stdin.end(jsonl({ id: 'last', text: TEXT }));
    });
    assert.deepEqual([await promise, err], [0, '']);
  });
});

describe('isnad relate and copies', () => {
  test('answer in the forms of the contract', async () => {
    const related = await isnad(
      ['relate', '--jsonl'],
      `${jsonl({ id: 'p1', a: 'انهار السد', b: 'السد انهار' })}{"id":7,"a":"x"}\n`,
    );
    assert.equal(related.status, 1);
    const [first, second] = related.lines;
    assert.ok(['same', 'conflict', 'unrelated'].includes(first.relation));
    assert.ok(first.score >= 0 && first.score <= 1 && Array.isArray(first.because));
    assert.equal(first.id, 'p1');
    assert.equal(second.id, 7);
    const copies = await isnad(
      ['copies', '--jsonl'],
      jsonl({ id: 'a', text: TEXT }, { id: 'a', text: 'x' }, { id: 'b', text: 'شيء' }),
    );
    assert.equal(copies.status, 1);
    assert.deepEqual(copies.lines[0], { id: 'a', error: 'another document has this id' });
  });
});
