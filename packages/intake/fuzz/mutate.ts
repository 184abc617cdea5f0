/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

type Change = (bytes: Buffer, random: () => number) => Buffer;

const below = (random: () => number, limit: number) => Math.floor(random() * Math.max(1, limit));

const CHANGES: readonly Change[] = [
  (bytes, random) => {
    for (let i = 0; i < 1 + below(random, 20); i++) bytes[below(random, bytes.length)] = below(random, 256);
    return bytes;
  },
  (bytes, random) => {
    const at = below(random, bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << below(random, 8));
    return bytes;
  },
  (bytes, random) => bytes.subarray(0, below(random, bytes.length)),
  (bytes, random) => {
    const at = below(random, bytes.length);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + below(random, 200))]);
  },
  (bytes, random) => {
    const from = below(random, bytes.length);
    const piece = bytes.subarray(from, from + below(random, 500));
    const at = below(random, bytes.length);
    return Buffer.concat([bytes.subarray(0, at), piece, piece, bytes.subarray(at)]);
  },
  (bytes, random) => {
    bytes.fill(below(random, 256), below(random, bytes.length), below(random, bytes.length));
    return bytes;
  },
  // Numbers of four bytes, as lengths and offsets are, made extreme.
  (bytes, random) => {
    const extreme = [0, 1, 0x7fffffff, 0x80000000, 0xffffffff][below(random, 5)]!;
    if (bytes.length >= 4) bytes.writeUInt32LE(extreme, below(random, bytes.length - 3));
    return bytes;
  },
  // Digits in text, as lengths in PDF and mail are.
  (bytes, random) => {
    const digits: number[] = [];
    bytes.forEach((byte, i) => {
      if (byte >= 0x30 && byte <= 0x39) digits.push(i);
    });
    for (let i = 0; i < 5 && digits.length > 0; i++)
      bytes[digits[below(random, digits.length)]!] = 0x30 + below(random, 10);
    return bytes;
  },
];

/** The bytes with one to three changes. */
export function mutated(bytes: Uint8Array, random: () => number): Buffer {
  let changed: Buffer = Buffer.from(bytes);
  for (let i = 0; i < 1 + below(random, 3); i++) changed = CHANGES[below(random, CHANGES.length)]!(changed, random);
  return changed;
}
