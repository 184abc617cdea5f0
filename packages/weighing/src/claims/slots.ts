import { alternatives, type LanguageFiles, ListError, rowsOf } from '@isnad/reading';
import type { Lexicon } from '../relate/lexicon.ts';
import { entryOf, flagsOf, type Matching, weightOf } from '../relate/match.ts';
import { stemsOf } from '../relate/stems.ts';
import { type ClaimWords, Field, Flag, hashOf, STRIDE } from '../relate/words.ts';

/** A place of a claim that reports fill with one of several values that exclude each other: an ocean, a month. */
export interface Filled {
  readonly slot: string;
  readonly kind: SlotKind;
  readonly anchor: 'next' | 'near';
  readonly value: string;
  /** Its words, from the first to before the last. */
  readonly first: number;
  readonly last: number;
}

type SlotValue = Pick<Filled, 'slot' | 'kind' | 'anchor' | 'value'>;

const KINDS = ['place', 'time', 'opposite'] as const;
/** Of which kind a conflict over it is. */
export type SlotKind = (typeof KINDS)[number];

/** The value of a slot that countries fill. */
const COUNTRIES = '*';
/** Most words of a value. */
const LONGEST = 3;

/** The values of slots.tsv by the stems of their words. */
export class Slots {
  private readonly values = new Map<string, SlotValue>();
  private readonly lexicon: Lexicon;

  /** @throws ListError when the list is missing or has a kind or an anchor that there is not */
  constructor(files: LanguageFiles, lexicon: Lexicon) {
    this.lexicon = lexicon;
    const columns = ['slot', 'kind', 'anchor', 'value', 'words'] as const;
    for (const { slot, kind: name, anchor, value, words } of rowsOf(files, 'slots.tsv', columns)) {
      const kind = KINDS.find((one) => one === name);
      if (kind === undefined) throw new ListError(`slots.tsv: «${value}» has a kind «${name}» that there is not`);
      if (anchor !== 'next' && anchor !== 'near') {
        throw new ListError(`slots.tsv: «${value}» has an anchor «${anchor}» that there is not`);
      }
      for (const form of alternatives(words)) {
        this.values.set(stemsOf(form).map(hashOf).join(' '), { slot, kind, anchor, value });
      }
    }
  }

  /** The slots that a claim fills, in its order. */
  in(words: ClaimWords): Filled[] {
    const found: Filled[] = [];
    const count = words.length / STRIDE;
    for (let first = 0; first < count; first++) {
      for (let length = Math.min(LONGEST, count - first); length > 0; length--) {
        const value = this.valueAt(words, first, length);
        if (value === undefined) continue;
        const filled = value.value === COUNTRIES ? this.countries(value, words, first, first + length) : value;
        // «شاب وليس فتاة»
        if (filled !== null && (flagsOf(words, first) & Flag.Negated) === 0) {
          found.push({ first, last: first + length, ...filled });
        }
        first += length - 1;
        break;
      }
    }
    return found;
  }

  /** The countries named behind a word, as its value; null for none. */
  private countries(value: SlotValue, words: ClaimWords, first: number, from: number): Filled | null {
    let last = from;
    const names: string[] = [];
    while (last < words.length / STRIDE && entryOf(words, last, this.lexicon).place) {
      names.push(this.lexicon.sets[entryOf(words, last, this.lexicon).set]!);
      last++;
    }
    return names.length === 0 ? null : { ...value, value: names.sort().join(' '), first, last };
  }

  private valueAt(words: ClaimWords, first: number, length: number): SlotValue | undefined {
    const rest = Array.from({ length: length - 1 }, (_, i) => words[(first + 1 + i) * STRIDE + Field.Stem]!);
    // «بسيارة مفخخة»: the first word may have a joined letter.
    const own = words[first * STRIDE + Field.Stem]!;
    const bare = words[first * STRIDE + Field.BareStem]!;
    return this.values.get([own, ...rest].join(' ')) ?? this.values.get([bare, ...rest].join(' '));
  }
}

/** Words on either side within which the two claims must say the same, and how much of it at least. */
const AROUND = 5;
const SAME_AROUND = 1.6;
/** Of two words so near before a place one must be the same where the next word must. */
const BEFORE = 2;
/** What a name or a place is worth there beside another word: many claims of a case share them. */
const NAME = 0.4;
/** A word that tells less than this is not what a claim is about. */
const TELLING = 0.5;

/** Two places that claims fill otherwise while they say the same around. */
export interface FilledOtherwise {
  readonly a: Filled;
  readonly b: Filled;
}

/** The slot that two claims fill otherwise; null where there is none. */
export function filledOtherwise(
  a: ClaimWords,
  b: ClaimWords,
  matching: Matching,
  slots: Slots,
): FilledOtherwise | null {
  const [inA, inB] = [slots.in(a), slots.in(b)];
  for (const x of inA) {
    for (const y of inB) {
      if (x.slot !== y.slot || isWithin(x.value, y.value) || isWithin(y.value, x.value)) continue;
      // A claim that has the other's value as well speaks of more than one thing.
      if (inA.some((one) => hasValue(one, y)) || inB.some((one) => hasValue(one, x))) continue;
      if (isSaidOfOne(a, b, x, y, matching)) return { a: x, b: y };
    }
  }
  return null;
}

/** «جنوب» says no other than «جنوب شرق». */
function isWithin(value: string, other: string): boolean {
  return value.split(' ').every((word) => other.split(' ').includes(word));
}

function hasValue(one: Filled, other: Filled): boolean {
  return one.slot === other.slot && one.value === other.value;
}

function isSaidOfOne(a: ClaimWords, b: ClaimWords, x: Filled, y: Filled, { matches }: Matching): boolean {
  let same = 0;
  let [next, before] = [false, false];
  for (const match of matches) {
    const [left, right] = [distance(match.a, x), distance(match.b, y)];
    if (left === 0 || right === 0 || left > AROUND || right > AROUND) continue;
    if (match.a === x.last && match.b === y.last) next = true;
    if (match.a < x.first && match.b < y.first && left <= BEFORE && right <= BEFORE) before = true;
    const weight = Math.min(weightOf(a, match.a), weightOf(b, match.b));
    const [one, other] = [flagsOf(a, match.a), flagsOf(b, match.b)];
    if (weight < TELLING || ((one ^ other) & (Flag.Negated | Flag.Open)) !== 0) continue;
    same += ((one | other) & (Flag.Name | Flag.Place)) === 0 ? weight : NAME * weight;
  }
  return x.anchor === 'next' ? next && before : same >= SAME_AROUND;
}

/** Words from a place to the words of a value; 0 inside. */
function distance(at: number, { first, last }: Filled): number {
  return at < first ? first - at : Math.max(0, at - last + 1);
}
