import type { Analysis } from '../analysis.ts';
import { addEvidence, evidenceOf } from './evidence.ts';
import type { NameModel } from './model.ts';
import { Decoder, type Scorer } from './tagger.ts';

/** The label of every token: a first pass sentence by sentence, a second over what the first says of the whole. */
export function tag({ words, sentences }: Analysis, scorer: Scorer, model: NameModel): Uint8Array {
  const scored = scorer.score(words, sentences);
  const labels = new Uint8Array(words.tokens.count);
  const decoder = new Decoder();
  for (const sentence of sentences) decoder.decode(scored.scores, model.transitions, sentence, labels);
  const evidence = evidenceOf(words, sentences, scored, labels, model);
  if (evidence === undefined) return labels;
  for (const sentence of addEvidence(evidence, sentences, scored.scores, model))
    decoder.decode(scored.scores, model.secondTransitions, sentence, labels);
  return labels;
}
