import type { ChainLink, Claim, DateSpan, Entity, Figure, Reading } from '@isnad/reading';
import { randomFrom } from '../scripts/random.ts';

/**
 * A case of any size for the benchmark: Readings, as if they had been read, of reports that repeat each other as the
 * press does. Events come and go; each has some facts that its reports tell in turn, in the same words or with some of
 * them changed; a third of the reports are taken over, whole or in part, from an earlier one of the same event; figures
 * grow; a few sources stand behind most of what is said. Words are made up, and as frequent as words are (Zipf).
 */
export function* generatedCase(documents: number, seed = 1): Generator<Reading> {
  const made = new CaseMaker(documents, seed);
  for (let number = 0; number < documents; number++) yield made.document(number);
}

const WORDS = 30_000;
/** Reports of one event on average. */
const REPORTS = 12;
const FACTS = 30;
const CLAIMS = 20;
const OUTLETS = 40;
/** Reports that an event remembers, to be copied from. */
const REMEMBERED = 4;

interface Fact {
  readonly words: readonly string[];
  readonly source: number | null;
  /** What it counts; grows as time goes on. */
  figure: { value: number; readonly unit: string } | null;
}

interface Event {
  readonly facts: readonly Fact[];
  readonly day: number;
  /** The sentences of some of its reports. */
  readonly reports: Told[][];
}

/** A fact as a report tells it. */
interface Told {
  readonly text: string;
  readonly source: number | null;
  readonly figure: { readonly value: number; readonly unit: string } | null;
}

const LETTERS = 'ابتثجحخدذرزسشصضطظعغفقكلمنهوي';
const UNITS = ['قتيلا', 'جريحا', 'شخصا', 'منزلا', 'وثيقة', 'مقاتلا', 'طنا'];
const CUES = ['قال', 'أعلن', 'أكد', 'أوضح', 'ذكر'];
const FUNCTION_WORDS = ['في', 'من', 'على', 'إلى', 'أن', 'التي', 'الذي', 'عن', 'مع', 'بعد'];

class CaseMaker {
  private readonly random: () => number;
  private readonly words: string[];
  private readonly sources: string[];
  private readonly events: Event[] = [];
  private readonly perDay: number;

  constructor(documents: number, seed: number) {
    this.random = randomFrom(seed);
    this.words = Array.from({ length: WORDS }, () => this.word());
    this.sources = Array.from({ length: 400 }, () => `${this.word()} ${this.word()}`);
    this.perDay = Math.max(10, documents / 365);
  }

  private word(): string {
    const length = 3 + Math.floor(this.random() * 4);
    return Array.from({ length }, () => LETTERS[Math.floor(this.random() * LETTERS.length)]!).join('');
  }

  /** A word as frequent as words are: the n-th with a chance of about 1/n. */
  private frequentWord(): string {
    return this.words[Math.min(WORDS - 1, Math.floor(WORDS ** this.random()) - 1)]!;
  }

  document(number: number): Reading {
    const event = this.event(number);
    const told = this.report(event);
    event.reports[Math.floor(this.random() * REMEMBERED)] = told;
    const day = new Date(Date.UTC(2015, 0, 1 + event.day + Math.floor(this.random() * 5)));
    return reading(
      `d${number}`,
      day.toISOString().slice(0, 10),
      `صحيفة ${this.words[WORDS - 1 - Math.floor(this.random() * OUTLETS)]}`,
      told,
      this,
    );
  }

  private event(number: number): Event {
    // The latest events are told of most; now and then an old one comes up again.
    if (this.events.length === 0 || this.random() < 1 / REPORTS) {
      const theme = Array.from({ length: 25 }, () => this.frequentWord());
      const facts = Array.from({ length: FACTS }, () => this.fact(theme));
      this.events.push({ facts, day: Math.floor(number / this.perDay), reports: [] });
    }
    const back = this.random() < 0.95 ? Math.floor(this.random() * 20) : Math.floor(this.random() * this.events.length);
    return this.events[Math.max(0, this.events.length - 1 - back)]!;
  }

  private fact(theme: readonly string[]): Fact {
    const length = 8 + Math.floor(this.random() * 8);
    const words = Array.from({ length }, () => {
      const kind = this.random();
      if (kind < 0.3) return FUNCTION_WORDS[Math.floor(this.random() * FUNCTION_WORDS.length)]!;
      return kind < 0.6 ? theme[Math.floor(this.random() * theme.length)]! : this.frequentWord();
    });
    const unit = UNITS[Math.floor(this.random() * UNITS.length)]!;
    const figure = this.random() < 0.3 ? { value: 2 + Math.floor(this.random() * 500), unit } : null;
    return { words, figure, source: this.random() < 0.6 ? Math.floor(this.random() ** 2 * this.sources.length) : null };
  }

  private report(event: Event): Told[] {
    const copied = this.random() < 0.35 ? event.reports[Math.floor(this.random() * REMEMBERED)] : undefined;
    if (copied !== undefined) {
      const whole = this.random() < 0.5;
      const kept = whole ? copied : copied.slice(0, 5 + Math.floor(this.random() * 10));
      const own = Array.from({ length: whole ? 1 : CLAIMS - kept.length }, () => this.tell(event));
      return [...own, ...kept];
    }
    return Array.from({ length: CLAIMS - 4 + Math.floor(this.random() * 9) }, () => this.tell(event));
  }

  private tell(event: Event): Told {
    const fact = event.facts[Math.floor(this.random() ** 1.5 * event.facts.length)]!;
    const words = fact.words.map((word) => (this.random() < 0.15 ? this.frequentWord() : word));
    if (fact.figure !== null && this.random() < 0.05) fact.figure.value += 1 + Math.floor(this.random() * 5);
    const figure = fact.figure === null ? null : { ...fact.figure };
    const counted = figure === null ? '' : ` ${figure.value} ${figure.unit}`;
    const cue =
      fact.source === null ? '' : `${CUES[Math.floor(this.random() * CUES.length)]} ${this.sources[fact.source]} إن `;
    return { text: `${cue}${words.join(' ')}${counted}.`, source: fact.source, figure };
  }

  sourceName(source: number): string {
    return this.sources[source]!;
  }
}

function reading(id: string, published: string, outlet: string, told: readonly Told[], maker: CaseMaker): Reading {
  const claims: Claim[] = [];
  const figures: Figure[] = [];
  const dates: DateSpan[] = [];
  const entities = new Map<number, Entity>();
  let text = '';
  told.forEach(({ text: sentence, source, figure }, i) => {
    const start = text.length;
    text += `${sentence}\n`;
    const end = start + sentence.length - 1;
    const from = source === null ? start : start + sentence.indexOf(' إن ') + 4;
    const indexes: number[] = [];
    if (figure !== null) {
      const words = `${figure.value} ${figure.unit}`;
      const at = text.lastIndexOf(words);
      indexes.push(figures.length);
      figures.push({
        ...{ start: at, end: at + words.length, text: words, low: figure.value, high: figure.value, hedge: null },
        ...{ open: false, vague: false, unit: figure.unit, per: null, kind: 'count', role: 'stock' },
      });
    }
    const chain: ChainLink[] = [];
    if (source !== null) {
      const name = maker.sourceName(source);
      entities.set(source, { id: `e${source}`, type: 'person', name, aliases: [] });
      chain.push({ entity: `e${source}`, name, attribution: null });
    }
    claims.push({
      ...{ id: `c${i}`, start: from, end, text: text.slice(from, end), chain, modality: 'stated' },
      ...{ figures: indexes, dates: [], mentions: [] },
    });
  });
  return {
    ...{ id, language: 'ar', text, published, outlet, blocks: [], sentences: [], entities: [...entities.values()] },
    ...{ mentions: [], numbers: [], figures, dates, attributions: [], claims, causes: [], acts: [], flags: [] },
  };
}
