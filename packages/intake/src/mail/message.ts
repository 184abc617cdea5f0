import PostalMime, { type Address, type Email } from 'postal-mime';
import { readEntry } from '../archive/entry.ts';
import { fileName, labelOf } from '../archive/names.ts';
import { statedDay } from '../dates.ts';
import { mendMojibake } from '../encoding/mojibake.ts';
import { tidyLines } from '../encoding/text.ts';
import type { Context } from '../formats/context.ts';
import { type Part, plainDocument, UnreadableError } from '../formats/part.ts';
import type { FileSource } from '../formats/source.ts';
import { parsePage } from '../html/dom.ts';
import { textOf } from '../html/text.ts';
import { LIMITS } from '../limits.ts';

/** A mail: its words as a document, and every attachment as if it lay by itself. */
export async function* read(source: FileSource, context: Context): AsyncGenerator<Part> {
  const email = await parseMail(await source.bytes());
  const document = documentOf(email);
  if (context.begin(context.part)) {
    if (document.text.trim() !== '') {
      yield {
        kind: 'document',
        document: context.depth === 0 ? document : { ...document, part: context.part, format: 'mail' },
      };
    } else if (email.attachments.length === 0) {
      throw new UnreadableError('no text', 'there are no words in the message');
    }
  }
  let number = 0;
  for (const attachment of email.attachments) {
    number++;
    // Pictures that the message itself shows are its letterhead and its stamps; the rest was sent.
    if (attachment.related === true && attachment.mimeType.startsWith('image/')) continue;
    const content = attachment.content;
    const bytes = typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
    const name = fileName(labelOf(attachment.filename ?? ''));
    yield* readEntry(
      name === 'unnamed' ? `attachment ${number}` : name,
      bytes.length,
      () => Promise.resolve(bytes),
      context,
    );
  }
}

export function parseMail(bytes: Uint8Array): Promise<Email> {
  return PostalMime.parse(bytes, {
    maxNestingDepth: 40,
    maxHeadersSize: 4 * 1024 * 1024,
    attachmentEncoding: 'arraybuffer',
  });
}

function documentOf(email: Email) {
  const body = bodyOf(email);
  const title = email.subject?.trim() || null;
  const from = addressText(email.from);
  const to = (email.to ?? [])
    .map(addressText)
    .filter((one) => one !== null)
    .join('، ');
  const day = email.date === undefined ? null : statedDay(email.date);
  // Heads as a mail program prints them; the chain of who wrote to whom is part of the evidence.
  const head = [
    from === null ? null : `من: ${from}`,
    to === '' ? null : `إلى: ${to}`,
    day === null ? null : `التاريخ: ${day}`,
  ].filter((line) => line !== null);
  const text = [title, head.join('\n'), body.text].filter((block) => block !== null && block !== '').join('\n\n');
  return plainDocument(text, { title, author: from, published: day, notes: body.notes });
}

function bodyOf(email: Email) {
  const html = email.html ?? '';
  const plain = email.text ?? '';
  const page = html !== '' && html.length <= LIMITS.htmlBytes ? parsePage(html).body : null;
  // The words that the sender's program wrote out, unless they are only «this mail is HTML».
  const shown = page === null ? '' : textOf(page);
  const chosen = plain.trim().length >= shown.length * 0.7 ? plain : shown;
  const mended = mendMojibake(tidyLines(chosen).trim());
  return { text: mended.text, notes: mended.notes };
}

/** «سلمى النجار <salma@example.org>», or of a group its name. */
function addressText(address: Address | undefined): string | null {
  if (address === undefined) return null;
  const name = address.name?.trim() ?? '';
  const mail = 'address' in address && address.address !== undefined ? address.address : '';
  if (name === '' || name === mail) return mail === '' ? null : mail;
  return mail === '' ? name : `${name} <${mail}>`;
}
