import { z } from 'zod';
import type { Case } from '../case.ts';
import { composeBriefing } from './compose.ts';
import { type BriefingLanguage, Frame } from './frame.ts';
import { briefingHtml } from './html.ts';
import { briefingMarkdown } from './markdown.ts';

export const briefingFormat = z.enum(['md', 'html']);
export type BriefingFormat = z.infer<typeof briefingFormat>;

/** The briefing of a case: the same case gives the same words. */
export async function brief(opened: Case, format: BriefingFormat, language: BriefingLanguage): Promise<string> {
  const briefing = await composeBriefing(opened);
  const frame = new Frame(language);
  return format === 'md' ? briefingMarkdown(briefing, frame) : briefingHtml(briefing, frame);
}
