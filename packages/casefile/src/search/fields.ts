import { z } from 'zod';
import { sourceKey } from '../sources.ts';
import { QueryError } from './error.ts';

/** Fields of a query: `origin:رويترز date:2014..2016 figure:>200`. They say which documents are looked through. */

export type Filter =
  /** Documents with a chain that this name is in, that goes back to it, or that it published. */
  | { readonly field: 'source' | 'origin' | 'outlet'; readonly key: string }
  /** Documents with a claim that names the place. */
  | { readonly field: 'place'; readonly key: string }
  /** Documents published from … to, ISO dates, both included. */
  | { readonly field: 'date'; readonly from: string | null; readonly to: string | null }
  /** Documents with a figure within, both included. */
  | { readonly field: 'figure'; readonly low: number | null; readonly high: number | null }
  /** Documents whose original is of this format. */
  | { readonly field: 'type'; readonly format: string }
  /** Documents with a claim in a group of this grade. */
  | { readonly field: 'grade'; readonly grade: z.infer<typeof grade> };

const grade = z.enum(['corroborated', 'single route', 'contested', 'unattributed']);

const NAMES: { readonly [name: string]: Filter['field'] } = {
  source: 'source',
  مصدر: 'source',
  cites: 'source',
  عن: 'source',
  origin: 'origin',
  منبع: 'origin',
  outlet: 'outlet',
  ناشر: 'outlet',
  place: 'place',
  مكان: 'place',
  date: 'date',
  تاريخ: 'date',
  figure: 'figure',
  رقم: 'figure',
  type: 'type',
  نوع: 'type',
  grade: 'grade',
  درجة: 'grade',
};

const FIELD = new RegExp(`(?<=^|\\s)(${Object.keys(NAMES).join('|')}):("[^"]*"|«[^»]*»|\\S*)`, 'giu');

/**
 * Takes the fields out of a query.
 * @throws QueryError for a value that its field does not have
 */
export function fieldsOf(query: string): { readonly words: string; readonly filters: readonly Filter[] } {
  const filters: Filter[] = [];
  const words = query.replace(FIELD, (_, name: string, quoted: string) => {
    const value = quoted.replace(/^["«]|["»]$/g, '').trim();
    filters.push(filterOf(NAMES[name.toLowerCase()]!, name, value));
    return ' ';
  });
  return { words, filters };
}

function filterOf(field: Filter['field'], name: string, value: string): Filter {
  if (value === '') throw new QueryError('bad field', `${name}: what follows the colon is missing`);
  switch (field) {
    case 'source':
    case 'origin':
    case 'outlet':
    case 'place':
      return { field, key: sourceKey(value) };
    case 'date':
      return dateFilter(name, value);
    case 'figure':
      return figureFilter(name, value);
    case 'type':
      return { field, format: value.toLowerCase() };
    case 'grade': {
      const known = grade.safeParse(value.toLowerCase().replaceAll('-', ' '));
      if (!known.success) throw new QueryError('bad field', `${name}: one of ${grade.options.join(', ')}`);
      return { field, grade: known.data };
    }
  }
}

const DAY = /^\d{4}(-\d{2}(-\d{2})?)?$/;

/** `2014`, `2014-03`, `2014-03-12`, `2014..2016`, `2014..`, `..2016`. */
function dateFilter(name: string, value: string): Filter {
  const [first = '', last = first] = westernDigits(value).split('..');
  if ((first === '' && last === '') || [first, last].some((day) => day !== '' && !DAY.test(day))) {
    throw new QueryError('bad field', `${name}: a date as in 2014, 2014-03-12 or 2014..2016`);
  }
  return {
    field: 'date',
    from: first === '' ? null : first.padEnd(10, '-01-01'.slice(first.length - 4)),
    // No day of a month is after its 31st, and no month of a year after its 12th.
    to: last === '' ? null : `${last}${'-12-31'.slice(last.length - 4)}`,
  };
}

const NUMBER = String.raw`-?\d+(?:[.,]\d+)?`;
const COMPARED = new RegExp(`^(<=|>=|<|>|=)?(${NUMBER})$`);
const BETWEEN = new RegExp(`^(${NUMBER})?\\.\\.(${NUMBER})?$`);

/** `200`, `>200`, `<=200`, `200..300`. */
function figureFilter(name: string, value: string): Filter {
  const digits = westernDigits(value);
  const number = (text: string | undefined): number | null =>
    text === undefined ? null : Number(text.replace(',', ''));
  const between = BETWEEN.exec(digits);
  if (between !== null && digits !== '..')
    return { field: 'figure', low: number(between[1]), high: number(between[2]) };
  const [, sign = '=', amount] = COMPARED.exec(digits) ?? [];
  const bound = number(amount);
  if (bound === null) throw new QueryError('bad field', `${name}: a number as in 200, >200 or 200..300`);
  const beyond = sign.endsWith('=') ? 0 : Math.max(1, Math.abs(bound)) * 1e-9;
  return {
    field: 'figure',
    low: sign.startsWith('<') ? null : bound + beyond,
    high: sign.startsWith('>') ? null : bound - beyond,
  };
}

function westernDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
}
