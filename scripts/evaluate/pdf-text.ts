/**
 * Arabic out of PDFs: texts whose every character is known, set by Chromium and LibreOffice, read by Isnad, by pdf.js as
 * it comes and by `pdftotext`.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Intake } from '@isnad/intake';
import { characterError } from '../../packages/intake/samples/errors.ts';
import { type Program, pdfOf, type Setting } from '../../packages/intake/samples/pages.ts';
import { plainPdfText } from './plain-pdf.ts';
import type { Table } from './table.ts';

const run = promisify(execFile);

export const TEXTS = join(import.meta.dirname, '..', '..', 'packages', 'intake', 'samples', 'texts');

/** Texts that the rules were made by, and texts that were written when they stood. */
const SEEN = ['dam', 'hospital', 'port', 'school', 'market', 'court'];
const UNSEEN = ['road'];
const FONTS = ['Noto Naskh Arabic', 'Amiri', 'Scheherazade', 'Noto Kufi Arabic', 'KacstBook', 'DejaVu Sans', 'Thabit'];
const PROGRAMS: readonly Program[] = ['chromium', 'libreoffice'];

interface Sample {
  readonly name: string;
  readonly program: Program;
  readonly font: string;
  readonly isnad: number;
  readonly pdfjs: number;
  readonly pdftotext: number;
}

export async function pdfTextSection(): Promise<Table[]> {
  const intake = new Intake({ recognize: false });
  try {
    return [
      tableOf('Text out of PDFs: character error, texts unseen by the rules', await samplesOf(UNSEEN, intake)),
      tableOf('Text out of PDFs: character error, texts that the rules were made by', await samplesOf(SEEN, intake)),
    ];
  } finally {
    intake.close();
  }
}

async function samplesOf(texts: readonly string[], intake: Intake): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (const [t, name] of texts.entries()) {
    const text = await readFile(join(TEXTS, `${name}.txt`), 'utf8');
    for (const [f, font] of FONTS.entries()) {
      // Each face in one column and in two, with even margins and with ragged ones.
      const setting: Setting = { font, size: 12, columns: (t + f) % 2 === 0 ? 1 : 2, justified: f % 3 === 0 };
      for (const program of PROGRAMS) {
        const errors = await errorsOf(text, await pdfOf(text, setting, program), intake);
        samples.push({ name: `${name}, ${setting.columns} col.`, program, font, ...errors });
      }
    }
  }
  return samples;
}

async function errorsOf(text: string, pdf: Buffer, intake: Intake) {
  const { documents } = await intake.read(pdf, 'page.pdf');
  const folder = await mkdtemp(join(tmpdir(), 'isnad-evaluate-'));
  try {
    const file = join(folder, 'page.pdf');
    await writeFile(file, pdf);
    const { stdout } = await run('pdftotext', ['-enc', 'UTF-8', file, '-']);
    return {
      isnad: characterError(text, documents.map((document) => document.text).join('\n')),
      pdfjs: characterError(text, await plainPdfText(pdf)),
      pdftotext: characterError(text, stdout),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const percent = (share: number) => `${(share * 100).toFixed(2)} %`;
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

function tableOf(title: string, samples: readonly Sample[]): Table {
  const row = (name: string, some: readonly Sample[]) => [
    name,
    some.length,
    percent(mean(some.map((sample) => sample.isnad))),
    percent(mean(some.map((sample) => sample.pdfjs))),
    percent(mean(some.map((sample) => sample.pdftotext))),
    percent(Math.max(...some.map((sample) => sample.isnad))),
    some.filter((sample) => sample.isnad > sample.pdftotext).length,
    some.filter((sample) => sample.isnad > sample.pdfjs / 2).length,
  ];
  const rows = PROGRAMS.flatMap((program) =>
    FONTS.map((font) =>
      row(
        `${program}, ${font}`,
        samples.filter((sample) => sample.program === program && sample.font === font),
      ),
    ),
  );
  const wrong = samples.filter((sample) => sample.isnad > 0);
  return {
    title,
    columns: ['set by', 'PDFs', 'Isnad', 'pdf.js', 'pdftotext', "Isnad's worst", '> pdftotext', '> pdf.js / 2'],
    rows: [...rows, row('all', samples)],
    notes: [
      'The last two columns count the PDFs on which Isnad misses its marks.',
      ...wrong.map(
        ({ name, program, font, isnad, pdftotext }) =>
          `not without error: ${name}, ${font}, ${program}: ${percent(isnad)} (pdftotext ${percent(pdftotext)})`,
      ),
    ],
  };
}
