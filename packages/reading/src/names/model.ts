/**
 * The weights of the tagger as they stand in `names.model`: a table of feature hashes laid out for looking up in
 * place, so that loading it is laying views over its bytes. Little-endian:
 *
 * | bytes | what |
 * | --- | --- |
 * | 4 | `ISNM` |
 * | 1 | format, 1 |
 * | 1 | labels, 9 |
 * | 1 | b: the table has 2^b slots |
 * | 1 | unused |
 * | 4 | float32: what one step of a weight in the table is worth |
 * | 4 | count e of evidence features |
 * | 4 · 90 · 2 | float32: transitions of the first pass, then of the second; row 9 is the start of a sentence |
 * | 4 · 9 · e | float32: weights of the evidence features |
 * | 2 · 2^b | uint16: upper half of the hash in each slot, 0 where it is empty |
 * | 9 · 2^b | int8: the slot's weights, one a label |
 */

/** The labels of a token: outside a name, or the beginning or the inside of one of a type. */
export const Label = {
  Outside: 0,
  BeginPerson: 1,
  InPerson: 2,
  BeginPlace: 3,
  InPlace: 4,
  BeginOrganization: 5,
  InOrganization: 6,
  BeginOther: 7,
  InOther: 8,
} as const;

export const LABELS = 9;

/** Index of the row of transitions from the start of a sentence. */
export const START = LABELS;

export interface NameModel {
  readonly mask: number;
  readonly keys: Uint16Array;
  readonly weights: Int8Array;
  readonly step: number;
  readonly transitions: Float32Array;
  readonly secondTransitions: Float32Array;
  readonly evidence: Float32Array;
}

const MAGIC = 0x4d4e5349;
const HEADER = 16;

/** @throws RangeError when the bytes are no model of this format */
export function decodeModel(bytes: Uint8Array): NameModel {
  // A copy, so that the views over it are aligned wherever the bytes came from.
  const buffer = bytes.slice().buffer;
  const view = new DataView(buffer);
  if (
    bytes.length < HEADER ||
    view.getUint32(0, true) !== MAGIC ||
    view.getUint8(4) !== 1 ||
    view.getUint8(5) !== LABELS
  )
    throw new RangeError('names.model: not a model of this format');
  const slots = 1 << view.getUint8(6);
  const evidenceCount = view.getUint32(12, true);
  const transitionCount = (LABELS + 1) * LABELS;
  let at = HEADER;
  const floats = (count: number) => {
    const part = new Float32Array(buffer, at, count);
    at += 4 * count;
    return part;
  };
  const size = HEADER + 4 * (2 * transitionCount + LABELS * evidenceCount) + (2 + LABELS) * slots;
  if (bytes.length !== size) throw new RangeError(`names.model: ${bytes.length} bytes where ${size} are expected`);
  const transitions = floats(transitionCount);
  const secondTransitions = floats(transitionCount);
  const evidence = floats(LABELS * evidenceCount);
  return {
    mask: slots - 1,
    step: view.getFloat32(8, true),
    transitions,
    secondTransitions,
    evidence,
    keys: new Uint16Array(buffer, at, slots),
    weights: new Int8Array(buffer, at + 2 * slots, LABELS * slots),
  };
}

/** The bytes of a model; what {@link decodeModel} reads. */
export function encodeModel(model: NameModel): Uint8Array {
  const slots = model.mask + 1;
  const floats = [model.transitions, model.secondTransitions, model.evidence];
  const floatCount = floats.reduce((sum, part) => sum + part.length, 0);
  const bytes = new Uint8Array(HEADER + 4 * floatCount + (2 + LABELS) * slots);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint8(4, 1);
  view.setUint8(5, LABELS);
  view.setUint8(6, 31 - Math.clz32(slots));
  view.setFloat32(8, model.step, true);
  view.setUint32(12, model.evidence.length / LABELS, true);
  let at = HEADER;
  for (const part of floats) {
    for (const value of part) {
      view.setFloat32(at, value, true);
      at += 4;
    }
  }
  for (const key of model.keys) {
    view.setUint16(at, key, true);
    at += 2;
  }
  bytes.set(new Uint8Array(model.weights.buffer, model.weights.byteOffset, model.weights.length), at);
  return bytes;
}

/** What the table keeps of a hash to know it again; never 0. */
export function keyOf(hash: number): number {
  return hash >>> 16 || 1;
}

/** Adds a feature's weights to `scores[at, at + LABELS)`, in steps of the table. */
export function addFeature(model: NameModel, hash: number, scores: Int32Array | Int16Array, at: number): void {
  const { keys, weights, mask } = model;
  const key = keyOf(hash);
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const held = keys[slot]!;
    if (held === 0) return;
    if (held === key) {
      const row = slot * LABELS;
      for (let label = 0; label < LABELS; label++) scores[at + label]! += weights[row + label]!;
      return;
    }
  }
}
