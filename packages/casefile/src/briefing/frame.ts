import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { z } from 'zod';
import type { Bilingual } from '../store/records.ts';
import type { WithheldKind } from '../withholding/withholding.ts';
import { isolate, isolateQuotations } from './isolates.ts';
import type { Cited, CopyItem, GroupItem, ReportName, SeriesItem } from './model.ts';

/** The frame of a briefing in the reader's language; quotations keep their own. */

export const briefingLanguage = z.enum(['ar', 'en']);
export type BriefingLanguage = z.infer<typeof briefingLanguage>;

/** Arabic counts in its own digits, as newspapers print them. */
const LOCALES = { ar: 'ar-u-nu-arab', en: 'en' } as const;

/** In milliseconds. */
const DAY = 86_400_000;

type Values = { readonly [name: string]: string | number };

export class Frame {
  readonly language: BriefingLanguage;
  readonly direction: 'rtl' | 'ltr';
  readonly #messages = new Map<string, IntlMessageFormat>();
  readonly #date: Intl.DateTimeFormat;
  readonly #month: Intl.DateTimeFormat;
  readonly #year: Intl.DateTimeFormat;
  readonly #number: Intl.NumberFormat;
  readonly #percent: Intl.NumberFormat;

  constructor(language: BriefingLanguage) {
    this.language = language;
    this.direction = language === 'ar' ? 'rtl' : 'ltr';
    const locale = LOCALES[language];
    for (const [key, message] of Object.entries(messagesOf(language))) {
      this.#messages.set(key, new IntlMessageFormat(message, locale, undefined, { ignoreTag: true }));
    }
    this.#date = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
    this.#month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
    this.#year = new Intl.DateTimeFormat(locale, { year: 'numeric', timeZone: 'UTC' });
    this.#number = new Intl.NumberFormat(locale);
    this.#percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  }

  /** @throws Error for a key that the language's messages lack */
  say(key: string, values: Values = {}): string {
    const message = this.#messages.get(key);
    if (message === undefined) throw new Error(`messages/${this.language}.json has no «${key}»`);
    return String(message.format(values));
  }

  number(value: number): string {
    return this.#number.format(value);
  }

  pick(words: Bilingual): string {
    return this.language === 'ar' ? words.ar : isolateQuotations(words.en);
  }

  /** Words of a report within a sentence of the frame: apart from it where they run the other way. */
  own(words: string): string {
    const foreign = this.language === 'ar' ? /\p{Script=Latin}/u : /\p{Script=Arabic}/u;
    return foreign.test(words) ? isolate(words) : words;
  }

  quote(words: string): string {
    return this.own(`«${words}»`);
  }

  /** What a report goes by: its outlet and date, or its title, or its id. */
  report({ document, outlet, title, published }: ReportName): string {
    const name = this.own(outlet ?? title ?? document);
    return published === null ? name : this.say('dated', { name, date: this.#dateOf(published) });
  }

  /**
   * The chain of a claim in words, from its origin to the report it stands in, and how it is said where it is not simply
   * stated. A report that names itself as the source is the source.
   */
  chain({ chain, links, report, modality, review }: Cited): string {
    const others = chain.filter((_, i) => report.outletKey === null || links[i]?.key !== report.outletKey);
    const [origin, ...relays] = others.toReversed();
    const within = this.say(report.outlet === null && report.title === null ? 'in document' : 'in', {
      name: this.report(report),
    });
    const speaker = origin !== undefined ? this.own(origin) : chain.length === 0 ? this.say('own voice') : null;
    const said = speaker ?? this.report(report);
    const parts = [
      modality === 'stated' ? said : this.say(modality, { name: said }),
      ...relays.map((name) => this.say('via', { name: this.own(name) })),
      ...(speaker === null ? [] : [within]),
    ];
    if (review !== null) parts.push(this.say(review));
    return parts.join(this.say('list comma'));
  }

  /** The grade of a finding with its reason. */
  grade({ grade, admiralty, because }: Pick<GroupItem, 'grade' | 'admiralty' | 'because'>): string {
    return this.say('grade', { grade, admiralty: this.own(admiralty), because: this.pick(because) });
  }

  routes(certain: number, possible: number): string {
    return this.say('routes', { certain, possible: possible > certain ? possible : 0 });
  }

  series({ series: { measure, unit, low, best, high } }: SeriesItem): string {
    const told =
      low !== null && low === high
        ? ([['one', low]] as const)
        : ([
            ['lowest', low],
            ['best', best],
            ['highest', high],
          ] as const);
    const bounds = told.flatMap(([key, value]) => {
      if (value === null) return [];
      const number = this.#amount(value, unit);
      return [key === 'one' ? number : this.say(key, { value: number })];
    });
    return this.say('series', { measure: this.own(measure), bounds: bounds.join(this.say('list comma')) });
  }

  #amount(value: number, unit: string | null): string {
    if (unit === 'percent') return this.#percent.format(value / 100);
    return unit === 'fraction' ? this.#percent.format(value) : this.number(value);
  }

  copy({ a, b, kind, shared, first }: CopyItem): string {
    if (first === null) return this.say('copies of each other', { a: this.report(a), b: this.report(b), shared });
    const [older, newer] = first.document === a.document ? [a, b] : [b, a];
    return this.say('copy', { kind, newer: this.report(newer), older: this.report(older), shared });
  }

  /** What stands for a name that is left out. */
  withheld(kind: WithheldKind, number: number): string {
    return this.say(`withheld ${kind}`, { number });
  }

  /** From a day to a day, both ISO: a whole month or year goes by its name. */
  time(earliest: string, latest: string): string {
    const [first, last] = [new Date(earliest), new Date(latest)];
    if (earliest.endsWith('-01-01') && latest === `${earliest.slice(0, 4)}-12-31`) return this.#year.format(first);
    const nextDay = new Date(last.getTime() + DAY);
    const isMonth =
      earliest.slice(0, 7) === latest.slice(0, 7) && earliest.endsWith('-01') && nextDay.getUTCDate() === 1;
    if (isMonth) return this.#month.format(first);
    const [from, to] = [this.#dateOf(earliest), this.#dateOf(latest)];
    return from === to ? from : this.say('from to', { from, to });
  }

  #dateOf(iso: string): string {
    const date = new Date(iso);
    return Number.isNaN(date.getTime()) ? iso : this.#date.format(date);
  }
}

/** The messages of a language, by key. */
export function messagesOf(language: BriefingLanguage): { readonly [key: string]: string } {
  const path = join(import.meta.dirname, '..', '..', 'data', 'messages', `${language}.json`);
  return z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(path, 'utf8')));
}

/** A sentence of the frame in each of its languages. */
export function inBoth(sentence: (frame: Frame) => string): Bilingual {
  frames ??= { ar: new Frame('ar'), en: new Frame('en') };
  return { ar: sentence(frames.ar), en: sentence(frames.en) };
}

let frames: Readonly<Record<BriefingLanguage, Frame>> | undefined;
