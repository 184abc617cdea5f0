import { readText } from '../encoding/text.ts';
import { type Part, UnreadableError } from '../formats/part.ts';
import type { FileSource } from '../formats/source.ts';
import { type PageElement, parsePage } from '../html/dom.ts';
import { plain } from '../html/metadata.ts';
import { textOf } from '../html/text.ts';
import { LIMITS } from '../limits.ts';
import { type ChatMessage, threadDocument } from './thread.ts';

/** Telegram Desktop's export as HTML (`messages.html`, `messages2.html` …): a document a file. */
export async function* read(source: FileSource): AsyncGenerator<Part> {
  if (source.size > LIMITS.htmlBytes)
    throw new UnreadableError('too large', `an export of ${source.size} bytes; ${LIMITS.htmlBytes} are read`);
  const { text, notes } = readText(await source.bytes(), 'utf-8');
  const page = parsePage(text);
  const title = plain(page.querySelector('.page_header .text')?.textContent);
  const document = threadDocument(title, messagesOf(page), notes);
  if (document.messages?.length === 0)
    throw new UnreadableError('no text', 'there are no messages with words in the export');
  yield { kind: 'document', document };
}

function* messagesOf(page: PageElement): Generator<ChatMessage> {
  let author: string | null = null;
  for (const message of page.querySelectorAll('.message.default')) {
    // A message that follows another of the same person doesn't name them again.
    author = plain(own(message, '.from_name')?.textContent) ?? author;
    const forwarded = message.querySelector('.forwarded');
    const words = (forwarded ?? message).querySelector('.text');
    yield {
      author,
      time: timeOf(message.querySelector('.date')?.getAttribute('title') ?? ''),
      forwardedFrom:
        forwarded === null ? null : plain(forwarded.querySelector('.from_name')?.firstChild?.textContent ?? null),
      text: words === null ? '' : textOf(words),
    };
  }
}

/** An element of the message itself, not of what it forwards. */
function own(message: PageElement, selector: string): PageElement | null {
  const forwarded = new Set(message.querySelectorAll(`.forwarded ${selector}`));
  return Array.from(message.querySelectorAll(selector)).find((element) => !forwarded.has(element)) ?? null;
}

/** «03.05.2016 14:20:05 UTC+03:00» */
function timeOf(title: string): string | null {
  const match = /^(\d{2})\.(\d{2})\.(\d{4}) (\d{2}:\d{2}:\d{2})(?: UTC([+-]\d{2}:\d{2}))?/.exec(title);
  return match === null ? null : `${match[3]}-${match[2]}-${match[1]}T${match[4]}${match[5] ?? ''}`;
}
