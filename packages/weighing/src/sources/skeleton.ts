import { normalKey } from '@isnad/text';

/**
 * What stays of a name however it is spelled and in whichever script: its consonants in classes of sound, vowels and
 * doubled letters gone. «قورتولموش», «كورتولموش» and "Kurtulmuş" are one. Not a proof: different names may share it.
 */
export function skeleton(name: string): string {
  let word = normalKey(name).replace(/^ال(?=..)/, '');
  for (const [from, to] of DIGRAPHS) word = word.replaceAll(from, to);
  let sounds = '';
  for (let i = 0; i < word.length; i++) {
    const sound = SOUNDS.get(word[i]!) ?? '';
    // A final h is hardly heard (ة, "-ah"); a doubled letter is one.
    if ((sound === 'h' && i === word.length - 1) || word[i] === word[i - 1]) continue;
    sounds += sound;
  }
  return sounds;
}

/** Latin letters that are one sound together, the longest first. */
const DIGRAPHS: ReadonlyArray<readonly [from: string, to: string]> = [
  ['tion', 'sn'],
  ['tch', 'ش'],
  ['sch', 'ش'],
  ['kh', 'خ'],
  ['gh', 'غ'],
  ['sh', 'ش'],
  ['ch', 'ش'],
  ['th', 't'],
  ['dh', 'ذ'],
  ['ph', 'f'],
  ['ck', 'k'],
  ['ng', 'n'],
  ['qu', 'k'],
  ['ce', 's'],
  ['ci', 's'],
  ['x', 'ks'],
];

/** Letters by the sound that they are taken for. Letters that are not here are vowels, or as fleeting. */
const SOUNDS: ReadonlyMap<string, string> = new Map(
  [
    ['b', 'بbp'],
    ['t', 'تطثt'],
    ['g', 'جغgj'],
    ['h', 'حهh'],
    ['x', 'خ'],
    ['d', 'دضd'],
    ['z', 'ذزظz'],
    ['r', 'رr'],
    ['s', 'سصشs'],
    ['f', 'فfv'],
    ['k', 'قكkqc'],
    ['l', 'لl'],
    ['m', 'مm'],
    ['n', 'نn'],
  ].flatMap(([sound, letters]) => [...letters!].map((letter): [string, string] => [letter, sound!])),
);
