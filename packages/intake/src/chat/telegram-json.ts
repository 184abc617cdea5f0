import { z } from 'zod';
import { type Part, UnreadableError } from '../formats/part.ts';
import type { FileSource } from '../formats/source.ts';
import { type ChatMessage, threadDocument } from './thread.ts';

/** Telegram Desktop's export as JSON: of one chat, or of all of an account's. A document a chat. */

const piece = z.union([z.string(), z.object({ text: z.string().catch('') })]);

const message = z.object({
  type: z.string(),
  date: z.string().nullish(),
  from: z.string().nullish(),
  actor: z.string().nullish(),
  forwarded_from: z.string().nullish(),
  saved_from: z.string().nullish(),
  text: z.union([z.string(), z.array(piece)]).catch(''),
});

const chat = z.object({ name: z.string().nullish(), type: z.string().nullish(), messages: z.array(z.unknown()) });
const whole = z.object({
  chats: z.object({ list: z.array(chat) }).optional(),
  left_chats: z.object({ list: z.array(chat) }).optional(),
});

export async function* read(source: FileSource): AsyncGenerator<Part> {
  const json: unknown = JSON.parse(new TextDecoder().decode(await source.bytes()));
  const one = chat.safeParse(json);
  const all = whole.parse(json);
  const chats = one.success ? [one.data] : [...(all.chats?.list ?? []), ...(all.left_chats?.list ?? [])];
  let any = false;
  for (const [i, { name, messages }] of chats.entries()) {
    const title = name?.trim() || null;
    const document = threadDocument(title, messages.flatMap(messageOf), []);
    if (document.messages?.length === 0) continue;
    any = true;
    yield { kind: 'document', document: { ...document, part: one.success ? null : (title ?? `chat ${i + 1}`) } };
  }
  if (!any) throw new UnreadableError('no text', 'there are no messages with words in the export');
}

/** Messages of people; what Telegram itself tells («joined the group») is left out. */
function messageOf(value: unknown): ChatMessage[] {
  const parsed = message.safeParse(value);
  if (!parsed.success || parsed.data.type !== 'message') return [];
  const { date, from, forwarded_from, saved_from, text } = parsed.data;
  return [
    {
      author: from ?? null,
      time: date ?? null,
      forwardedFrom: forwarded_from ?? saved_from ?? null,
      text:
        typeof text === 'string' ? text : text.map((part) => (typeof part === 'string' ? part : part.text)).join(''),
    },
  ];
}
