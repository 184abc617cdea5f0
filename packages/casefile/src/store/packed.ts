import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Reading } from '@isnad/reading';
import { digestOf } from '../hashing.ts';
import type { Digest } from '../ids.ts';
import type { Layout, PackedReading, ReadingRows } from './records.ts';

/** How JSON lies in the store: compressed, a Reading without the text that lies beside it. */

export function pack(value: unknown): Uint8Array {
  return zstdCompressSync(JSON.stringify(value));
}

/** What `pack` was given: the caller knows of what type, as of any column that it wrote itself. */
export function unpack<T>(bytes: Uint8Array): T {
  return JSON.parse(zstdDecompressSync(bytes).toString('utf8'));
}

export function packReading(reading: Reading): PackedReading {
  const json = JSON.stringify({ ...reading, text: '' });
  return { bytes: zstdCompressSync(json), digest: digestOf(json) };
}

/** The Reading with its text, and the digest of what is kept of it. */
export function unpackReading(bytes: Uint8Array, text: string): { reading: Reading; digest: Digest } {
  const json = zstdDecompressSync(bytes);
  const kept: Reading = JSON.parse(json.toString('utf8'));
  return { reading: { ...kept, text }, digest: digestOf(json) };
}

/** What lists need of a Reading, in the order of its text. */
export function rowsOfReading(reading: Reading): ReadingRows {
  return {
    claims: reading.claims.map(({ id, start, end, text, modality, chain }) => ({
      id,
      start,
      end,
      text,
      modality,
      chain,
    })),
    attributions: reading.attributions.map(({ id, cue, source, resolved, stance, content }) => ({
      id,
      start: cue.start,
      end: cue.end,
      text: cue.text,
      source: resolved ?? source?.text ?? null,
      stance,
      contentStart: content.start,
      contentEnd: content.end,
    })),
    figures: reading.figures.map(({ start, end, text, low, high, hedge, unit, per }, index) => ({
      index,
      start,
      end,
      text,
      low,
      high,
      hedge,
      unit,
      per,
    })),
    flags: reading.flags.map(({ kind, message, spans }, index) => {
      const [first = { start: 0, end: 0, text: '' }] = spans;
      return { index, kind, message, start: first.start, end: first.end, text: first.text };
    }),
  };
}

/** Of the JSON that is kept: what was parsed from it gives the same again. */
export function layoutDigest(layout: Layout): Digest {
  return digestOf(JSON.stringify(layout));
}
