import assert from 'node:assert/strict';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { defaultModel, Model } from '@alephdata/followthemoney';
import type { Mention, Reading } from '@isnad/reading';
import jsonld from 'jsonld';
import readExcel from 'read-excel-file/node';
import { z } from 'zod';
import { type Case, createCase } from '../src/case.ts';
import { csvLine } from '../src/exports/csv.ts';
import { type ExportFormat, exportCase, exportFormat } from '../src/exports/export.ts';
import { documentId } from '../src/ids.ts';
import { packReading, rowsOfReading } from '../src/store/packed.ts';
import { NameLeft, type WithheldKind } from '../src/withholding/withholding.ts';
import contexts from './fixtures/web-annotation-context.json' with { type: 'json' };
import { passingFolder } from './helpers/folder.ts';
import { arrivalOf, groupOf, NO_FINDINGS, type Report, readingOf, refTo, spanIn } from './helpers/reports.ts';

const DAM: Report = {
  id: 'dam',
  text: '🌊 قال سالم العطار إن 200 عائلة غادرت الصفصاف. وأضاف العطار أن المياه بلغت الجسر.',
  title: '=HYPERLINK("http://x")',
  outlet: 'صحيفة «المرفأ»',
  published: '2026-02-01',
  claims: [
    { words: '200 عائلة غادرت الصفصاف', chain: ['وكالة الفرات', 'سالم العطار'] },
    { words: 'المياه بلغت الجسر', chain: ['سالم العطار'] },
  ],
  figures: [{ words: '200 عائلة', value: 200 }],
};
const FLOOD: Report = {
  id: 'flood',
  text: 'وكالة الفرات: غادرت العائلات للصفصاف، و<b>أكد</b> أبو سالم ذلك.',
  claims: [{ words: 'غادرت العائلات للصفصاف' }],
};
/** All that is left out when everything is: in this spelling or another, whatever is written on to it. */
const NAMES = /العط[اّ]?ار|صفصاف|المرف[أا]|الفرات/;

function withNames(report: Report, names: ReadonlyArray<readonly [type: 'person' | 'place', ...forms: string[]]>) {
  const arrival = arrivalOf(`/home/layla/${report.id}.txt`, report);
  const [document] = arrival.documents;
  const entities = names.map(([type, name = '', ...aliases], index) => ({ id: `e${index}`, type, name, aliases }));
  const mentions = entities.flatMap(({ id, type, name, aliases }) =>
    [name, ...aliases].map((form): Mention => ({ ...spanIn(report.text, form), type, entity: id })),
  );
  const reading: Reading = { ...readingOf(report.id ?? '', report), entities, mentions };
  const bytes = new TextEncoder().encode(JSON.stringify([report]));
  const prepared = { ...document!, reading: packReading(reading), rows: rowsOfReading(reading) };
  return { arrival: { ...arrival, documents: [prepared] }, bytes };
}

async function caseIn(context: TestContext): Promise<{ opened: Case; folder: string }> {
  const folder = await passingFolder(context);
  const opened = await createCase(join(folder, 'case'), 'السد', { by: 'ليلى' });
  context.after(() => opened.close());
  const kept = [
    withNames(DAM, [
      ['person', 'سالم العطار', 'العطار'],
      ['place', 'الصفصاف'],
    ]),
    withNames(FLOOD, []),
  ];
  for (const { arrival, bytes } of kept) {
    await opened.originals.keep(arrival.original!.hash, bytes);
    await opened.store.keep([arrival], opened.stamp());
  }
  const groups = [groupOf('g', [refTo('dam', DAM, 0), refTo('flood', FLOOD, 0)], 2)];
  await opened.store.putFindings({ ...NO_FINDINGS, groups }, opened.stamp());
  const subject = { kind: 'claim', document: documentId.parse('dam'), item: 'c1' } as const;
  const request = { subject, decision: { kind: 'reject' as const }, note: 'لم يقله العطار' };
  await opened.store.decide(request, opened.stamp());
  return { opened, folder };
}

/** Exports and gives the text of each file, by its name. */
async function exported(
  context: TestContext,
  format: ExportFormat,
  withhold: readonly WithheldKind[] = [],
): Promise<{ readonly [name: string]: string }> {
  const { opened, folder } = await caseIn(context);
  const target = join(folder, 'export');
  const { files } = await exportCase(opened, target, { format, withhold: new Set(withhold), language: 'ar' });
  const texts = await Promise.all(
    files.map(async (name) => {
      const path = join(target, name);
      if (!name.endsWith('.xlsx')) return [name, await readFile(path, 'utf8')] as const;
      return [name, JSON.stringify(await readExcel(path))] as const;
    }),
  );
  return Object.fromEntries(texts);
}

describe('tables as CSV', () => {
  test('hold every claim with its chain, its place and its decision, and nothing that a spreadsheet would run', async (context) => {
    const files = await exported(context, 'csv');
    const { start, end } = refTo('dam', DAM, 0);
    const claims = files['claims.csv'] ?? '';
    assert.match(
      claims,
      new RegExp(`^dam,c0,${start},${end},.*,200 عائلة غادرت الصفصاف,.*وكالة الفرات > سالم العطار`, 'm'),
    );
    assert.match(claims, /^dam,c1,.*,rejected,.*,ليلى,لم يقله العطار\r$/m);
    const who = String.raw`ليلى,isnad [\d.]+,original kept,[0-9a-f]{64},\d+,text,file,/home/layla/dam\.txt`;
    assert.match(files['custody.csv'] ?? '', new RegExp(`^2,[\\dT:.-]+Z,${who}\r$`, 'm'));
    assert.match(files['groups.csv'] ?? '', /^g,corroborated,2,2,F1,fair,/m);
    assert.match(files['documents.csv'] ?? '', /"'=HYPERLINK\(""http:\/\/x""\)"/);
    for (const sign of ['=', '+', '-', '@', '\t', '\r']) assert.ok(csvLine([`${sign}1`]).startsWith(`"'${sign}`), sign);
    assert.equal(csvLine([-5, null, 'أ,ب']), '-5,,"أ,ب"\r\n');
  });
});

describe('tables as a workbook', () => {
  test('are the same tables, and no cell of them is a formula', async (context) => {
    const { opened, folder } = await caseIn(context);
    await exportCase(opened, join(folder, 'export'), { format: 'xlsx' });
    const sheets = await readExcel(join(folder, 'export', 'case.xlsx'));
    assert.deepEqual(
      sheets.map(({ sheet, data }) => [sheet, data.length]),
      [
        ['documents', 3],
        ['claims', 4],
        ['groups', 3],
        ['figures', 2],
        ['custody', 3],
        ['copies', 1],
      ],
    );
    assert.equal(sheets[0]?.data[1]?.[1], '=HYPERLINK("http://x")');
    assert.equal(sheets[3]?.data[1]?.[4], 200);
    const bytes = await readFile(join(folder, 'export', 'case.xlsx'));
    assert.ok(!(await sheetsXml(bytes)).includes('<f>'));
  });
});

describe('linked data', () => {
  const loader = async (url: string) => {
    assert.equal(url, 'http://www.w3.org/ns/anno.jsonld', 'nothing else is asked of the network');
    return { document: contexts, documentUrl: url };
  };
  const target = z.object({
    source: z.string(),
    selector: z.array(z.record(z.string(), z.union([z.string(), z.number()]))),
  });
  const line = z.looseObject({ id: z.string(), type: z.union([z.string(), z.array(z.string())]) });

  test('has no word that its contexts do not know', async (context) => {
    const document: object = JSON.parse((await exported(context, 'jsonld'))['case.jsonld'] ?? '');
    const strict = { documentLoader: loader, safe: true };
    // Safe mode rejects whatever would be dropped on the way to RDF: an unknown term, an address that is none.
    const quads = z
      .array(z.object({ subject: z.object({ value: z.string() }), predicate: z.object({ value: z.string() }) }))
      .parse(await jsonld.toRDF({ ...document }, strict));
    const told = new Set(quads.map(({ predicate }) => predicate.value));
    for (const property of ['hasTarget', 'hasSelector', 'exact', 'start'])
      assert.ok(told.has(`http://www.w3.org/ns/oa#${property}`), property);
    for (const property of ['wasQuotedFrom', 'wasAttributedTo', 'wasDerivedFrom'])
      assert.ok(told.has(`http://www.w3.org/ns/prov#${property}`), property);
    assert.ok(told.has('http://schema.org/claimReviewed'));
  });

  test('points at the words by characters, and by quoting them', async (context) => {
    const graph = z
      .object({ '@graph': z.array(line) })
      .parse(JSON.parse((await exported(context, 'jsonld'))['case.jsonld'] ?? ''))['@graph'];
    const annotations = graph.filter(({ type }) => type === 'Annotation');
    assert.equal(annotations.length, 2, 'the claim that was rejected is not there');
    const [first] = z.array(target).parse(annotations[0]?.target);
    const [position, quote] = first!.selector;
    const characters = [...DAM.text];
    assert.equal(characters.slice(Number(position?.start), Number(position?.end)).join(''), '200 عائلة غادرت الصفصاف');
    assert.equal(quote?.exact, '200 عائلة غادرت الصفصاف');
    const review = graph.find(({ type }) => type === 'schema:ClaimReview');
    assert.equal(
      z.object({ 'schema:alternateName': z.string() }).parse(review?.['schema:reviewRating'])['schema:alternateName'],
      'corroborated',
    );
  });
});

describe('FollowTheMoney', () => {
  const entity = z.strictObject({
    id: z.string().min(1),
    schema: z.string(),
    properties: z.record(z.string(), z.array(z.string().min(1)).min(1)),
  });

  test('has only schemata and properties of its model, the required ones among them, and no entity out of range', async (context) => {
    const model = new Model(defaultModel);
    const lines = ((await exported(context, 'ftm'))['entities.ftm.json'] ?? '').trim().split('\n');
    const entities = lines.map((one) => entity.parse(JSON.parse(one)));
    const schemata = new Map(entities.map(({ id, schema }) => [id, schema]));
    for (const { schema: name, properties } of entities) {
      const schema = model.getSchema(name);
      assert.ok(!schema.abstract, name);
      for (const required of schema.required ?? []) assert.ok(required in properties, `${name} wants ${required}`);
      for (const [property, values] of Object.entries(properties)) {
        const known = schema.getProperty(property);
        assert.ok(!known.stub, `${name}.${property} is not for writing`);
        if (known.type.name !== 'entity') continue;
        const range = known.getRange();
        for (const value of values) {
          const schemaOfValue = model.getSchema(schemata.get(value) ?? 'nothing of that id');
          assert.ok(range !== undefined && schemaOfValue.isA(range), `${name}.${property}`);
        }
      }
    }
    const notes = entities.filter(({ schema }) => schema === 'Note');
    assert.deepEqual(
      notes.map(({ properties }) => properties.description),
      [['200 عائلة غادرت الصفصاف'], ['غادرت العائلات للصفصاف']],
    );
  });
});

describe('pages', () => {
  test('mark each claim in its report, link to it, and take no word of a report for markup', async (context) => {
    const files = await exported(context, 'html');
    assert.match(files['index.html'] ?? '', /<a href="reports\/1\.html#c0">/);
    const report = files['reports/1.html'] ?? '';
    assert.ok(report.includes('<span id="c0"></span><mark>200 عائلة غادرت الصفصاف</mark>'));
    const other = files['reports/2.html'] ?? '';
    assert.ok(other.includes('&lt;b&gt;أكد&lt;/b&gt;') && !other.includes('<b>'));
    for (const text of Object.values(files)) assert.ok(!/<script|https?:\/\/(?!x)/.test(text));
  });
});

describe('an export', () => {
  for (const format of exportFormat.options) {
    test(`as ${format} is for its owner alone, and there whole or not at all`, async (context) => {
      const { opened, folder } = await caseIn(context);
      const target = join(folder, 'export');
      await exportCase(opened, target, { format });
      assert.equal((await stat(target)).mode & 0o077, 0);
      for (const entry of await readdir(target, { recursive: true, withFileTypes: true }))
        assert.equal((await stat(join(entry.parentPath, entry.name))).mode & 0o077, 0, entry.name);
      await assert.rejects(exportCase(opened, target, { format }), /not empty/);
      assert.deepEqual((await readdir(folder)).toSorted(), ['case', 'export']);
    });
  }

  for (const format of exportFormat.exclude(['bag']).options) {
    test(`as ${format} leaves names out in every spelling, and says the same number for the same one`, async (context) => {
      const files = await exported(context, format, ['people', 'places', 'sources']);
      for (const [name, text] of Object.entries(files)) assert.doesNotMatch(text, NAMES, name);
      const all = Object.values(files).join('\n');
      assert.ok(all.includes('[مكان 1]') && !all.includes('[مكان 2]'), 'a place is one place in both reports');
      assert.ok(
        !/[0-9a-f]{64}/.test(all.replaceAll(/"(hash|sha256)": "[0-9a-f]{64}"/g, '')),
        'nor the hash of an original',
      );
      assert.ok(!all.includes('ليلى'), 'nor who reviewed it');
    });
  }

  test('with names left out still quotes its own text where its anchors say', async (context) => {
    const files = await exported(context, 'jsonld', ['people', 'places']);
    assert.ok((files['case.jsonld'] ?? '').includes('"exact":"200 عائلة غادرت [مكان 1]"'));
    const notes = (await exported(context, 'ftm', ['people', 'places']))['entities.ftm.json'] ?? '';
    const place = /characters (\d+)–(\d+) of document 1/.exec(notes);
    const body = z
      .object({ properties: z.object({ bodyText: z.tuple([z.string()]) }) })
      .parse(JSON.parse(notes.slice(0, notes.indexOf('\n')))).properties.bodyText[0];
    assert.equal(body.slice(Number(place?.[1]), Number(place?.[2])), '200 عائلة غادرت [مكان 1]');
  });

  test('that would hold a withheld name all the same is not written at all', async (context) => {
    const { opened, folder } = await caseIn(context);
    // The heading of the pages, which is Isnad's own words and no report's.
    const named = withNames({ id: 'frame', text: 'ما تقوله التقارير قرية بعيدة.' }, [['place', 'ما تقوله التقارير']]);
    await opened.originals.keep(named.arrival.original!.hash, named.bytes);
    await opened.store.keep([named.arrival], opened.stamp());
    const options = { format: 'html', withhold: new Set(['places'] as const), language: 'ar' } as const;
    await assert.rejects(exportCase(opened, join(folder, 'export'), options), NameLeft);
    assert.deepEqual(await readdir(folder), ['case']);
  });
});

/** The XML of a workbook's sheets. */
async function sheetsXml(bytes: Uint8Array): Promise<string> {
  const { unzipSync } = await import('fflate');
  const parts = Object.entries(unzipSync(bytes)).filter(([name]) => name.startsWith('xl/worksheets/'));
  return parts.map(([, part]) => new TextDecoder().decode(part)).join('');
}
