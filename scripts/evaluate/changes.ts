/**
 * Makes changed copies of a text the way copies change on their way through papers and scanners: for measuring how
 * robust the search for copies is. Deterministic: the same text, kind, strength and seed give the same change.
 */

export type ChangeKind = 'spelling' | 'frame' | 'cut' | 'order' | 'scan' | 'words';
export const CHANGE_KINDS: readonly ChangeKind[] = ['spelling', 'frame', 'cut', 'order', 'scan', 'words'];

/** 1 light, 2 middling, 3 heavy. */
export type Strength = 1 | 2 | 3;

/** A changed text and the share of the original's words that it still holds (as written, before letters suffered). */
export interface Changed {
  readonly text: string;
  readonly kept: number;
}

/** @param other a text with nothing in common, from which a host or a headline is taken */
export function change(
  text: string,
  other: string,
  kind: ChangeKind,
  strength: Strength,
  random: () => number,
): Changed {
  switch (kind) {
    case 'spelling':
      return { text: respell(text, [0.2, 0.5, 0.9][strength - 1]!, random), kept: 1 };
    case 'frame':
      return { text: reframe(text, other, strength), kept: 1 };
    case 'cut':
      return cut(text, other, [0.7, 0.5, 0.3][strength - 1]!, random);
    case 'order':
      return { text: reorder(text, strength, random), kept: 1 };
    case 'scan':
      return { text: scan(text, [0.04, 0.08, 0.14][strength - 1]!, random), kept: 1 };
    case 'words':
      return reword(text, [0.15, 0.3, 0.45][strength - 1]!, random);
  }
}

const SPELLINGS: ReadonlyArray<readonly [string, string]> = [
  ['أ', 'ا'],
  ['إ', 'ا'],
  ['آ', 'ا'],
  ['ى', 'ي'],
  ['ة', 'ه'],
  ['ي ', 'ى '],
  ['لا', 'ﻻ'],
  ['ك', 'ک'],
  ['،', ','],
];
const TASHKIL = ['\u064e', '\u064f', '\u0650', '\u0652'];

/** Other spellings, digits of the other kind, tashkil and tatweel strewn in. */
function respell(text: string, rate: number, random: () => number): string {
  let out = '';
  for (const letter of text) {
    const pair = SPELLINGS.find(([from]) => from === letter);
    if (pair !== undefined && random() < rate) out += pair[1];
    else if (/[0-9]/.test(letter) && random() < rate) out += String.fromCharCode(0x660 + Number(letter));
    else out += letter;
    if (/[بتثجحخسشصضطظعغفقكلمنهي]/.test(letter)) {
      if (random() < rate * 0.08) out += TASHKIL[Math.floor(random() * TASHKIL.length)]!;
      else if (random() < rate * 0.03) out += '\u0640';
    }
  }
  return out;
}

/** Another headline and dateline, then a closing line, too. */
function reframe(text: string, other: string, strength: Strength): string {
  const [title, ...rest] = text.split('\n');
  const body = rest.join('\n').trim() === '' ? text : rest.join('\n');
  const words = other.split(/\s+/);
  const head = `${words.slice(0, 8).join(' ')}\n\n`;
  const line = strength === 1 ? '' : `${words.slice(10, 14).join(' ')} - ${title === text ? '' : ''}الاثنين 3 أغسطس - `;
  const tail = strength === 3 ? `\n\n${words.slice(14, 34).join(' ')}.` : '';
  return `${head}${line}${body}${tail}`;
}

/** The sentences of a text with what ends them. */
export function sentencesIn(text: string): string[] {
  return (text.match(/[^.!؟?\n]+[.!؟?\n]*/g) ?? [text]).filter((sentence) => sentence.trim() !== '');
}

function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length;
}

/** Part of the text, whole sentences, set into a report of something else. */
function cut(text: string, other: string, keep: number, random: () => number): Changed {
  const sentences = sentencesIn(text);
  const total = countWords(text);
  const wanted = keep * total;
  const kept = new Set<number>();
  let words = 0;
  // One run of neighbours at a time, as an editor cuts.
  let at = Math.floor(random() * sentences.length);
  while (words < wanted && kept.size < sentences.length) {
    if (!kept.has(at)) {
      kept.add(at);
      words += countWords(sentences[at]!);
    }
    at = random() < 0.75 ? (at + 1) % sentences.length : Math.floor(random() * sentences.length);
  }
  const part = sentences.filter((_, i) => kept.has(i)).join('');
  const host = sentencesIn(other);
  const middle = host.length >> 1;
  return {
    text: `${host.slice(0, middle).join('')}\n${part}\n${host.slice(middle).join('')}`,
    kept: words / total,
  };
}

function reorder(text: string, strength: Strength, random: () => number): string {
  const sentences = sentencesIn(text).map((sentence) => sentence.trim());
  const swaps = strength === 3 ? sentences.length * 2 : strength * 2;
  for (let i = 0; i < swaps; i++) {
    const a = Math.floor(random() * sentences.length);
    const b = Math.floor(random() * sentences.length);
    [sentences[a], sentences[b]] = [sentences[b]!, sentences[a]!];
  }
  return sentences.join('\n');
}

const LOOKALIKES = ['بتثني', 'جحخ', 'دذ', 'رز', 'سش', 'صض', 'طظ', 'عغ', 'فق', 'هة', 'كل', 'مو', 'اأإ'];

/** A scanner's slips: letters taken for their like, lost, words run together or broken. `rate` is a share of letters. */
function scan(text: string, rate: number, random: () => number): string {
  let out = '';
  for (const letter of text) {
    if (random() >= rate) {
      out += letter;
      continue;
    }
    const slip = random();
    if (letter === ' ') out += slip < 0.5 ? '' : '  ';
    else if (slip < 0.7) {
      const like = LOOKALIKES.find((group) => group.includes(letter));
      out += like === undefined ? letter : like[Math.floor(random() * like.length)]!;
    } else if (slip < 0.9) out += '';
    else out += `${letter} `;
  }
  return out;
}

const FILLERS = ['أيضا', 'حاليا', 'بالفعل', 'كذلك', 'تحديدا', 'من جانبه', 'في الواقع', 'بشكل عام'];

/** Words left out, put in, changed for others of the text or swapped with their neighbour. */
function reword(text: string, rate: number, random: () => number): Changed {
  const words = text.split(/(\s+)/);
  let lost = 0;
  let count = 0;
  for (let i = 0; i < words.length; i += 2) {
    count++;
    if (random() >= rate) continue;
    lost++;
    const kind = random();
    const filler = FILLERS[Math.floor(random() * FILLERS.length)]!;
    if (kind < 0.25) words[i] = '';
    else if (kind < 0.5) words[i] = `${words[i]} ${filler}`;
    else if (kind < 0.75) words[i] = filler;
    else if (i + 2 < words.length) [words[i], words[i + 2]] = [words[i + 2]!, words[i]!];
  }
  return { text: words.join(''), kept: 1 - lost / count };
}
