import { IntlMessageFormat } from 'intl-messageformat';
import type { ReactNode } from 'react';
import type { Language, Preferences } from '../preferences.ts';
import type { MessageKey, Messages } from './messages.ts';

/** Everything that the frame says, in the reader's language: messages, numbers, dates, lists. */
export interface Words {
  readonly language: Language;
  readonly dir: 'rtl' | 'ltr';
  /** A message; `values` fill its places. */
  say(key: MessageKey, values?: Values): string;
  /** A message with pieces that are more than text: links, seals, quotations. */
  rich(key: MessageKey, values: RichValues): ReactNode;
  number(value: number): string;
  percent(share: number): string;
  /** An ISO date (`2016-05-03`, `2016-05`, `2016`) in words. */
  date(iso: string): string;
  /** An ISO instant: the hour for today, else the day. */
  moment(instant: string, now: Date): string;
  list(items: readonly string[], kind?: 'conjunction' | 'disjunction'): string;
  size(bytes: number): string;
}

export type Values = Readonly<Record<string, string | number>>;
export type RichValues = Readonly<Record<string, ReactNode | ((pieces: ReactNode[]) => ReactNode)>>;

function localeOf({ language, months, digits }: Preferences): string {
  if (language === 'en') return 'en-GB';
  return `${months === 'syriac' ? 'ar-SY' : 'ar-EG'}-u-nu-${digits}-ca-gregory`;
}

export function createWords(chosen: Preferences, messages: Messages): Words {
  const locale = localeOf(chosen);
  const formats = new Map<string, IntlMessageFormat>();
  const format = (key: MessageKey): IntlMessageFormat => {
    let made = formats.get(key);
    if (made === undefined) {
      made = new IntlMessageFormat(messages[key], locale);
      formats.set(key, made);
    }
    return made;
  };
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const hour = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const shortDay = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long' });
  const dates = dateFormats(locale, chosen);

  return {
    language: chosen.language,
    dir: chosen.language === 'ar' ? 'rtl' : 'ltr',
    say(key, values) {
      const said = format(key).format(values);
      return Array.isArray(said) ? said.join('') : String(said);
    },
    rich: (key, values) => format(key).format<ReactNode>(values),
    number: (value) => number.format(value),
    percent: (share) => percent.format(share),
    date: dates,
    moment(instant, now) {
      const at = new Date(instant);
      const today = at.toDateString() === now.toDateString();
      return today ? hour.format(at) : shortDay.format(at);
    },
    list: (items, kind = 'conjunction') => new Intl.ListFormat(locale, { type: kind }).format(items),
    size(bytes) {
      const [unit, value] = bytes < 1e6 ? (['kilobyte', bytes / 1e3] as const) : (['megabyte', bytes / 1e6] as const);
      return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value);
    },
  };
}

/** ISO dates are days of a calendar, not instants: they are read and told in one zone. */
function dateFormats(locale: string, { hijri, digits }: Preferences): (iso: string) => string {
  const zone = { timeZone: 'UTC' } as const;
  const day = new Intl.DateTimeFormat(locale, { ...zone, day: 'numeric', month: 'long', year: 'numeric' });
  const month = new Intl.DateTimeFormat(locale, { ...zone, month: 'long', year: 'numeric' });
  const year = new Intl.DateTimeFormat(locale, { ...zone, year: 'numeric' });
  const calendar = locale.startsWith('ar') ? `ar-SA-u-nu-${digits}-ca-islamic-umalqura` : 'en-GB-u-ca-islamic-umalqura';
  const beside = new Intl.DateTimeFormat(calendar, { ...zone, day: 'numeric', month: 'long', year: 'numeric' });
  return (iso) => {
    const at = new Date(iso.length === 4 ? `${iso}-01-01` : iso);
    if (Number.isNaN(at.getTime())) return iso;
    if (iso.length === 4) return year.format(at);
    if (iso.length === 7) return month.format(at);
    return hijri ? `${day.format(at)} (${beside.format(at)})` : day.format(at);
  };
}
