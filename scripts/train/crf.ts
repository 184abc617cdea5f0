/**
 * A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001), trained sentence by sentence with
 * FTRL-Proximal (McMahan et al. 2013), whose L1 term leaves most weights at zero. Deterministic.
 */

/** One sentence: the features of its tokens one token after another, and its labels. */
export interface Example {
  readonly length: number;
  /** Feature indexes; those of token t are from `offsets[t]` to `offsets[t + 1]`. */
  readonly features: Int32Array;
  readonly offsets: Int32Array;
  readonly labels: Uint8Array;
  /** Scores already there, `token * labels + label`. */
  readonly base?: Float64Array;
}

export interface TrainingOptions {
  readonly labels: number;
  readonly features: number;
  readonly rounds: number;
  readonly rate: number;
  readonly l1: number;
  readonly l2: number;
  readonly lexical?: Uint8Array;
  readonly drop?: number;
  readonly start?: Float32Array;
  /** Told after each round. */
  readonly progress?: (round: number, loss: number) => void;
}

export interface CrfWeights {
  /** `feature * labels + label`. */
  readonly emission: Float32Array;
  /** `from * labels + to`; the row `labels` is for the beginning of a sentence. */
  readonly transition: Float32Array;
}

const BETA = 1;

export function trainCrf(examples: readonly Example[], options: TrainingOptions): CrfWeights {
  const { labels } = options;
  const emission = new Ftrl(options.features * labels, options);
  const transition = new Ftrl((labels + 1) * labels, { ...options, l1: 0 });
  const fixed = options.start;
  const order = examples.map((_, i) => i);
  const random = generator(20240501);
  for (let round = 0; round < options.rounds; round++) {
    shuffle(order, random);
    let loss = 0;
    for (const index of order)
      loss += step(
        fixed,
        options.drop ? dropped(examples[index]!, options.lexical!, options.drop, random) : examples[index]!,
        labels,
        emission,
        transition,
      );
    options.progress?.(round, loss);
  }
  return { emission: emission.weights(), transition: transition.weights().map((w, i) => w + (fixed?.[i] ?? 0)) };
}

function dropped(e: Example, lexical: Uint8Array, rate: number, random: () => number): Example {
  const features = new Int32Array(e.features.length);
  const offsets = new Int32Array(e.offsets.length);
  let n = 0;
  for (let t = 0; t < e.length; t++) {
    const drop = random() < rate;
    for (let f = e.offsets[t]!; f < e.offsets[t + 1]!; f++) {
      const x = e.features[f]!;
      if (drop && lexical[x] === 1) continue;
      features[n++] = x;
    }
    offsets[t + 1] = n;
  }
  return { ...e, features: features.subarray(0, n), offsets };
}

class Ftrl {
  private readonly z: Float32Array;
  private readonly n: Float32Array;
  private readonly rate: number;
  private readonly l1: number;
  private readonly l2: number;

  constructor(size: number, options: { readonly rate: number; readonly l1: number; readonly l2: number }) {
    this.z = new Float32Array(size);
    this.n = new Float32Array(size);
    this.rate = options.rate;
    this.l1 = options.l1;
    this.l2 = options.l2;
  }

  weight(i: number): number {
    const z = this.z[i]!;
    const size = Math.abs(z);
    if (size <= this.l1) return 0;
    return ((z < 0 ? 1 : -1) * (size - this.l1)) / ((BETA + Math.sqrt(this.n[i]!)) / this.rate + this.l2);
  }

  update(i: number, gradient: number): void {
    const n = this.n[i]!;
    const larger = n + gradient * gradient;
    const sigma = (Math.sqrt(larger) - Math.sqrt(n)) / this.rate;
    this.z[i]! += gradient - sigma * this.weight(i);
    this.n[i] = larger;
  }

  weights(): Float32Array {
    return Float32Array.from(this.z, (_, i) => this.weight(i));
  }
}

/** One step on one sentence. @returns its negative log likelihood before the step */
function step(
  fixed: Float32Array | undefined,
  example: Example,
  labels: number,
  emission: Ftrl,
  transition: Ftrl,
): number {
  const { length, features, offsets } = example;
  const scores = example.base === undefined ? new Float64Array(length * labels) : Float64Array.from(example.base);
  for (let t = 0; t < length; t++) {
    for (let f = offsets[t]!; f < offsets[t + 1]!; f++) {
      const row = features[f]! * labels;
      for (let y = 0; y < labels; y++) scores[t * labels + y]! += emission.weight(row + y);
    }
  }
  const moves = new Float64Array((labels + 1) * labels);
  for (let i = 0; i < moves.length; i++) moves[i] = transition.weight(i) + (fixed?.[i] ?? 0);
  const { node, edge, loss } = marginals(scores, moves, example, labels);
  for (let t = 0; t < length; t++) {
    const gold = example.labels[t]!;
    for (let y = 0; y < labels; y++) {
      const gradient = node[t * labels + y]! - (y === gold ? 1 : 0);
      if (Math.abs(gradient) < 1e-4) continue;
      for (let f = offsets[t]!; f < offsets[t + 1]!; f++) emission.update(features[f]! * labels + y, gradient);
    }
  }
  for (let i = 0; i < edge.length; i++) if (Math.abs(edge[i]!) > 1e-6) transition.update(i, edge[i]!);
  return loss;
}

/** Expected counts by the forward and backward pass; `edge` already has the observed ones taken off. */
function marginals(scores: Float64Array, moves: Float64Array, example: Example, labels: number) {
  const { length } = example;
  const forward = new Float64Array(length * labels);
  const backward = new Float64Array(length * labels);
  const start = labels * labels;
  for (let y = 0; y < labels; y++) forward[y] = scores[y]! + moves[start + y]!;
  for (let t = 1; t < length; t++) {
    for (let y = 0; y < labels; y++) {
      let top = -Infinity;
      for (let p = 0; p < labels; p++) top = Math.max(top, forward[(t - 1) * labels + p]! + moves[p * labels + y]!);
      let sum = 0;
      for (let p = 0; p < labels; p++) sum += Math.exp(forward[(t - 1) * labels + p]! + moves[p * labels + y]! - top);
      forward[t * labels + y] = top + Math.log(sum) + scores[t * labels + y]!;
    }
  }
  for (let t = length - 2; t >= 0; t--) {
    for (let y = 0; y < labels; y++) {
      let top = -Infinity;
      const next = (t + 1) * labels;
      for (let q = 0; q < labels; q++)
        top = Math.max(top, backward[next + q]! + moves[y * labels + q]! + scores[next + q]!);
      let sum = 0;
      for (let q = 0; q < labels; q++)
        sum += Math.exp(backward[next + q]! + moves[y * labels + q]! + scores[next + q]! - top);
      backward[t * labels + y] = top + Math.log(sum);
    }
  }
  let top = -Infinity;
  for (let y = 0; y < labels; y++) top = Math.max(top, forward[(length - 1) * labels + y]!);
  let sum = 0;
  for (let y = 0; y < labels; y++) sum += Math.exp(forward[(length - 1) * labels + y]! - top);
  const total = top + Math.log(sum);
  const node = new Float64Array(length * labels);
  for (let i = 0; i < node.length; i++) node[i] = Math.exp(forward[i]! + backward[i]! - total);
  const edge = new Float64Array((labels + 1) * labels);
  let gold = 0;
  for (let t = 0; t < length; t++) {
    const y = example.labels[t]!;
    const from = t === 0 ? labels : example.labels[t - 1]!;
    gold += scores[t * labels + y]! + moves[from * labels + y]!;
    edge[from * labels + y]! -= 1;
    if (t === 0) {
      for (let q = 0; q < labels; q++) edge[labels * labels + q]! += node[q]!;
      continue;
    }
    for (let p = 0; p < labels; p++) {
      for (let q = 0; q < labels; q++) {
        edge[p * labels + q]! += Math.exp(
          forward[(t - 1) * labels + p]! +
            moves[p * labels + q]! +
            scores[t * labels + q]! +
            backward[t * labels + q]! -
            total,
        );
      }
    }
  }
  return { node, edge, loss: total - gold };
}

/** Numbers from 0 up to 1 in an order that the seed fixes (mulberry32). */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function shuffle(order: number[], random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
}
