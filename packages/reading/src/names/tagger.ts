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
import { WORD_SCORES, WordMemory } from './word-memory.ts';

/** Tokens `first` … `last` − 1, within which the tagger looks at what stands around a token. */
export interface Stretch {
  readonly first: number;
  readonly last: number;
}

/** A lead of the label outside that neither neighbours nor the second pass turn over. */
const CERTAIN = 3;

/** What the first pass leaves to the second. */
export interface Scored {
  readonly context: Context;
  /** Word index of each token: the same for tokens of the same normal form. */
  readonly word: Int32Array;
  /** The first token of each word. */
  readonly firsts: Int32Array;
  /** Emission scores, `token * LABELS + label`. */
  readonly scores: Float32Array;
}

/** Adds up the features of a document's tokens. */
export class Scorer {
  private readonly gazetteer: Gazetteer;
  private readonly model: NameModel;
  private readonly known = new WordMemory();
  private readonly features = new WordFeatures();
  private readonly joint = new Int32Array(JOINT_LIMIT);
  private readonly rows = new Int32Array(DISTANCES);

  constructor(gazetteer: Gazetteer, model: NameModel) {
    this.gazetteer = gazetteer;
    this.model = model;
  }

  /** Scores of every label at every token: a word's own features are summed only once. */
  score(words: Words, stretches: readonly Stretch[]): Scored {
    const context = contextOf(words, this.gazetteer);
    const { word, firsts } = sameWords(words.tokens);
    const parts = this.wordScores(words, firsts);
    const sums = new Int32Array(words.tokens.count * LABELS);
    for (const stretch of stretches) {
      for (let token = stretch.first; token < stretch.last; token++) {
        this.addWords(parts, word, token, stretch, sums);
        if (leadOfOutside(sums, token * LABELS) * this.model.step > CERTAIN) continue;
        const features = jointFeatures(context, token, stretch.first, stretch.last, this.joint);
        for (let i = 0; i < features; i++) addFeature(this.model, this.joint[i]!, sums, token * LABELS);
      }
    }
    const scores = new Float32Array(sums.length);
    for (let i = 0; i < sums.length; i++) scores[i] = sums[i]! * this.model.step;
    return { context, word, firsts, scores };
  }

  /** What the words within reach of a token say of it. */
  private addWords(
    parts: Int16Array,
    word: Int32Array,
    token: number,
    { first, last }: Stretch,
    sums: Int32Array,
  ): void {
    const { rows } = this;
    const none = parts.length - LABELS;
    for (let i = 0; i < DISTANCES; i++) {
      const other = token + i - REACH;
      rows[i] = other < first || other >= last ? none : (word[other]! * DISTANCES + i) * LABELS;
    }
    for (let label = 0; label < LABELS; label++) {
      let sum = 0;
      for (let i = 0; i < DISTANCES; i++) sum += parts[rows[i]! + label]!;
      sums[token * LABELS + label] = sum;
    }
  }

  /** For each distinct word, what its features add to a token at each distance from it; zeros behind the last. */
  private wordScores(words: Words, firsts: Int32Array): Int16Array {
    const { features, known, model } = this;
    const parts = new Int16Array(firsts.length * WORD_SCORES + LABELS);
    for (let index = 0; index < firsts.length; index++) {
      const from = index * WORD_SCORES;
      if (known.recall(words.tokens, firsts[index]!, parts, from)) continue;
      features.read(words, firsts[index]!, this.gazetteer);
      for (let distance = -REACH; distance <= REACH; distance++) {
        const at = from + (distance + REACH) * LABELS;
        const limit = features.limitAt(distance);
        for (let i = 0; i < limit; i++) addFeature(model, atDistance(features.hashes[i]!, distance), parts, at);
      }
      known.keep(words.tokens, firsts[index]!, parts, from);
    }
    return parts;
  }
}

/** By how much the label outside leads the best of the others. */
function leadOfOutside(scores: Int32Array | Float32Array, at: number): number {
  let best = scores[at + 1]!;
  for (let label = 2; label < LABELS; label++) best = Math.max(best, scores[at + label]!);
  return scores[at]! - best;
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
      if (leadOfOutside(scores, at) > CERTAIN) {
        this.passOutside(transitions, scores[at]!, i);
        continue;
      }
      for (let label = 0; label < LABELS; label++) {
        const from = isInside(label)
          ? this.bestOf(transitions, label - 1, label + 1, label)
          : this.bestOf(transitions, 0, LABELS, label);
        next[label] = now[from]! + transitions[from * LABELS + label]! + scores[at + label]!;
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

  /** A token that is certainly outside names leaves one way on. */
  private passOutside(transitions: Float32Array, score: number, i: number): void {
    const { now } = this;
    const from = this.bestOf(transitions, 0, LABELS, 0);
    const value = now[from]! + transitions[from * LABELS]! + score;
    now.fill(-Infinity);
    now[0] = value;
    this.back[i * LABELS] = from;
  }

  /** The label among `first` … `last` − 1 by which the way to another is best. */
  private bestOf(transitions: Float32Array, first: number, last: number, to: number): number {
    let best = -Infinity;
    let from = first;
    for (let before = first; before < last; before++) {
      const value = this.now[before]! + transitions[before * LABELS + to]!;
      if (value > best) {
        best = value;
        from = before;
      }
    }
    return from;
  }
}

/** True for the labels that go on a name. */
export function isInside(label: number): boolean {
  return label > 0 && (label & 1) === 0;
}
