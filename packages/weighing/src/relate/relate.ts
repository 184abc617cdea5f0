import { type Language, read } from '@isnad/reading';
import { locatedContent } from '../content.ts';
import { relateFigures } from '../figures/measure.ts';
import type { Relation } from '../findings.ts';
import type { WeighingLanguage } from '../language.ts';
import { RELATIONS } from './model.ts';
import { type Reason, reasonsFor, sayReason } from './reasons.ts';

/** How two claims stand to each other. */
export interface Related {
  readonly relation: Relation;
  /** How likely it is right, 0 … 1: of the answers with 0.9, nine in ten are. */
  readonly score: number;
  /** Why, in Arabic, the weightiest first. */
  readonly because: readonly string[];
  readonly reasons: readonly Reason[];
}

/**
 * Decides for two claims from their words alone whether they say the same, conflict, or have nothing to do with each
 * other. The same answer whichever comes first.
 */
export function relate(a: string, b: string, language: WeighingLanguage, reading: Language): Related {
  const [first, second] = a <= b ? [a, b] : [b, a];
  const { lexicon, model } = language;
  const x = locatedContent(read({ id: '', text: first }, reading), lexicon);
  const y = locatedContent(read({ id: '', text: second }, reading), lexicon);
  const figures = relateFigures(x.content.figures, y.content.figures);
  const { chances, matching } = model.judge(x.content.words, y.content.words, figures);
  const decided = model.decide(chances);
  const relation = RELATIONS[decided]!;
  const reasons = reasonsFor(
    relation,
    { text: first, located: x.located },
    { text: second, located: y.located },
    matching,
    lexicon,
  );
  return { relation, score: chances[decided]!, because: reasons.map((reason) => sayReason(reason, 'ar')), reasons };
}
