import type { Act, BlockSpan, Cause, Claim, DateSpan, Entity, Mention, Reading, Span } from '@isnad/reading';
import { randomFrom } from '../scripts/random.ts';

/**
 * What rooms beside those of claims show, for a case that was made: paragraphs, days, places, what is said to lead to
 * what, and what people did. The words are words of the claims, whatever they say.
 */

const PLACES = [
  ...['بغداد', 'البصرة', 'الموصل', 'دمشق', 'حلب', 'حمص', 'بيروت', 'عمّان', 'القاهرة', 'الإسكندرية', 'طرابلس', 'بنغازي'],
  ...[
    'تونس',
    'صفاقس',
    'الجزائر',
    'وهران',
    'الرباط',
    'فاس',
    'الخرطوم',
    'صنعاء',
    'عدن',
    'الرياض',
    'جدة',
    'الدوحة',
    'مسقط',
  ],
];
/** Shares of claims that have one. */
const [DATED, PLACED, CAUSED, ACTED] = [0.25, 0.3, 0.02, 0.02];
/** Lines of a paragraph. */
const LINES = 4;
/** Words without which a claim has none of these. */
const WORDS = 6;
const DAY = 86_400_000;
/** Days that what a report tells lies back at most. */
const BACK = 400;

export function eventful(reading: Reading, number: number): Reading {
  const random = randomFrom(number + 1);
  const dates: DateSpan[] = [];
  const mentions: Mention[] = [];
  const causes: Cause[] = [];
  const acts: Act[] = [];
  const entities = new Map<string, Entity>();
  const claims = reading.claims.map((claim): Claim => {
    const words = wordsOf(claim);
    if (words.length < WORDS) return claim;
    const from = (first: number, last: number): Span =>
      spanOf(reading.text, words.at(first)!.start, words.at(last)!.end);
    const told: { dates: number[]; mentions: number[] } = { dates: [], mentions: [] };
    if (random() < DATED) {
      const day = dayBefore(reading.published ?? '2015-01-01', Math.floor(random() ** 3 * BACK));
      told.dates.push(dates.length);
      dates.push({ ...from(0, 0), timex: day, earliest: day, latest: day });
    }
    if (random() < PLACED) {
      const place = Math.floor(random() ** 2 * PLACES.length);
      const id = `p${place}`;
      entities.set(id, { id, type: 'place', name: PLACES[place]!, aliases: [] });
      told.mentions.push(mentions.length);
      mentions.push({ ...from(1, 1), type: 'place', entity: id });
    }
    if (random() < CAUSED)
      causes.push({ cause: from(0, 1), marker: from(2, 2), effect: from(3, -1), attribution: null, kind: 'cause' });
    if (random() < ACTED) {
      const act = { ...from(0, -1), who: from(0, 1), act: from(2, -1), count: null, attribution: null };
      acts.push(random() < 0.5 ? act : { ...act, reason: from(-2, -1) });
    }
    return { ...claim, ...told };
  });
  return {
    ...{ ...reading, blocks: paragraphsOf(reading.text), claims, dates, mentions, causes, acts },
    entities: [...reading.entities, ...entities.values()],
  };
}

function paragraphsOf(text: string): BlockSpan[] {
  const lines = [...text.matchAll(/.+/g)].map(({ index, 0: line }) => ({ start: index, end: index + line.length }));
  return lines.flatMap(({ start }, place): BlockSpan[] => {
    if (place % LINES !== 0) return [];
    const last = lines[Math.min(place + LINES, lines.length) - 1]!;
    return [{ ...spanOf(text, start, last.end), kind: 'paragraph' }];
  });
}

function wordsOf({ start, text }: Claim): { readonly start: number; readonly end: number }[] {
  return [...text.matchAll(/[^\s.]+/g)].map(({ index, 0: word }) => ({
    start: start + index,
    end: start + index + word.length,
  }));
}

function spanOf(text: string, start: number, end: number): Span {
  return { start, end, text: text.slice(start, end) };
}

function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * DAY).toISOString().slice(0, 10);
}
