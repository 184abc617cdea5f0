import assert from 'node:assert/strict';
import { test } from 'node:test';
import { documentId } from '../src/ids.ts';
import type { ReadInput } from '../src/work/input.ts';
import { Readers } from '../src/work/readers.ts';

const PROGRAM = new URL('./fixtures/unruly-reader.ts', import.meta.url);

function saying(text: string): ReadInput {
  return { kind: 'record', record: { id: documentId.parse('x'), text, published: null, outlet: null } };
}

test('a reader gives the Reading of a text as a line', async (context) => {
  const readers = new Readers();
  context.after(() => readers.close());
  const { lines, unreadable } = await readers.read(saying('قال الرجل إن السد انهار.'));
  assert.deepEqual(unreadable, []);
  const reading = JSON.parse(lines[0]!);
  assert.equal(reading.id, 'x');
  assert.equal(reading.text, 'قال الرجل إن السد انهار.');
});

test('an input that a thread cannot survive is told, and the others are read', async (context) => {
  const readers = new Readers({ size: 2, program: PROGRAM, time: 300 });
  context.after(() => readers.close());
  const said = ['a', 'throw', 'hang', 'b', 'exit', 'fail', 'c'];
  const results = await Promise.all(said.map((words) => readers.read(saying(words))));
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
  const [eaten, after] = await Promise.all([readers.read(saying('eat')), readers.read(saying('a'))]);
  assert.equal(eaten?.unreadable[0]?.kind, 'memory');
  assert.deepEqual(after?.lines, ['a']);
});

test('threads that cannot start are an error of the whole, not of each input', async (context) => {
  const readers = new Readers({ program: new URL('./fixtures/no-such-reader.ts', import.meta.url) });
  context.after(() => readers.close());
  await assert.rejects(Promise.all([readers.read(saying('a')), readers.read(saying('b'))]), /reading could not start/);
});

test('readers that are closed end what they were at, and take no more', async () => {
  const readers = new Readers({ size: 1, program: PROGRAM });
  await readers.read(saying('a'));
  const pending = [readers.read(saying('hang')), readers.read(saying('b')), readers.read(saying('c'))];
  const settled = Promise.allSettled(pending);
  await readers.close();
  const [at, given, waiting] = await settled;
  assert.equal(at?.status, 'fulfilled');
  assert.equal(given?.status, 'rejected');
  assert.equal(waiting?.status, 'rejected');
  await assert.rejects(readers.read(saying('d')), /reading was ended/);
});
