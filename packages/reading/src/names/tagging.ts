import type { Analysis } from '../analysis.ts';
import { addEvidence, evidenceOf } from './evidence.ts';
import type { NameModel } from './model.ts';
import { Decoder, type Scorer } from './tagger.ts';

/** What the tagger makes of every token. */
export interface Tagged {
  readonly labels: Uint8Array;
  /** Bits of the lists' classes. */
  readonly classes: Int32Array;
}

/** Labels every token: a first pass sentence by sentence, a second over what the first says of the whole. */
export function tag({ words, sentences }: Analysis, scorer: Scorer, model: NameModel): Tagged {
  const scored = scorer.score(words, sentences);
  const { classes } = scored.context;
  const labels = new Uint8Array(words.tokens.count);
  const decoder = new Decoder();
  for (const sentence of sentences) decoder.decode(scored.scores, model.transitions, sentence, labels);
  const evidence = evidenceOf(words, sentences, scored, labels, model);
  if (evidence === undefined) return { labels, classes };
  for (const sentence of addEvidence(evidence, sentences, scored.scores, model))
    decoder.decode(scored.scores, model.secondTransitions, sentence, labels);
  return { labels, classes };
}
