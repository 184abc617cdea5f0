import type { IntakeNote } from '../document.ts';
import { type CodePage, decodeBytes, encodeText } from './codepage.ts';
import { plausibilityOf } from './plausible.ts';

/**
 * Mojibake: text that was once decoded by the wrong encoding and saved so. It is mended only when the way back is
 * certain; what only looks doubtful is left as it is and noted.
 */

export interface Mended {
  readonly text: string;
  readonly notes: readonly IntakeNote[];
}

/** Code pages by which UTF-8 is mistaken, the most usual first. */
const MISTAKEN: readonly CodePage[] = ['windows-1252', 'windows-1256'];
/** A line proves itself by this many multi-byte characters, all valid: chance gives far fewer. */
const PROOF = 4;
/** Text can be mistaken again and again; each turn is taken back. */
const TURNS = 3;
/** A code page's mistake is certain from this many letters on, and this much better a fit a letter (natural log). */
const LETTERS = 12;
const BETTER = 1.5;

export function mendMojibake(text: string): Mended {
  const notes: IntakeNote[] = [];
  let mended = text;
  for (let turn = 0; turn < TURNS; turn++) {
    const next = mendUtf8(mended) ?? mendCodePage(mended);
    if (next === null) break;
    mended = next.text;
    notes.push(...next.notes);
    if (next.notes.length > 1) break;
  }
  return { text: mended, notes };
}

/** Marks of UTF-8 read as a code page: its lead bytes for Arabic and punctuation as Latin or Arabic letters. */
const SUSPECT =
  /[\u00D8-\u00DB\u00E2\u00C2\u00C3\u0637\u0638][\u0080-\u00BF\u0100-\u0192\u02C6\u02DC\u2010-\u2122\u060C\u061B\u061F\u0679-\u06D2\u200C-\u200F]/;

function mendUtf8(text: string): Mended | null {
  if (!SUSPECT.test(text)) return null;
  const lines = text.split('\n');
  let best: Turn | null = null;
  for (const page of MISTAKEN) {
    const turn = takeBack(lines, page);
    if (best === null || turn.proof > best.proof) best = turn;
  }
  if (best === null || best.proof < PROOF) return null;
  const notes = [{ kind: 'mojibake', message: `UTF-8 had been read as ${best.page}, mended` }];
  if (best.left > 0) {
    const message = `${best.left} lines were read by a wrong encoding too and can't be mended for certain`;
    notes.push({ kind: 'mojibake', message });
  }
  return { text: best.lines.join('\n'), notes };
}

interface Turn {
  readonly page: CodePage;
  readonly lines: readonly string[];
  /** Multi-byte characters that came out whole. */
  readonly proof: number;
  /** Suspect lines that don't fit. */
  readonly left: number;
}

function takeBack(lines: readonly string[], page: CodePage): Turn {
  let proof = 0;
  let left = 0;
  const back = lines.map((line) => {
    if (!SUSPECT.test(line)) return line;
    const read = readAsUtf8(line, page);
    if (read === null) {
      left++;
      return line;
    }
    proof += read.characters;
    return read.text;
  });
  return { page, lines: back, proof, left };
}

/** The line as it was before, with the number of multi-byte characters that prove it; null when they don't fit. */
function readAsUtf8(line: string, page: CodePage): { readonly text: string; readonly characters: number } | null {
  const bytes = encodeText(line, page);
  if (bytes === null) return null;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { text, characters: line.length - text.length };
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

const HIGH_LATIN_WORD = /[\u0080-\u00FF\u0152\u0153\u0160\u0161\u0178\u017D\u017E\u0192\u02C6\u02DC\u2013-\u2122]+/g;
const HIGH_LATIN_LETTER = /[\u00C0-\u00FF]/g;
const ASCII_LETTER = /[A-Za-z]/g;

/** «ÇáÓÏ»: windows-1256 or ISO-8859-6 read as windows-1252. */
function mendCodePage(text: string): Mended | null {
  const high = text.match(HIGH_LATIN_LETTER)?.length ?? 0;
  if (high < LETTERS) return null;
  const runs = text.match(HIGH_LATIN_WORD) ?? [];
  const long = runs.filter((run) => run.length >= 3).join(' ');
  // In a language of the West a letter with a mark stands among plain ones; whole words of them are another script.
  if (long.length < high / 2 || high < (text.match(ASCII_LETTER)?.length ?? 0) / 20) return null;
  const before = plausibilityOf(text).score;
  for (const page of ['windows-1256', 'iso-8859-6'] as const) {
    const back = text.replace(HIGH_LATIN_WORD, (run) => rereadAs(run, page));
    const after = plausibilityOf(back);
    if (after.arabicLetters < LETTERS || after.score < before + BETTER) continue;
    return { text: back, notes: [{ kind: 'mojibake', message: `${page} had been read as windows-1252, mended` }] };
  }
  return null;
}

function rereadAs(run: string, page: CodePage): string {
  const bytes = encodeText(run, 'windows-1252');
  return bytes === null ? run : decodeBytes(bytes, page);
}
