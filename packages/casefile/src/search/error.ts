import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { z } from 'zod';
import type { Bilingual } from '../store/records.ts';

/** What is wrong with a query, or odd in it, in words for the person who typed it. */
export interface QueryNote {
  readonly kind: QueryErrorKind | 'unknown field' | 'open quotation' | 'nothing to join' | 'too far';
  /** What the note is about: UTF-16 units of the query, end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly messages: Bilingual;
}

export type QueryErrorKind = 'empty' | 'only exclusions' | 'bad field' | 'too many' | 'too long';

/** Thrown for a query that can't be answered. */
export class QueryError extends Error {
  override readonly name = 'QueryError';
  readonly kind: QueryErrorKind;
  readonly note: QueryNote;

  constructor(kind: QueryErrorKind, at: Place, key: string = kind, values: Values = {}) {
    const note = { ...noteOf(kind, at, key, values), kind };
    super(note.messages.en);
    this.kind = kind;
    this.note = note;
  }
}

export interface Place {
  readonly start: number;
  readonly end: number;
}

type Values = Readonly<Record<string, string>>;

/** @param key of `data/messages/queries.*.json` */
export function noteOf(
  kind: QueryNote['kind'],
  { start, end }: Place,
  key: string = kind,
  values: Values = {},
): QueryNote {
  const say = (language: keyof Bilingual): string => {
    const message = MESSAGES[language][key];
    if (message === undefined) throw new Error(`messages/queries.${language}.json has no «${key}»`);
    return String(new IntlMessageFormat(message, language, undefined, { ignoreTag: true }).format(values));
  };
  return { kind, start, end, messages: { ar: say('ar'), en: say('en') } };
}

const MESSAGES = { ar: messagesIn('ar'), en: messagesIn('en') };

function messagesIn(language: string): Readonly<Record<string, string>> {
  const path = join(import.meta.dirname, '..', '..', 'data', 'messages', `queries.${language}.json`);
  return z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(path, 'utf8')));
}
