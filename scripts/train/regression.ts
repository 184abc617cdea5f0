import { RELATIONS } from '../../packages/weighing/src/relate/model.ts';
import type { Example } from './examples.ts';
import { minimise, type Slope } from './lbfgs.ts';

/** Multinomial logistic regression with L2 penalties. */

export interface FitOptions {
  readonly rounds: number;
  /** L2 penalties on features of the lists and on those of single stems and roots. */
  readonly plainPenalty: number;
  readonly wordPenalty: number;
  /** A feature met in fewer examples is left out. */
  readonly leastCount: number;
}

/** Weights by feature, in the order of RELATIONS; `bias` is a feature like the others. */
export type Fitted = ReadonlyMap<string, readonly number[]>;

const BIAS = 'bias';
const CLASSES = RELATIONS.length;

export function fit(examples: readonly Example[], options: FitOptions): Fitted {
  const names = featureNames(examples, options.leastCount);
  const index = new Map(names.map((name, i) => [name, i]));
  const rows = examples.map(({ values, pair, weight }) => {
    const known = [...values].filter(([name]) => index.has(name));
    const cells = known.map(([name, value]): readonly [number, number] => [index.get(name)!, value]);
    return { cells: [...cells, [index.get(BIAS)!, 1] as const], wanted: RELATIONS.indexOf(pair.relation), weight };
  });
  const penalty = names.map((name) =>
    name === BIAS ? 0 : /^(stem|root) /.test(name) ? options.wordPenalty : options.plainPenalty,
  );
  const total = rows.reduce((sum, { weight }) => sum + weight, 0);
  /** Mean loss with its penalties; the weights of class c begin at c × names. */
  const slopeAt = (weights: Float64Array): Slope => {
    const gradient = new Float64Array(weights.length);
    let value = 0;
    for (const { cells, wanted, weight } of rows) {
      const scores = RELATIONS.map((_, c) =>
        cells.reduce((sum, [at, cell]) => sum + weights[c * names.length + at]! * cell, 0),
      );
      const chances = softmax(scores);
      value -= (weight * Math.log(Math.max(1e-12, chances[wanted]!))) / total;
      for (let c = 0; c < CLASSES; c++) {
        const error = (weight * (chances[c]! - (c === wanted ? 1 : 0))) / total;
        for (const [at, cell] of cells) gradient[c * names.length + at]! += error * cell;
      }
    }
    weights.forEach((weight, i) => {
      const of = penalty[i % names.length]!;
      value += (of * weight * weight) / 2;
      gradient[i]! += of * weight;
    });
    return { value, gradient };
  };
  const weights = minimise(new Float64Array(CLASSES * names.length), slopeAt, options.rounds);
  return new Map(names.map((name, at) => [name, RELATIONS.map((_, c) => weights[c * names.length + at]!)]));
}

function featureNames(examples: readonly Example[], leastCount: number): string[] {
  const counts = new Map<string, number>();
  for (const { values } of examples) for (const name of values.keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
  const names = [...counts].filter(([, count]) => count >= leastCount).map(([name]) => name);
  return [BIAS, ...names.sort()];
}

/** Chances of the classes, in the order of RELATIONS. */
export function predict(fitted: Fitted, values: ReadonlyMap<string, number>, sharpness = 1): number[] {
  const scores = [...(fitted.get(BIAS) ?? [])];
  for (const [name, value] of values) {
    const weights = fitted.get(name);
    if (weights !== undefined) for (let c = 0; c < CLASSES; c++) scores[c]! += weights[c]! * value;
  }
  return softmax(scores.map((score) => score * sharpness));
}

function softmax(scores: readonly number[]): number[] {
  const most = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - most));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}
