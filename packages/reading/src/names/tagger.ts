import type { Words } from '@isnad/text';
import { sameWords } from './distinct.ts';
import {
  atDistance,
  type Context,
  contextOf,
  DISTANCES,
  JOINT_LIMIT,
  jointFeatures,
  REACH,
  WordFeatures,
} from './features.ts';
import type { Gazetteer } from './gazetteer.ts';
import { addFeature, LABELS, type NameModel, START } from './model.ts';

/** Tokens `first` … `last` − 1, within which the tagger looks at what stands around a token. */
export interface Stretch {
  readonly first: number;
  readonly last: number;
}

/** What the first pass leaves to the second. */
export interface Scored {
  readonly context: Context;
  /** Word index of each token: the same for tokens of the same normal form. */
  readonly word: Int32Array;
  /** Emission scores, `token * LABELS + label`. */
  readonly scores: Float32Array;
}

/** Scores of every label at every token of a document: features summed, a distinct word's own only once. */
export function score(words: Words, stretches: readonly Stretch[], gazetteer: Gazetteer, model: NameModel): Scored {
  const { count } = words.tokens;
  const context = contextOf(words, gazetteer);
  const { word, firsts } = sameWords(words.tokens);
  const parts = wordScores(words, firsts, gazetteer, model);
  const sums = new Int32Array(count * LABELS);
  const joint = new Int32Array(JOINT_LIMIT);
  for (const { first, last } of stretches) {
    for (let token = first; token < last; token++) {
      const at = token * LABELS;
      for (let distance = -REACH; distance <= REACH; distance++) {
        const other = token + distance;
        if (other < first || other >= last) continue;
        const from = (word[other]! * DISTANCES + distance + REACH) * LABELS;
        for (let label = 0; label < LABELS; label++) sums[at + label]! += parts[from + label]!;
      }
      const features = jointFeatures(context, token, first, last, joint);
      for (let i = 0; i < features; i++) addFeature(model, joint[i]!, sums, at);
    }
  }
  const scores = new Float32Array(sums.length);
  for (let i = 0; i < sums.length; i++) scores[i] = sums[i]! * model.step;
  return { context, word, scores };
}

/** For each distinct word, what its features add to a token at each distance from it. */
function wordScores(words: Words, firsts: Int32Array, gazetteer: Gazetteer, model: NameModel): Int32Array {
  const features = new WordFeatures();
  const parts = new Int32Array(firsts.length * DISTANCES * LABELS);
  for (let index = 0; index < firsts.length; index++) {
    features.read(words, firsts[index]!, gazetteer);
    for (let distance = -REACH; distance <= REACH; distance++) {
      const at = (index * DISTANCES + distance + REACH) * LABELS;
      const limit = features.limitAt(distance);
      for (let i = 0; i < limit; i++) addFeature(model, atDistance(features.hashes[i]!, distance), parts, at);
    }
  }
  return parts;
}

/**
 * The best labels of a stretch under scores and transitions (Viterbi 1967): the inside of a name follows only its
 * beginning or inside.
 */
export class Decoder {
  private back = new Uint8Array(0);
  private readonly now = new Float64Array(LABELS);
  private readonly next = new Float64Array(LABELS);

  /** Writes the labels of `first` … `last` − 1. */
  decode(scores: Float32Array, transitions: Float32Array, { first, last }: Stretch, labels: Uint8Array): void {
    const { now, next } = this;
    const length = last - first;
    if (this.back.length < length * LABELS) this.back = new Uint8Array(length * LABELS * 2);
    const { back } = this;
    for (let label = 0; label < LABELS; label++) {
      now[label] = isInside(label) ? -Infinity : scores[first * LABELS + label]! + transitions[START * LABELS + label]!;
    }
    for (let i = 1; i < length; i++) {
      const at = (first + i) * LABELS;
      for (let label = 0; label < LABELS; label++) {
        let best = -Infinity;
        let from = 0;
        if (isInside(label)) {
          const begun = now[label - 1]! + transitions[(label - 1) * LABELS + label]!;
          const inside = now[label]! + transitions[label * LABELS + label]!;
          from = begun >= inside ? label - 1 : label;
          best = Math.max(begun, inside);
        } else {
          for (let before = 0; before < LABELS; before++) {
            const value = now[before]! + transitions[before * LABELS + label]!;
            if (value > best) {
              best = value;
              from = before;
            }
          }
        }
        next[label] = best + scores[at + label]!;
        back[i * LABELS + label] = from;
      }
      now.set(next);
    }
    let label = 0;
    for (let other = 1; other < LABELS; other++) if (now[other]! > now[label]!) label = other;
    for (let i = length - 1; i >= 0; i--) {
      labels[first + i] = label;
      label = back[i * LABELS + label]!;
    }
  }
}

/** True for the labels that go on a name. */
export function isInside(label: number): boolean {
  return label > 0 && (label & 1) === 0;
}
