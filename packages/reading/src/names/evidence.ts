import { IMPOSSIBLE, READINGS, Reading, TokenKind, type Words } from '@isnad/text';
import { rangeHash } from './features.ts';
import { LABELS, type NameModel, START } from './model.ts';
import { isInside, type Scored, type Stretch } from './tagger.ts';

/**
 * What a document says of its own names: a name that the first pass finds in one place is looked for in all the
 * others, and the parts of a person's full name by themselves. The idea is that of Krishnan and Manning, "An
 * effective two-stage model for exploiting non-local dependencies in named entity recognition" (2006); the
 * weights of what is found are learned on first passes by models that had not seen the document.
 */

/** Features that a token may have at once. */
const PER_TOKEN = 12;
const TYPES = 4;
const BUCKETS = 6;
/** Type of a name as a number, from its label. */
const typeOf = (label: number) => (label - 1) >> 1;
/** Longest name, in tokens, that is looked for again. */
const LONGEST = 5;

const NAME_AGAIN = 0;
const NAME_OWN = NAME_AGAIN + TYPES * 2 * 2 * BUCKETS;
const LAST_PART = NAME_OWN + TYPES * 2 * (TYPES + 1);
const LAST_OWN = LAST_PART + BUCKETS;
const LAST_COUNT = LAST_OWN + TYPES + 1;
const FIRST_PART = LAST_COUNT + 4;
const FIRST_OWN = FIRST_PART + BUCKETS;
export const EVIDENCE_FEATURES = FIRST_OWN + TYPES + 1;

/** A name as the first pass found it. */
interface Found {
  readonly first: number;
  readonly last: number;
  readonly type: number;
  /** How sure the pass is of its least sure token, 0 … 1. */
  readonly certainty: number;
  readonly key: number;
}

/** Evidence features of tokens: those of token t are `features[t * PER_TOKEN …]`, `counts[t]` of them. */
export interface Evidence {
  readonly features: Uint8Array;
  readonly counts: Uint8Array;
}

export const EVIDENCE_PER_TOKEN = PER_TOKEN;

/** Finds the evidence; undefined when the first pass found no name. */
export function evidenceOf(
  words: Words,
  stretches: readonly Stretch[],
  scored: Scored,
  labels: Uint8Array,
  model: NameModel,
): Evidence | undefined {
  const found = foundNames(stretches, scored, labels, model);
  if (found.length === 0) return undefined;
  const keys = keysOf(words, scored);
  return new Gatherer(keys, labels).gather(stretches, found);
}

/** The names of the first pass with their certainty. */
function foundNames(stretches: readonly Stretch[], scored: Scored, labels: Uint8Array, model: NameModel): Found[] {
  const found: Found[] = [];
  for (const { first, last } of stretches) {
    for (let token = first; token < last; ) {
      const label = labels[token]!;
      if (label === 0) {
        token++;
        continue;
      }
      let end = token + 1;
      while (end < last && labels[end] === label + 1) end++;
      let certainty = 1;
      for (let i = token; i < end; i++)
        certainty = Math.min(certainty, certaintyOf(i, first, last, scored, labels, model));
      found.push({ first: token, last: end, type: typeOf(label), certainty, key: 0 });
      token = end;
    }
  }
  return found;
}

/** Probability of a token's label if its neighbours' labels are right. */
function certaintyOf(
  token: number,
  first: number,
  last: number,
  { scores }: Scored,
  labels: Uint8Array,
  { transitions }: NameModel,
): number {
  const before = token === first ? START : labels[token - 1]!;
  const after = token + 1 < last ? labels[token + 1]! : -1;
  const own = labels[token]!;
  const value = (label: number) =>
    scores[token * LABELS + label]! +
    transitions[before * LABELS + label]! +
    (after < 0 ? 0 : transitions[label * LABELS + after]!);
  const top = value(own);
  let sum = 0;
  for (let label = 0; label < LABELS; label++) {
    if (isInside(label) && before !== label && before !== label - 1) continue;
    if (after > 0 && isInside(after) && label !== after && label !== after - 1) continue;
    sum += Math.exp(value(label) - top);
  }
  return 1 / sum;
}

/** The document's words by their core, a joined particle taken off where the rest stands elsewhere by itself. */
interface Keys {
  /** Key of each token; 0 for what is no word. */
  readonly key: Int32Array;
  /** How often each key occurs. */
  readonly occurrences: ReadonlyMap<number, number>;
}

function keysOf(words: Words, { context, word, firsts }: Scored): Keys {
  const { count } = words.tokens;
  const known = new Set<number>();
  for (const token of firsts) known.add(context.core[token]!);
  const keyOfWord = new Int32Array(firsts.length);
  for (const [index, token] of firsts.entries()) keyOfWord[index] = wordKey(words, token, context.core[token]!, known);
  const times = new Int32Array(firsts.length);
  const key = new Int32Array(count);
  for (let token = 0; token < count; token++) {
    const own = keyOfWord[word[token]!]!;
    if (own === 1) continue;
    key[token] = own;
    times[word[token]!]!++;
  }
  const occurrences = new Map<number, number>();
  for (const [index, own] of keyOfWord.entries()) {
    if (own !== 1) occurrences.set(own, (occurrences.get(own) ?? 0) + times[index]!);
  }
  return { key, occurrences };
}

/** 1 for what is no word. */
function wordKey(words: Words, token: number, core: number, known: ReadonlySet<number>): number {
  const { norm, normStart, kind } = words.tokens;
  const from = normStart[token]!;
  const to = normStart[token + 1]!;
  if ((kind[token] !== TokenKind.Word && kind[token] !== TokenKind.Foreign) || to - from < 2) return 1;
  let key = core;
  for (let reading: number = Reading.Conjunction; reading <= Reading.Particle; reading++) {
    const skip = words.skip[token * READINGS + reading]!;
    if (skip === IMPOSSIBLE || to - from - skip < 3) continue;
    const bare = rangeHash(norm, from + skip, to);
    if (known.has(bare)) key = bare;
  }
  return key === 0 || key === 1 ? 2 : key;
}

class Gatherer {
  private readonly keys: Keys;
  private readonly labels: Uint8Array;
  private readonly features: Uint8Array;
  private readonly counts: Uint8Array;
  /** Certainty of each type for each name, by its key. */
  private readonly names = new Map<number, Float64Array>();
  /** Keys that begin a name. */
  private readonly begins = new Set<number>();
  /** Certainty that a key is a person's last name, and another part of one. */
  private readonly parts = new Map<number, Float64Array>();
  /** The found name that each token is in, as index + 1. */
  private readonly owner: Int32Array;

  constructor(keys: Keys, labels: Uint8Array) {
    this.keys = keys;
    this.labels = labels;
    this.features = new Uint8Array(labels.length * PER_TOKEN);
    this.counts = new Uint8Array(labels.length);
    this.owner = new Int32Array(labels.length);
  }

  gather(stretches: readonly Stretch[], found: readonly Found[]): Evidence {
    const named = found.map((name, index) => this.register(name, index));
    for (const { first, last } of stretches) {
      for (let token = first; token < last; ) token += this.nameAgain(token, last, named);
      for (let token = first; token < last; token++) this.partAgain(token, named);
    }
    return { features: this.features, counts: this.counts };
  }

  private register(name: Found, index: number): Found {
    const { key } = this.keys;
    this.owner.fill(index + 1, name.first, name.last);
    let whole = 0;
    for (let token = name.first; token < name.last; token++) {
      if (key[token] === 0) return name;
      whole = joined(whole, key[token]!);
    }
    const sums = this.names.get(whole) ?? new Float64Array(TYPES);
    sums[name.type]! += name.certainty;
    this.names.set(whole, sums);
    this.begins.add(key[name.first]!);
    if (name.type === 0 && name.last - name.first > 1) {
      for (let token = name.first; token < name.last; token++) {
        const part = this.parts.get(key[token]!) ?? new Float64Array(2);
        part[token === name.last - 1 ? 0 : 1]! += name.certainty;
        this.parts.set(key[token]!, part);
      }
    }
    return { ...name, key: whole };
  }

  /** Marks the longest name that the document has elsewhere at a token. @returns how many tokens to go on by */
  private nameAgain(token: number, last: number, named: readonly Found[]): number {
    const { key, occurrences } = this.keys;
    if (!this.begins.has(key[token]!)) return 1;
    const own = named[this.owner[token]! - 1];
    let whole = 0;
    let rarest = Infinity;
    let length = 0;
    let type = 0;
    let share = 0;
    for (let next = token; next < Math.min(last, token + LONGEST); next++) {
      if (key[next] === 0) break;
      whole = joined(whole, key[next]!);
      rarest = Math.min(rarest, occurrences.get(key[next]!)! - 1);
      const sums = this.names.get(whole);
      if (sums === undefined || rarest < 1) continue;
      const mine = own !== undefined && own.first === token && own.key === whole ? own : undefined;
      let best = 0;
      let most = 0;
      for (let t = 0; t < TYPES; t++) {
        const others = sums[t]! - (mine?.type === t ? mine.certainty : 0);
        if (others > most) {
          most = others;
          best = t;
        }
      }
      if (most < 0.25) continue;
      length = next - token + 1;
      type = best;
      share = Math.min(1, most / rarest);
    }
    if (length === 0) return 1;
    for (let i = 0; i < length; i++) {
      const inside = i === 0 ? 0 : 1;
      const several = length > 1 ? 1 : 0;
      this.add(token + i, NAME_AGAIN + ((type * 2 + several) * 2 + inside) * BUCKETS + bucket(share));
      this.add(token + i, NAME_OWN + (type * 2 + inside) * (TYPES + 1) + this.ownType(token + i));
    }
    return length;
  }

  /** Marks a word that is a part of a person's full name elsewhere. */
  private partAgain(token: number, named: readonly Found[]): void {
    const key = this.keys.key[token]!;
    const part = key === 0 ? undefined : this.parts.get(key);
    if (part === undefined) return;
    const own = named[this.owner[token]! - 1];
    const mine = own !== undefined && own.type === 0 && own.last - own.first > 1 ? own : undefined;
    const isLast = mine !== undefined && token === mine.last - 1;
    const asLast = part[0]! - (isLast ? mine.certainty : 0);
    const asOther = part[1]! - (mine !== undefined && !isLast ? mine.certainty : 0);
    const others = Math.max(1, this.keys.occurrences.get(key)! - 1);
    if (asLast > 0.3) {
      this.add(token, LAST_PART + bucket(Math.min(1, asLast / others)));
      this.add(token, LAST_OWN + this.ownType(token));
      this.add(token, LAST_COUNT + Math.min(3, Math.round(asLast)));
    }
    if (asOther > 0.3) {
      this.add(token, FIRST_PART + bucket(Math.min(1, asOther / others)));
      this.add(token, FIRST_OWN + this.ownType(token));
    }
  }

  /** 0 outside names, 1 + type inside. */
  private ownType(token: number): number {
    const label = this.labels[token]!;
    return label === 0 ? 0 : 1 + typeOf(label);
  }

  private add(token: number, feature: number): void {
    const count = this.counts[token]!;
    if (count === PER_TOKEN) return;
    this.features[token * PER_TOKEN + count] = feature;
    this.counts[token] = count + 1;
  }
}

function joined(hash: number, key: number): number {
  return (Math.imul(hash, 0x01000193) ^ key) | 0;
}

function bucket(share: number): number {
  if (share < 0.03) return 0;
  if (share < 0.15) return 1;
  if (share < 0.4) return 2;
  if (share < 0.7) return 3;
  return share < 0.92 ? 4 : 5;
}

/** Adds the evidence to the scores of the stretches that have some. @returns those stretches */
export function addEvidence(
  evidence: Evidence,
  stretches: readonly Stretch[],
  scores: Float32Array,
  model: NameModel,
): Stretch[] {
  const touched: Stretch[] = [];
  for (const stretch of stretches) {
    let any = false;
    for (let token = stretch.first; token < stretch.last; token++) {
      for (let i = 0; i < evidence.counts[token]!; i++) {
        any = true;
        const row = evidence.features[token * PER_TOKEN + i]! * LABELS;
        for (let label = 0; label < LABELS; label++) scores[token * LABELS + label]! += model.evidence[row + label]!;
      }
    }
    if (any) touched.push(stretch);
  }
  return touched;
}
