import { z } from 'zod';
import { listOf } from '../lists.ts';
import { sourceKey } from '../sources.ts';
import { noteOf, type Place, QueryError, type QueryNote } from './error.ts';

/** Fields of a query: `origin:رويترز date:2014..2016 figure:>200 in:claims`. They say what is looked through. */

export type Filter =
  /**
   * Claims with this name anywhere in their chain (source), at its end (origin) or before it, as one that passes them
   * on (cites); or documents that it published (outlet).
   */
  | { readonly field: 'source' | 'origin' | 'cites' | 'outlet'; readonly key: string }
  /** Claims that name the place. */
  | { readonly field: 'place'; readonly key: string }
  /** Documents published from … to, ISO dates, both included. */
  | { readonly field: 'date'; readonly from: string | null; readonly to: string | null }
  /** Figures within, both included. */
  | { readonly field: 'figure'; readonly low: number | null; readonly high: number | null }
  /** Documents whose original is of this format. */
  | { readonly field: 'type'; readonly format: string }
  /** Claims in a group of this grade. */
  | { readonly field: 'grade'; readonly grade: z.infer<typeof grade> };

/** What is found: documents with the words, or single claims or figures. */
export const searchScope = z.enum(['documents', 'claims', 'figures']);
export type SearchScope = z.infer<typeof searchScope>;

const grade = z.enum(['corroborated', 'single route', 'contested', 'unattributed']);
const field = z.enum(['source', 'origin', 'cites', 'outlet', 'place', 'date', 'figure', 'type', 'grade', 'in']);
type Field = z.infer<typeof field>;

const NAMES: ReadonlyMap<string, Field> = new Map([
  ...field.options.map((name) => [name, name] as const),
  ...listOf('fields.tsv', ['name', 'field']).map((row) => [row.name, field.parse(row.field)] as const),
]);
const CHOICES = listOf('field-values.tsv', ['field', 'value', 'means']);

/** A name with a colon, and what follows it; no address of the web, in which slashes follow. */
const FIELD = /(?<=^|\s)([\p{L}_-]+):(?!\/\/)("[^"]*"|«[^»]*»|\S*)/gu;

export interface Fields {
  /** The query without its fields, what is left in its place. */
  readonly words: string;
  readonly filters: readonly Filter[];
  readonly scope: SearchScope;
  readonly notes: readonly QueryNote[];
}

/**
 * Takes the fields out of a query.
 * @throws QueryError for a value that its field does not have
 */
export function fieldsOf(query: string): Fields {
  const filters: Filter[] = [];
  const notes: QueryNote[] = [];
  let scope: SearchScope = 'documents';
  const words = query.replace(FIELD, (whole: string, name: string, quoted: string, start: number) => {
    const known = NAMES.get(name.toLowerCase());
    if (known === undefined) {
      const choices = [...NAMES.keys()].join(' ');
      if (quoted !== '')
        notes.push(
          noteOf('unknown field', { start, end: start + name.length + 1 }, 'unknown field', { name, choices }),
        );
      return whole;
    }
    const written: Written = {
      field: known,
      name,
      value: quoted.replace(/^["«]|["»]$/g, '').trim(),
      place: { start, end: start + whole.length },
    };
    if (written.value === '') throw new QueryError('bad field', written.place, 'no value', { name });
    if (known === 'in') scope = choiceOf(searchScope, written);
    else filters.push(filterOf(known, written));
    return ' '.repeat(whole.length);
  });
  return { words, filters, scope, notes };
}

/** A field as typed. */
interface Written {
  readonly field: Field;
  readonly name: string;
  readonly value: string;
  readonly place: Place;
}

function filterOf(known: Exclude<Field, 'in'>, written: Written): Filter {
  switch (known) {
    case 'source':
    case 'origin':
    case 'cites':
    case 'outlet':
    case 'place':
      return { field: known, key: sourceKey(written.value) };
    case 'date':
      return dateFilter(written);
    case 'figure':
      return figureFilter(written);
    case 'type':
      return { field: known, format: written.value.toLowerCase() };
    case 'grade':
      return { field: known, grade: choiceOf(grade, written) };
  }
}

function choiceOf<T extends z.ZodEnum>(choices: T, { field, name, value, place }: Written): z.infer<T> {
  const said = value.toLowerCase().replaceAll('-', ' ');
  const own = CHOICES.filter((choice) => choice.field === field);
  const known = choices.safeParse(own.find((choice) => choice.value === said)?.means ?? said);
  if (known.success) return known.data;
  const all = [...own.map((choice) => choice.value), ...choices.options].join('، ');
  throw new QueryError('bad field', place, 'bad choice', { name, value, choices: all });
}

const DAY = /^\d{4}(-\d{2}(-\d{2})?)?$/;

/** `2014`, `2014-03`, `2014-03-12`, `2014..2016`, `2014..`, `..2016`. */
function dateFilter({ name, value, place }: Written): Filter {
  const [first = '', last = first] = westernDigits(value).split('..');
  if ((first === '' && last === '') || [first, last].some((day) => day !== '' && !DAY.test(day))) {
    throw new QueryError('bad field', place, 'bad date', { name, value });
  }
  const from = first === '' ? null : first.padEnd(10, '-01-01'.slice(first.length - 4));
  // No day of a month is after its 31st, and no month of a year after its 12th.
  const to = last === '' ? null : `${last}${'-12-31'.slice(last.length - 4)}`;
  if (from !== null && to !== null && from > to) throw new QueryError('bad field', place, 'reversed', { name, value });
  return { field: 'date', from, to };
}

const NUMBER = String.raw`-?\d+(?:[.,]\d+)?`;
const COMPARED = new RegExp(`^(<=|>=|<|>|=)?(${NUMBER})$`);
const BETWEEN = new RegExp(`^(${NUMBER})?\\.\\.(${NUMBER})?$`);

/** `200`, `>200`, `<=200`, `200..300`. */
function figureFilter({ name, value, place }: Written): Filter {
  const digits = westernDigits(value);
  const number = (text: string | undefined): number | null =>
    text === undefined ? null : Number(text.replace(',', ''));
  const between = BETWEEN.exec(digits);
  if (between !== null && digits !== '..') {
    const [low, high] = [number(between[1]), number(between[2])];
    if (low !== null && high !== null && low > high)
      throw new QueryError('bad field', place, 'reversed', { name, value });
    return { field: 'figure', low, high };
  }
  const [, sign = '=', amount] = COMPARED.exec(digits) ?? [];
  const bound = number(amount);
  if (bound === null) throw new QueryError('bad field', place, 'bad figure', { name, value });
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
