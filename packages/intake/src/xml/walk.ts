import { SaxesParser } from 'saxes';
import { readText } from '../encoding/text.ts';
import { UnreadableError } from '../formats/part.ts';
import type { FileSource } from '../formats/source.ts';
import { LIMITS } from '../limits.ts';

/** What is told of an XML document, in its order. Names are without their prefixes; attributes have them off too. */
export interface XmlHandler {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/**
 * Walks through XML. Entities that the document defines are not expanded, and nothing outside it is fetched: the parser
 * knows no way to do either.
 * @throws UnreadableError when it nests or weighs more than the limits allow; the parser's error when it is no XML
 */
export function walkXml(xml: string, handler: XmlHandler): void {
  if (xml.length > LIMITS.xmlBytes)
    throw new UnreadableError('too large', `${xml.length} characters of XML; ${LIMITS.xmlBytes} are read`);
  const parser = new SaxesParser({ xmlns: false, fragment: false });
  let depth = 0;
  parser.on('error', (error) => {
    // An entity that the document defines is left out, not expanded; all else is damage.
    if (!/undefined entity/.test(error.message)) throw error;
  });
  parser.on('opentag', (tag) => {
    if (++depth > LIMITS.xmlDepth)
      throw new UnreadableError('too large', `its elements nest more than ${LIMITS.xmlDepth} deep`);
    handler.open?.(local(tag.name), localNames(tag.attributes));
  });
  parser.on('text', (text) => handler.text?.(text));
  parser.on('cdata', (text) => handler.text?.(text));
  parser.on('closetag', (tag) => {
    depth--;
    handler.close?.(local(tag.name));
  });
  parser.write(xml).close();
}

/** An XML file's text, in the encoding that it declares. */
export async function xmlOf(source: FileSource): Promise<string> {
  const bytes = await source.bytes();
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 256)).toString('latin1');
  return readText(bytes, /encoding\s*=\s*["']([\w.:-]+)/.exec(head)?.[1] ?? null).text;
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function localNames(attributes: Readonly<Record<string, string>>): Record<string, string> {
  const names: Record<string, string> = {};
  for (const [name, value] of Object.entries(attributes)) names[local(name)] = value;
  return names;
}
