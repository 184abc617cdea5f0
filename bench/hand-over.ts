/**
 * `npm run campaign:hand-over`: has other people's programs open what Isnad hands over. LibreOffice reads the workbook (each
 * cell is compared with the table) and the Word briefing (each finding that is told of must stand in it); coreutils check
 * the bag's manifests; and what goes out without names is searched for each of them, by other means than those that left them
 * out. Needs `soffice` and `sha256sum`.
 *
 * Arguments: a folder of reports; `examples` unless told.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { normalKey } from '@isnad/text';
import readExcel from 'read-excel-file/node';
import { Outgoing } from '../packages/casefile/src/exports/outgoing.ts';
import { TABLES } from '../packages/casefile/src/exports/tables.ts';
import {
  add,
  brief,
  composeBriefing,
  createCase,
  exportCase,
  exportFormat,
  filesBelow,
  Readers,
  weighCase,
} from '../packages/casefile/src/index.ts';

/** Words that are written on to the next one, in normal form; ل takes the ا of the article. */
const WRITTEN_ON = '(?:[وف]?(?:[بلك]|لل)?)';

const run = promisify(execFile);
const [reports = 'examples'] = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), 'isnad-hand-over-'));
const opened = await createCase(join(folder, 'case'), 'تسليم');
const readers = new Readers();
for await (const _ of add(opened, filesBelow([reports]), readers));
await readers.close();
await weighCase(opened);

await workbook();
await word();
await bag();
await names();
await opened.close();
await rm(folder, { recursive: true });

async function converted(file: string, to: string): Promise<void> {
  const profile = `-env:UserInstallation=file://${join(folder, 'office')}`;
  await run('soffice', [profile, '--headless', '--convert-to', to, '--outdir', join(folder, 'converted'), file]);
}

/** LibreOffice opens it and writes it anew; what it wrote has the cells of the tables. */
async function workbook(): Promise<void> {
  await exportCase(opened, join(folder, 'xlsx'), { format: 'xlsx' });
  await converted(join(folder, 'xlsx', 'case.xlsx'), 'xlsx:Calc MS Excel 2007 XML');
  const sheets = await readExcel(join(folder, 'converted', 'case.xlsx'));
  const outgoing = await Outgoing.of(opened, new Set(), String);
  let cells = 0;
  for (const [index, { name, columns, rows }] of TABLES.entries()) {
    const sheet = sheets[index];
    assert.equal(sheet?.sheet, name);
    const expected: unknown[][] = [[...columns]];
    for await (const row of rows(outgoing)) expected.push([...row]);
    assert.equal(sheet?.data.length, expected.length, name);
    for (const [at, row] of expected.entries()) {
      for (const [column, cell] of row.entries()) {
        const real: unknown = sheet?.data[at]?.[column] ?? null;
        // An empty text and an empty cell are one to a spreadsheet, and a line may end in either way.
        assert.equal(plain(real), plain(cell), `${name}, row ${at + 1}, column ${column + 1}`);
        cells++;
      }
    }
  }
  console.log(`workbook: ${sheets.length} sheets, ${cells} cells as LibreOffice has them`);
}

function plain(cell: unknown): string {
  return cell === null || cell === undefined ? '' : String(cell).replaceAll(/\r\n?/g, '\n').trim();
}

async function word(): Promise<void> {
  const options = { language: 'ar' } as const;
  const file = join(folder, 'briefing.docx');
  await writeFile(file, (await brief(opened, { ...options, format: 'docx' })).bytes);
  await converted(file, 'txt:Text (encoded):UTF8');
  const text = squeezed(await readFile(join(folder, 'converted', 'briefing.txt'), 'utf8'));
  const { sections } = await composeBriefing(opened);
  const told = sections.flatMap((section) => (section.kind === 'groups' ? section.items : []));
  for (const { head } of told) assert.ok(text.includes(squeezed(head.text)), head.text);
  assert.ok(told.length > 0);
  console.log(`briefing: ${text.length} characters, ${told.length} claims as LibreOffice has them`);
}

function squeezed(text: string): string {
  return text.replaceAll(/[\s\u200e\u200f\u061c\u2066-\u2069]+/g, ' ').trim();
}

async function bag(): Promise<void> {
  const place = join(folder, 'bag');
  await exportCase(opened, place, { format: 'bag' });
  for (const manifest of ['manifest-sha256.txt', 'tagmanifest-sha256.txt'])
    await run('sha256sum', ['--check', '--strict', '--quiet', manifest], { cwd: place });
  const listed = (await readFile(join(place, 'manifest-sha256.txt'), 'utf8')).trim().split('\n').length;
  const there = await readdir(join(place, 'data'), { recursive: true, withFileTypes: true });
  assert.equal(there.filter((entry) => entry.isFile()).length, listed);
  console.log(`bag: ${listed} files of the payload as sha256sum has them`);
}

/** Every form of every name that was left out, looked for in all that went out. */
async function names(): Promise<void> {
  const kinds = new Set(['people', 'places', 'sources'] as const);
  for (const format of exportFormat.exclude(['bag', 'xlsx']).options) {
    const target = join(folder, `withheld-${format}`);
    const { files, withheld } = await exportCase(opened, target, { format, withhold: kinds });
    const forms = withheld.flatMap(({ forms: all, onlyWhereFound }) =>
      all.filter((one) => !onlyWhereFound.includes(one)),
    );
    const patterns = forms.map((form) => {
      const words = normalKey(form)
        .split(/[^\p{L}\p{N}]+/u)
        .filter((word) => word !== '');
      const [first = '', ...others] = words;
      const bare = first.startsWith('ال') ? `(?:ا?ل)?${first.slice(2)}` : first;
      return new RegExp(`(?<!\\p{L})${WRITTEN_ON}${[bare, ...others].join('[\\s«»"]+')}(?!\\p{L})`, 'u');
    });
    for (const name of files) {
      const text = normalKey(await readFile(join(target, name), 'utf8'));
      for (const [index, pattern] of patterns.entries()) {
        const found = pattern.exec(text);
        assert.equal(
          found,
          null,
          `${format}/${name}: «${forms[index]}» in «${text.slice((found?.index ?? 0) - 20, (found?.index ?? 0) + 40)}»`,
        );
      }
    }
    console.log(`${format} without names: ${forms.length} forms in none of ${files.length} files`);
  }
}
