import { keyOf, LABELS, type NameModel } from '../../packages/reading/src/names/model.ts';
import type { CrfWeights } from './crf.ts';

/** The table has 2^17 slots, 1.4 MB; about half of them are in use. */
const SLOTS = 1 << 17;
const LARGEST = 127;

/** Lays the weights that are not zero out as a tagger looks them up. It has no second pass yet. */
export function modelOf({ emission, transition }: CrfWeights, hashes: readonly number[]): NameModel {
  const step = emission.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / LARGEST;
  const keys = new Uint16Array(SLOTS);
  const weights = new Int8Array(SLOTS * LABELS);
  for (const [feature, hash] of hashes.entries()) {
    const row = emission.subarray(feature * LABELS, (feature + 1) * LABELS).map((weight) => Math.round(weight / step));
    if (row.every((weight) => weight === 0)) continue;
    let slot = hash & (SLOTS - 1);
    while (keys[slot] !== 0) slot = (slot + 1) & (SLOTS - 1);
    keys[slot] = keyOf(hash);
    weights.set(row, slot * LABELS);
  }
  return {
    mask: SLOTS - 1,
    step,
    keys,
    weights,
    transitions: transition,
    secondTransitions: transition,
    evidence: new Float32Array(0),
  };
}
