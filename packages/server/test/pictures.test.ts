import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { add, Readers, recordOf, recordSource, type Source } from '@isnad/casefile';
import { type Served, served } from './helpers/served.ts';

/** Puts reports into a case, each under its number. */
async function put({ opened }: Served, texts: readonly string[]): Promise<void> {
  async function* sources(): AsyncGenerator<Source> {
    for (const [number, text] of texts.entries()) {
      const line = recordOf(JSON.stringify({ id: `r${number}`, text }));
      if (line.kind === 'record') yield recordSource(line);
    }
  }
  const readers = new Readers({ size: 1 });
  for await (const _ of add(opened, sources(), readers));
  await readers.close();
}

describe('the graph of causes', () => {
  test('joins statements that name a thing in the same words, however inflected, and tells who says each', async (context) => {
    const here = await served(context);
    await put(here, [
      'قال مدير السد إن الجسر انهار بسبب الإهمال.',
      'ذكرت الإذاعة أن القرية غرقت بسبب إهمال.',
      'أغلقت المدرسة بسبب الحريق.',
    ]);
    const { nodes, edges } = (await here.ask('/api/causes/graph')).json;
    const neglect = nodes.filter(({ words }: { words: string }) => words.includes('إهمال'));
    assert.equal(neglect.length, 1);
    assert.equal(neglect[0].statements, 2);
    const said = edges.filter(({ cause }: { cause: string }) => cause === neglect[0].key);
    assert.deepEqual(
      said.map(({ record }: { record: { number: number } }) => record.number),
      [4, 5],
    );
    assert.notEqual(said[0].effect, said[1].effect);
    assert.ok(said[0].record.chain.length > 0);
  });
});

describe('places', () => {
  test('are counted by the claims that name them and lie where the lists of places say', async (context) => {
    const here = await served(context);
    await put(here, ['انهار جسر في الموصل. وغرقت سفينة قبالة البصرة.', 'اندلع حريق في الموصل.']);
    const { json } = await here.ask('/api/places');
    const [first] = json;
    assert.equal(first.name, 'الموصل');
    assert.equal(first.claims, 2);
    assert.ok(Math.abs(first.at.latitude - 36.3) < 0.2 && Math.abs(first.at.longitude - 43.1) < 0.2);
    assert.equal((await here.ask('/api/places?limit=1')).json.length, 1);
    const dates = await here.ask(`/api/dates?place=${encodeURIComponent(first.key)}`);
    assert.equal(dates.status, 200);
  });

  test('are one under all their names, and are asked for by any', async (context) => {
    const here = await served(context);
    await put(here, [
      'أعلن الجيش أن حريقا اندلع في سوريا في 3 مايو 2015.',
      'أعلن الجيش أن حريقا اندلع في سورية في 4 مايو 2015.',
    ]);
    const [first] = (await here.ask('/api/places')).json;
    assert.equal(first.claims, 2);
    const { json } = await here.ask(`/api/dates?place=${encodeURIComponent(first.key)}`);
    assert.equal(json.items.length, 2);
  });

  test('without a point say why, and none is guessed', async (context) => {
    const here = await served(context);
    await put(here, ['قتل ثلاثة في طرابلس أمس. وانهار سد على نهر الفرات. ونزح سكان قرية الكرمة.']);
    const { json } = await here.ask('/api/places');
    const lacks = new Map(json.map(({ name, lacks }: { name: string; lacks: string }) => [name, lacks]));
    assert.equal(lacks.get('نهر الفرات') ?? lacks.get('الفرات'), 'point');
    assert.equal(lacks.get('طرابلس'), 'one bearer', 'of Lebanon or of Libya');
    for (const place of json) assert.equal(place.at === null, place.lacks !== null);
  });
});
