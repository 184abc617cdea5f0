import type { Words } from '@isnad/text';
import { EVIDENCE_PER_TOKEN, type Evidence } from '../../packages/reading/src/names/evidence.ts';
import {
  atDistance,
  contextOf,
  JOINT_LIMIT,
  jointFeatures,
  REACH,
  WordFeatures,
} from '../../packages/reading/src/names/features.ts';
import type { Gazetteer } from '../../packages/reading/src/names/gazetteer.ts';
import { LABELS, Label } from '../../packages/reading/src/names/model.ts';
import type { Stretch } from '../../packages/reading/src/names/tagger.ts';
import type { Prepared, TaggedDocument, TaggedName } from './corpus.ts';
import type { Example } from './crf.ts';

/** Documents of the corpus as the sequences of features and labels that a model learns from. */

const BEGIN: Readonly<Record<TaggedName['type'], number>> = {
  PERS: Label.BeginPerson,
  LOC: Label.BeginPlace,
  ORG: Label.BeginOrganization,
  MISC: Label.BeginOther,
};

/** The label of every token. */
export function labelsOf({ names }: TaggedDocument, { tokens }: Words): Uint8Array {
  const labels = new Uint8Array(tokens.count);
  let next = 0;
  for (let token = 0; token < tokens.count; token++) {
    while (next < names.length && names[next]!.end <= tokens.start[token]!) next++;
    const name = names[next];
    if (name === undefined || tokens.start[token]! < name.start) continue;
    const before = token > 0 && tokens.start[token - 1]! >= name.start;
    labels[token] = BEGIN[name.type] + (before ? 1 : 0);
  }
  return labels;
}

/** Numbers for the hashes that occur often enough. */
export class FeatureIndex {
  private readonly index = new Map<number, number>();
  /** The hash of each number. */
  readonly hashes: number[] = [];

  constructor(counts: ReadonlyMap<number, number>, least: number) {
    for (const [hash, count] of counts) {
      if (count < least) continue;
      this.index.set(hash, this.hashes.length);
      this.hashes.push(hash);
    }
  }

  get(hash: number): number | undefined {
    return this.index.get(hash);
  }
}

/** The hashes of a stretch's features, token after token. */
export interface Hashed {
  readonly hashes: Int32Array;
  readonly offsets: Int32Array;
  readonly labels: Uint8Array;
}

/** Features of each sentence of a document, as {@link score} of the tagger adds them up. */
export function hashedOf({ words, sentences }: Prepared, labels: Uint8Array, gazetteer: Gazetteer): Hashed[] {
  const context = contextOf(words, gazetteer);
  const joint = new Int32Array(JOINT_LIMIT);
  const own = Array.from({ length: words.tokens.count }, (_, token) => {
    const features = new WordFeatures();
    features.read(words, token, gazetteer);
    return features;
  });
  return sentences.map(({ first, last }: Stretch) => {
    const hashes: number[] = [];
    const offsets = [0];
    for (let token = first; token < last; token++) {
      for (let distance = -REACH; distance <= REACH; distance++) {
        const other = token + distance;
        if (other < first || other >= last) continue;
        const features = own[other]!;
        const limit = features.limitAt(distance);
        for (let i = 0; i < limit; i++) hashes.push(atDistance(features.hashes[i]!, distance));
      }
      const count = jointFeatures(context, token, first, last, joint);
      for (let i = 0; i < count; i++) hashes.push(joint[i]!);
      offsets.push(hashes.length);
    }
    return {
      hashes: Int32Array.from(hashes),
      offsets: Int32Array.from(offsets),
      labels: labels.slice(first, last),
    };
  });
}

export function countHashes(sentences: readonly Hashed[], counts: Map<number, number>): void {
  for (const { hashes } of sentences) for (const hash of hashes) counts.set(hash, (counts.get(hash) ?? 0) + 1);
}

export function exampleOf({ hashes, offsets, labels }: Hashed, index: FeatureIndex): Example {
  const features: number[] = [];
  const starts = [0];
  for (let token = 0; token < labels.length; token++) {
    for (let i = offsets[token]!; i < offsets[token + 1]!; i++) {
      const feature = index.get(hashes[i]!);
      if (feature !== undefined) features.push(feature);
    }
    starts.push(features.length);
  }
  return { length: labels.length, features: Int32Array.from(features), offsets: Int32Array.from(starts), labels };
}

/** The sentences that have evidence, each with the scores of its first pass. */
export function evidenceExamples(
  { features, counts }: Evidence,
  sentences: readonly Stretch[],
  scores: Float32Array,
  labels: Uint8Array,
): Example[] {
  const examples: Example[] = [];
  for (const { first, last } of sentences) {
    const found: number[] = [];
    const offsets = [0];
    for (let token = first; token < last; token++) {
      for (let i = 0; i < counts[token]!; i++) found.push(features[token * EVIDENCE_PER_TOKEN + i]!);
      offsets.push(found.length);
    }
    if (found.length === 0) continue;
    examples.push({
      length: last - first,
      features: Int32Array.from(found),
      offsets: Int32Array.from(offsets),
      labels: labels.slice(first, last),
      base: Float64Array.from(scores.subarray(first * LABELS, last * LABELS)),
    });
  }
  return examples;
}
