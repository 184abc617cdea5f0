import type { ChainLink, Claim, DateSpan, Entity, Figure, Hedge, Reading } from '@isnad/reading';

/**
 * A Reading from a few lines, for tests that need no reader. Each line is a claim:
 *   رويترز < وزير الري | انهار السد وقتل {27 شخصا} @2024-03-01
 * before the bar its chain from the outermost relay to the origin (`?` before a source that is not named), then its
 * words; {…} is a figure, with «نحو» or «أكثر من» before the number; @ the day that it speaks of.
 */
export function readingOf(id: string, head: { published?: string; outlet?: string }, ...lines: string[]): Reading {
  const maker = new ReadingMaker();
  for (const line of lines) maker.add(line);
  return {
    ...{ id, language: 'ar', text: maker.text, published: head.published ?? null, outlet: head.outlet ?? null },
    ...{ blocks: [], sentences: [], entities: maker.entities, mentions: [], numbers: [], figures: maker.figures },
    ...{ dates: maker.dates, attributions: [], claims: maker.claims, causes: [], acts: [], flags: [] },
  };
}

const HEDGES: readonly (readonly [string, Hedge])[] = [
  ['نحو ', 'about'],
  ['أكثر من ', 'more than'],
];

class ReadingMaker {
  text = '';
  readonly claims: Claim[] = [];
  readonly figures: Figure[] = [];
  readonly dates: DateSpan[] = [];
  readonly entities: Entity[] = [];

  add(line: string): void {
    const [sources, rest] = line.includes('|') ? line.split('|') : ['', line];
    const [marked, day] = rest!.split('@');
    const words = marked!.trim();
    const start = this.text.length;
    const figures: number[] = [];
    for (const piece of words.split(/(\{[^}]*\})/)) {
      if (!piece.startsWith('{')) this.text += piece;
      else figures.push(this.figure(piece.slice(1, -1)));
    }
    const end = this.text.length;
    const dates = day === undefined ? [] : [this.date(day.trim(), end)];
    const text = this.text.slice(start, end);
    const chain = sources!
      .split('<')
      .map((name) => name.trim())
      .filter((name) => name !== '')
      .map((name) => this.link(name));
    this.claims.push({
      ...{
        id: `c${this.claims.length + 1}`,
        start,
        end,
        text,
        chain,
        modality: 'stated',
        figures,
        dates,
        mentions: [],
      },
    });
    this.text += '.\n';
  }

  private figure(words: string): number {
    const start = this.text.length;
    this.text += words;
    const hedge = HEDGES.find(([prefix]) => words.startsWith(prefix)) ?? null;
    const [number, ...unit] = words.slice(hedge?.[0].length ?? 0).split(' ');
    // «20-30 شخصا»
    const [low, high = low] = number!.split('-').map(Number);
    const isOpen = hedge?.[1] === 'more than';
    const kind = unit[0]?.startsWith('كيلومتر') ? 'measure' : 'count';
    return (
      this.figures.push({
        ...{ start, end: this.text.length, text: words, low: low!, hedge: hedge?.[1] ?? null },
        ...{ high: isOpen ? null : high!, open: isOpen, vague: false },
        ...{ unit: unit.join(' ') || null, per: null, kind, role: kind === 'measure' ? kind : 'stock' },
      }) - 1
    );
  }

  private date(day: string, at: number): number {
    return this.dates.push({ start: at, end: at, text: '', timex: day, earliest: day, latest: day }) - 1;
  }

  private link(name: string): ChainLink {
    if (name.startsWith('?')) return { entity: null, name: name.slice(1).trim(), attribution: null };
    const known = this.entities.find((entity) => entity.name === name);
    const entity = known ?? { id: `e${this.entities.length}`, type: 'organization', name, aliases: [] };
    if (known === undefined) this.entities.push(entity);
    return { entity: entity.id, name, attribution: null };
  }
}
