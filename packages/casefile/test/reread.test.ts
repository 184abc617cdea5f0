import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { add } from '../src/adding/add.ts';
import { type Reread, reread } from '../src/adding/reread.ts';
import { recordOf, recordSource, type Source } from '../src/adding/sources.ts';
import { createCase } from '../src/case.ts';
import { documentId } from '../src/ids.ts';
import { unpackReading } from '../src/store/packed.ts';
import type { PreparedDocument } from '../src/store/records.ts';
import { verify } from '../src/verify.ts';
import { preparedReading } from '../src/work/prepare.ts';
import { Readers } from '../src/work/readers.ts';
import { allOf } from './helpers/all.ts';
import { passingFolder } from './helpers/folder.ts';

/** Readers who once found one claim less than they do now. */
class WorseReaders extends Readers {
  override async prepare(...asked: Parameters<Readers['prepare']>): ReturnType<Readers['prepare']> {
    const { documents, ...rest } = await super.prepare(...asked);
    return { ...rest, documents: documents.map(withoutFirstClaim) };
  }
}

function withoutFirstClaim({ id, part, metadata, text, layout, reading }: PreparedDocument): PreparedDocument {
  const whole = unpackReading(reading.bytes, text).reading;
  return preparedReading(id, part, metadata, layout, { ...whole, claims: whole.claims.slice(1) });
}

test('a case is read again from its originals by better readers, and decisions stay with their words', async (context) => {
  const opened = await createCase(join(await passingFolder(context), 'case'), null, { by: 'ليلى' });
  context.after(() => opened.close());
  const { store } = opened;
  const text = 'قال مدير السد إن الجسر القديم انهار فجرا. وأضاف أن المياه غمرت القرية كلها.';
  const sources = async function* (): AsyncGenerator<Source> {
    const line = recordOf(JSON.stringify({ id: 'dam', text }));
    if (line.kind === 'record') yield recordSource(line);
  };
  const worse = new WorseReaders({ size: 1 });
  for await (const _ of add(opened, sources(), worse));
  await worse.close();
  const [before] = (await store.claims({}, { limit: 9 })).items;
  const document = documentId.parse('dam');
  const subject = { kind: 'claim', document, item: before!.id } as const;
  await store.decide({ subject, decision: { kind: 'accept' }, note: null }, opened.stamp());

  const better = new Readers({ size: 1 });
  const reports: Reread[] = await allOf(reread(opened, better));
  const unchanged: Reread[] = await allOf(reread(opened, better, new Set([document])));
  await better.close();
  assert.deepEqual(
    reports.map((report) => 'items' in report && report.items.map(({ outcome }) => outcome)),
    [['kept']],
  );
  assert.equal(unchanged[0]?.changed, false);
  const accepted = (await store.claims({ reviewed: true }, { limit: 9 })).items;
  assert.deepEqual(
    accepted.map((claim) => claim.text),
    [before!.text],
  );
  assert.ok((await store.claims({}, { limit: 9 })).total > 1);
  assert.deepEqual((await verify(opened)).faults, []);
});
