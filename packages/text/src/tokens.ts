import { CharClass, charClass, charNormal, expansions, HAMZA_ABOVE } from './characters.ts';

/** What a token is. */
export const TokenKind = {
  /** An Arabic word with everything written onto it. */
  Word: 0,
  /** A word in another alphabet. */
  Foreign: 1,
  /** Digits, with the separators between them. */
  Number: 2,
  /** One mark of punctuation. */
  Punctuation: 3,
  /** One quotation mark of any shape. */
  Quote: 4,
  Other: 5,
} as const;
export type TokenKind = (typeof TokenKind)[keyof typeof TokenKind];

/** What stands between a token and the one before it. */
export const Gap = { None: 0, Space: 1, Line: 2, Blank: 3 } as const;
export type Gap = (typeof Gap)[keyof typeof Gap];

/**
 * The tokens of one text: parallel arrays, an index a token, no object for any of them.
 * Offsets are UTF-16 code units from zero into `text`, end exclusive.
 */
export interface Tokens {
  readonly text: string;
  readonly count: number;
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** {@link TokenKind} of each. */
  readonly kind: Uint8Array;
  /** {@link Gap} before each; the first token's is Gap.Blank. */
  readonly gap: Uint8Array;
  /** Normal forms of all tokens one after another, in UTF-16 units. */
  readonly norm: Uint16Array;
  /** Where each token's normal form begins in `norm`; one more than `count`. */
  readonly normStart: Int32Array;
}

const DOT = 0x2e;
const COMMA = 0x2c;
const ARABIC_DECIMAL = 0x66b;
const ARABIC_THOUSANDS = 0x66c;

/** Cuts a text into tokens. Linear in its length; the text is kept as it is. */
export function tokenize(text: string): Tokens {
  const builder = new TokenBuilder(text);
  builder.run();
  return builder.done();
}

/** The arrays while they grow: sized for ordinary prose (a token for about five units) and doubled when short. */
class TokenBuilder {
  private readonly text: string;
  private start: Int32Array;
  private end: Int32Array;
  private kind: Uint8Array;
  private gap: Uint8Array;
  private normStart: Int32Array;
  private norm: Uint16Array;
  private count = 0;
  private used = 0;

  constructor(text: string) {
    this.text = text;
    const guess = 16 + (text.length >> 2);
    this.start = new Int32Array(guess);
    this.end = new Int32Array(guess);
    this.kind = new Uint8Array(guess);
    this.gap = new Uint8Array(guess);
    this.normStart = new Int32Array(guess + 1);
    this.norm = new Uint16Array(16 + text.length);
  }

  run(): void {
    const { text } = this;
    const length = text.length;
    let gap: Gap = Gap.Blank;
    let at = 0;
    while (at < length) {
      const unit = text.charCodeAt(at);
      const kind = charClass[unit];
      if (kind === CharClass.Space) {
        if (gap === Gap.None) gap = Gap.Space;
        at++;
        continue;
      }
      if (kind === CharClass.Newline) {
        if (unit === 0x0d && text.charCodeAt(at + 1) === 0x0a) at++;
        gap = gap >= Gap.Line ? Gap.Blank : Gap.Line;
        at++;
        continue;
      }
      if (kind === CharClass.Silent) {
        // A mark with no letter before it: a stray bidi control, a byte order mark.
        at++;
        continue;
      }
      this.open(at, gap);
      gap = Gap.None;
      at = this.scan(at, kind as CharClass);
      this.close(at);
    }
  }

  /** Reads one token that begins at `at`, writes its normal form, gives its end. */
  private scan(at: number, kind: CharClass): number {
    const { text } = this;
    const length = text.length;
    switch (kind) {
      case CharClass.Arabic: {
        this.kind[this.count] = TokenKind.Word;
        let last = at;
        for (let i = at; i < length; i++) {
          const unit = text.charCodeAt(i);
          const c = charClass[unit];
          if (c === CharClass.Arabic) {
            this.write(unit);
            last = i;
          } else if (c === CharClass.Silent) {
            if (unit === HAMZA_ABOVE) this.joinHamza();
            last = i;
          } else break;
        }
        return last + 1;
      }
      case CharClass.Latin: {
        this.kind[this.count] = TokenKind.Foreign;
        let i = at;
        for (; i < length; i++) {
          const unit = text.charCodeAt(i);
          const c = charClass[unit];
          if (c === CharClass.Latin) this.write(unit);
          else if (c !== CharClass.Silent) break;
        }
        return i;
      }
      case CharClass.Digit:
        this.kind[this.count] = TokenKind.Number;
        return this.scanNumber(at);
      case CharClass.Punctuation:
      case CharClass.Quote:
        this.kind[this.count] = kind === CharClass.Quote ? TokenKind.Quote : TokenKind.Punctuation;
        this.write(text.charCodeAt(at));
        return at + 1;
      default: {
        this.kind[this.count] = TokenKind.Other;
        const unit = text.charCodeAt(at);
        this.write(unit);
        const next = text.charCodeAt(at + 1);
        const pair = unit >= 0xd800 && unit < 0xdc00 && next >= 0xdc00 && next < 0xe000;
        if (pair) this.write(next);
        return pair ? at + 2 : at + 1;
      }
    }
  }

  /** Digits of any kind; a separator belongs to the number when a digit follows it at once. */
  private scanNumber(at: number): number {
    const { text } = this;
    let i = at;
    for (;;) {
      const unit = text.charCodeAt(i);
      const c = charClass[unit];
      if (c === CharClass.Digit) this.write(unit);
      else if (isSeparator(unit) && charClass[text.charCodeAt(i + 1)] === CharClass.Digit) {
        this.writeUnit(unit === DOT || unit === ARABIC_DECIMAL ? DOT : COMMA);
      } else if (c !== CharClass.Silent || unit === 0x0640 || i >= text.length) break;
      i++;
    }
    // Bidi marks after the last digit are no part of the number.
    while (charClass[text.charCodeAt(i - 1)] === CharClass.Silent) i--;
    return i;
  }

  private write(unit: number): void {
    const normal = charNormal[unit]!;
    if (normal === 1) for (const part of expansions.get(unit)!) this.writeUnit(part);
    else this.writeUnit(normal);
  }

  private writeUnit(unit: number): void {
    if (this.used === this.norm.length) {
      const larger = new Uint16Array(this.norm.length * 2);
      larger.set(this.norm);
      this.norm = larger;
    }
    this.norm[this.used++] = unit;
  }

  private joinHamza(): void {
    const last = this.norm[this.used - 1];
    if (this.used > this.normStart[this.count]! && (last === 0x648 || last === 0x64a)) this.norm[this.used - 1] = 0x621;
  }

  private open(at: number, gap: Gap): void {
    if (this.count === this.start.length) this.grow();
    this.start[this.count] = at;
    this.gap[this.count] = gap;
    this.normStart[this.count] = this.used;
  }

  private close(end: number): void {
    this.end[this.count] = end;
    this.count++;
    this.normStart[this.count] = this.used;
  }

  private grow(): void {
    const size = this.start.length * 2;
    this.start = enlarge(this.start, new Int32Array(size));
    this.end = enlarge(this.end, new Int32Array(size));
    this.kind = enlarge(this.kind, new Uint8Array(size));
    this.gap = enlarge(this.gap, new Uint8Array(size));
    this.normStart = enlarge(this.normStart, new Int32Array(size + 1));
  }

  done(): Tokens {
    const { text, count, start, end, kind, gap, norm, normStart } = this;
    return { text, count, start, end, kind, gap, norm, normStart };
  }
}

function enlarge<A extends Int32Array | Uint8Array>(from: A, to: A): A {
  to.set(from);
  return to;
}

function isSeparator(unit: number): boolean {
  return unit === DOT || unit === COMMA || unit === ARABIC_DECIMAL || unit === ARABIC_THOUSANDS;
}

/** The normal form of one token as a string; for messages and tables, not for the hot path. */
export function normOf(tokens: Tokens, token: number): string {
  let form = '';
  for (let i = tokens.normStart[token]!; i < tokens.normStart[token + 1]!; i++)
    form += String.fromCharCode(tokens.norm[i]!);
  return form;
}

/** The words of one token as they stand in the text. */
export function textOf(tokens: Tokens, token: number): string {
  return tokens.text.slice(tokens.start[token]!, tokens.end[token]!);
}

/**
 * Where in the text the unit `skip` of a token's normal form begins: the way back from a clitic that was taken off.
 * `skip` 0 gives the token's start; tatweel and tashkil on the units before belong to what is skipped.
 */
export function originalOffset(tokens: Tokens, token: number, skip: number): number {
  const end = tokens.end[token]!;
  let at = tokens.start[token]!;
  for (let passed = 0; at < end; at++) {
    const unit = tokens.text.charCodeAt(at);
    if (charClass[unit] === CharClass.Silent) continue;
    if (passed >= skip) return at;
    passed += expansions.get(unit)?.length ?? 1;
  }
  return end;
}

/** The token that holds an offset or, between tokens, the first one after it; `count` when none follows. */
export function tokenAt(tokens: Tokens, offset: number): number {
  let low = 0;
  let high = tokens.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens.end[middle]! <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
