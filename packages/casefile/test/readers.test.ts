import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IntakeDocument } from '@isnad/intake';
import { documentId } from '../src/ids.ts';
import type { IntakeDoor } from '../src/seams.ts';
import type { ReadInput } from '../src/work/input.ts';
import { Readers } from '../src/work/readers.ts';
import { ReadingThreads } from '../src/work/threads.ts';

const PROGRAM = new URL('./fixtures/unruly-reader.ts', import.meta.url);

function documentOf(text: string): IntakeDocument {
  const unknown = { title: null, outlet: null, author: null, published: null, modified: null, address: null };
  return { part: null, text, ...unknown, pages: [], places: [], notes: [] };
}

function recordSaying(text: string): ReadInput & { kind: 'record' } {
  return { kind: 'record', record: { id: documentId.parse('x'), text, published: null, outlet: null } };
}

test('a reader gives the Reading of a text as a line', async (context) => {
  const readers = new Readers();
  context.after(() => readers.close());
  const { lines, unreadable } = await readers.read(recordSaying('قال الرجل إن السد انهار.'));
  assert.deepEqual(unreadable, []);
  const reading = JSON.parse(lines[0]!);
  assert.equal(reading.id, 'x');
  assert.equal(reading.text, 'قال الرجل إن السد انهار.');
});

test('an input that a thread cannot survive is told, and the others are read', async (context) => {
  const readers = new Readers({ size: 2, program: PROGRAM, time: 300 });
  context.after(() => readers.close());
  const said = ['a', 'throw', 'hang', 'b', 'exit', 'fail', 'c'];
  const results = await Promise.all(said.map((words) => readers.read(recordSaying(words))));
  const told = results.map(({ lines, unreadable }) => lines[0] ?? `${unreadable[0]?.kind}: ${unreadable[0]?.message}`);
  assert.deepEqual(told, [
    'a',
    'damaged: the reader broke off: thrown on purpose',
    'time: reading it took longer than 0.3 s',
    'b',
    'damaged: the reader broke off: it ended without an answer',
    'damaged: the reader failed: failed on purpose',
    'c',
  ]);
});

test('an input that takes more memory than a thread may have is told so', async (context) => {
  const readers = new Readers({ size: 1, program: PROGRAM, memory: 32 });
  context.after(() => readers.close());
  const [eaten, after] = await Promise.all([readers.read(recordSaying('eat')), readers.read(recordSaying('a'))]);
  assert.equal(eaten?.unreadable[0]?.kind, 'memory');
  assert.deepEqual(after?.lines, ['a']);
});

test('threads that cannot start are an error of the whole, not of each input', async (context) => {
  const readers = new Readers({ program: new URL('./fixtures/no-such-reader.ts', import.meta.url) });
  context.after(() => readers.close());
  await assert.rejects(
    Promise.all([readers.read(recordSaying('a')), readers.read(recordSaying('b'))]),
    /reading could not start/,
  );
});

test('threads that are closed end what they were at, and take no more', async () => {
  const threads = new ReadingThreads({ size: 1, program: PROGRAM });
  const { record } = recordSaying('a');
  const read = (text: string): ReturnType<ReadingThreads['read']> => threads.read(record.id, documentOf(text));
  await read('a');
  const settled = Promise.allSettled(['hang', 'b', 'c'].map(read));
  await threads.close();
  assert.deepEqual(
    (await settled).map(({ status }) => status),
    ['fulfilled', 'rejected', 'rejected'],
  );
  await assert.rejects(read('d'), /reading was ended/);
});

test('a file of several documents gives each, and tells parts of one name apart', async (context) => {
  const texts = ['رسالة أولى', 'hang', 'رسالة ثانية'];
  const mail = texts.map((text) => ({ ...documentOf(text), part: 'message' }));
  const attachment = { part: 'scan.pdf', kind: 'no text', message: 'not readable: transcribe' } as const;
  const intake: IntakeDoor = {
    read: async () => ({ format: 'mbox', documents: mail, unreadable: [attachment] }),
    pageImage: async () => null,
    kept: async () => {},
    close: () => {},
  };
  const readers = new Readers({ size: 1, program: PROGRAM, time: 300, intake });
  context.after(() => readers.close());
  const { lines, unreadable } = await readers.read({ kind: 'file', name: 'mail.mbox', file: new Uint8Array(1) });
  assert.deepEqual(lines, ['رسالة أولى', 'رسالة ثانية']);
  assert.deepEqual(
    unreadable.map(({ part, kind }) => [part, kind]),
    [
      ['scan.pdf', 'no text'],
      ['message (2)', 'time'],
    ],
  );
});
