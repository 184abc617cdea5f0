/**
 * What every UTF-16 code unit is and what it becomes in the normal form.
 * Two tables of 65,536 entries, made once, so that the tokenizer asks nothing but array elements.
 */

/** The class of a code unit, as the tokenizer sees it. */
export const CharClass = {
  /** Anything that is none of the following: symbols, surrogates. */
  Other: 0,
  Space: 1,
  Newline: 2,
  Arabic: 3,
  /** Read as part of the word around it and absent from the normal form: tashkil, tatweel, zero-width and bidi marks. */
  Silent: 4,
  Digit: 5,
  Latin: 6,
  Punctuation: 7,
  Quote: 8,
} as const;
export type CharClass = (typeof CharClass)[keyof typeof CharClass];

/** Class of each code unit. */
export const charClass = new Uint8Array(0x10000);

/** Normal form of each code unit; 0 = none (silent), 1 = several units, see {@link expansions}. */
export const charNormal = new Uint16Array(0x10000);

/** Normal forms of the code units that become several: lam-alef and other presentation ligatures. */
export const expansions = new Map<number, readonly number[]>();

/** Marks that turn the و or ي before them into a hamza (decomposed text: و + U+0654). */
export const HAMZA_ABOVE = 0x0654;

const SPACES =
  '\t\v\f \u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u202F\u205F\u3000';
const NEWLINES = '\n\r\u0085\u2028\u2029';
const QUOTES =
  '"\'`\u00AB\u00BB\u2018\u2019\u201A\u201B\u201C\u201D\u201E\u201F\u2039\u203A\uFD3E\uFD3F\uFF02\u2032\u2033';
const PUNCTUATION = '!#$%&()*+,-./:;<=>?@[\\]^_{|}~\u00A1\u00A7\u00B0\u00B1\u00B7\u00BF\u00D7\u00F7';

/** Spellings that differ between writers, keyboards and countries, and the one that stands for all of them. */
const LETTERS: ReadonlyArray<readonly [to: string, from: string]> = [
  ['ا', 'أإآٱٲٳٵ\u0672\u0673'],
  ['ء', 'ؤئ\u0678\u0677'],
  ['ي', 'ىیېۍێ\u063D\u063E'],
  ['ه', 'ةہھەۀۂۃە'],
  ['ك', 'کڪگڭ'],
  ['و', 'ۆۇۈۋ'],
  ['ف', 'ڤڥ'],
  ['ب', 'پ'],
  ['ج', 'چ'],
  ['ز', 'ژ'],
  ['ر', 'ڕ'],
  ['ل', 'ڵ'],
];

const PUNCTUATION_NORMAL: ReadonlyArray<readonly [to: string, from: string]> = [
  [',', '،\u201A\uFF0C\u066B\u066C'],
  [';', '؛\uFF1B'],
  ['?', '؟\u2E2E\uFF1F'],
  ['.', '۔\uFF0E'],
  ['%', '٪\uFF05'],
  ['-', '\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uFE63\uFF0D'],
  [':', '\uFF1A'],
  ['"', QUOTES],
];

function fill(characters: string, kind: CharClass): void {
  for (let i = 0; i < characters.length; i++) charClass[characters.charCodeAt(i)] = kind;
}

function range(from: number, to: number, kind: CharClass): void {
  for (let unit = from; unit <= to; unit++) charClass[unit] = kind;
}

function classify(): void {
  range(0x00, 0x1f, CharClass.Space);
  fill(SPACES, CharClass.Space);
  fill(NEWLINES, CharClass.Newline);
  fill(PUNCTUATION, CharClass.Punctuation);
  range(0x2010, 0x2027, CharClass.Punctuation);
  range(0x2030, 0x205e, CharClass.Punctuation);
  range(0x3001, 0x3003, CharClass.Punctuation);
  fill('،؛؟٪٫٬٭؍؞۔\uFF0C\uFF0E\uFF1A\uFF1B\uFF1F', CharClass.Punctuation);

  range(0x41, 0x5a, CharClass.Latin);
  range(0x61, 0x7a, CharClass.Latin);
  range(0xc0, 0x24f, CharClass.Latin);
  range(0x1e00, 0x1eff, CharClass.Latin);
  // Cyrillic, Greek and Hebrew words are words too: kept whole, matched as they are.
  range(0x370, 0x5ff, CharClass.Latin);

  range(0x620, 0x64a, CharClass.Arabic);
  range(0x66e, 0x6d3, CharClass.Arabic);
  fill('ەۥۦۮۯۺۻۼۿ', CharClass.Arabic);
  range(0x750, 0x77f, CharClass.Arabic);
  range(0x8a0, 0x8c9, CharClass.Arabic);
  range(0xfb50, 0xfdff, CharClass.Arabic);
  range(0xfe70, 0xfefc, CharClass.Arabic);

  range(0x30, 0x39, CharClass.Digit);
  range(0x660, 0x669, CharClass.Digit);
  range(0x6f0, 0x6f9, CharClass.Digit);
  range(0xff10, 0xff19, CharClass.Digit);

  range(0x300, 0x36f, CharClass.Silent);
  range(0x610, 0x61a, CharClass.Silent);
  fill('\u0640\u061C\u0670\u06DD\u00AD\uFEFF\u180E', CharClass.Silent);
  range(0x64b, 0x65f, CharClass.Silent);
  range(0x6d6, 0x6ed, CharClass.Silent);
  fill('۞۩', CharClass.Other);
  fill('ەۥۦۮۯ', CharClass.Arabic);
  range(0x8d3, 0x8ff, CharClass.Silent);
  range(0x200b, 0x200f, CharClass.Silent);
  range(0x202a, 0x202e, CharClass.Silent);
  range(0x2060, 0x2064, CharClass.Silent);
  range(0x2066, 0x206f, CharClass.Silent);
  range(0xfe00, 0xfe0f, CharClass.Silent);

  // After the ranges, so that a quotation mark inside one stays one.
  fill(QUOTES, CharClass.Quote);
}

function normalForms(): void {
  for (let unit = 0; unit < 0x10000; unit++) {
    const kind = charClass[unit];
    charNormal[unit] = kind === CharClass.Silent || kind === CharClass.Space || kind === CharClass.Newline ? 0 : unit;
    if (kind === CharClass.Latin) {
      // "É" and "e" meet; a letter that folds to several units (ß) keeps its own form.
      const folded = String.fromCharCode(unit).normalize('NFD').charAt(0).toLowerCase();
      charNormal[unit] = folded.length === 1 ? folded.charCodeAt(0) : unit;
    }
  }
  for (const [to, from] of LETTERS) for (const letter of from) charNormal[letter.charCodeAt(0)] = to.charCodeAt(0);
  for (const [to, from] of PUNCTUATION_NORMAL)
    for (const mark of from) charNormal[mark.charCodeAt(0)] = to.charCodeAt(0);
  for (let digit = 0; digit < 10; digit++) {
    for (const zero of [0x660, 0x6f0, 0xff10]) charNormal[zero + digit] = 0x30 + digit;
  }
  presentationForms(0xfb50, 0xfdff);
  presentationForms(0xfe70, 0xfefc);
}

function presentationForms(from: number, to: number): void {
  for (let unit = from; unit <= to; unit++) {
    if (charClass[unit] !== CharClass.Arabic) continue;
    const spelled = String.fromCharCode(unit).normalize('NFKC');
    if (spelled === String.fromCharCode(unit)) {
      // An honorific or a mark with no letters of its own: a symbol.
      charClass[unit] = CharClass.Other;
      continue;
    }
    const units: number[] = [];
    for (const letter of spelled) {
      const normal = charNormal[letter.charCodeAt(0)]!;
      if (normal !== 0) units.push(normal);
    }
    if (units.length === 0) {
      // A tashkil mark in its isolated form (U+FE70 …): nothing to match.
      charClass[unit] = CharClass.Silent;
      charNormal[unit] = 0;
    } else if (units.length === 1) {
      charNormal[unit] = units[0]!;
    } else {
      charNormal[unit] = 1;
      expansions.set(unit, units);
    }
  }
}

classify();
normalForms();
