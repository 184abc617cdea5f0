import type { IntakeNote } from '../document.ts';
import { type CodePage, decodeBytes } from './codepage.ts';
import { type Plausibility, plausibilityOf } from './plausible.ts';

/** Text out of bytes whose encoding nobody, or somebody mistaken, has named. */
export interface Decoded {
  readonly text: string;
  /** A label of the WHATWG Encoding Standard. */
  readonly encoding: string;
  readonly notes: readonly IntakeNote[];
}

/** Bytes that are looked at to choose among code pages. */
const SAMPLE = 64 * 1024;
/** Of the characters beyond ASCII, at most this share may be broken for a text to count as damaged UTF-8. */
const DAMAGED_SHARE = 0.02;
/** How much better (natural log a character) an Arabic code page must fit than the one that was declared. */
const AGAINST_DECLARED = 1;

/** Code pages that are tried, the one that wins a draw first. French letters stand alike in the first and the last. */
const GUESSES: readonly CodePage[] = ['windows-1256', 'iso-8859-6', 'windows-1252'];

/**
 * Decodes: a byte order mark decides, then valid UTF-8, then UTF-16 by its zero and Arabic high bytes, then the code
 * page whose reading looks most like text. A declared encoding is believed only where the bytes don't speak against it.
 *
 * @param declared the charset that a header, a meta element or a mail part names
 */
export function decodeText(bytes: Uint8Array, declared: string | null = null): Decoded {
  const marked = byteOrderMark(bytes);
  if (marked !== null) return { text: decodeAs(bytes, marked), encoding: marked, notes: [] };
  const wide = guessUtf16(bytes);
  if (wide !== null) return { text: decodeAs(bytes, wide), encoding: wide, notes: [] };
  return decodeUtf8(bytes) ?? decodeCodePage(bytes, declared);
}

/** True when these bytes are no text in any encoding that is read here. */
export function looksBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, SAMPLE);
  if (byteOrderMark(sample) !== null || guessUtf16(sample) !== null) return false;
  let odd = 0;
  for (const byte of sample) {
    if (byte === 0) return true;
    if (byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1b)) odd++;
  }
  return odd > Math.max(sample.length * 0.01, Math.min(STRAY, sample.length * 0.1));
}

/** So many control characters are no more than a slip, however short the text. */
const STRAY = 3;

function byteOrderMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/** The platform's decoder takes a byte order mark away and puts U+FFFD for what is broken. */
function decodeAs(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes);
}

/** High bytes of Latin, Arabic and general punctuation: nine units of ten have one of them in UTF-16, and in no other. */
function guessUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const end = Math.min(bytes.length, SAMPLE) & ~1;
  if (end < 4) return null;
  let little = 0;
  let big = 0;
  for (let i = 0; i < end; i += 2) {
    if (isCommonHigh(bytes[i + 1]!, bytes[i]!)) little++;
    if (isCommonHigh(bytes[i]!, bytes[i + 1]!)) big++;
  }
  const enough = (end / 2) * 0.9;
  if (little < enough && big < enough) return null;
  return little >= big ? 'utf-16le' : 'utf-16be';
}

function isCommonHigh(high: number, low: number): boolean {
  if (high === 0) return low >= 0x20 || low === 0x0a || low === 0x0d || low === 0x09;
  // Two spaces of ASCII are one dagger of UTF-16.
  return high === 0x06 || high === 0xfe || (high === 0x20 && low !== 0x20);
}

function decodeUtf8(bytes: Uint8Array): Decoded | null {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8', notes: [] };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  const text = decodeAs(bytes, 'utf-8');
  let broken = 0;
  let whole = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0xfffd) broken++;
    else if (unit > 0x7f) whole++;
  }
  if (broken > Math.max(1, whole * DAMAGED_SHARE) || whole < 4) return null;
  return {
    text,
    encoding: 'utf-8',
    notes: [note('damaged text', `${broken} broken bytes of UTF-8 shown as «\uFFFD»`)],
  };
}

interface Guess {
  readonly page: string;
  readonly plausibility: Plausibility;
}

function decodeCodePage(bytes: Uint8Array, declared: string | null): Decoded {
  const sample = bytes.subarray(0, SAMPLE);
  let best: Guess | null = null;
  for (const page of GUESSES) {
    const plausibility = plausibilityOf(decodeBytes(sample, page));
    if (best === null || plausibility.score > best.plausibility.score + 1e-9) best = { page, plausibility };
  }
  const guess = best!;
  const named = declaredEncoding(declared);
  if (named === null || named === guess.page) return codePageText(bytes, guess.page, named);
  const believed = plausibilityOf(decodeAs(sample, named)).score;
  const better = guess.page !== 'windows-1252' && guess.plausibility.score > believed + AGAINST_DECLARED;
  return codePageText(bytes, better || named === 'utf-8' ? guess.page : named, named);
}

function codePageText(bytes: Uint8Array, page: string, named: string | null): Decoded {
  const notes: IntakeNote[] = [];
  if (named !== null && named !== page) {
    notes.push(note('encoding', `declared as ${named}, read as ${page}, which its letters fit`));
  } else if (named === null) {
    notes.push(note('encoding', `no encoding is declared; read as ${page}, which its letters fit best`));
  }
  return { text: decodeAs(bytes, page), encoding: page, notes };
}

/** The standard's name for a declared label, null for one it doesn't know. */
function declaredEncoding(label: string | null): string | null {
  if (label === null) return null;
  try {
    return new TextDecoder(label.trim()).encoding;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function note(kind: string, message: string): IntakeNote {
  return { kind, message };
}
