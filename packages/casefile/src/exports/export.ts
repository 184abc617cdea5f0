import { z } from 'zod';
import { type BriefingLanguage, Frame } from '../briefing/frame.ts';
import type { Case } from '../case.ts';
import { CaseBusy, CaseError } from '../store/store.ts';
import { TOOL } from '../tool.ts';
import type { Withheld, WithheldKind } from '../withholding/withholding.ts';
import { fillBag } from './bag.ts';
import { exportCsv } from './csv.ts';
import { ExportFolder } from './folder.ts';
import { exportFollowTheMoney } from './follow-the-money.ts';
import { exportJsonLd } from './json-ld.ts';
import { Outgoing } from './outgoing.ts';
import { exportPages } from './pages.ts';
import { exportXlsx } from './xlsx.ts';

/** Handing a case over: one door for every format. */

export const exportFormat = z.enum(['csv', 'xlsx', 'jsonld', 'ftm', 'html', 'bag']);
export type ExportFormat = z.infer<typeof exportFormat>;

export interface ExportOptions {
  readonly format: ExportFormat;
  /** Names of these kinds are left out; none unless told. A bag is the whole case, and can leave none out. */
  readonly withhold?: ReadonlySet<WithheldKind>;
  /** Of the frame of web pages, and of what stands for a name. */
  readonly language?: BriefingLanguage;
}

export interface Exported {
  /** The files' names, with `/` between folders. */
  readonly files: readonly string[];
  /** The names that were left out: not for whoever is given the export. */
  readonly withheld: readonly Withheld[];
}

/**
 * Writes a case into a folder that is empty or not there yet. The folder is there whole or not at all: a kill leaves
 * nothing under its name. `export.json` in it says of what state of the case it is, and the hash of each file.
 *
 * @throws CaseError when something is there already; CaseBusy when the case was written to meanwhile
 * @throws NameLeft when a name that is to be left out stands in it all the same
 */
export async function exportCase(opened: Case, target: string, options: ExportOptions): Promise<Exported> {
  const { format, withhold = new Set(), language = 'en' } = options;
  if (format === 'bag' && withhold.size > 0) throw new CaseError('a bag is the whole case: it can leave no names out');
  const frame = new Frame(language);
  const outgoing = await Outgoing.of(opened, withhold, (kind, number) => frame.withheld(kind, number));
  const folder = await ExportFolder.begin(target, (words) => outgoing.withholding?.check(words));
  try {
    if (format === 'bag') await fillBag(opened, folder.path);
    else await fill(opened, outgoing, folder, frame, format);
    await folder.settle();
  } catch (error) {
    await folder.discard();
    throw error;
  }
  return { files: folder.files.map(({ name }) => name), withheld: outgoing.withholding?.withheld ?? [] };
}

async function fill(
  opened: Case,
  outgoing: Outgoing,
  folder: ExportFolder,
  frame: Frame,
  format: Exclude<ExportFormat, 'bag'>,
): Promise<void> {
  const head = await opened.store.head();
  switch (format) {
    case 'csv':
      await exportCsv(outgoing, folder);
      break;
    case 'xlsx':
      await exportXlsx(outgoing, folder);
      break;
    case 'jsonld':
      await exportJsonLd(outgoing, folder);
      break;
    case 'ftm':
      await exportFollowTheMoney(outgoing, folder);
      break;
    case 'html':
      await exportPages(outgoing, folder, frame);
      break;
  }
  // Lists are read a page at a time: an export of two states of a case would be of none.
  if ((await opened.store.head()).seq !== head.seq)
    throw new CaseBusy('the case was written to while it was exported: try again');
  const { id, name } = outgoing.info;
  const of = { format, made: opened.stamp().at, tool: TOOL, case: { id, name }, log: head, files: folder.files };
  await folder.write('export.json', [`${JSON.stringify(of, null, 2)}\n`]);
}
