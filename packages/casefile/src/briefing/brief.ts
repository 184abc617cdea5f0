import { z } from 'zod';
import type { Case } from '../case.ts';
import { type Withheld, type WithheldKind, Withholding } from '../withholding/withholding.ts';
import { type BriefingChoice, composeBriefing } from './compose.ts';
import { briefingDocx } from './docx.ts';
import { type BriefingLanguage, Frame } from './frame.ts';
import { briefingHtml } from './html.ts';
import { briefingMarkdown } from './markdown.ts';
import type { Briefing } from './model.ts';
import { withheldBriefing } from './withheld.ts';

export const briefingFormat = z.enum(['md', 'html', 'docx']);
export type BriefingFormat = z.infer<typeof briefingFormat>;

export interface BriefingOptions extends BriefingChoice {
  readonly format: BriefingFormat;
  /** Of the frame: quotations keep theirs. */
  readonly language: BriefingLanguage;
  /** Names of these kinds are left out. */
  readonly withhold?: ReadonlySet<WithheldKind>;
}

export interface BriefingFile {
  readonly bytes: Uint8Array;
  /** The names that were left out. */
  readonly withheld: readonly Withheld[];
}

/**
 * The briefing of a case as a file: the same case gives the same words.
 * @throws NameLeft when a name that is to be left out stands in it all the same
 */
export async function brief(opened: Case, options: BriefingOptions): Promise<BriefingFile> {
  const { format, language, withhold = new Set() } = options;
  const frame = new Frame(language);
  const composed = await composeBriefing(opened, options);
  if (withhold.size === 0) return { bytes: await rendered(composed, format, frame), withheld: [] };
  const withholding = await Withholding.of(opened.store, withhold, (kind, number) => frame.withheld(kind, number));
  const briefing = withheldBriefing(composed, withholding);
  // The page's words are those of the Word file, too, which can't be searched as it is.
  withholding.check(briefingMarkdown(briefing, frame));
  return { bytes: await rendered(briefing, format, frame), withheld: withholding.withheld };
}

async function rendered(briefing: Briefing, format: BriefingFormat, frame: Frame): Promise<Uint8Array> {
  switch (format) {
    case 'md':
      return new TextEncoder().encode(briefingMarkdown(briefing, frame));
    case 'html':
      return new TextEncoder().encode(briefingHtml(briefing, frame));
    case 'docx':
      return briefingDocx(briefing, frame);
  }
}
