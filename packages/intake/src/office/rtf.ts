import type { Part } from '../formats/part.ts';
import { plainDocument, UnreadableError } from '../formats/part.ts';
import type { FileSource } from '../formats/source.ts';

/**
 * Rich Text Format (Microsoft's specification 1.9.1). The libraries there are either make HTML of mail or are no longer
 * kept, and none minds the code page of each font, in which Arabic of old Word stands.
 */
export async function* read(source: FileSource): AsyncGenerator<Part> {
  const text = rtfText(await source.bytes());
  if (text === '') throw new UnreadableError('no text', 'there are no words in the document');
  yield { kind: 'document', document: plainDocument(text, { notes: [] }) };
}

/** Destinations whose words are no text of the document. */
const PASSED_OVER = new Set(
  'fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf listtable listoverridetable rsidtbl themedata colorschememapping datastore latentstyles generator xmlnstbl fldinst bkmkstart bkmkend shppict nonshppict revtbl pgdsctbl filetbl'.split(
    ' ',
  ),
);

/** Code pages by the charset of a font (\fcharset) and by number (\ansicpg). */
const CHARSETS: Readonly<Record<number, string>> = {
  0: 'windows-1252',
  161: 'windows-1253',
  162: 'windows-1254',
  177: 'windows-1255',
  178: 'windows-1256',
  179: 'windows-1256',
  180: 'windows-1256',
  204: 'windows-1251',
};

const WORDS: Readonly<Record<string, string>> = {
  par: '\n\n',
  sect: '\n\n',
  page: '\n\n',
  line: '\n',
  row: '\n',
  cell: '\t',
  tab: '\t',
  emdash: '—',
  endash: '–',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  zwj: '\u200D',
  zwnj: '\u200C',
  '~': '\u00A0',
  _: '-',
};

interface Group {
  passed: boolean;
  /** Characters that stand for one written as \u and are passed over. */
  substitutes: number;
  font: number;
  inTable: boolean;
}

export function rtfText(bytes: Uint8Array): string {
  return new RtfReader(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')).read();
}

class RtfReader {
  private readonly source: string;
  private readonly out: string[] = [];
  private readonly fonts = new Map<number, string>();
  private readonly stack: Group[] = [];
  private group: Group = { passed: false, substitutes: 1, font: -1, inTable: false };
  private codepage = 'windows-1252';
  private bytes: number[] = [];
  private skip = 0;
  private definesFonts = false;
  private definedFont = 0;

  constructor(source: string) {
    this.source = source;
  }

  read(): string {
    const token = /\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)/g;
    for (const match of this.source.matchAll(token)) {
      const [, word, number, hex, symbol, brace, text] = match;
      if (hex !== undefined) this.byte(Number.parseInt(hex, 16));
      else if (text !== undefined) for (const character of text) this.byte(character.charCodeAt(0));
      else {
        this.flush();
        if (brace === '{') this.open();
        else if (brace === '}') this.close();
        else if (word !== undefined) this.control(word, number === undefined ? null : Number(number));
        else if (symbol !== undefined) this.symbol(symbol);
      }
    }
    this.flush();
    return this.out
      .join('')
      .replace(/[ \t]+\n/g, '\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim();
  }

  private open(): void {
    this.stack.push({ ...this.group });
    if (this.stack.length > 2000) throw new UnreadableError('too large', 'its groups nest more than 2000 deep');
  }

  private close(): void {
    this.group = this.stack.pop() ?? this.group;
    this.skip = 0;
    if (this.stack.length <= 1) this.definesFonts = false;
  }

  private byte(byte: number): void {
    if (this.skip > 0) this.skip--;
    else if (!this.group.passed) this.bytes.push(byte);
  }

  /** Bytes that stand together are decoded together, in the code page of their font. */
  private flush(): void {
    if (this.bytes.length === 0) return;
    const page = this.fonts.get(this.group.font) ?? this.codepage;
    this.out.push(new TextDecoder(page).decode(Uint8Array.from(this.bytes)));
    this.bytes = [];
  }

  private symbol(symbol: string): void {
    if (symbol === '*') this.group.passed = true;
    else if ('\\{}'.includes(symbol)) this.write(symbol);
    else if (symbol in WORDS) this.write(WORDS[symbol]!);
  }

  private write(text: string): void {
    if (!this.group.passed) this.out.push(text);
  }

  private control(word: string, value: number | null): void {
    if (this.skip > 0) this.skip--;
    else if (word === 'u' && value !== null) this.unicode(value);
    else if (word === 'uc') this.group.substitutes = Math.min(10, Math.max(0, value ?? 1));
    else if (word === 'ansicpg') this.codepage = pageOf(`windows-${value}`) ?? this.codepage;
    else if (word === 'fonttbl') {
      this.definesFonts = true;
      this.group.passed = true;
    } else if (word === 'f' && value !== null) {
      if (this.definesFonts) this.definedFont = value;
      else this.group.font = value;
    } else if (word === 'fcharset' && value !== null) {
      const page = CHARSETS[value];
      if (page !== undefined && value !== 0) this.fonts.set(this.definedFont, page);
    } else if (word === 'v') this.group.passed ||= value !== 0;
    else if (word === 'bin') this.skip = 0;
    else if (PASSED_OVER.has(word)) this.group.passed = true;
    else if (word === 'trowd' || word === 'intbl') this.group.inTable = true;
    else if (word === 'pard') this.group.inTable = false;
    else if (word === 'par' && this.group.inTable) this.write(' ');
    else if (word in WORDS) this.write(WORDS[word]!);
  }

  private unicode(value: number): void {
    const code = value < 0 ? value + 65536 : value;
    this.write(String.fromCharCode(code));
    this.skip = this.group.substitutes;
  }
}

function pageOf(label: string): string | null {
  try {
    return new TextDecoder(label).encoding;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
