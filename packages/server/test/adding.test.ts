import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { LiveEvent } from '../src/shapes.ts';
import { type Served, served } from './helpers/served.ts';

/** The events of a server, one after another, until the test ends. */
async function* listening(context: TestContext, { port, cookie }: Served): AsyncGenerator<LiveEvent> {
  const gone = new AbortController();
  context.after(() => gone.abort());
  const response = await fetch(`http://127.0.0.1:${port}/api/events`, { headers: { cookie }, signal: gone.signal });
  assert.equal(response.headers.get('content-type'), 'text/event-stream');
  let text = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const data = /^data: (.*)$/m.exec(text.slice(0, end))?.[1];
      text = text.slice(end + 2);
      if (data !== undefined) yield JSON.parse(data);
    }
  }
}

async function until(events: AsyncGenerator<LiveEvent>, done: (event: LiveEvent) => boolean): Promise<LiveEvent[]> {
  const seen: LiveEvent[] = [];
  for (;;) {
    const { value, done: ended } = await events.next();
    if (ended) throw new Error('the events ended');
    seen.push(value);
    if (done(value)) return seen;
  }
}

async function upload({ ask, port }: Served, name: string, body: string | Uint8Array): Promise<number> {
  const headers = { origin: `http://127.0.0.1:${port}`, 'content-type': 'application/octet-stream' };
  return (await ask(`/api/uploads?name=${encodeURIComponent(name)}`, { method: 'POST', headers, body })).status;
}

test('files that the page sends are added and weighed, and events tell how it goes', async (context) => {
  const here = await served(context);
  const events = listening(context, here);
  const [first] = await until(events, () => true);
  assert.deepEqual(first, {
    kind: 'imports',
    state: { waiting: 0, new: 0, known: 0, unreadable: 0, weighing: false, items: [] },
  });
  assert.equal(await upload(here, 'مجلد/تقرير.txt', 'انهار السد الكبير أمس.'), 200);
  assert.equal(await upload(here, 'bytes.bin', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0])), 200);
  assert.equal(await upload(here, 'again.txt', 'انهار السد الكبير أمس.'), 200);
  const seen = await until(
    events,
    (event) =>
      event.kind === 'imports' && event.state.waiting === 0 && event.state.known === 1 && !event.state.weighing,
  );
  assert.deepEqual(
    seen.filter((event) => event.kind === 'unreadable').map((event) => event.name),
    ['bytes.bin'],
  );
  assert.ok(seen.some((event) => event.kind === 'case'));
  assert.equal((await here.ask('/api/case')).json.documents, 4);
  const { json } = await here.ask(`/api/search?q=${encodeURIComponent('السد الكبير')}`);
  assert.match(json[0].text, /السد الكبير/);
  const original = await here.opened.store.original(json[0].record.original);
  assert.deepEqual(original?.origins, [
    { kind: 'upload', place: 'مجلد/تقرير.txt' },
    { kind: 'upload', place: 'again.txt' },
  ]);
  assert.deepEqual(await readdir(join(here.opened.folder, 'uploads', String(process.pid))), []);
});

test('a file larger than is taken is refused while it comes in, and leaves nothing', async (context) => {
  const here = await served(context, { largest: 100_000 });
  const headers = { origin: `http://127.0.0.1:${here.port}`, 'content-type': 'application/octet-stream' };
  const body = new Uint8Array(350_000);
  const refused = await here.ask('/api/uploads?name=large.bin', { method: 'POST', headers, body });
  assert.equal(refused.status, 413);
  assert.equal(refused.headers.connection, 'close');
  assert.deepEqual(await readdir(join(here.opened.folder, 'uploads', String(process.pid))), []);
  // Whether the answer is still heard depends on who is faster; that nothing is left does not.
  assert.equal(await upload(here, 'endless.bin', new Uint8Array(5_000_000)).catch(() => 413), 413);
  assert.deepEqual(await readdir(join(here.opened.folder, 'uploads', String(process.pid))), []);
  assert.equal(await upload(here, 'small.txt', 'نص'), 200);
});

test('a file needs a name, and its name is no path to write to', async (context) => {
  const here = await served(context);
  assert.equal(await upload(here, '', 'نص'), 400);
  assert.equal(await upload(here, 'a\0b', 'نص'), 400);
  assert.equal(await upload(here, '../../../outside.txt', 'نص خارج'), 200);
  assert.ok(!(await readdir(here.folder)).includes('outside.txt'));
});

test('a page that leaves is forgotten, and the server ends although pages listen', async (context) => {
  const here = await served(context);
  const events = listening(context, here);
  await events.next();
  const other = listening(context, here);
  await other.next();
  await other.return(undefined);
  assert.equal((await here.ask('/api/case')).status, 200);
});
