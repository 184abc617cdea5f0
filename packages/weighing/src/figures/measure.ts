import type { Figure, FigureRole, Reading } from '@isnad/reading';
import { normalKey, stem } from '@isnad/text';
import { scramble } from '../copies/words.ts';
import { type Lexicon, NONE } from '../relate/lexicon.ts';
import { entryOf } from '../relate/match.ts';
import { hashOf, type LocatedWords } from '../relate/words.ts';
import { SpanIndex } from '../spans.ts';
import { type Agreement, compareStated } from './values.ts';

/** A figure of a claim with what it measures. */
export interface ClaimFigure
  extends Pick<Figure, 'start' | 'end' | 'low' | 'high' | 'hedge' | 'vague' | 'kind' | 'per'> {
  /** Its place in the document's figures. */
  readonly index: number;
  /** What is counted, as a number that compares by equality; 0 for nothing told. */
  readonly unit: number;
  /** The counted noun as written. */
  readonly unitText: string | null;
  /** What is said of it, as a number that compares by equality; see {@link actText}. */
  readonly act: number;
  readonly role: FigureRole | null;
  /** The people that the things counted are of, as a number that compares by equality: «أربعة ركاب فرنسيين»; 0 for none told. */
  readonly people: number;
  /** Index of the figure that it is a part of or compared with; null for none. */
  readonly of: number | null;
}

/** Words before a figure, and behind it, among which is sought what is said of the things counted. */
const BEFORE = 3;
const BEHIND = 4;

/** The figures of a document with what they measure, those of one part after another. */
export class DocumentFigures {
  private readonly text: string;
  private readonly figures: readonly Figure[];
  private readonly spans: SpanIndex<Figure>;
  /** Indexes of the figures that another one is a part of. */
  private readonly wholes: ReadonlySet<number | undefined>;

  constructor({ text, figures }: Reading) {
    this.text = text;
    this.figures = figures;
    this.spans = new SpanIndex(figures);
    this.wholes = new Set(figures.map(({ of }) => of));
  }

  /** The figures of a part. `located` are the part's words, from its offset `start`. */
  within(start: number, end: number, located: LocatedWords, lexicon: Lexicon): ClaimFigure[] {
    const found: ClaimFigure[] = [];
    for (const { span: figure, place: index } of this.spans.beginning(start, end)) {
      if (figure.end > end) continue;
      const { low, high, hedge, vague, kind, per } = figure;
      const span = { start: figure.start, end: figure.end };
      const places = placesOf(figure, start, located);
      const told = actOf(places, located, lexicon);
      // «29 من أصل 100 جريح ما زالوا»: they are the 29. «32 من الجرحى الذين بلغ عددهم 100 ما زالوا»: they are the 32.
      const own = this.wholes.has(index) || figure.unit === null ? told % ADDED : told;
      // «43 قتيلا بينهم 11 طفلا»: what befell the whole befell its part.
      const act = own === NONE ? actOfWhole(figure, this.figures, lexicon) : own;
      found.push({
        ...span,
        index,
        low,
        high,
        hedge,
        vague,
        kind,
        per,
        act,
        unit: unitOf(figure, act, lexicon),
        unitText: figure.unit,
        people: peopleOf(this.text, figure, start, places, located, lexicon),
        role: figure.role ?? null,
        of: figure.of ?? null,
      });
    }
    return found;
  }
}

/** What the counted noun of a figure's whole says. */
function actOfWhole({ of }: Figure, figures: readonly Figure[], lexicon: Lexicon): number {
  const unit = of === undefined || of === null ? null : (figures[of]?.unit ?? null);
  if (unit === null) return NONE;
  const { act } = lexicon.entries[lexicon.find(normalKey(unit).split(' ').map(stem), 0).entry]!;
  return act === NONE || isAdded(act, lexicon) ? NONE : act;
}

/** Places of a figure's own words, from the first to before the last, among those of its part of the document. */
interface Places {
  readonly first: number;
  readonly last: number;
}

function placesOf(figure: Figure, offset: number, { start, end }: LocatedWords): Places {
  const [from, to] = [figure.start - offset, figure.end - offset];
  let first = 0;
  while (first < start.length && end[first]! <= from) first++;
  let last = first;
  while (last < start.length && start[last]! < to) last++;
  return { first, last };
}

/** What the counted noun itself says, else the nearest telling word before the figure, else behind it. */
function actOf({ first, last }: Places, { words, start }: LocatedWords, lexicon: Lexicon): number {
  // In the order in which they are asked: the noun itself, then before it, the nearest first, then behind.
  const places = [
    ...range(first, last),
    ...range(Math.max(0, first - BEFORE), first).reverse(),
    ...range(last, Math.min(start.length, last + BEHIND)),
  ];
  const acts = places.map((at) => entryOf(words, at, lexicon).act).filter((act) => act !== NONE);
  const act = acts.find((one) => !isAdded(one, lexicon)) ?? NONE;
  const added = acts.find((one) => isAdded(one, lexicon)) ?? NONE;
  return act + added * ADDED;
}

/** The country of the counted noun, or of the word that stands right behind it. */
function peopleOf(
  text: string,
  figure: Figure,
  offset: number,
  { first, last }: Places,
  { words, start }: LocatedWords,
  lexicon: Lexicon,
): number {
  const isNext = last < start.length && text.slice(figure.end, offset + start[last]!).trim() === '';
  const country = range(first, isNext ? last + 1 : last).find((at) => entryOf(words, at, lexicon).place);
  return country === undefined ? 0 : entryOf(words, country, lexicon).set + 1;
}

/** Factor of an act that is added to another one. */
const ADDED = 1 << 10;

/** Whether such a count is told anew as it changes. */
export function isGrowing({ act }: ClaimFigure, lexicon: Lexicon): boolean {
  return lexicon.growing.has(act % ADDED);
}

/** Whether such a count, told anew, may be a smaller one. */
export function isFalling({ act }: ClaimFigure, lexicon: Lexicon): boolean {
  return lexicon.falling.has(act % ADDED);
}

/** Whether more is said of the things counted than what befell them: «ما زالوا في المستشفى». */
export function isNarrowed({ act }: ClaimFigure): boolean {
  return act >= ADDED;
}

function isAdded(act: number, lexicon: Lexicon): boolean {
  return lexicon.acts[act]!.startsWith('+');
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
}

/** What is said of the things counted, in words; empty for nothing told. */
export function actText(act: number, lexicon: Lexicon): string {
  const added = lexicon.acts[Math.floor(act / ADDED)]!.slice(1);
  return [lexicon.acts[act % ADDED]!, added].filter((part) => part !== '').join('، ');
}

/** The kind of the counted noun by the lists, else the noun; people, where none is named and people are spoken of. */
function unitOf({ unit, kind }: Figure, act: number, lexicon: Lexicon): number {
  if (unit === null) return act !== NONE && kind === 'count' ? hashOf(PEOPLE) : 0;
  const stems = normalKey(unit).split(' ').map(stem);
  const entry = lexicon.entries[lexicon.find(stems, 0).entry]!;
  // «أربعة فرنسيين» are people.
  if (entry.place) return hashOf(PEOPLE);
  if (entry.unit !== NONE) return hashOf(lexicon.units[entry.unit]!);
  return entry.set >= 0 ? scramble(entry.set + 1) | 0 : hashOf(stems.join(' '));
}

/** The unit of measures.tsv for people of whatever kind. */
const PEOPLE = 'شخص';

/** Whether people are counted, of whatever kind. */
export function isPeople(unit: number): boolean {
  return unit === hashOf(PEOPLE);
}

/** The unit of measures.tsv for how often something was, or how many times as large. */
const OCCASIONS = 'مرة';
/** Nothing that a report counts happens as often: «يكبّر 10 آلاف مرة» is a measure. */
const OFTEN = 100;

/** Whether a figure is one of a series: «مرتين» is said of whatever happened twice, and measures nothing that goes on. */
export function isMeasured({ unit, kind, low, high }: ClaimFigure): boolean {
  return kind !== 'ratio' && (unit !== hashOf(OCCASIONS) || (high ?? low ?? 0) >= OFTEN);
}

/** A number that figures of one measure share, for an index. */
export function measureKey({ unit, act, kind, per, people }: ClaimFigure): number {
  return scramble(hashOf(`${kind} ${per ?? ''} ${act} ${people}`) ^ unit);
}

/** The number that figures share whatever people they are of. */
export function thingKey(figure: ClaimFigure): number {
  return measureKey({ ...figure, people: 0 });
}

/** True when two figures measure the same thing, as far as their words tell. */
export function isSameMeasure(a: ClaimFigure, b: ClaimFigure): boolean {
  return a.kind === b.kind && a.per === b.per && a.unit === b.unit && a.act === b.act && a.people === b.people;
}

/** What the figures of two claims say of each other: each is laid beside those of the other of the same measure. */
export function relateFigures(a: readonly ClaimFigure[], b: readonly ClaimFigure[]): { agree: number; differ: number } {
  const counts: Record<Agreement, number> = { agree: 0, differ: 0, open: 0 };
  const count = (of: readonly ClaimFigure[], among: readonly ClaimFigure[]) => {
    for (const x of of) {
      const found = among.filter((y) => isSameMeasure(x, y)).map((y) => compareStated(x, y));
      if (found.length > 0) counts[found.includes('agree') ? 'agree' : found.includes('open') ? 'open' : 'differ']++;
    }
  };
  // From both sides, so that the answer is the same both ways.
  count(a, b);
  count(b, a);
  return { agree: counts.agree / 2, differ: counts.differ / 2 };
}
