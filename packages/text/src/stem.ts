/**
 * A light stem: the word without its proclitics, article and commonest endings, after Larkey, Ballesteros and
 * Connell, "Light stemming for Arabic information retrieval" (2007), light10, with the conjunction ف and the joined
 * prepositions taken off as well where a long enough word remains.
 */

const WAW = 0x648;
const FA = 0x641;
const BA = 0x628;
const KAF = 0x643;
const LAM = 0x644;
const ALEF = 0x627;
const SIN = 0x633;
const HA = 0x647;
const YA = 0x64a;
const NUN = 0x646;
const TA = 0x62a;
const MIM = 0x645;

/** Where a stem lies in the units that it was cut from. */
export interface StemRange {
  from: number;
  to: number;
}

/**
 * Narrows `range` to the stem of the normal form `units[range.from, range.to)`. Changes `range` in place, so that a
 * loop over a document makes no objects. A stem keeps at least two letters (three where only an ending is taken off).
 */
export function stemRange(units: Uint16Array, range: StemRange): void {
  stripFront(units, range);
  stripEnd(units, range);
}

function stripFront(units: Uint16Array, range: StemRange): void {
  let { from } = range;
  const { to } = range;
  const first = units[from];
  if ((first === WAW || first === FA) && to - from >= 5 && (first === WAW || isArticle(units, from + 1, to))) from++;
  const head = units[from];
  if (isArticle(units, from, to)) from += 2;
  else if ((head === BA || head === KAF) && isArticle(units, from + 1, to)) from += 3;
  else if (head === LAM && units[from + 1] === LAM && to - from >= 5) from += 2;
  else if (head === SIN && units[from + 1] === YA && to - from >= 5) from++;
  range.from = from;
}

function isArticle(units: Uint16Array, from: number, to: number): boolean {
  return to - from >= 4 && units[from] === ALEF && units[from + 1] === LAM;
}

function stripEnd(units: Uint16Array, range: StemRange): void {
  for (;;) {
    const taken = endingLength(units, range.from, range.to);
    if (taken === 0) return;
    range.to -= taken;
  }
}

/** Length of one ending: ها هم هن نا هما ان ات ون ين تين ية ه ي; 0 when none may be taken off. */
function endingLength(units: Uint16Array, from: number, to: number): number {
  const length = to - from;
  const last = units[to - 1];
  const before = units[to - 2];
  if (length >= 6 && last === ALEF && before === MIM && units[to - 3] === HA) return 3;
  if (length >= 5) {
    if (last === ALEF && (before === HA || before === NUN)) return 2;
    if ((last === MIM || last === NUN) && before === HA) return 2;
    if (last === TA && before === ALEF) return 2;
    if (last === NUN && (before === ALEF || before === WAW || before === YA)) return 2;
    if (last === ALEF && before === WAW) return 2;
  }
  if (length >= 4 && (last === HA || last === YA)) return 1;
  // An accusative alef: «مقاتلا» is «مقاتل».
  if (length >= 5 && last === ALEF) return 1;
  return 0;
}

/** The stem of a single normal form as a string. */
export function stem(normalForm: string): string {
  const units = new Uint16Array(normalForm.length);
  for (let i = 0; i < normalForm.length; i++) units[i] = normalForm.charCodeAt(i);
  const range = { from: 0, to: units.length };
  stemRange(units, range);
  return normalForm.slice(range.from, range.to);
}
