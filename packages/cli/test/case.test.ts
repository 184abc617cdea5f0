import assert from 'node:assert/strict';
import { appendFile, copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { documentId, openCase } from '@isnad/casefile';
import { folderFor, isnad, jsonl } from './run.ts';

const SAMPLES = join(import.meta.dirname, '..', '..', 'intake', 'samples', 'files');

describe('a case by the command', () => {
  test('is made, filled, searched, briefed and verified', async (context) => {
    const folder = await folderFor(context);
    const [box, at] = [join(folder, 'box'), join(folder, 'case')];
    await mkdir(box);
    await writeFile(join(box, 'a.txt'), 'قال مدير السد إن الجسر القديم انهار.');
    await writeFile(join(box, 'b.txt'), 'ارتفعت أسعار الخبز.');
    assert.equal((await isnad(['new', at])).status, 0);
    assert.match((await isnad(['add', at, box])).out, /^2 new, 0 known, 0 unreadable/);
    assert.match((await isnad(['add', at, join(box, 'a.txt')])).out, /^0 new, 1 known, 0 unreadable/);

    const found = await isnad(['search', at, 'الجسر القديم', '--json']);
    const [hit] = found.lines;
    assert.deepEqual([hit.text, hit.start, hit.end], ['الجسر القديم', 17, 29]);
    assert.ok(hit.score > 0);
    assert.match((await isnad(['search', at, 'الخبز'])).out, /الخبز/);

    const findings = (await isnad(['findings', at, '--json'])).lines[0];
    assert.deepEqual(Object.keys(findings), ['groups', 'copies', 'figures', 'flags']);
    assert.match((await isnad(['brief', at])).out, /^<div dir="rtl" lang="ar">\n\n# موجز القضية/);
    assert.match(
      (await isnad(['brief', at, '--language', 'en', '--format', 'html'])).out,
      /^<!doctype html>\n<html lang="en"/,
    );

    const sound = await isnad(['verify', at]);
    assert.deepEqual([sound.status, sound.out.startsWith('sound: 2 originals, 2 documents')], [0, true]);
    const [shelf] = (await readdir(join(at, 'originals'))).filter((name) => name !== 'incoming');
    const [name] = await readdir(join(at, 'originals', shelf!));
    await appendFile(join(at, 'originals', shelf!, name!), ' ');
    const altered = await isnad(['verify', at, '--json']);
    assert.equal(altered.status, 1);
    assert.deepEqual(
      altered.lines[0].faults.map((fault: { name: string }) => fault.name),
      [name],
    );
  });

  test('takes records, keeps their ids, and answers every line', async (context) => {
    const at = join(await folderFor(context), 'case');
    await isnad(['new', at]);
    const input =
      jsonl({ id: 'r/1', text: 'انهار السد.', published: '2026-02-01' }, { id: 'r2', text: 'انهار الجسر.' }) +
      '{"id":"r3"}\n' +
      jsonl({ id: 'r2', text: 'انهار الجسر.' }, { id: 'r2', text: 'شيء آخر' });
    const { status, lines } = await isnad(['add', at, '--jsonl'], input);
    assert.equal(status, 1);
    assert.deepEqual(
      lines.map(({ id, kept, error }) => [id, error === undefined ? kept : 'error']),
      [
        ['r/1', 'new'],
        ['r2', 'new'],
        ['r3', 'error'],
        ['r2', 'known'],
        ['r2', 'error'],
      ],
    );
    const asked = jsonl({ id: 1, query: 'السد' }, { id: 'q2', query: '' }, { id: 'q3', query: 'انهار' });
    const answers = await isnad(['search', at, '--jsonl', '--limit', '1'], asked);
    assert.equal(answers.status, 1);
    const [first, second, third] = answers.lines;
    assert.deepEqual([first.id, first.hits[0].document], [1, 'r/1']);
    assert.deepEqual(second, { id: 'q2', error: 'The search has no word to look for.' });
    assert.equal(third.hits.length, 1);
  });

  test('adds what can be read, and tells the rest with 2', async (context) => {
    const folder = await folderFor(context);
    const at = join(folder, 'case');
    await isnad(['new', at]);
    await writeFile(join(folder, 'good.txt'), 'نص');
    await writeFile(join(folder, 'empty.txt'), '');
    const { status, out, err } = await isnad(['add', at, join(folder, 'good.txt'), join(folder, 'empty.txt')]);
    assert.equal(status, 2);
    assert.match(out, /^1 new, 0 known, 1 unreadable/);
    assert.equal(err, `isnad: ${join(folder, 'empty.txt')}: the file is empty\n`);
    const told = await isnad(['add', at, join(folder, 'good.txt'), '--json']);
    assert.equal(told.lines[0].kept, 'known');
  });

  test('takes a folder of everything mixed, and says in the end what came of it', async (context) => {
    const folder = await folderFor(context);
    const [box, at] = [join(folder, 'box'), join(folder, 'case')];
    await isnad(['new', at]);
    await mkdir(join(box, 'scans'), { recursive: true });
    await mkdir(join(box, 'page_files'));
    for (const name of ['dam.chromium.pdf', 'hospital.docx', 'hospital.odt', 'hospital.rtf', 'losses.xlsx'])
      await copyFile(join(SAMPLES, name), join(box, name));
    for (const name of ['1.png', '2.png']) await copyFile(join(SAMPLES, 'short.png'), join(box, 'scans', name));
    await copyFile(join(SAMPLES, 'short.png'), join(box, 'page_files', 'picture.png'));
    await copyFile(join(SAMPLES, 'dam.chromium.pdf'), join(box, 'the same.pdf'));
    await writeFile(
      join(box, 'page.html'),
      '<html lang="ar"><title>السد</title><p>قال مدير السد إن الجسر القديم انهار.',
    );
    await writeFile(join(box, 'empty.txt'), '');
    await writeFile(join(box, 'program.bin'), new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]));
    const { status, out, err } = await isnad(['add', at, box]);
    assert.equal(status, 2);
    const [summary, ...causes] = out.trimEnd().split('\n');
    assert.match(summary!, /^7 new, 1 known, 2 unreadable; 7 documents, 4 pages; \d+ groups, \d+ copies$/);
    assert.deepEqual(causes, ['  empty: 1 (empty.txt)', '  unknown format: 1 (program.bin)']);
    assert.match(err, /empty\.txt: the file is empty\n/);
    assert.match(err, /program\.bin: the file is a program\n/);
    const again = await isnad(['add', at, box]);
    assert.match(again.out, /^0 new, 8 known, 2 unreadable/);
    assert.equal((await isnad(['verify', at])).status, 0);
  });
});

describe('a bad argument ends with 2 and one line that names it', () => {
  const cases: ReadonlyArray<readonly [readonly string[], RegExp]> = [
    [['bogus'], /unknown command 'bogus'/],
    [['read'], /name a file/],
    [['read', '--nonsense'], /unknown option '--nonsense'/],
    [['read', 'a.txt', '--jsonl'], /takes no files/],
    [['relate'], /required option '--jsonl'/],
    [['new'], /missing required argument 'case'/],
    [['new', '.'], /\.: the folder is not empty/],
    [['add', 'none'], /name a file or a folder/],
    [['add', 'none', 'none.txt'], /none\.txt: no such file/],
    [['search', 'none', 'x'], /none: no such folder; isnad new none makes one/],
    [['search', '.', 'x'], /\.: the folder holds no case/],
    [['search', '.', 'x', '--limit', '0'], /a whole number from 1 to 1000/],
    [['search', '.', 'x', '--limit', '3.5'], /a whole number/],
    [['search', '.', 'x', 'y'], /too many arguments/],
    [['brief', '.', '--format', 'pdf'], /Allowed choices are/],
    [['brief', '.', '--language', 'fr'], /Allowed choices are/],
    [['verify', 'none'], /none: no such folder/],
    [['serve', '--port', '70000'], /a whole number from 0 to 65535/],
    [['serve', 'none'], /none: no such folder/],
    [['demo', '--examples', 'none'], /none: no such folder/],
  ];
  for (const [args, message] of cases) {
    test(`isnad ${args.join(' ')}`, async (context) => {
      const folder = await folderFor(context);
      await writeFile(join(folder, 'file'), 'x');
      const { status, out, err } = await isnad(args, '', folder);
      assert.equal(status, 2, err);
      assert.equal(out, '');
      assert.match(err, /^isnad: [^\n]+\n$/);
      assert.match(err, message);
    });
  }
});

test('a folder that is damaged as a case is told so', async (context) => {
  const folder = await folderFor(context);
  await writeFile(join(folder, 'case.db'), 'no database, whatever its name may say');
  const { status, err } = await isnad(['verify', folder]);
  assert.equal(status, 2);
  assert.match(err, /^isnad: .*: the file case\.db is not a database[^\n]*\n$/);
});

describe('review by the command', () => {
  test('tells who decided what, how far reviewers agree, and what reading again keeps', async (context) => {
    const at = join(await folderFor(context), 'case');
    await isnad(['new', at]);
    const text = 'قال مدير السد إن الجسر القديم انهار فجرا.';
    await isnad(['add', at, '--jsonl'], jsonl({ id: 'dam', text }));
    for (const by of ['ليلى', 'سامر']) {
      const { store, stamp, close } = await openCase(at, { by });
      const subject = { kind: 'claim', document: documentId.parse('dam'), item: 'c1' } as const;
      const [claim] = (await store.claims({}, { limit: 1 })).items;
      await store.decide(
        { subject: { ...subject, item: claim!.id }, decision: { kind: 'accept' }, note: null },
        stamp(),
      );
      await close();
    }
    assert.match((await isnad(['log', at])).out, /ليلى: accept claim «/);
    assert.equal((await isnad(['log', at, '--json'])).lines[0].act.kind, 'case made');
    assert.match((await isnad(['agreement', at])).out, /^ليلى: 1 decisions|^سامر: 1 decisions/m);
    assert.match((await isnad(['settings', at, '--reviewers', '2'])).out, /^reviewers who must agree: 2/);
    assert.equal((await isnad(['settings', at, '--reviewers', '3'])).status, 2);
    assert.match((await isnad(['reread', at])).out, /^1 read, 0 changed; decisions: 0 kept, 0 moved, 0 lost/m);
    assert.equal((await isnad(['reread', at, 'none'])).status, 2);
    assert.equal((await isnad(['verify', at])).status, 0);
  });
});
