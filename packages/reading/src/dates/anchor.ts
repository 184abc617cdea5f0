import { normalKey } from '@isnad/text';
import type { Attribution, DateAnchor } from '../contract.ts';
import { alternatives, type LanguageFiles, rowsOf } from '../lists.ts';
import type { DateMatch, When } from './when.ts';

/** Words that name an outlet, in their normal form, each with the words right after it that make it none. */
export type MediaNouns = ReadonlyMap<string, ReadonlySet<string>>;

export function compileMediaNouns(files: LanguageFiles): MediaNouns {
  const nouns = new Map<string, ReadonlySet<string>>();
  for (const { words, unless } of rowsOf(files, 'media-nouns.tsv', ['words', 'unless'])) {
    const bodies = new Set(unless === '' ? [] : alternatives(unless).map(normalKey));
    for (const word of alternatives(words)) nouns.set(normalKey(word), bodies);
  }
  return nouns;
}

/** True for words that hang on the day on which they are spoken. */
export function isRelative(when: When): boolean {
  switch (when.kind) {
    case 'offset':
    case 'weekday':
    case 'ago':
      return true;
    case 'period':
      return when.unit !== 'CEN';
    case 'calendar':
      return when.year === null && when.month === null ? when.shift !== null : when.direction !== null;
    case 'year-part':
      return when.shift !== null;
    case 'range':
      return isRelative(when.from) || isRelative(when.to);
    default:
      return false;
  }
}

/**
 * On whose day a relative expression hangs: on another outlet's where it stands in words that the document relays from
 * one, or, in the digest of an outlet's report, in words credited to nobody by name.
 */
export class Anchors {
  private readonly attributions: readonly Attribution[];
  private readonly media: MediaNouns;
  private readonly outlet: string | null;
  /** Words that another outlet spoke; found when the first relative expression asks. */
  private relayed: readonly { readonly start: number; readonly end: number }[] | undefined;

  constructor(attributions: readonly Attribution[], media: MediaNouns, outlet: string | null) {
    this.attributions = attributions;
    this.media = media;
    this.outlet = outlet;
  }

  of(date: DateMatch): DateAnchor | undefined {
    if (!isRelative(date.when)) return undefined;
    this.relayed ??= this.relays();
    const quoted = this.relayed.some(({ start, end }) => start <= date.start && date.end <= end);
    return quoted ? 'quoted' : 'publication';
  }

  private relays(): { readonly start: number; readonly end: number }[] {
    const own = this.outlet === null ? null : normalKey(this.outlet);
    const known = new Map<string, boolean>();
    const isMedia = (name: string) => {
      const key = normalKey(name);
      const words = key.split(/[^\p{L}]+/u);
      const named = words.slice(0, 4).some((word, i) => this.media.get(word)?.has(words[i + 1] ?? '') === false);
      return named && (own === null || !key.includes(own));
    };
    const isRelay = ({ resolved }: Attribution) => {
      if (resolved === null) return false;
      const told = known.get(resolved) ?? isMedia(resolved);
      known.set(resolved, told);
      return told;
    };
    const credited = this.attributions.filter(isRelay);
    const digest = credited.length >= 3 && credited.length * 3 >= this.attributions.length;
    return this.attributions
      .filter((attribution) => isRelay(attribution) || (digest && attribution.source === null))
      .map(({ content }) => content);
  }
}
