import { RELATIONS } from '../../packages/weighing/src/relate/model.ts';
import type { Example } from './examples.ts';

/** Multinomial logistic regression by full-batch AdaGrad: small data, so that every run gives the same weights. */

export interface FitOptions {
  readonly rounds: number;
  readonly rate: number;
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
  const weights = RELATIONS.map(() => new Float64Array(names.length));
  const history = RELATIONS.map(() => new Float64Array(names.length).fill(1e-6));
  for (let round = 0; round < options.rounds; round++) {
    const gradient = RELATIONS.map(() => new Float64Array(names.length));
    for (const { cells, wanted, weight } of rows) {
      const chances = softmax(weights.map((of) => cells.reduce((sum, [at, value]) => sum + of[at]! * value, 0)));
      for (let c = 0; c < CLASSES; c++) {
        const error = weight * (chances[c]! - (c === wanted ? 1 : 0));
        for (const [at, value] of cells) gradient[c]![at]! += error * value;
      }
    }
    for (let c = 0; c < CLASSES; c++) {
      for (let at = 0; at < names.length; at++) {
        const slope = gradient[c]![at]! / rows.length + penalty[at]! * weights[c]![at]!;
        history[c]![at]! += slope * slope;
        weights[c]![at]! -= (options.rate * slope) / Math.sqrt(history[c]![at]!);
      }
    }
  }
  return new Map(names.map((name, at) => [name, weights.map((of) => of[at]!)]));
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
