/**
 * Krippendorff's alpha for nominal data (Krippendorff 2013, Content Analysis, ch. 12; Krippendorff 2011, Computing
 * Krippendorff's Alpha-Reliability): 1 − observed disagreement / disagreement expected by chance, over the values that
 * can be paired. 1: all agree; 0: no better than chance; below: they systematically disagree.
 */

/** The values that coders gave one thing; those who gave none are left out. */
export interface Unit {
  readonly values: readonly string[];
  /** How often it stands for such a thing: the words of a stretch of text. 1 unless told. */
  readonly weight?: number;
}

export interface Alpha {
  /** Units with values of two coders or more. */
  readonly units: number;
  /** Values in these. */
  readonly pairable: number;
  /** Null where there is nothing to pair, or only one value was ever given: then nothing can be told from chance. */
  readonly alpha: number | null;
  /** Shares of pairs that disagree, 0 … 1, as they were and as they would be by chance. */
  readonly observed: number;
  readonly expected: number;
}

export function nominalAlpha(units: readonly Unit[]): Alpha {
  const totals = new Map<string, number>();
  let [paired, pairable, disagreeing] = [0, 0, 0];
  for (const { values, weight = 1 } of units) {
    const size = values.length;
    if (size < 2) continue;
    paired += weight;
    pairable += size * weight;
    const counts = new Map<string, number>();
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
    let agreeing = 0;
    for (const [value, count] of counts) {
      agreeing += count * (count - 1);
      totals.set(value, (totals.get(value) ?? 0) + count * weight);
    }
    // Each value of a unit is paired with the others of that unit, as many values as the unit has pairs together.
    disagreeing += ((size * (size - 1) - agreeing) / (size - 1)) * weight;
  }
  const chance = [...totals.values()].reduce((sum, count) => sum + count * (pairable - count), 0);
  const observed = pairable === 0 ? 0 : disagreeing / pairable;
  const expected = pairable < 2 ? 0 : chance / (pairable * (pairable - 1));
  return { units: paired, pairable, alpha: expected === 0 ? null : 1 - observed / expected, observed, expected };
}
