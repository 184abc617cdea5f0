/** A point's value and slope. */
export interface Slope {
  readonly value: number;
  readonly gradient: Float64Array;
}

/** Steps remembered. */
const MEMORY = 10;
const SHORTEST_STEP = 1e-10;

/**
 * Finds a least value by limited-memory BFGS with a backtracking line search (Nocedal and Wright, "Numerical
 * Optimization", 2006, algorithm 7.5). Deterministic.
 * @param rounds the most steps taken; fewer when nothing more is gained
 */
export function minimise(start: Float64Array, slopeAt: (point: Float64Array) => Slope, rounds: number): Float64Array {
  let point = start;
  let here = slopeAt(point);
  const steps: { move: Float64Array; turn: Float64Array; inverse: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const direction = descent(here.gradient, steps);
    const slope = dot(direction, here.gradient);
    let length = round === 0 ? 1 / Math.max(1, Math.sqrt(dot(here.gradient, here.gradient))) : 1;
    let next = moved(point, direction, length);
    let there = slopeAt(next);
    while (there.value > here.value + 1e-4 * length * slope && length > SHORTEST_STEP) {
      length /= 2;
      next = moved(point, direction, length);
      there = slopeAt(next);
    }
    if (here.value - there.value < 1e-9) break;
    const move = moved(next, point, -1);
    const turn = moved(there.gradient, here.gradient, -1);
    const bend = dot(move, turn);
    if (bend > 1e-12) steps.push({ move, turn, inverse: 1 / bend });
    if (steps.length > MEMORY) steps.shift();
    point = next;
    here = there;
  }
  return point;
}

/** The direction of descent by the remembered steps (two-loop recursion). */
function descent(
  gradient: Float64Array,
  steps: readonly { move: Float64Array; turn: Float64Array; inverse: number }[],
): Float64Array {
  let direction: Float64Array = gradient.map((value) => -value);
  const shares: number[] = [];
  for (const { move, turn, inverse } of [...steps].reverse()) {
    const share = inverse * dot(move, direction);
    shares.unshift(share);
    direction = moved(direction, turn, -share);
  }
  const last = steps.at(-1);
  if (last !== undefined) {
    const scale = dot(last.move, last.turn) / dot(last.turn, last.turn);
    direction = direction.map((value) => value * scale);
  }
  steps.forEach(({ move, turn, inverse }, i) => {
    direction = moved(direction, move, shares[i]! - inverse * dot(turn, direction));
  });
  return direction;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function moved(from: Float64Array, by: Float64Array, length: number): Float64Array {
  return from.map((value, i) => value + length * by[i]!);
}
