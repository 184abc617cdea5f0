import { isoDate, westernDigits } from '../dates.ts';
import type { IntakeNote } from '../document.ts';
import type { Part } from '../formats/part.ts';
import type { FileSource } from '../formats/source.ts';
import { textOfSource } from '../formats/text.ts';
import { type ChatMessage, threadDocument } from './thread.ts';

/**
 * A chat as WhatsApp exports it: a text whose lines begin with a date, in the form of the phone's country.
 * `03/05/2016, 14:20 - سلمى: …`, `[٣/٥/٢٠١٦، ٢:٢٠:٠٥ م] سلمى: …`
 */
export async function* read(source: FileSource): AsyncGenerator<Part> {
  const { text, notes } = await textOfSource(source);
  const lines = plainLines(text);
  const { messages, doubtful } = messagesOf(lines);
  const doubt: IntakeNote[] = doubtful
    ? [{ kind: 'date', message: 'days and months can’t be told apart in this export; the day is taken to stand first' }]
    : [];
  yield { kind: 'document', document: threadDocument(titleOf(source.name), messages, [...notes, ...doubt]) };
}

const HEAD =
  /^\[?(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})[,،]?\s+(?:في\s+)?(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([APap]\.?\s?[Mm]\.?|ص|م|صباح[ا]?|مساء)?\]?\s*(?:-|–)?\s+(.*)$/su;

interface Head {
  readonly numbers: readonly [number, number, number];
  readonly time: string;
  readonly rest: string;
}

/** True for a text most of whose first lines are heads of messages. */
export function isWhatsApp(text: string): boolean {
  const lines = plainLines(text)
    .filter((line) => line.trim() !== '')
    .slice(0, 12);
  const heads = lines.map(headOf).filter((head) => head !== null);
  return (
    heads.length >= 2 && heads.length >= lines.length * 0.4 && heads.some((head) => /^[^:]{1,60}: /.test(head.rest))
  );
}

/** Lines without the marks of direction that phones put about dates. */
function plainLines(text: string): string[] {
  return text
    .replace(/[\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, '')
    .replace(/[\u00A0\u202F]/g, ' ')
    .split('\n');
}

function headOf(line: string): Head | null {
  const match = HEAD.exec(westernDigits(line));
  if (match === null) return null;
  const rest = line.slice(line.length - match[8]!.length);
  const evening = /^(?:p|م$|مساء)/i.test(match[7] ?? '');
  const morning = /^(?:a|ص)/i.test(match[7] ?? '');
  const hour = (Number(match[4]) % (evening || morning ? 12 : 24)) + (evening ? 12 : 0);
  return {
    numbers: [Number(match[1]), Number(match[2]), Number(match[3])],
    time: `${String(hour).padStart(2, '0')}:${match[5]}:${match[6] ?? '00'}`,
    rest,
  };
}

function messagesOf(lines: readonly string[]): { readonly messages: ChatMessage[]; readonly doubtful: boolean } {
  const heads = lines.map(headOf);
  const order = orderOf(heads.filter((head) => head !== null));
  const messages: { author: string | null; time: string | null; forwardedFrom: null; text: string }[] = [];
  lines.forEach((line, i) => {
    const head = heads[i];
    const day = head == null ? null : dayOf(head.numbers, order);
    if (head == null || day === null) {
      const last = messages[messages.length - 1];
      if (last !== undefined) last.text += `\n${line}`;
      return;
    }
    const named = /^([^:]{1,80}): (.*)$/s.exec(head.rest);
    messages.push({
      author: named?.[1]?.trim() ?? null,
      time: `${day}T${head.time}`,
      forwardedFrom: null,
      text: named?.[2] ?? head.rest,
    });
  });
  return { messages, doubtful: order === 'doubtful' };
}

type Order = 'year first' | 'day first' | 'month first' | 'doubtful';

/** In which order an export writes its dates: some day of it passes the twelfth, or none does. */
function orderOf(heads: readonly Head[]): Order {
  if (heads.some((head) => head.numbers[0] > 31)) return 'year first';
  if (heads.some((head) => head.numbers[0] > 12)) return 'day first';
  if (heads.some((head) => head.numbers[1] > 12)) return 'month first';
  return 'doubtful';
}

function dayOf([a, b, c]: readonly [number, number, number], order: Order): string | null {
  const year = (value: number) => (value < 100 ? 2000 + value : value);
  if (order === 'year first') return isoDate(year(a), b, c);
  return order === 'month first' ? isoDate(year(c), a, b) : isoDate(year(c), b, a);
}

/** Whom the chat is with, as the export's file is called. */
function titleOf(name: string): string | null {
  const match = /(?:chat with|chat -|مع|محادثة|discussion avec)\s+(.+?)(?:\.txt)?$/iu.exec(name.replace(/_/g, ' '));
  return match?.[1]?.trim() ?? null;
}
