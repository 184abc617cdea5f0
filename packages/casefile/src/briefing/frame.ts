import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { z } from 'zod';
import type { Bilingual, SourceRecord } from '../store/records.ts';
import type { WithheldKind } from '../withholding/withholding.ts';
import type { Cited, ReportName, SeriesItem } from './model.ts';

/** The frame of a briefing in the reader's language; quotations keep their own. */

export const briefingLanguage = z.enum(['ar', 'en']);
export type BriefingLanguage = z.infer<typeof briefingLanguage>;

/** Arabic counts in its own digits, as newspapers print them. */
const LOCALES = { ar: 'ar-u-nu-arab', en: 'en' } as const;

type Values = { readonly [name: string]: string | number };

export class Frame {
  readonly language: BriefingLanguage;
  readonly direction: 'rtl' | 'ltr';
  readonly #messages = new Map<string, IntlMessageFormat>();
  readonly #date: Intl.DateTimeFormat;
  readonly #number: Intl.NumberFormat;

  constructor(language: BriefingLanguage) {
    this.language = language;
    this.direction = language === 'ar' ? 'rtl' : 'ltr';
    const locale = LOCALES[language];
    for (const [key, message] of Object.entries(messagesOf(language))) {
      this.#messages.set(key, new IntlMessageFormat(message, locale, undefined, { ignoreTag: true }));
    }
    this.#date = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
    this.#number = new Intl.NumberFormat(locale);
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
    return words[this.language];
  }

  /** What a report goes by: its outlet and date, or its title, or its id. */
  report({ document, outlet, title, published }: ReportName): string {
    const name = outlet ?? title ?? document;
    const date = published === null ? null : this.#dateOf(published);
    return [name, date].filter((part) => part !== null).join(this.say('list comma'));
  }

  /** The chain of a claim in words, from its origin to the report it stands in. */
  chain({ chain, report, review }: Cited): string {
    const [origin, ...relays] = chain.toReversed();
    const named = report.outlet === null && report.title === null;
    const parts = [
      origin ?? this.say('own voice'),
      ...relays.map((name) => this.say('via', { name })),
      this.say(named ? 'in document' : 'in', { name: this.report(report) }),
    ];
    if (review !== null) parts.push(this.say(review));
    return parts.join(this.say('list comma'));
  }

  series({ series }: SeriesItem): string {
    const bound = (value: number | null): string => (value === null ? 'none' : this.number(value));
    const { measure, low, best, high } = series;
    return this.say('series', { measure, low: bound(low), best: bound(best), high: bound(high) });
  }

  /** What stands for a name that is left out. */
  withheld(kind: WithheldKind, number: number): string {
    return this.say(`withheld ${kind}`, { number });
  }

  source({ name, originated, relayed, published }: SourceRecord): string {
    return this.say('source', { name, originated, relayed, published });
  }

  /** From a day to a day, both ISO. */
  time(earliest: string, latest: string): string {
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
