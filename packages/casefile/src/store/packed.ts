import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Reading } from '@isnad/reading';
import { normalKey } from '@isnad/text';
import { digestOf } from '../hashing.ts';
import type { Digest } from '../ids.ts';
import type { ClaimRow, Layout, PackedReading, Range, ReadingRows } from './records.ts';

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
    claims: reading.claims.map(({ id, start, end, text, modality, chain, dates }) => ({
      id,
      start,
      end,
      text,
      modality,
      chain,
      ...timeOf(dates, reading),
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
    causes: reading.causes.map(({ kind, cause, effect, marker, attribution }, index) => ({
      index,
      kind,
      cause: rangeOf(cause),
      effect: rangeOf(effect),
      marker: rangeOf(marker),
      attribution,
    })),
    acts: reading.acts.map(
      ({ start, end, text, who, act, count, nationality, reason, reasonKind, attribution }, index) => ({
        ...{ index, start, end, text, who: rangeOf(who), act: rangeOf(act), count, attribution },
        nationality: nationality ?? null,
        reason: reason === undefined ? null : rangeOf(reason),
        reasonKind: reasonKind ?? null,
      }),
    ),
    places: placesOf(reading),
    flags: reading.flags.map(({ kind, message, spans }, index) => {
      const [first = { start: 0, end: 0, text: '' }] = spans;
      return { index, kind, message, start: first.start, end: first.end, text: first.text };
    }),
  };
}

function rangeOf({ start, end }: Range): Range {
  return { start, end };
}

/** The time of the first date of a claim that is told. */
function timeOf(dates: readonly number[], reading: Reading): Pick<ClaimRow, 'earliest' | 'latest'> {
  for (const index of dates) {
    const date = reading.dates[index];
    if (date !== undefined && date.earliest !== null && date.latest !== null)
      return { earliest: date.earliest, latest: date.latest };
  }
  return { earliest: null, latest: null };
}

/** The places that each claim names, each once, by the keys of their fullest names. */
function placesOf({ claims, mentions, entities }: Reading): ReadingRows['places'] {
  const keys = new Map<string, string>();
  for (const { id, type, name } of entities) if (type === 'place') keys.set(id, normalKey(name));
  return claims.flatMap((claim, position) => {
    const ofClaim = claim.mentions.map((index) => keys.get(mentions[index]?.entity ?? ''));
    const named = [...new Set(ofClaim)].filter((key) => key !== undefined);
    return named.toSorted().map((key) => ({ key, position }));
  });
}

/** Of the JSON that is kept: what was parsed from it gives the same again. */
export function layoutDigest(layout: Layout): Digest {
  return digestOf(JSON.stringify(layout));
}
