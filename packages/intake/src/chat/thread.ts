import type { IntakeNote, Message } from '../document.ts';
import { plainDocument } from '../formats/part.ts';

/** A message of a chat, before it is part of a thread's text. */
export interface ChatMessage {
  readonly author: string | null;
  /** `2016-05-03T14:20:00`, with a zone only where the export states one. */
  readonly time: string | null;
  readonly forwardedFrom: string | null;
  readonly text: string;
}

/**
 * A thread as one document: each message under a line that says who wrote it, when, and whom it was forwarded from. That
 * line is worded as press words a relay («نقلا عن»), so that a forward is read as a link of the chain.
 */
export function threadDocument(title: string | null, messages: Iterable<ChatMessage>, notes: readonly IntakeNote[]) {
  const pieces: string[] = title === null ? [] : [title];
  const placed: Message[] = [];
  let length = title?.length ?? 0;
  let last: string | null = null;
  let first: string | null = null;
  for (const message of messages) {
    const text = message.text.trim();
    if (text === '') continue;
    const block = message.author === null && message.time === null ? text : `${headOf(message)}\n${text}`;
    const gap = pieces.length === 0 ? '' : '\n\n';
    const start = length + gap.length;
    pieces.push(gap + block);
    length = start + block.length;
    placed.push({
      start,
      end: length,
      author: message.author,
      time: message.time,
      forwardedFrom: message.forwardedFrom,
    });
    first ??= message.time;
    last = message.time ?? last;
  }
  return plainDocument(pieces.join(''), {
    title,
    published: first?.slice(0, 10) ?? null,
    modified: last?.slice(0, 10) ?? null,
    messages: placed,
    notes,
  });
}

function headOf(message: ChatMessage): string {
  const when = message.time === null ? '' : ` (${message.time.slice(0, 16).replace('T', ' ')})`;
  const from = message.forwardedFrom === null ? '' : `، نقلا عن ${message.forwardedFrom}`;
  return `${message.author ?? 'رسالة'}${when}${from}:`;
}
